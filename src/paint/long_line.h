// Lines of very many points, from their columns to the path that is drawn, in one pass and without a copy of them: what
// path_cleanup.h's simplify_clipped() would give, vertex by vertex.
#pragma once

#include "base/path.h"
#include "base/points.h"
#include "base/wide.h"

namespace plotmill::paint {

// `out` is cleared first. Points that are not finite are gaps.
void simplify_points(const Points& points, const Rect& box, double threshold, Path& out, bool wide = wide_loops());

}  // namespace plotmill::paint
