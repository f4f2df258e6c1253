// Points counted in hexagons, as Matplotlib's Axes.hexbin counts them. Numbers in, numbers out; pure functions, any
// thread.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/geometry.h"

namespace plotmill::stats {

// Two lattices over an extent, the second half a step on: (nx + 1) x (ny + 1) hexagons and nx x ny between them.
struct HexagonGrid {
    long nx = 1, ny = 1;                    // at least 1 each
    double x0 = 0, x1 = 1, y0 = 0, y1 = 1;  // x0 < x1, y0 < y1
};

struct Hexagon {
    Point center;
    double value = 0;
};

struct Hexagons {
    double x0 = 0, x1 = 1;         // of the grid, a little wider than given
    double width = 0, height = 0;  // steps of the lattices
    std::vector<Hexagon> list;     // the first lattice column by column, then the second
};

// What becomes of the values in a hexagon: "mean", "median", "sum", "min", "max", "std", "var", "len" or "count".
double reduced(std::string_view how, std::vector<double> values);

// x and y have one finite value a point, and c too where it is not empty. Without `c` each hexagon has its number of
// points, and those with fewer than `least` are left out; with it `reduce` of its values, and hexagons are left out
// that have no more than `least` points or whose value is NaN.
Hexagons count_hexagons(std::span<const double> x, std::span<const double> y, std::span<const double> c,
                        HexagonGrid grid, std::string_view reduce = "mean", double least = 0);

}  // namespace plotmill::stats
