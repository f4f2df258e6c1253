// Which axes a figure has, where in the grid they stand and which of them share a view (GridSpec.subplots,
// subplot_mosaic).
#pragma once

#include <string>
#include <vector>

#include "resolve/resolved.h"
#include "spec/reader.h"

namespace plotmill::resolve {

struct PlannedAxes {
    Slot slot;
    int entry = -1;                       // index into the figure's `axes` list; -1: an empty axes
    int share_x = -1, share_y = -1;       // the planned axes whose view it shares
    bool hide_x = false, hide_y = false;  // inner axes of a shared grid have no tick labels
};

struct Plan {
    GridSpec grid;
    std::vector<PlannedAxes> axes;  // in creation order
};

// `entries`: the fields of each item of `axes`, or one entry for a figure without that list.
Plan plan_axes(const spec::Fields& figure, const std::vector<const spec::Fields*>& entries, GridSpec grid,
               Diagnostics& out);

// The grid of a figure's `facet` with `count` values, row by row; cells beyond them have no axes. All axes are entry 0.
Plan plan_facets(const spec::Fields& figure, const spec::Fields& facet, int count, GridSpec grid, Diagnostics& out);

}  // namespace plotmill::resolve
