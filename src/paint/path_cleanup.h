// What Matplotlib does to a path before Agg draws it: gaps at not finite points, clipping of lines to the canvas,
// snapping to the pixel grid, and merging of nearly parallel pieces of dense lines. Pixels, y downwards. Pure
// functions; outputs are cleared first and may not be the input.
#pragma once

#include <cstddef>

#include "base/path.h"
#include "scene/scene.h"

namespace plotmill::paint {

// Vertices as Matplotlib counts them: every point, and one for each close.
std::size_t count_vertices(const Path& path);

// Pieces with a point that is not finite are left out; the path goes on after them with a move.
void remove_nans(const Path& in, Path& out);

// Straight pieces cut to `box` (Matplotlib: the canvas and one pixel around). Curves are kept whole.
void clip_lines(const Path& in, const Rect& box, Path& out);

// Longer paths are not snapped unless that is asked for.
inline constexpr std::size_t most_snapped = 1024;

// Whether a path would be snapped. `vertices` is the count before clipping.
bool should_snap(const Path& path, scene::Snap snap, std::size_t vertices);

// Every point to whole pixels, or to their middles where the stroke's width rounds to an odd number.
void snap_points(Path& path, double stroke_width);

// Matplotlib's Path.should_simplify, without the rcParam: long lines without curves and closes.
bool should_simplify(const Path& path);

// Pieces that stay within `threshold` pixels of a line become that line.
void simplify(const Path& in, double threshold, Path& out);

inline constexpr double simplify_threshold = 1.0 / 9;

// remove_nans, clip_lines and simplify in one pass, for lines of many points: the same path, and no copies on the way.
// should_simplify(in) must hold.
void simplify_clipped(const Path& in, const Rect& box, double threshold, Path& out);

}  // namespace plotmill::paint
