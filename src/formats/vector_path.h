// Paths on their way from the scene to a vector file: what Matplotlib does to them for its vector backends (gaps at
// points that are not finite, lines cut to the page, dense lines simplified; nothing is snapped), and shapes that reach
// very far cut, since viewers keep coordinates in single precision. Pure functions.
#pragma once

#include "base/path.h"

namespace plotmill::formats {

struct PathUse {
    bool filled = false;    // or hatched
    bool simplify = false;  // PathItem::simplify
    double reach = 0;       // pixels that a stroke may stand out: its width
};

// `page` is in pixels. `out` is cleared first and may not be `in`.
void prepare_path(const Path& in, const PathUse& use, const Rect& page, Path& out);

// Quadratic pieces as cubic ones.
Path with_cubics(const Path& in);

// The box of all points; none() for an empty path.
Rect bounds_of(const Path& path);

}  // namespace plotmill::formats
