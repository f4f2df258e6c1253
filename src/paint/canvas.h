// Pixels in memory and how a colour is laid on them: Agg's 8-bit blend on straight (not premultiplied) colours. A
// Canvas is a view; whoever owns the memory keeps it alive. Any thread, one at a time for one piece of memory.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "base/blocks.h"
#include "base/color.h"
#include "base/geometry.h"
#include "base/wide.h"

namespace plotmill::paint {

// Whole pixels, x1 and y1 excluded.
struct PixelRect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    friend bool operator==(const PixelRect&, const PixelRect&) = default;
    bool empty() const { return x0 >= x1 || y0 >= y1; }
    int width() const { return x1 - x0; }
    int height() const { return y1 - y0; }
    PixelRect intersect(const PixelRect& o) const {
        return {std::max(x0, o.x0), std::max(y0, o.y0), std::min(x1, o.x1), std::min(y1, o.y1)};
    }
};

// v rounded half up to a whole number within [lo, hi]; NaN is lo.
inline int round_within(double v, int lo, int hi) {
    const double r = std::floor(v + 0.5);
    if (!(r > lo)) return lo;
    return r >= hi ? hi : static_cast<int>(r);
}

struct Color8 {
    std::uint8_t r = 0, g = 0, b = 0, a = 0;

    friend bool operator==(const Color8&, const Color8&) = default;
    static Color8 from(const Rgba& c) {
        const auto v = [](double x) { return static_cast<std::uint8_t>(std::clamp(x, 0.0, 1.0) * 255 + 0.5); };
        return {v(c.r), v(c.g), v(c.b), v(c.a)};
    }
    std::uint32_t word() const {
        return static_cast<std::uint32_t>(a) << 24 | static_cast<std::uint32_t>(r) << 16 |
               static_cast<std::uint32_t>(g) << 8 | b;
    }
};

// Words 0xAARRGGBB, rows top to bottom; stride in words.
struct Canvas {
    std::uint32_t* data = nullptr;
    int width = 0, height = 0, stride = 0;
    // A word for each row, whose bits say which of its blocks (base/blocks.h) have been written to; the others hold the
    // background. May be null.
    std::uint64_t* touched = nullptr;
    int block_shift = 0;
    std::uint32_t background = 0;

    // To write to the pixels from x0 on, x1 excluded; x0 < x1.
    std::uint32_t* row(int y, int x0, int x1) const {
        if (touched) touched[y] |= blocks(x0, x1);
        return data + static_cast<std::ptrdiff_t>(y) * stride;
    }
    void touch(const PixelRect& rect) const {
        for (int y = rect.y0; y < rect.y1 && rect.x0 < rect.x1; ++y) row(y, rect.x0, rect.x1);
    }
    // Whether they are what this colour would make of them, with whatever coverage.
    bool holds(int y, int x0, int x1, Color8 c) const {
        return touched && (c.word() | 0xff000000u) == background && (touched[y] & blocks(x0, x1)) == 0;
    }
    PixelRect bounds() const { return {0, 0, width, height}; }

private:
    std::uint64_t blocks(int x0, int x1) const {
        return blocks_of(static_cast<std::uint32_t>(x0), static_cast<std::uint32_t>(x1), block_shift);
    }
};

// a * b / 255, rounded.
inline unsigned multiply8(unsigned a, unsigned b) {
    const unsigned t = a * b + 128;
    return ((t >> 8) + t) >> 8;
}

namespace detail {
// 2^44 / (65280 + alpha), rounded up: a division by the weight of an opaque pixel, exact for all that can occur.
constexpr std::array<std::uint64_t, 256> opaque_reciprocals() {
    std::array<std::uint64_t, 256> t{};
    for (unsigned a = 0; a < 256; ++a) t[a] = (std::uint64_t{1} << 44) / (65280 + a) + 1;
    return t;
}
inline constexpr std::array<std::uint64_t, 256> opaque_reciprocal = opaque_reciprocals();

std::uint32_t blend_translucent(std::uint32_t pixel, Color8 c, unsigned alpha);
}  // namespace detail

// Lays c with opacity `alpha` (c.a is not looked at) on one pixel.
inline void blend(std::uint32_t& pixel, Color8 c, unsigned alpha) {
    if (alpha == 0) return;
    if (pixel >> 24 != 255) {
        pixel = detail::blend_translucent(pixel, c, alpha);
        return;
    }
    const std::uint64_t k = detail::opaque_reciprocal[alpha];
    const unsigned keep = 255 * (256 - alpha), add = alpha << 8;
    const auto channel = [&](unsigned d, unsigned s) {
        return static_cast<std::uint32_t>((std::uint64_t{s * add + d * keep} * k) >> 44);
    };
    pixel = 0xff000000u | channel(pixel >> 16 & 255, c.r) << 16 | channel(pixel >> 8 & 255, c.g) << 8 |
            channel(pixel & 255, c.b);
}

// The same with the colour's own alpha and a coverage; whole coverage with an opaque colour replaces the pixel.
inline void blend_cover(std::uint32_t& pixel, Color8 c, unsigned cover) {
    if (c.a == 255 && cover == 255)
        pixel = c.word();
    else
        blend(pixel, c, cover == 255 ? c.a : multiply8(c.a, cover));
}

// n pixels of one value.
void fill_words(std::uint32_t* p, std::size_t n, std::uint32_t word);
// n pixels from p on, all with one coverage.
void blend_run(std::uint32_t* p, int n, Color8 c, unsigned cover);
// n pixels with a coverage each.
void blend_covers(std::uint32_t* p, int n, Color8 c, const std::uint8_t* covers, bool wide = wide_loops());
// A rectangle, cut to `box` (which must lie within the canvas).
void fill_rect(const Canvas& canvas, const PixelRect& box, const PixelRect& rect, Color8 c);
// Straight to premultiplied, in place, as Cairo's ARGB32 wants it.
void premultiply(const Canvas& canvas);

}  // namespace plotmill::paint
