// Where axes stand in the figure: cells of the grid, boxes shrunk to an aspect
// (Axes.apply_aspect). Figure fractions with y upwards. Pure functions.
#pragma once

#include <vector>

#include "base/geometry.h"
#include "resolve/cells.h"

namespace plotmill::layout {

using resolve::slot_position;

// The box of an axes before its aspect: its slot, the cells within it, and the room for a colour bar's arrows.
Rect axes_position(const resolve::GridSpec& grid, const resolve::ResolvedAxes& axes);

// The box that is left of `position` for an axes with an aspect; for adjustable="datalim" the views may change instead.
Rect apply_aspect(const resolve::ResolvedAxes& axes, Rect position, double fig_width, double fig_height,
                  std::vector<resolve::AxisView>& views);

}  // namespace plotmill::layout
