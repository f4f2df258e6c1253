// The constant tables of colour names behind parse_color(): lower case, sorted by name. Only color.cpp uses them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace plotmill {

struct NamedColor {
    std::string_view name;
    std::uint32_t rgb;  // 0xrrggbb
};

extern const NamedColor named_colors[];  // CSS and "tab:" names
extern const std::size_t named_colors_count;
extern const NamedColor xkcd_colors[];  // without the prefix "xkcd:"
extern const std::size_t xkcd_colors_count;

}  // namespace plotmill
