// Legends: packed as offsetbox's HPacker and VPacker do, placed as Legend does ("best" included), then put into the
// scene. Called by one thread per figure.
#pragma once

#include <vector>

#include "figure/text_metrics.h"
#include "figure/view.h"
#include "layout/facts.h"
#include "resolve/resolved.h"
#include "scene/builder.h"

namespace plotmill::layout {

// What "best" avoids (Legend._auto_legend_data), in pixels with y upwards.
struct Obstacles {
    std::vector<Rect> boxes;                // extents of patches
    std::vector<std::vector<Point>> lines;  // vertices of lines, gaps as points that are not finite
    std::vector<Point> offsets;             // of collections
};
Obstacles obstacles_of(const resolve::ResolvedAxes& axes, const figure::View& view);

// Draws the legend into `parent` (the axes' box, or the figure's; pixels, y upwards) and returns its box (y upwards)
// and labels. `obstacles` may be null for figures' legends, where "best" means upper right.
LegendFact emit_legend(const resolve::LegendSpec& spec, const Rect& parent, const Obstacles* obstacles,
                       figure::TextMetrics& metrics, scene::Builder& out, FigureFacts* facts);

}  // namespace plotmill::layout
