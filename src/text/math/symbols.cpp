#include "text/math/symbols.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "base/suggest.h"
#include "text/math/symbol_table.h"

namespace plotmill::text {
namespace {

constexpr std::string_view kFunctions[] = {
    "Pr",  "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc",    "deg",
    "det", "dim",    "exp",    "gcd",    "hom", "inf", "ker",  "lg",  "lim",  "liminf", "limsup",
    "ln",  "log",    "max",    "min",    "sec", "sin", "sinh", "sup", "tan",  "tanh",
};

constexpr std::string_view kLimitFunctions[] = {"lim", "liminf", "limsup", "max", "min", "sup"};

struct Accent {
    std::string_view name, symbol;
};
constexpr Accent kAccents[] = {
    {"hat", "circumflexaccent"},
    {"breve", "combiningbreve"},
    {"bar", "combiningoverline"},
    {"grave", "combininggraveaccent"},
    {"acute", "combiningacuteaccent"},
    {"tilde", "combiningtilde"},
    {"dot", "combiningdotabove"},
    {"ddot", "combiningdiaeresis"},
    {"dddot", "combiningthreedotsabove"},
    {"ddddot", "combiningfourdotsabove"},
    {"vec", "combiningrightarrowabove"},
    {"\"", "combiningdiaeresis"},
    {"`", "combininggraveaccent"},
    {"'", "combiningacuteaccent"},
    {"~", "combiningtilde"},
    {".", "combiningdotabove"},
    {"^", "circumflexaccent"},
    {"overrightarrow", "rightarrow"},
    {"overleftarrow", "leftarrow"},
    {"mathring", "circ"},
    {"widehat", "widehat"},
    {"widetilde", "widetilde"},
    {"widebar", "widebar"},
};

constexpr std::string_view kLimitSymbols[] = {"sum",    "prod",     "coprod",  "bigcap",    "bigcup",   "bigsqcup",
                                              "bigvee", "bigwedge", "bigodot", "bigotimes", "bigoplus", "biguplus"};

constexpr std::string_view kDelimiters[] = {"\\updownarrow",
                                            "\\Updownarrow",
                                            "\\backslash",
                                            "\\downarrow",
                                            "\\Downarrow",
                                            "\\uparrow",
                                            "\\Uparrow",
                                            "\\lfloor",
                                            "\\rfloor",
                                            "\\langle",
                                            "\\rangle",
                                            "\\lceil",
                                            "\\rceil",
                                            "\\vert",
                                            "\\Vert",
                                            "\\{",
                                            "\\}",
                                            "\\|",
                                            "(",
                                            ")",
                                            "[",
                                            "]",
                                            "<",
                                            ">",
                                            "|",
                                            "/",
                                            "."};

struct Space {
    std::string_view name;
    double width;
};
constexpr Space kSpaces[] = {
    {",", 0.16667}, {"thinspace", 0.16667}, {"/", 0.16667}, {">", 0.22222}, {":", 0.22222},  {";", 0.27778},
    {" ", 0.33333}, {"enspace", 0.5},       {"quad", 1},    {"qquad", 2},   {"!", -0.16667},
};

// What people write that Matplotlib 3.6 has by another name.
struct Instead {
    std::string_view written, known;
};
constexpr Instead kInstead[] = {
    {"le", "leq"},
    {"ge", "geq"},
    {"land", "wedge"},
    {"lor", "vee"},
    {"iff", "Leftrightarrow"},
    {"implies", "Rightarrow"},
    {"gets", "leftarrow"},
    {"owns", "ni"},
    {"setminus", "smallsetminus"},
    {"ddagger", "ddag"},
    {"lhd", "triangleleft"},
    {"rhd", "triangleright"},
    {"textrm", "mathrm"},
    {"textbf", "mathbf"},
    {"textit", "mathit"},
    {"texttt", "mathtt"},
    {"textsf", "mathsf"},
    {"boldsymbol", "mathbf"},
    {"bm", "mathbf"},
    {"mbox", "text"},
    {"tfrac", "frac"},
    {"cfrac", "dfrac"},
    {"over", "frac"},
    {"choose", "binom"},
    {"tbinom", "binom"},
    {"dbinom", "binom"},
};

struct Range {
    char32_t first, last;
};
// "GREEK CAPITAL ..." in the Unicode Character Database.
constexpr Range kGreekCapitals[] = {
    {0x370, 0x370},   {0x372, 0x372},   {0x376, 0x376},   {0x37F, 0x37F},   {0x386, 0x386},   {0x388, 0x38A},
    {0x38C, 0x38C},   {0x38E, 0x38F},   {0x391, 0x3A1},   {0x3A3, 0x3AB},   {0x3CF, 0x3CF},   {0x3F4, 0x3F4},
    {0x3F7, 0x3F7},   {0x3F9, 0x3FA},   {0x3FD, 0x3FF},   {0x1F08, 0x1F0F}, {0x1F18, 0x1F1D}, {0x1F28, 0x1F2F},
    {0x1F38, 0x1F3F}, {0x1F48, 0x1F4D}, {0x1F59, 0x1F59}, {0x1F5B, 0x1F5B}, {0x1F5D, 0x1F5D}, {0x1F5F, 0x1F5F},
    {0x1F68, 0x1F6F}, {0x1F88, 0x1F8F}, {0x1F98, 0x1F9F}, {0x1FA8, 0x1FAF}, {0x1FB8, 0x1FBC}, {0x1FC8, 0x1FCC},
    {0x1FD8, 0x1FDB}, {0x1FE8, 0x1FEC}, {0x1FF8, 0x1FFC},
};

template <class T, std::size_t n>
bool contains(const T (&list)[n], std::string_view name) {
    return std::find(std::begin(list), std::end(list), name) != std::end(list);
}

}  // namespace

const MathSymbol* find_symbol(std::string_view name) {
    const std::span<const MathSymbol> table = symbol_table();
    const auto found = std::lower_bound(table.begin(), table.end(), name,
                                        [](const MathSymbol& symbol, std::string_view n) { return symbol.name < n; });
    return found != table.end() && found->name == name ? &*found : nullptr;
}

SymbolClass class_of_character(char32_t character) {
    switch (character) {
        case U'+':
        case U'*':
        case 0x2212:
            return SymbolClass::binary;
        case U'=':
        case U'<':
        case U'>':
        case U':':
            return SymbolClass::relation;
        case U',':
        case U';':
        case U'.':
        case U'!':
            return SymbolClass::punctuation;
        default:
            return SymbolClass::ordinary;
    }
}

Symbol symbol_named(std::string_view name) {
    const MathSymbol* found = find_symbol(name);
    assert(found && "a symbol that mathtext itself names");
    return found ? Symbol(*found) : Symbol(U'?');
}

std::string_view accent_symbol(std::string_view name) {
    for (const Accent& accent : kAccents) {
        if (accent.name == name) return accent.symbol;
    }
    return {};
}

bool is_wide_accent(std::string_view name) { return name.substr(0, 4) == "wide"; }

bool is_function_name(std::string_view name) { return contains(kFunctions, name); }
bool takes_limits(std::string_view function) { return contains(kLimitFunctions, function); }
bool takes_limits(const Symbol& symbol) { return symbol.named && contains(kLimitSymbols, symbol.named->name); }
bool is_integral(const Symbol& symbol) { return symbol.is("int") || symbol.is("oint"); }

std::size_t delimiter_length(std::string_view text) {
    for (const std::string_view delimiter : kDelimiters) {
        if (text.substr(0, delimiter.size()) == delimiter) return delimiter.size();
    }
    return 0;
}

std::optional<double> space_width(std::string_view name) {
    for (const Space& space : kSpaces) {
        if (space.name == name) return space.width;
    }
    return std::nullopt;
}

std::string suggest_symbol(std::string_view name) {
    std::vector<std::string_view> names;
    names.reserve(symbol_table().size() + std::size(kFunctions) + 8);
    for (const MathSymbol& symbol : symbol_table()) names.push_back(symbol.name);
    for (const std::string_view function : kFunctions) names.push_back(function);
    for (const char* command :
         {"frac",        "dfrac",       "binom",    "genfrac",      "sqrt",   "overset",  "underset",
          "left",        "right",       "text",     "operatorname", "hspace", "mathrm",   "mathit",
          "mathbf",      "mathsf",      "mathtt",   "mathcal",      "mathbb", "mathfrak", "mathscr",
          "mathregular", "mathdefault", "overline", "quad",         "qquad",  "enspace",  "thinspace"}) {
        names.emplace_back(command);
    }
    std::string_view found = nearest_word(name, names);
    for (const Instead& entry : kInstead) {
        if (entry.written == name) found = entry.known;
    }
    return found.empty() ? std::string() : " (did you mean '\\" + std::string(found) + "'?)";
}

bool is_greek_capital(char32_t character) {
    return std::any_of(std::begin(kGreekCapitals), std::end(kGreekCapitals),
                       [&](const Range& range) { return character >= range.first && character <= range.last; });
}

}  // namespace plotmill::text
