// TeX's names of symbols: their characters and how they are spaced. Constant tables, any thread. Internal to text/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "text/math/fonts.h"

namespace plotmill::text {

enum class SymbolClass : std::uint8_t { ordinary, binary, relation, punctuation };  // relations include arrows

struct MathSymbol {
    std::string_view name;  // without the backslash
    char32_t code = 0;
    SymbolClass spacing = SymbolClass::ordinary;
    ComputerModern modern = ComputerModern::none;  // which of these fonts has it, and where
    char32_t modern_code = 0;
};

// A symbol as the text has it: a character, or a name ("\alpha"). They are not the same: fonts are asked by name.
struct Symbol {
    char32_t code = 0;
    const MathSymbol* named = nullptr;  // null: written as itself

    constexpr Symbol(char32_t character) : code(character) {}
    constexpr Symbol(const MathSymbol& symbol) : code(symbol.code), named(&symbol) {}
    Symbol() = default;
    bool is(std::string_view name) const { return named && named->name == name; }
    friend bool operator==(const Symbol&, const Symbol&) = default;
};
Symbol symbol_named(std::string_view name);  // one that is known to be in the table

const MathSymbol* find_symbol(std::string_view name);  // null where it is not known
SymbolClass class_of_character(char32_t character);    // one that is written as itself

// The name of the symbol that \hat, \bar and so on put above; empty where the name is no accent.
std::string_view accent_symbol(std::string_view name);
bool is_wide_accent(std::string_view name);                // \widehat: as wide as what it is on
bool is_function_name(std::string_view name);              // \sin, \lim, ...
bool takes_limits(std::string_view function);              // \lim, \max, ...: scripts above and below
bool takes_limits(const Symbol& symbol);                   // \sum, \prod, ...
bool is_integral(const Symbol& symbol);                    // \int, \oint
std::optional<double> space_width(std::string_view name);  // in em of the italic m

// What \left and \right take ("(", "\{", "\rangle", "."), at the start of `text`: its length, 0 where there is none.
std::size_t delimiter_length(std::string_view text);

// " (did you mean '\alpha'?)" or "".
std::string suggest_symbol(std::string_view name);

bool is_greek_capital(char32_t character);

}  // namespace plotmill::text
