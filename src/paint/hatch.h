// Matplotlib's hatch patterns. Pure functions.
#pragma once

#include <string_view>

#include "base/path.h"

namespace plotmill::paint {

// The pattern's lines and shapes in the unit square, y upwards, at six lines per square and letter (matplotlib.hatch).
// Letters that are no pattern are ignored; more than `max_repeats` of one letter count as that many.
Path hatch_path(std::string_view pattern);

inline constexpr int max_hatch_repeats = 16;

}  // namespace plotmill::paint
