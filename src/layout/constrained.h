// Constrained layout: the places of axes and colour bars so that nothing around them overlaps (Matplotlib's
// _constrained_layout and _layoutgrid). There the margins and ratios go to a constraint solver; with one grid in a
// figure, which is all that a job can have, they have one solution, which is worked out directly. Called by one thread
// per figure.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "layout/edges.h"
#include "resolve/resolved.h"

namespace plotmill::layout {

// The figure's side of the work. Boxes are shares of the figure, y upwards.
struct ConstrainedFigure {
    const resolve::ResolvedFigure& figure;
    std::vector<Rect>& positions;                  // of all axes, before their aspects; what is moved
    std::function<void()> moved;                   // positions have changed
    std::function<Rect(std::size_t axes)> tight;   // the axes with all around it (Axes.get_tightbbox for layout only)
    std::function<Rect(std::size_t axes)> aspect;  // its place as its aspect leaves it
    Margins margins;                               // of titles, labels and legends of the figure
    double w_pad = 0, h_pad = 0;                   // around each axes, shares of the figure
    double wspace = 0.02, hspace = 0.02;           // between axes
};

// Moves the axes; `compress` also takes out the room that aspects leave. Where there is no room, nothing is moved in
// that pass and `why` says so.
void constrain(ConstrainedFigure& figure, bool compress, std::string& why);

}  // namespace plotmill::layout
