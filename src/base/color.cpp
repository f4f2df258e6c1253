#include "base/color.h"

#include <algorithm>
#include <string>

#include "base/color_names.h"
#include "base/numbers.h"
#include "base/suggest.h"

namespace plotmill {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = lower(c);
    return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

ColorSpec known(Rgba rgba) {
    ColorSpec spec;
    spec.rgba = rgba;
    return spec;
}

ColorSpec from_rgb(std::uint32_t rgb) {
    return known({((rgb >> 16) & 255) / 255.0, ((rgb >> 8) & 255) / 255.0, (rgb & 255) / 255.0, 1.0});
}

std::optional<ColorSpec> find(const NamedColor* table, std::size_t count, std::string_view name) {
    const NamedColor* end = table + count;
    const NamedColor* it =
        std::lower_bound(table, end, name, [](const NamedColor& c, std::string_view n) { return c.name < n; });
    if (it == end || it->name != name) return std::nullopt;
    return from_rgb(it->rgb);
}

std::optional<ColorSpec> parse_letter(char c) {
    switch (c) {
        case 'b':
            return known({0, 0, 1, 1});
        case 'g':
            return known({0, 0.5, 0, 1});
        case 'r':
            return known({1, 0, 0, 1});
        case 'c':
            return known({0, 0.75, 0.75, 1});
        case 'm':
            return known({0.75, 0, 0.75, 1});
        case 'y':
            return known({0.75, 0.75, 0, 1});
        case 'k':
            return known({0, 0, 0, 1});
        case 'w':
            return known({1, 1, 1, 1});
        default:
            return std::nullopt;
    }
}

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<ColorSpec> parse_hex(std::string_view digits) {
    const std::size_t n = digits.size();
    if (n != 3 && n != 4 && n != 6 && n != 8) return std::nullopt;
    for (char c : digits)
        if (hex_value(c) < 0) return std::nullopt;
    const std::size_t width = n <= 4 ? 1 : 2;
    double v[4] = {0, 0, 0, 1};
    for (std::size_t i = 0; i * width < n; ++i) {
        const int high = hex_value(digits[i * width]);
        v[i] = (high * 16 + hex_value(digits[i * width + width - 1])) / 255.0;
    }
    return known({v[0], v[1], v[2], v[3]});
}

// "C" and digits: entry of the colour cycle. More digits than any cycle has are still a colour (taken modulo its
// length).
std::optional<ColorSpec> parse_cycle(std::string_view digits) {
    if (digits.empty() || digits.size() > 9) return std::nullopt;
    int index = 0;
    for (char c : digits) {
        if (!is_digit(c)) return std::nullopt;
        index = index * 10 + (c - '0');
    }
    ColorSpec spec;
    spec.cycle = index;
    return spec;
}

}  // namespace

Rgba ColorSpec::resolve(const std::vector<Rgba>& cycle_colors) const {
    if (cycle < 0) return rgba;
    if (cycle_colors.empty()) return {0, 0, 0, 1};
    return cycle_colors[static_cast<std::size_t>(cycle) % cycle_colors.size()];
}

std::optional<ColorSpec> parse_color(std::string_view text) {
    if (text.empty() || text.size() > 64) return std::nullopt;
    if (text.size() == 1)
        if (auto letter = parse_letter(text[0])) return letter;
    if (text[0] == '#') return parse_hex(text.substr(1));
    if (text[0] == 'C')
        if (auto cycle = parse_cycle(text.substr(1))) return cycle;
    const std::string name = lowered(text);
    if (name == "none") {
        ColorSpec spec;
        spec.none = true;
        spec.rgba = {0, 0, 0, 0};
        return spec;
    }
    if (name.starts_with("xkcd:")) return find(xkcd_colors, xkcd_colors_count, std::string_view(name).substr(5));
    if (auto named = find(named_colors, named_colors_count, name)) return named;
    if (auto gray = parse_number(text); gray && *gray >= 0 && *gray <= 1) return known({*gray, *gray, *gray, 1});
    return std::nullopt;
}

std::string_view nearest_color_name(std::string_view text) {
    std::vector<std::string_view> names;
    const std::string name = lowered(text.substr(0, 64));
    if (name.starts_with("xkcd:")) return {};
    names.reserve(named_colors_count);
    for (std::size_t i = 0; i < named_colors_count; ++i) names.push_back(named_colors[i].name);
    return nearest_word(name, names);
}

}  // namespace plotmill
