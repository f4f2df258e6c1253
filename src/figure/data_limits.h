// The data limits of an axes (Axes.dataLim): grown by artists, in data values. Plain value.
#pragma once

#include <limits>

#include "figure/artist.h"

namespace plotmill::figure {

struct DataLimits {
    static constexpr double inf = std::numeric_limits<double>::infinity();
    double x0 = inf, x1 = -inf, y0 = inf, y1 = -inf;
    double minpos_x = inf, minpos_y = inf;  // smallest positive values

    bool has_x() const { return x0 <= x1; }
    bool has_y() const { return y0 <= y1; }

    void add_x(double v);
    void add_y(double v);
    // A point counts where both its coordinates are finite; only the asked directions grow.
    void add(Point p, bool x = true, bool y = true);
    void add(const Points& points, bool x = true, bool y = true);
    // What the artist adds to them: vertices of lines, extents of patches and collections, offsets of scatters. Texts
    // add nothing. (Axes._update_line_limits, _update_patch_lim, Collection.get_datalim)
    void add(const Artist& artist);
};

// Extents of a path with its curves (Path.get_extents): true extrema, not control points.
void add_path_extents(DataLimits& limits, const Path& path, bool x, bool y);

}  // namespace plotmill::figure
