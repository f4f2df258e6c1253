// Cells of a grid along the axes on whole pixels, without a path for each: most cells of a fine grid cover no pixel.
#pragma once

#include "paint/brush.h"
#include "scene/scene.h"

namespace plotmill::paint {

// What the cells' paths would paint. False where they do not lie on whole pixels, or not at all: nothing was painted.
bool draw_cells(const Brush& brush, const scene::CellsItem& cells);

}  // namespace plotmill::paint
