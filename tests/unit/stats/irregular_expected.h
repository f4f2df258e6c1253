// The tables of irregular_expected.inc: what Matplotlib makes of scattered points and of vector fields.
#pragma once

#include <cmath>
#include <string_view>
#include <vector>

#include "stats/delaunay.h"
#include "stats/streamlines.h"
#include "stats/tri_contour.h"

namespace plotmill::stats {

struct DelaunayCase {
    std::string_view name;
    std::vector<Point> points;
    std::vector<Triangle> triangles;
};

inline constexpr double contour_levels[] = {2.0, 5.0, 8.5};

struct ContourCase {
    std::string_view name;
    std::vector<Point> points;
    std::vector<double> z;
    std::vector<Triangle> triangles;
    std::vector<bool> masked;
    bool given;                                          // the triangles
    std::vector<std::vector<std::vector<Point>>> lines;  // of each level; closed ones end where they begin
    std::vector<std::vector<std::vector<Point>>> areas;  // below, between and above the levels: their loops
};

struct StreamFacts {
    std::size_t points;
    Point first, middle, last, sum;
};

struct StreamCase {
    std::string_view name;
    std::size_t nx, ny;
    std::vector<double> u, v;
    StreamOptions::Direction direction;
    std::size_t mask_nx, mask_ny;
    double minlength, maxlength;
    bool broken;
    std::vector<Point> start_points;  // empty: not given
    std::vector<StreamFacts> lines;
};

#include "irregular_expected.inc"

inline bool near(Point a, Point b) { return std::abs(a.x - b.x) < 1e-9 && std::abs(a.y - b.y) < 1e-9; }

inline bool near(const std::vector<Point>& a, const std::vector<Point>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!near(a[i], b[i])) return false;
    return true;
}

}  // namespace plotmill::stats
