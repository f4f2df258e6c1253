// Delaunay triangulations of points in the plane. Numbers in, numbers out; pure function, any thread.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "base/geometry.h"

namespace plotmill::stats {

using Triangle = std::array<std::size_t, 3>;  // indices of points, counter-clockwise

// No value where fewer than three points are distinct, or all are on one line. Points must be finite; of equal ones
// only the first is used.
std::optional<std::vector<Triangle>> delaunay(std::span<const Point> points);

}  // namespace plotmill::stats
