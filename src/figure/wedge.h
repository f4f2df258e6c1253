// Arcs and wedges as Bezier curves (path.Path.arc, patches.Wedge). Pure functions, any thread.
#pragma once

#include <vector>

#include "base/path.h"

namespace plotmill::figure {

// The unit circle's arc from theta1 to theta2, degrees, unwrapped to at most one turn: its first point, then three for
// each cubic piece.
std::vector<Point> arc_points(double theta1, double theta2);

struct Wedge {
    Point centre;
    double radius = 1;
    double theta1 = 0, theta2 = 360;  // degrees, counter-clockwise from theta1 to theta2
    double width = 0;                 // of the ring; used where `ring`
    bool ring = false;
};
Path wedge_path(const Wedge& wedge);

}  // namespace plotmill::figure
