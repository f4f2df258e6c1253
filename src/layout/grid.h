// Where axes stand in the figure: cells of the grid (GridSpec.get_grid_positions), boxes shrunk to an aspect
// (Axes.apply_aspect). Figure fractions with y upwards. Pure functions.
#pragma once

#include <vector>

#include "base/geometry.h"
#include "resolve/cells.h"

namespace plotmill::layout {

using resolve::shrunk_in;
using resolve::slot_position;

// The places of all axes before their aspects, as they are when the figure has been filled: the cells of the grid, less
// what colour bars beside the axes took. Those of insets follow their axes and are not final. `count`: as it was when
// the figure had only so many axes.
std::vector<Rect> axes_positions(const resolve::ResolvedFigure& figure, std::size_t count);
// Moves what stands in cells of the grid to where they are now (Figure.subplots_adjust).
void follow_grid(const resolve::ResolvedFigure& figure, std::vector<Rect>& positions);
// Of a colour bar's place what is between its arrows; any other axes' place as it is.
Rect without_arrows(const resolve::ResolvedAxes& axes, Rect position);

// The box that is left of `position` for an axes with an aspect; for adjustable="datalim" the views may change instead.
Rect apply_aspect(const resolve::ResolvedAxes& axes, Rect position, double fig_width, double fig_height,
                  std::vector<resolve::AxisView>& views);

}  // namespace plotmill::layout
