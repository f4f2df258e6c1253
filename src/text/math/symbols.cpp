#include "text/math/symbols.h"

#include <algorithm>
#include <array>
#include <vector>

#include "base/suggest.h"
#include "text/math/symbol_table.h"

namespace plotmill::text {
namespace {

constexpr std::string_view kUnsupported[] = {
    "Join",        "bigsqcup",  "biguplus",   "circledS", "dashleftarrow", "dashrightarrow", "frown",  "genfrac",
    "mathcircled", "obar",      "perp",       "prime",    "scrg",          "smile",          "solbar", "subseteqq",
    "subsetneqq",  "supseteqq", "supsetneqq", "widebar",  "widehat",       "widetilde",
};

constexpr std::string_view kFunctions[] = {
    "Pr",  "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc",    "deg",
    "det", "dim",    "exp",    "gcd",    "hom", "inf", "ker",  "lg",  "lim",  "liminf", "limsup",
    "ln",  "log",    "max",    "min",    "sec", "sin", "sinh", "sup", "tan",  "tanh",
};

constexpr std::string_view kLimitFunctions[] = {"lim", "liminf", "limsup", "max", "min", "sup"};

struct Accent {
    std::string_view name;
    char32_t code;
};
constexpr Accent kAccents[] = {
    {"hat", 0x302},
    {"breve", 0x306},
    {"bar", 0x304},
    {"grave", 0x300},
    {"acute", 0x301},
    {"tilde", 0x303},
    {"dot", 0x307},
    {"ddot", 0x308},
    {"dddot", 0x20DB},
    {"ddddot", 0x20DC},
    {"vec", 0x20D7},
    {"\"", 0x308},
    {"`", 0x300},
    {"'", 0x301},
    {"~", 0x303},
    {".", 0x307},
    {"^", 0x302},
    {"overrightarrow", 0x2192},
    {"overleftarrow", 0x2190},
    {"mathring", 0x2218},
};

struct Space {
    std::string_view name;
    double width;
};
constexpr Space kSpaces[] = {
    {",", 0.16667}, {"thinspace", 0.16667}, {"/", 0.16667}, {">", 0.22222}, {":", 0.22222},  {";", 0.27778},
    {" ", 0.33333}, {"enspace", 0.5},       {"quad", 1},    {"qquad", 2},   {"!", -0.16667},
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

char32_t accent_symbol(std::string_view name) {
    for (const Accent& accent : kAccents) {
        if (accent.name == name) return accent.code;
    }
    return 0;
}

bool is_function_name(std::string_view name) { return contains(kFunctions, name); }
bool takes_limits(std::string_view function) { return contains(kLimitFunctions, function); }
bool is_unsupported_command(std::string_view name) { return contains(kUnsupported, name); }

bool takes_limits(char32_t symbol) {
    return (symbol >= 0x220F && symbol <= 0x2211) || (symbol >= 0x22C0 && symbol <= 0x22C3) ||
           (symbol >= 0x2A00 && symbol <= 0x2A02);
}

bool is_integral(char32_t symbol) { return symbol == 0x222B || symbol == 0x222E; }

char32_t delimiter(std::string_view name) {
    constexpr std::string_view themselves = "()[]|/";
    if (name.size() == 1 && themselves.find(name[0]) != std::string_view::npos) {
        return static_cast<unsigned char>(name[0]);
    }
    if (name == "<") return 0x27E8;
    if (name == ">") return 0x27E9;
    constexpr std::string_view named[] = {"\\{",         "\\}",           "\\[",         "\\]",           "\\|",
                                          "\\backslash", "\\uparrow",     "\\downarrow", "\\updownarrow", "\\Uparrow",
                                          "\\Downarrow", "\\Updownarrow", "\\vert",      "\\Vert",        "\\lfloor",
                                          "\\rfloor",    "\\lceil",       "\\rceil",     "\\langle",      "\\rangle"};
    if (!contains(named, name)) return 0;
    const MathSymbol* symbol = find_symbol(name.substr(1));
    return symbol ? symbol->code : 0;
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
    for (const char* command : {"frac", "mathrm", "mathit", "mathbf", "mathregular", "mathdefault", "overline"}) {
        names.emplace_back(command);
    }
    const std::string_view found = nearest_word(name, names);
    return found.empty() ? std::string() : " (did you mean '\\" + std::string(found) + "'?)";
}

bool is_greek_capital(char32_t character) {
    return std::any_of(std::begin(kGreekCapitals), std::end(kGreekCapitals),
                       [&](const Range& range) { return character >= range.first && character <= range.last; });
}

}  // namespace plotmill::text
