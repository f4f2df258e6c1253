// Arcs and wedges as Bezier curves (path.Path.arc, patches.Wedge). Pure functions, any thread.
#pragma once

#include "base/path.h"

namespace plotmill::layers {

struct Wedge {
    Point centre;
    double radius = 1;
    double theta1 = 0, theta2 = 360;  // degrees, counter-clockwise from theta1 to theta2
    double width = 0;                 // of the ring; used where `ring`
    bool ring = false;
};
Path wedge_path(const Wedge& wedge);

}  // namespace plotmill::layers
