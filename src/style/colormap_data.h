// The data behind style/colormap.h: what Matplotlib publishes about each of its colormaps, from which the lookup tables
// are computed. Constant data.
#pragma once

#include <span>
#include <string_view>

namespace plotmill::style::colormap_data {

// Exactly one form is given. `listed` maps are made of their colours as they are; all others are interpolated.
struct BuiltIn {
    std::string_view name;
    bool listed = false;
    bool shifted = false;                      // the colours from the middle on, then those before, in reverse order
    std::string_view bytes = {};               // colours, two hexadecimal digits for each of red, green and blue
    std::span<const double> colors = {};       // colours, three numbers each
    std::span<const double> stops = {};        // position, red, green, blue
    std::span<const double> segments[3] = {};  // red, green, blue: rows of x, value from the left, value from the right
    double (*functions[3])(double) = {};       // red, green, blue of x
};

std::span<const BuiltIn> all();  // sorted by name, without the reversed ones

extern const double accent[24];
extern const double cividis[768];
extern const double inferno[768];
extern const double magma[768];
extern const double plasma[768];
extern const double turbo[768];
extern const double twilight[1530];
extern const double viridis[768];

}  // namespace plotmill::style::colormap_data
