// The faces that are part of the binary, taken at build time from Debian's packages: DejaVu from fonts-dejavu-core and
// -extra; from python-matplotlib-data those of Matplotlib's own that mathtext needs besides (DejaVu Display, STIX,
// Computer Modern). Constant tables, readable from any thread.
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
