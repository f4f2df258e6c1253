#include "paint/sprite.h"

#include <cstring>

namespace plotmill::paint {

void Sprite::take(Rasterizer& r, const PixelRect& box, bool masked) {
    box_ = box;
    rows_.assign(static_cast<std::size_t>(box.height()), {});
    covers_.assign(static_cast<std::size_t>(box.width()) * static_cast<std::size_t>(box.height()), 0);
    bool any = false;
    r.sweep([&](int x, int y, int n, unsigned cover, bool solid) {
        any = true;
        if (masked && solid) cover = 255;
        Row& row = rows_[static_cast<std::size_t>(y - box.y0)];
        const int from = x - box.x0;
        if (row.last == 0) row.first = from;
        row.last = from + n;
        std::memset(
            covers_.data() + static_cast<std::size_t>(y - box.y0) * static_cast<std::size_t>(box.width()) + from,
            static_cast<int>(cover), static_cast<std::size_t>(n));
    });
    if (!any) rows_.clear();
}

void Sprite::draw(const Brush& brush, int x, int y, Color8 c) const {
    if (rows_.empty() || c.a == 0) return;
    const PixelRect& w = brush.wide;
    const int left = x + box_.x0, top = y + box_.y0;
    const int y0 = std::max(top, w.y0), y1 = std::min(top + box_.height(), w.y1);
    for (int row = y0; row < y1; ++row) {
        const Row& span = rows_[static_cast<std::size_t>(row - top)];
        const int x0 = std::max(left + span.first, w.x0), x1 = std::min(left + span.last, w.x1);
        if (x0 >= x1) continue;
        const std::uint8_t* covers =
            covers_.data() + static_cast<std::ptrdiff_t>(row - top) * box_.width() + (x0 - left);
        if (!brush.mask) {
            blend_covers(brush.canvas.row(row, x0, x1) + x0, x1 - x0, c, covers);
            continue;
        }
        for (int i = x0; i < x1; ++i) brush.pixel(i, row, c, covers[i - x0]);
    }
}

}  // namespace plotmill::paint
