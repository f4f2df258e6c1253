// What stands at the edges of a figure outside all axes: its titles and labels, its footnote, a legend "outside" of the
// axes. Where they stand, so that none covers another, and the room that they take. Called by one thread per figure.
#pragma once

#include <vector>

#include "base/geometry.h"
#include "figure/text_metrics.h"
#include "resolve/resolved.h"

namespace plotmill::layout {

// Room at the edges of a figure, as shares of it.
struct Margins {
    double left = 0, right = 0, top = 0, bottom = 0;
};

struct Edges {
    Point suptitle{0.5, 0.98}, supxlabel{0.5, 0.01}, supylabel{0.02, 0.5},
        footnote{0.01, 0.01};  // shares of the figure
    Rect legend{0, 0, 1, 1};   // what an outside legend is placed in, shares of the figure
    Margins margins;           // the room of all, for constrained layout
    // Their sizes across the edge, for tight layout: pixels.
    std::vector<double> left, right, top, bottom;
};

// `w_pad`, `h_pad`: constrained layout's pads as shares of the figure; with other engines texts keep Matplotlib's
// places, but for those that would cover others. `legend`: the size of the figure's legend, pixels.
Edges place_edges(const resolve::ResolvedFigure& figure, Point legend, double w_pad, double h_pad,
                  figure::TextMetrics& metrics);

}  // namespace plotmill::layout
