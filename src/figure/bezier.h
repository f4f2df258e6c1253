// Beziers as arrows need them: split where they leave a closed shape, and lines beside them (matplotlib.bezier). Pure
// functions; pixels with y upwards.
#pragma once

#include <array>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "base/path.h"

namespace plotmill::figure {

using Inside = std::function<bool(Point)>;
using Quad = std::array<Point, 3>;  // control points of a quadratic Bezier

Inside inside_circle(Point center, double radius);

// The unit vector from one point to another; zero where they are the same.
Point direction(Point from, Point to);
// Where two lines, each through a point with a unit direction, cross; none for parallel ones.
std::optional<Point> line_crossing(Point a, Point along_a, Point b, Point along_b);
// The points beside `p` at `distance`: right and left of the direction `along`.
std::pair<Point, Point> beside(Point p, Point along, double distance);

// Control points (2, 3 or 4) of both parts of a Bezier, cut where it crosses the shape's edge. None where both ends are
// on the same side of it.
std::optional<std::pair<std::vector<Point>, std::vector<Point>>> split_bezier(const std::vector<Point>& bezier,
                                                                              const Inside& inside);

// A path of one piece, cut where it first crosses the shape's edge (bezier.split_path_inout). None where it does not.
std::optional<std::pair<Path, Path>> split_path(const Path& path, const Inside& inside);

// Beziers on both sides of one: at a constant distance, or at a distance that narrows from w1 over wm to w2.
std::pair<Quad, Quad> parallels(const Quad& bezier, double width);
std::pair<Quad, Quad> wedge(const Quad& bezier, double width, double w1, double wm, double w2);

}  // namespace plotmill::figure
