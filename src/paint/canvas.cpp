#include "paint/canvas.h"

#include <cstring>

#include "paint/blend_wide.h"

namespace plotmill::paint {

std::uint32_t detail::blend_translucent(std::uint32_t pixel, Color8 c, unsigned alpha) {
    const unsigned below = pixel >> 24;
    const unsigned total = ((alpha + below) << 8) - alpha * below;  // resulting alpha, times 256; > 0
    const auto channel = [&](unsigned d, unsigned s) {
        const unsigned weighted = d * below;
        return (((s << 8) - weighted) * alpha + (weighted << 8)) /
               total;  // wraps below zero and back: the sum is positive
    };
    return (total >> 8) << 24 | channel(pixel >> 16 & 255, c.r) << 16 | channel(pixel >> 8 & 255, c.g) << 8 |
           channel(pixel & 255, c.b);
}

void fill_words(std::uint32_t* p, std::size_t n, std::uint32_t word) {
    const std::uint32_t byte = word & 255;
    if (word == byte * 0x01010101u) {
        std::memset(p, static_cast<int>(byte), n * sizeof *p);
        return;
    }
    // The C library's copy is wider than a plain loop: a short start, then copies of it.
    std::size_t done = std::min<std::size_t>(n, 64);
    std::fill_n(p, done, word);
    for (; done < n; done += std::min(done, n - done)) std::memcpy(p + done, p, std::min(done, n - done) * sizeof *p);
}

void blend_run(std::uint32_t* p, int n, Color8 c, unsigned cover) {
    if (n <= 0) return;
    const unsigned alpha = cover == 255 ? c.a : multiply8(c.a, cover);
    if (alpha == 0) return;
    if (c.a == 255 && cover == 255) {
        fill_words(p, static_cast<std::size_t>(n), c.word());
        return;
    }
    // Runs lie mostly on one colour: blend once, repeat while the pixel below is the same.
    std::uint32_t below = p[0], above = below;
    blend(above, c, alpha);
    for (int i = 0; i < n; ++i) {
        if (p[i] != below) {
            below = above = p[i];
            blend(above, c, alpha);
        }
        p[i] = above;
    }
}

namespace {

#ifdef PLOTMILL_WIDE
PLOTMILL_AVX2 void blend_covers_wide(std::uint32_t* p, int n, Color8 c, const std::uint8_t* covers) {
    const WideColor color(c);
    for (int i = 0; i < n; i += 8) {
        std::uint64_t eight = 0;
        const int count = std::min(8, n - i);
        std::memcpy(&eight, covers + i, static_cast<std::size_t>(count));
        if (eight == 0) continue;
        if (count < 8) {
            blend_covers(p + i, count, c, covers + i, false);
            return;
        }
        auto* const words = reinterpret_cast<__m256i*>(p + i);
        const __m256i below = _mm256_loadu_si256(words);
        const __m128i bytes = _mm_cvtsi64_si128(static_cast<long long>(eight));
        if (WideColor::all_opaque(below))
            _mm256_storeu_si256(words, color.on(below, _mm256_cvtepu8_epi32(bytes)));
        else
            blend_covers(p + i, count, c, covers + i, false);
    }
}
#endif

}  // namespace

void blend_covers(std::uint32_t* p, int n, Color8 c, const std::uint8_t* covers, [[maybe_unused]] bool wide) {
    if (c.a == 0) return;
#ifdef PLOTMILL_WIDE
    if (wide && n >= 8) {
        blend_covers_wide(p, n, c, covers);
        return;
    }
#endif
    const std::uint32_t same = c.word() | 0xff000000u;  // a colour on itself stays what it is, whatever the coverage
    for (int i = 0; i < n; ++i)
        if (covers[i] && p[i] != same) blend_cover(p[i], c, covers[i]);
}

void fill_rect(const Canvas& canvas, const PixelRect& box, const PixelRect& rect, Color8 c) {
    const PixelRect r = box.intersect(rect);
    if (r.empty()) return;
    if (c.a == 255 && c.word() != canvas.background && r.x0 == 0 && r.x1 == canvas.stride) {  // whole rows are one run
        canvas.touch(r);
        fill_words(canvas.row(r.y0, 0, r.x1),
                   static_cast<std::size_t>(r.height()) * static_cast<std::size_t>(canvas.stride), c.word());
        return;
    }
    constexpr int narrow = 256;  // where the plain loop is the fastest
    if (c.a == 255 && r.width() < narrow) {
        const std::uint32_t word = c.word();
        for (int y = r.y0; y < r.y1; ++y) {
            if (canvas.holds(y, r.x0, r.x1, c)) continue;
            std::uint32_t* const p = canvas.row(y, r.x0, r.x1);
            std::fill(p + r.x0, p + r.x1, word);
        }
        return;
    }
    for (int y = r.y0; y < r.y1; ++y)
        if (!canvas.holds(y, r.x0, r.x1, c)) blend_run(canvas.row(y, r.x0, r.x1) + r.x0, r.width(), c, 255);
}

void premultiply(const Canvas& canvas) {
    for (int y = 0; y < canvas.height; ++y) {
        std::uint32_t* p = canvas.row(y, 0, canvas.width);
        for (int x = 0; x < canvas.width; ++x) {
            const unsigned a = p[x] >> 24;
            if (a == 255) continue;
            p[x] = a << 24 | multiply8(p[x] >> 16 & 255, a) << 16 | multiply8(p[x] >> 8 & 255, a) << 8 |
                   multiply8(p[x] & 255, a);
        }
    }
}

}  // namespace plotmill::paint
