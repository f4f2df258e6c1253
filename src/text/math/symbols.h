// TeX's names of symbols: their characters and how they are spaced. Constant tables, any thread. Internal to text/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plotmill::text {

enum class SymbolClass : std::uint8_t { ordinary, binary, relation, punctuation };  // relations include arrows

struct MathSymbol {
    std::string_view name;  // without the backslash
    char32_t code = 0;
    SymbolClass spacing = SymbolClass::ordinary;
};

const MathSymbol* find_symbol(std::string_view name);  // null where it is not known
SymbolClass class_of_character(char32_t character);    // one that is written as itself

// The combining character (or symbol) of \hat, \bar and so on; 0 where the name is no accent.
char32_t accent_symbol(std::string_view name);
bool is_function_name(std::string_view name);              // \sin, \lim, ...
bool takes_limits(std::string_view function);              // \lim, \max, ...: scripts above and below
bool takes_limits(char32_t symbol);                        // \sum, \prod, ...
bool is_integral(char32_t symbol);                         // \int, \oint
char32_t delimiter(std::string_view name);                 // what \left and \right take: "(", "\{", "\rangle"; else 0
std::optional<double> space_width(std::string_view name);  // in em of the italic m

// Known to Matplotlib, but in none of the embedded fonts or not drawn here yet.
bool is_unsupported_command(std::string_view name);

// " (did you mean '\alpha'?)" or "".
std::string suggest_symbol(std::string_view name);

bool is_greek_capital(char32_t character);

}  // namespace plotmill::text
