// Where axes stand in the figure: cells of the grid (GridSpec.get_grid_positions), boxes shrunk to an aspect
// (Axes.apply_aspect). Figure fractions with y upwards. Pure functions.
#pragma once

#include <vector>

#include "base/geometry.h"
#include "resolve/cells.h"

namespace plotmill::layout {

using resolve::slot_position;

// The box of an axes before its aspect: its slot and the cells within it.
Rect axes_position(const resolve::GridSpec& grid, const resolve::ResolvedAxes& axes);
std::vector<Rect> grid_positions(const resolve::ResolvedFigure& figure);  // of all axes
// The same with the room that shared colour bars take, one after the other (colorbar.make_axes). `bars_only`: the bars
// in their places, over axes that gave up nothing.
std::vector<Rect> places_with_bars(const resolve::ResolvedFigure& figure, bool bars_only = false);

// What one shared colour bar does to the boxes of those that make room for it: its parents and their own colour bars.
struct RoomTaken {
    Rect before, left, bar;
    Rect moved(const Rect& position) const;
};
bool gives_room(const resolve::ResolvedFigure& figure, const resolve::SharedBar& bar, std::size_t axes);
RoomTaken room_taken(const resolve::ResolvedFigure& figure, const resolve::SharedBar& bar,
                     const std::vector<Rect>& positions);
// What is left of a colour bar's box beside the room for its ends.
Rect without_ends(const resolve::ResolvedAxes& axes, Rect position);

// The box that is left of `position` for an axes with an aspect; for adjustable="datalim" the views may change instead.
Rect apply_aspect(const resolve::ResolvedAxes& axes, Rect position, double fig_width, double fig_height,
                  std::vector<resolve::AxisView>& views);

}  // namespace plotmill::layout
