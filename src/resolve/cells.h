// Where axes stand while a figure is filled: cells of its grid (GridSpec.get_grid_positions) and colour bars beside
// axes (colorbar.make_axes). Figure fractions with y upwards. Pure functions.
#pragma once

#include <vector>

#include "base/geometry.h"
#include "resolve/resolved.h"

namespace plotmill::resolve {

using AxesPointers = std::vector<const ResolvedAxes*>;  // of a figure, in order
AxesPointers pointers(const std::vector<ResolvedAxes>& axes);

Rect slot_position(const GridSpec& grid, const Slot& slot);
// The axes' slot, or the cell that is its own within so many cells within cells.
Rect cell_position(const GridSpec& grid, const ResolvedAxes& axes, std::size_t nested);
// In a cell of the grid, or within one.
bool in_grid(const ResolvedAxes& axes);

// The places of all axes before their aspects: the cells of the grid, less what colour bars beside the axes took, in
// the order in which they were made. Those of insets follow their axes and are not final. `count`: as it was when the
// figure had only so many axes.
std::vector<Rect> axes_positions(const GridSpec& grid, const AxesPointers& axes, std::size_t count);
// Axes that were twinned move as one (Axes._set_position): those that have places go where `moved` is.
void move_twins(const AxesPointers& axes, std::size_t moved, std::vector<Rect>& positions);

// Bbox.shrunk(x, y), then Bbox.anchored(anchor, within).
Rect shrunk_in(const Rect& within, double x, double y, Point anchor, const Rect& box);

}  // namespace plotmill::resolve
