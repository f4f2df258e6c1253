#include "paint/patch.h"

#include <algorithm>
#include <bit>

#include "paint/cover_wide.h"
#include "paint/edge_trace.h"
#include "paint/edge_wide.h"

namespace plotmill::paint {

namespace {

struct Grid {
    std::int64_t* row_;
    int stride;
    Grid row(int y) const { return {row_ + y * stride, stride}; }
    void next(int step) { row_ += step > 0 ? stride : -stride; }
    void add(int x, int cover, int area) const { row_[x] += edges::packed(cover, area); }
};

}  // namespace

bool Patch::begin(int width, int height) {
    constexpr int lanes = 8;
    if (width <= 0 || height <= 0 || width > max_cells || height > max_cells) return false;
    const int stride = (width + lanes - 1) / lanes * lanes;
    if (stride * height > max_cells) return false;
    stride_ = stride;
    height_ = height;
    cells_.resize(static_cast<std::size_t>(2) * plane);
    return true;
}

void Patch::add(Layer layer, std::span<const int> xy, std::span<const std::uint32_t> ends, [[maybe_unused]] bool wide) {
    const Grid grid{cells_.data() + plane * layer, stride_};
    const int* p = xy.data();
    for (const std::uint32_t end : ends) {
        const int* const stop = xy.data() + 2 * static_cast<std::size_t>(end);
        if (p == stop) continue;
#ifdef PLOTMILL_WIDE
        if (wide) {
            edges::trace_through(grid, stop[-2], stop[-1], p, p + 2);
            for (; stop - p > 2;) {
                const int n = static_cast<int>(std::min<std::ptrdiff_t>((stop - p) / 2 - 1, 8));
                for (unsigned left = edges::trace_eight(grid.row_, stride_, p, n); left != 0; left &= left - 1) {
                    const int* const e = p + 2 * std::countr_zero(left);
                    edges::trace(grid, e[0], e[1], e[2], e[3]);
                }
                p += 2 * n;
            }
            p = stop;
            continue;
        }
#endif
        edges::trace_through(grid, stop[-2], stop[-1], p, stop);
        p = stop;
    }
}

void Patch::lay(const Canvas& canvas, int x, int y, Color8 inside_color, Color8 edge_color,
                [[maybe_unused]] bool wide) {
#ifdef PLOTMILL_WIDE
    if (wide) {
        lay_wide(canvas, x, y, inside_color, edge_color);
        return;
    }
#endif
    lay_plain(canvas, x, y, inside, inside_color);
    lay_plain(canvas, x, y, edge, edge_color);
}

void Patch::lay_plain(const Canvas& canvas, int x, int y, Layer layer, Color8 color) {
    std::int64_t* c = cells_.data() + plane * layer;
    for (int row = y; row < y + height_; ++row) {
        int cover = 0;
        for (int i = x; i < x + stride_; ++i, ++c) {
            cover += edges::cover_of(*c);
            const unsigned a = edges::alpha((cover << 9) - edges::area_of(*c));
            *c = 0;
            if (a && color.a) blend_cover(canvas.row(row, i, i + 1)[i], color, a);
        }
    }
}

#ifdef PLOTMILL_WIDE

PLOTMILL_AVX2 void Patch::lay_wide(const Canvas& canvas, int x, int y, Color8 inside_color, Color8 edge_color) {
    const WideColor below(inside_color), above(edge_color);
    std::int64_t* c = cells_.data();
    for (int row = y; row < y + height_; ++row) {
        __m256i carry_in = _mm256_setzero_si256(), carry_edge = _mm256_setzero_si256();
        for (int i = x; i < x + stride_; i += 8, c += 8) {
            const __m256i in = take_eight(c, carry_in), on = take_eight(c + plane, carry_edge);
            const unsigned touched = bits_of(_mm256_or_si256(in, on));
            if (touched == 0) continue;
            std::uint32_t* const p = canvas.row(row, i + std::countr_zero(touched), i + std::bit_width(touched)) + i;
            auto* const words = reinterpret_cast<__m256i*>(p);
            const __m256i pixels = _mm256_loadu_si256(words);
            if (WideColor::all_opaque(pixels)) {
                _mm256_storeu_si256(words, above.on(below.on(pixels, in), on));
            } else {
                if (inside_color.a) blend_plain(p, in, inside_color);
                if (edge_color.a) blend_plain(p, on, edge_color);
            }
        }
    }
}

#endif

}  // namespace plotmill::paint
