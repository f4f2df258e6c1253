// Tight layout: the grid's margins and gaps from the boxes of everything around the axes (matplotlib._tight_layout).
// Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "layout/edges.h"
#include "resolve/resolved.h"

namespace plotmill::layout {

struct TightAxes {
    resolve::Slot slot;
    Rect box;  // everything of the axes, pixels, y upwards (Axes.get_tightbbox for layout only)
};

struct TightInput {
    const resolve::GridSpec& grid;
    std::vector<TightAxes> axes;   // twins are entries of their own with the same slot
    double width = 0, height = 0;  // of the figure, inches
    double dpi = 100;
    double font_size = 10;  // points, rcParams font.size
    const Edges& edges;     // what stands at the figure's edges
};

// The grid with its margins set; no value, with the reason in `why`, where the decorations leave no room.
std::optional<resolve::GridSpec> tight_grid(const TightInput& input, std::string& why);

}  // namespace plotmill::layout
