// Font patterns in fontconfig's manner, as mathtext.rm and its like take them: "serif", "STIXGeneral:italic",
// "DejaVu Sans:weight=bold". Pure functions, any thread.
#pragma once

#include <string_view>

#include "scene/scene.h"

namespace plotmill::text {

// What the pattern leaves open stays as it is in `otherwise`; words that say nothing about family, style and weight are
// passed over.
scene::Font read_font_pattern(std::string_view pattern, const scene::Font& otherwise);

}  // namespace plotmill::text
