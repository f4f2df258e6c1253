// A canvas with a clip on it: where all marks of the painter end. Coverage is cut to the clip's rectangle and weighted
// by its mask. A view, made anew for each item.
#pragma once

#include <cstdint>
#include <optional>

#include "paint/aligned_rect.h"
#include "paint/canvas.h"
#include "paint/rasterizer.h"

namespace plotmill::paint {

struct Brush {
    Canvas canvas;
    PixelRect box;   // within the canvas
    PixelRect wide;  // the same, one pixel more to the right and below: Agg's bound of markers and images
    const std::uint8_t* mask = nullptr;  // coverage of the clip path, canvas.width bytes a row; may be null

    // n pixels of one colour and coverage; must lie within the canvas.
    void run(int x, int y, int n, Color8 c, unsigned cover) const {
        if (n <= 0 || canvas.holds(y, x, x + n, c)) return;
        std::uint32_t* const p = canvas.row(y, x, x + n) + x;
        if (!mask) {
            if (n == 1)
                blend_cover(*p, c, cover);
            else
                blend_run(p, n, c, cover);
            return;
        }
        const std::uint8_t* m = mask + static_cast<std::ptrdiff_t>(y) * canvas.width + x;
        for (int i = 0; i < n;) {  // stretches of one mask value
            const int start = i;
            while (++i < n && m[i] == m[start]) {
            }
            if (const unsigned masked = (255 + cover * m[start]) >> 8) blend_run(p + start, i - start, c, masked);
        }
    }

    // The same in some rows: a rectangle.
    void runs(int x, int y, int n, int rows, Color8 c, unsigned cover) const {
        constexpr int narrow = 4;
        if (n > narrow || mask) {
            for (int i = y; i < y + rows; ++i) run(x, i, n, c, cover);
            return;
        }
        std::uint32_t below = c.word() | 0xff000000u, above = below;  // on itself it stays what it is
        for (int i = y; i < y + rows; ++i) {
            if (n <= 0 || canvas.holds(i, x, x + n, c)) continue;
            std::uint32_t* const p = canvas.row(i, x, x + n) + x;
            for (int k = 0; k < n; ++k) {
                if (p[k] != below) {
                    below = above = p[k];
                    blend_cover(above, c, cover);
                }
                p[k] = above;
            }
        }
    }

    // A rectangle of few columns, all of them at once: the same pixels mostly lie below row after row.
    static constexpr int few_columns = 8;
    void narrow(const AlignedRect& rect, Color8 c, bool antialias) const {
        const int top = rect.y0 >> 8, bottom = (rect.y1 - 1) >> 8, x = rect.left(), n = rect.right() - x;
        unsigned covers[few_columns];
        std::uint32_t below[few_columns], above[few_columns];
        for (int y = top; y <= bottom; ++y) {
            if (y <= top + 1 || y == bottom) {  // those between are covered alike
                std::fill_n(covers, n, 0u);
                rect.each_cover(y, [&](int k, unsigned cover) { covers[k] = antialias ? cover : 255; });
                std::fill_n(below, n, c.word() | 0xff000000u);  // on itself it stays what it is
                std::copy_n(below, n, above);
            }
            if (canvas.holds(y, x, x + n, c)) continue;
            std::uint32_t* const p = canvas.row(y, x, x + n) + x;
            for (int k = 0; k < n; ++k) {
                if (p[k] != below[k]) {
                    below[k] = above[k] = p[k];
                    if (covers[k] != 0) blend_cover(above[k], c, covers[k]);
                }
                p[k] = above[k];
            }
        }
    }

    void pixel(int x, int y, Color8 c, unsigned cover) const {
        if (mask) cover = (255 + cover * mask[static_cast<std::ptrdiff_t>(y) * canvas.width + x]) >> 8;
        if (cover) blend_cover(canvas.row(y, x, x + 1)[x], c, cover);
    }

    // Short runs of a row until one comes that does not go on from them.
    class CoverRow {
    public:
        CoverRow(const Brush& brush, Color8 c) : brush_(brush), color_(c) {}
        void put(int x, int y, int n, unsigned cover) {
            if (n > few || y != y_ || x != x_ + n_ || n_ > most - few) {
                flush();
                if (n > few) {
                    brush_.run(x, y, n, color_, cover);
                    return;
                }
                x_ = x;
                y_ = y;
            }
            for (int i = 0; i < n; ++i) covers_[n_++] = static_cast<std::uint8_t>(cover);
        }
        void flush() {
            const int n = n_;
            n_ = 0;
            if (n == 0 || brush_.canvas.holds(y_, x_, x_ + n, color_)) return;
            std::uint32_t* const p = brush_.canvas.row(y_, x_, x_ + n) + x_;
            const int whole = std::min((n + 7) / 8 * 8, brush_.canvas.width - x_);  // eights are what is fast
            std::fill(covers_ + n, covers_ + whole, std::uint8_t{0});
            blend_covers(p, n < 3 ? n : std::max(n, whole), color_, covers_);
        }

    private:
        static constexpr int few = 8, most = 64;
        const Brush& brush_;
        const Color8 color_;
        int x_ = 0, y_ = -1, n_ = 0;
        std::uint8_t covers_[most + few];
    };

    // The inside of straight pieces. Without antialiasing every pixel that is touched is painted whole, as in
    // Matplotlib. False: too complex for the rasterizer, painted in part.
    bool fill(Rasterizer& r, const Path& path, Color8 c, bool antialias) const {
        if (c.a == 0 || path.empty()) return true;
        if (const std::optional<AlignedRect> rect = aligned_rect(path, box)) {
            if (antialias && c.a == 255 && !mask && rect->whole())
                fill_rect(canvas, box, rect->pixels(), c);
            else if (!mask && rect->x0 < rect->x1 && rect->y0 < rect->y1 && rect->right() - rect->left() <= few_columns)
                narrow(*rect, c, antialias);
            else
                rect->sweep([&](int x, int y, int n, int rows, unsigned cover) {
                    runs(x, y, n, rows, c, antialias ? cover : 255);
                });
            return true;
        }
        r.begin(box);
        if (Rasterizer::suits_dense(path.points.size(), box))
            r.be_dense();
        else if (!mask && antialias && r.suits_sheet(path.points.size()))
            r.be_dense(path);
        r.add(path);
        return sweep(r, c, antialias);
    }

    // What the rasterizer holds, which was begun with `box`.
    bool sweep(Rasterizer& r, Color8 c, bool antialias) const {
        if (mask || !antialias) {
            r.sweep([&](int x, int y, int n, unsigned cover) { run(x, y, n, c, antialias ? cover : 255); });
            return !r.overflowed();
        }
        if (r.lay(canvas, c)) return true;
        // Pixels side by side go together.
        CoverRow row(*this, c);
        r.sweep([&](int x, int y, int n, unsigned cover) { row.put(x, y, n, cover); });
        row.flush();
        return !r.overflowed();
    }
};

}  // namespace plotmill::paint
