// Rectangles along the axes without the rasterizer: bars, spines, ticks and grid lines are nothing else. The coverage
// is the rasterizer's, to the last bit.
#pragma once

#include <algorithm>
#include <optional>
#include <type_traits>

#include "base/path.h"
#include "paint/canvas.h"

namespace plotmill::paint {

struct AlignedRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // 1/256 pixel
    bool round_up = false;               // how the outline's direction rounds corners: Agg's areas are signed

    bool whole() const { return ((x0 | y0 | x1 | y1) & 255) == 0; }
    PixelRect pixels() const { return {x0 >> 8, y0 >> 8, x1 >> 8, y1 >> 8}; }  // where whole()

    int left() const { return x0 >> 8; }
    int right() const { return ((x1 - 1) >> 8) + 1; }  // excluded
    // The coverage of the pixels from left() to right() in a row that it covers in part.
    template <class Put>
    void each_cover(int y, Put&& put) const {
        sweep_rows(y, 1, [&](int x, int, int n, int, unsigned cover) {
            for (int i = x; i < x + n; ++i) put(i - left(), cover);
        });
    }

    // Calls sink(x, y, n, rows, cover) for rectangles of equal cover, or sink(x, y, n, cover) for one row after the
    // other as Rasterizer::sweep does.
    template <class Sink>
    void sweep(Sink&& sink) const {
        if (x0 >= x1 || y0 >= y1) return;
        const int top = y0 >> 8, bottom = (y1 - 1) >> 8;
        if constexpr (std::is_invocable_v<Sink&, int, int, int, int, unsigned>) {
            sweep_rows(top, 1, sink);
            if (bottom > top + 1) sweep_rows(top + 1, bottom - top - 1, sink);
            if (bottom > top) sweep_rows(bottom, 1, sink);
        } else {
            for (int y = top; y <= bottom; ++y)
                sweep_rows(y, 1, [&](int x, int at, int n, int, unsigned cover) { sink(x, at, n, cover); });
        }
    }

private:
    // Rows that are covered alike.
    template <class Sink>
    void sweep_rows(int y, int rows, Sink&& sink) const {
        const int left = x0 >> 8, right = (x1 - 1) >> 8;
        const int in_left = std::min(x1, (left + 1) << 8) - x0, in_right = x1 - (right << 8);
        const int height = std::min(y1, (y + 1) << 8) - std::max(y0, y << 8);
        const auto put = [&](int x, int n, int columns) {
            const int cover = std::min(255, (columns * height + (round_up ? 255 : 0)) >> 8);
            if (n > 0 && cover > 0) sink(x, y, n, rows, static_cast<unsigned>(cover));
        };
        put(left, 1, in_left);
        if (right == left) return;
        put(left + 1, right - left - 1, 256);
        put(right, 1, in_right);
    }
};

// Where the path is one closed rectangle along the axes; cut to `clip`.
std::optional<AlignedRect> aligned_rect(const Path& path, const PixelRect& clip);

}  // namespace plotmill::paint
