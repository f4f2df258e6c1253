// The faces that are part of the binary, taken at build time from Debian's packages: Matplotlib's own from
// python-matplotlib-data (its DejaVu differs a little from Debian's), and two more of DejaVu from fonts-dejavu-extra.
// Constant tables, readable from any thread.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "scene/scene.h"

namespace plotmill::text {

struct EmbeddedFont {
    std::string_view family;
    std::string_view file;  // name of the file it was taken from
    scene::Font::Style style;
    int weight;
    std::span<const std::uint8_t> bytes;
};

// The first is DejaVu Sans regular, the font of last resort.
std::span<const EmbeddedFont> embedded_fonts();

}  // namespace plotmill::text
