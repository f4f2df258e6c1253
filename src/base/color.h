// Colour values and the forms in which Matplotlib writes them (matplotlib.colors.to_rgba). Pure functions.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

namespace plotmill {

struct Rgba {  // straight (not premultiplied), 0..1
    double r = 0, g = 0, b = 0, a = 1;
    friend bool operator==(const Rgba&, const Rgba&) = default;
};

// A colour as written: "C3" waits for the style's colour cycle, everything else is known.
struct ColorSpec {
    int cycle = -1;     // >= 0: entry of axes.prop_cycle (modulo its length)
    bool none = false;  // "none": transparent, and not overridden by an alpha
    Rgba rgba;
    friend bool operator==(const ColorSpec&, const ColorSpec&) = default;

    Rgba resolve(const std::vector<Rgba>& cycle_colors) const;
};

// Every string form: "C0", "tab:blue", "r", CSS names (also "grey" forms), "xkcd:..." (the survey's 949),
// "#rgb", "#rgba", "#rrggbb", "#rrggbbaa", "0.5", "none". No value where the text is no colour.
std::optional<ColorSpec> parse_color(std::string_view text);

// The nearest colour name, for "did you mean"; empty when nothing is near.
std::string_view nearest_color_name(std::string_view text);

}  // namespace plotmill
