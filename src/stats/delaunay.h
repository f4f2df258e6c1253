// Delaunay triangulations of points in the plane, by Qhull. Numbers in, numbers out; pure function, any thread.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "base/geometry.h"

namespace plotmill::stats {

using Triangle = std::array<std::size_t, 3>;  // indices of points

inline constexpr std::size_t most_delaunay_points = 1'000'000;  // about a gigabyte of facets

struct Delaunay {
    std::vector<Triangle> triangles;  // counter-clockwise, in Qhull's order
    std::string problem;              // why there are none: "all points are on one line", ...; empty where there are
};

// Triangles in the order in which Matplotlib's tri.Triangulation has them. Points must be finite; of equal ones one is
// used.
Delaunay delaunay(std::span<const Point> points);

}  // namespace plotmill::stats
