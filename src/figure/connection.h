// The line that joins the two ends of an arrow (patches.ConnectionStyle): arc3, angle3, angle, arc, bar. Pure function;
// pixels with y upwards.
#pragma once

#include "base/path.h"
#include "figure/artist.h"
#include "figure/bezier.h"

namespace plotmill::figure {

Path connection_path(const ArrowStyle& style, Point a, Point b);

}  // namespace plotmill::figure
