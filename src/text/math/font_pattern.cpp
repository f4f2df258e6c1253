#include "text/math/font_pattern.h"

#include <string>

namespace plotmill::text {
namespace {

struct Weight {
    std::string_view name;
    int weight;
};
constexpr Weight kWeights[] = {{"thin", 200},     {"extralight", 200}, {"ultralight", 200}, {"light", 200},
                               {"book", 400},     {"regular", 400},    {"normal", 400},     {"medium", 500},
                               {"demibold", 600}, {"semibold", 600},   {"bold", 700},       {"extrabold", 800},
                               {"black", 900},    {"heavy", 800}};

void read_weight(std::string_view word, scene::Font& font) {
    for (const Weight& w : kWeights) {
        if (w.name == word) font.weight = w.weight;
    }
    int number = 0;
    for (const char c : word) {
        if (c < '0' || c > '9' || number > 1000) return;
        number = number * 10 + (c - '0');
    }
    if (number >= 1 && number <= 1000) font.weight = number;
}

void read_style(std::string_view word, scene::Font& font) {
    if (word == "italic") font.style = FontStyle::italic;
    if (word == "oblique") font.style = FontStyle::oblique;
    if (word == "normal") font.style = FontStyle::normal;
}

// A backslash takes the next character as it is.
std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size()) ++i;
        out += text[i];
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::size_t find_bare(std::string_view text, std::string_view any_of) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (any_of.find(text[i]) != std::string_view::npos) {
            return i;
        }
    }
    return text.size();
}

}  // namespace

scene::Font read_font_pattern(std::string_view pattern, const scene::Font& otherwise) {
    scene::Font font = otherwise;
    const std::size_t end = find_bare(pattern, ":-");  // a size may follow the families: it is of no use here
    std::string_view families = pattern.substr(0, end);
    if (!trimmed(families).empty()) {
        font.families.clear();
        while (!families.empty()) {
            const std::size_t comma = find_bare(families, ",");
            font.families.push_back(unescaped(trimmed(families.substr(0, comma))));
            families = comma < families.size() ? families.substr(comma + 1) : std::string_view();
        }
    }
    std::string_view rest = pattern.substr(end);
    while (!rest.empty()) {
        const std::size_t colon = find_bare(rest, ":");
        const std::string_view part = trimmed(rest.substr(0, colon));
        rest = colon < rest.size() ? rest.substr(colon + 1) : std::string_view();
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) {
            read_style(part == "roman" ? "normal" : part == "normal" ? "" : part, font);
            if (!part.empty() && !(part[0] >= '0' && part[0] <= '9')) read_weight(part, font);
            continue;
        }
        const std::string_view name = trimmed(part.substr(0, equals)), value = trimmed(part.substr(equals + 1));
        if (name == "family") font.families = {unescaped(value)};
        if (name == "weight") read_weight(value, font);
        if (name == "slant" || name == "style") read_style(value, font);
    }
    return font;
}

}  // namespace plotmill::text
