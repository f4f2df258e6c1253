// Paths on their way from the scene to a vector file, treated as the painter treats them, so that a vector file shows
// the same picture: gaps at points that are not finite, lines cut to the page, straight ones on the pixel grid (unless
// path.snap is off), dense ones simplified. Only round shapes keep their exact places. What reaches very far is cut,
// since viewers keep coordinates in single precision. Pure functions.
#pragma once

#include "base/path.h"
#include "scene/scene.h"

namespace plotmill::formats {

struct PathUse {
    bool filled = false;      // or hatched
    bool simplify = false;    // PathItem::simplify
    double stroke_width = 0;  // pixels; 0: none
    scene::Snap snap = scene::Snap::off;
    const scene::Scene* single = nullptr;  // of a PathItem: whose simplify_threshold and sketch hold for it
};

// `page` is in pixels. `out` is cleared first and may not be `in`.
void prepare_path(const Path& in, const PathUse& use, const Rect& page, Path& out);

// A marker, and whether it stands on whole pixels: ticks, crosses and the like do.
bool prepare_marker(const Path& in, const PathUse& use, const Rect& page, Path& out);

Point on_pixel(Point p);  // the nearest whole pixel, as the painter rounds
Rect on_pixels(const Rect& r);

// Quadratic pieces as cubic ones.
Path with_cubics(const Path& in);

// The box of all points; none() for an empty path.
Rect bounds_of(const Path& path);

}  // namespace plotmill::formats
