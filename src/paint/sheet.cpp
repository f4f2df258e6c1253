#include "paint/sheet.h"

#include <algorithm>

#include "paint/cover_wide.h"

namespace plotmill::paint {

void Sheet::begin(const PixelRect& box) {
    if (used_) clear();
    box_ = box;
    constexpr int lanes = 8, parts = 64;
    stride_ = (box.width() + 1 + lanes - 1) / lanes * lanes;
    shift_ = std::max(3, static_cast<int>(std::bit_width(static_cast<unsigned>((stride_ + parts - 1) / parts - 1))));
    const auto rows = static_cast<std::size_t>(box.height()) + 1;
    if (notes_.size() < rows) notes_.resize(rows);
    if (sums_.size() < rows * static_cast<std::size_t>(stride_)) sums_.resize(rows * static_cast<std::size_t>(stride_));
    used_ = true;
}

void Sheet::clear() {
    std::fill(sums_.begin(), sums_.end(), 0);
    std::fill(notes_.begin(), notes_.end(), 0);
    used_ = false;
}

#ifdef PLOTMILL_WIDE

PLOTMILL_AVX2 void Sheet::lay_row(const Canvas& canvas, Color8 color, int y, std::int64_t* row,
                                  std::uint64_t notes) const {
    const WideColor above(color);
    const int width = box_.width();
    __m256i carry = _mm256_setzero_si256();
    int done = 0;
    for (; notes != 0; notes &= notes - 1) {
        const int begin = std::countr_zero(notes) << shift_, end = std::min(begin + (1 << shift_), stride_);
        const int cover = _mm_cvtsi128_si32(_mm256_castsi256_si128(carry));
        if (begin > done && cover != 0) {
            const int x0 = box_.x0 + done, x1 = box_.x0 + begin;
            if (const unsigned a = edges::alpha(cover << 9); a && !canvas.holds(y, x0, x1, color))
                blend_run(canvas.row(y, x0, x1) + x0, x1 - x0, color, a);
        }
        done = end;
        for (int i = begin; i < end; i += 8) {
            const __m256i covers = cut_eight(take_eight(row + i, carry), width - i);
            const unsigned some = bits_of(covers);
            if (some == 0) continue;
            const int x = box_.x0 + i, x0 = x + std::countr_zero(some), x1 = x + std::bit_width(some);
            if (canvas.holds(y, x0, x1, color)) continue;
            std::uint32_t* const p = canvas.row(y, x0, x1) + x;
            if (x + 8 > canvas.width) {
                blend_plain(p, covers, color);
                continue;
            }
            auto* const words = reinterpret_cast<__m256i*>(p);
            const __m256i pixels = _mm256_loadu_si256(words);
            if (WideColor::all_opaque(pixels))
                _mm256_storeu_si256(words, above.on(pixels, covers));
            else
                blend_plain(p, covers, color);
        }
    }
}

void Sheet::lay(const Canvas& canvas, Color8 color) {
    each_row([&](int y, std::int64_t* row, std::uint64_t notes) { lay_row(canvas, color, y, row, notes); });
}

#else

void Sheet::lay(const Canvas&, Color8) { clear(); }

#endif

}  // namespace plotmill::paint
