// The shapes of a field of arrows (quiver.Quiver), once the axes' box and limits are known. Pure function, any thread.
#pragma once

#include <vector>

#include "figure/artist.h"
#include "figure/view.h"

namespace plotmill::figure {

// One open outline for each of `offsets` (data values), in pixels around it, y upwards; NaN where there is no arrow.
std::vector<Path> arrow_paths(const ArrowField& field, const Points& offsets, const View& view);

}  // namespace plotmill::figure
