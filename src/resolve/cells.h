// Cells of a figure's grid (GridSpec.get_grid_positions). Figure fractions with y upwards. Pure functions.
#pragma once

#include "base/geometry.h"
#include "resolve/resolved.h"

namespace plotmill::resolve {

Rect slot_position(const GridSpec& grid, const Slot& slot);
// The axes' slot, or the cell within it that is the axes' own.
Rect cell_position(const GridSpec& grid, const ResolvedAxes& axes);

}  // namespace plotmill::resolve
