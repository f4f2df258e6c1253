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

    void pixel(int x, int y, Color8 c, unsigned cover) const {
        if (mask) cover = (255 + cover * mask[static_cast<std::ptrdiff_t>(y) * canvas.width + x]) >> 8;
        if (cover) blend_cover(canvas.row(y, x, x + 1)[x], c, cover);
    }

    // The inside of straight pieces. Without antialiasing every pixel that is touched is painted whole, as in
    // Matplotlib. False: too complex for the rasterizer, painted in part.
    bool fill(Rasterizer& r, const Path& path, Color8 c, bool antialias) const {
        if (c.a == 0 || path.empty()) return true;
        const auto put = [&](int x, int y, int n, unsigned cover) { run(x, y, n, c, antialias ? cover : 255); };
        if (const std::optional<AlignedRect> rect = aligned_rect(path, box)) {
            if (antialias && c.a == 255 && !mask && rect->whole())
                fill_rect(canvas, box, rect->pixels(), c);
            else
                rect->sweep(put);
            return true;
        }
        r.begin(box);
        if (Rasterizer::suits_dense(path.points.size(), box)) r.be_dense();
        r.add(path);
        r.sweep(put);
        return !r.overflowed();
    }

    // What the rasterizer holds, which was begun with `box`.
    bool sweep(Rasterizer& r, Color8 c, bool antialias) const {
        r.sweep([&](int x, int y, int n, unsigned cover) { run(x, y, n, c, antialias ? cover : 255); });
        return !r.overflowed();
    }
};

}  // namespace plotmill::paint
