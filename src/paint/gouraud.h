// Triangles whose colour runs linearly between their corners, by Agg's scanline interpolation; each is grown by half a
// pixel, so that neighbours leave no seam.
#pragma once

#include <array>

#include "paint/brush.h"

namespace plotmill::paint {

void draw_gouraud(const Brush& brush, Rasterizer& rasterizer, const std::array<Point, 3>& points,
                  const std::array<Rgba, 3>& colors);

}  // namespace plotmill::paint
