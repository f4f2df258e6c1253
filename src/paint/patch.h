// A small shape, an inside and the outline upon it, from polygons to pixels at once: coverage is added up in a grid of
// the shape's own pixels, without a list of cells, and laid down row by row. The pixels are the rasterizer's. One per
// worker; its buffers are kept between uses.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/wide.h"
#include "paint/canvas.h"

namespace plotmill::paint {

class Patch {
public:
    static constexpr int max_cells = 4096;
    enum Layer : std::uint8_t { inside, edge };

    // For a shape of that many pixels and what follows. False: too large for this.
    bool begin(int width, int height);
    int stride() const { return stride_; }  // pixels that are read and written of each row; the canvas must have them

    // Polygons, each closed by itself: x, y, x, y, ... in 1/256 pixel, within the patch; `ends` counts points.
    void add(Layer layer, std::span<const int> xy, std::span<const std::uint32_t> ends, bool wide = wide_loops());

    // With its corner at the pixel (x, y). The patch is empty afterwards.
    void lay(const Canvas& canvas, int x, int y, Color8 inside_color, Color8 edge_color, bool wide = wide_loops());

private:
    static constexpr int plane = max_cells + 80;  // not all at one place of the cache

    void lay_plain(const Canvas& canvas, int x, int y, Layer layer, Color8 color);
    void lay_wide(const Canvas& canvas, int x, int y, Color8 inside_color, Color8 edge_color);

    int stride_ = 0, height_ = 0;
    std::vector<std::int64_t> cells_;  // of each layer a plane of sums (edges::packed); all zero between uses
};

}  // namespace plotmill::paint
