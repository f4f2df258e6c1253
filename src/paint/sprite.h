// The coverage of one small shape, rasterized once and laid down many times at whole pixels.
#pragma once

#include <cstdint>
#include <vector>

#include "paint/brush.h"

namespace plotmill::paint {

class Sprite {
public:
    static constexpr int max_side = 256;  // pixels; larger shapes are drawn one by one

    void clear() { rows_.clear(); }
    bool empty() const { return rows_.empty(); }
    const PixelRect& box() const { return box_; }  // around the shape's origin
    std::uint8_t cover(int x, int y) const {       // of a pixel from there
        if (rows_.empty() || x < box_.x0 || x >= box_.x1 || y < box_.y0 || y >= box_.y1) return 0;
        return covers_[static_cast<std::size_t>(y - box_.y0) * static_cast<std::size_t>(box_.width()) +
                       static_cast<std::size_t>(x - box_.x0)];
    }

    // Takes the shape of what the rasterizer holds, which was begun with `box`. `masked`: it is to be drawn under a
    // clip path, where Agg forgets the coverage of solid spans.
    void take(Rasterizer& r, const PixelRect& box, bool masked = false);

    // Lays it down with its origin at the pixel (x, y), within the brush's wide box.
    void draw(const Brush& brush, int x, int y, Color8 c) const;

private:
    struct Row {
        int first = 0, last = 0;  // covered columns, last excluded, within box_
    };
    PixelRect box_;
    std::vector<Row> rows_;
    std::vector<std::uint8_t> covers_;
};

}  // namespace plotmill::paint
