// Eight short edges at a time to the cells that they cross: what edge_trace.h makes of them one by one, to the last
// bit. Nothing depends on which cells they are, so that the processor has nothing to guess. Internal to paint/.
#pragma once

#include <cstdint>

#include "base/wide.h"
#include "paint/edge_trace.h"

#ifdef PLOTMILL_WIDE

namespace plotmill::paint::edges {

namespace detail {

// How the lanes of two vectors lie that were made by shuffles of neighbours. Its own inverse.
inline constexpr int order[8] = {0, 1, 4, 5, 2, 3, 6, 7};

// v1 * v2 where the first is 0..32767 and the second within 16 bits.
PLOTMILL_AVX2 inline __m256i times(__m256i v1, __m256i v2) { return _mm256_madd_epi16(v1, v2); }

// The quotient rounded down; below 2^24 each, and the divisor below 2^13.
PLOTMILL_AVX2 inline __m256i divided(__m256i v, __m256i by) {
    return _mm256_cvttps_epi32(_mm256_floor_ps(_mm256_div_ps(_mm256_cvtepi32_ps(v), _mm256_cvtepi32_ps(by))));
}

PLOTMILL_AVX2 inline void add_cells(std::int64_t* cells, __m256i at, __m256i cover, __m256i area) {
    const __m256i high = _mm256_add_epi32(cover, _mm256_srai_epi32(area, 31));
    alignas(32) std::int32_t places[8];
    alignas(32) std::int64_t values[8];
    _mm256_store_si256(reinterpret_cast<__m256i*>(places), at);
    _mm256_store_si256(reinterpret_cast<__m256i*>(values), _mm256_unpacklo_epi32(area, high));
    _mm256_store_si256(reinterpret_cast<__m256i*>(values + 4), _mm256_unpackhi_epi32(area, high));
    for (int i = 0; i < 8; ++i) cells[places[order[i]]] += values[i];
}

// Pieces within a row, from (x1, y) to (x2, y + height), where both lie in one pixel or in two side by side.
PLOTMILL_AVX2 inline void add_pieces(std::int64_t* cells, __m256i row, __m256i x1, __m256i x2, __m256i height) {
    const __m256i part = _mm256_set1_epi32(mask), whole = _mm256_set1_epi32(scale);
    const __m256i column1 = _mm256_srai_epi32(x1, shift), column2 = _mm256_srai_epi32(x2, shift);
    const __m256i fx1 = _mm256_and_si256(x1, part), fx2 = _mm256_and_si256(x2, part);
    const __m256i first = _mm256_and_si256(_mm256_cmpgt_epi32(column2, column1), whole);
    const __m256i one = _mm256_cmpeq_epi32(column1, column2);
    const __m256i share = divided(times(_mm256_abs_epi32(_mm256_sub_epi32(first, fx1)), height),
                                  _mm256_abs_epi32(_mm256_sub_epi32(x2, x1)));
    const __m256i cover = _mm256_blendv_epi8(share, height, one), rest = _mm256_sub_epi32(height, cover);
    add_cells(cells, _mm256_add_epi32(row, column1), cover,
              times(_mm256_add_epi32(fx1, _mm256_blendv_epi8(first, fx2, one)), cover));
    add_cells(cells, _mm256_add_epi32(row, column2), rest,
              times(_mm256_add_epi32(fx2, _mm256_sub_epi32(whole, first)), rest));
}

// Every other one of both.
template <int which>
PLOTMILL_AVX2 inline __m256i picked(__m256i a, __m256i b) {
    return _mm256_castps_si256(_mm256_shuffle_ps(_mm256_castsi256_ps(a), _mm256_castsi256_ps(b), which ? 0xdd : 0x88));
}

PLOTMILL_AVX2 inline __m256i apart(__m256i a, __m256i b) {  // by more than one
    return _mm256_cmpgt_epi32(_mm256_abs_epi32(_mm256_sub_epi32(a, b)), _mm256_set1_epi32(1));
}
PLOTMILL_AVX2 inline __m256i columns_apart(__m256i a, __m256i b) {
    return apart(_mm256_srai_epi32(a, shift), _mm256_srai_epi32(b, shift));
}

}  // namespace detail

// The edges, 1..8, from one to the next of n + 1 points x, y, x, y, ..., none below zero. Left out are those that reach
// beyond the next row or column: gives their bits.
PLOTMILL_AVX2 inline unsigned trace_eight(std::int64_t* cells, int stride, const int* points, int n) {
    using namespace detail;
    const auto* const from = reinterpret_cast<const __m256i*>(points);
    const auto* const to = reinterpret_cast<const __m256i*>(points + 2);
    __m256i from_low, from_high, to_low, to_high;
    if (n == 8) {
        from_low = _mm256_loadu_si256(from);
        from_high = _mm256_loadu_si256(from + 1);
        to_low = _mm256_loadu_si256(to);
        to_high = _mm256_loadu_si256(to + 1);
    } else {  // the others stay at zero
        const __m256i count = _mm256_set1_epi32(2 * n);
        const __m256i low = _mm256_cmpgt_epi32(count, _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
        const __m256i high = _mm256_cmpgt_epi32(count, _mm256_setr_epi32(8, 9, 10, 11, 12, 13, 14, 15));
        from_low = _mm256_maskload_epi32(points, low);
        from_high = _mm256_maskload_epi32(points + 8, high);
        to_low = _mm256_maskload_epi32(points + 2, low);
        to_high = _mm256_maskload_epi32(points + 10, high);
    }
    const __m256i x1 = picked<0>(from_low, from_high), y1 = picked<1>(from_low, from_high);
    const __m256i x2 = picked<0>(to_low, to_high), y2 = picked<1>(to_low, to_high);

    const __m256i part = _mm256_set1_epi32(mask), whole = _mm256_set1_epi32(scale);
    const __m256i row1 = _mm256_srai_epi32(y1, shift), row2 = _mm256_srai_epi32(y2, shift);
    const __m256i fy1 = _mm256_and_si256(y1, part), fy2 = _mm256_and_si256(y2, part);
    const __m256i dx = _mm256_sub_epi32(x2, x1);
    const __m256i first = _mm256_and_si256(_mm256_cmpgt_epi32(row2, row1), whole);
    const __m256i one = _mm256_cmpeq_epi32(row1, row2);
    // Where it comes into the other row.
    const __m256i share =
        divided(times(_mm256_abs_epi32(_mm256_sub_epi32(first, fy1)), dx), _mm256_abs_epi32(_mm256_sub_epi32(y2, y1)));
    const __m256i middle = _mm256_blendv_epi8(_mm256_add_epi32(x1, share), x2, one);
    const __m256i far = _mm256_cmpgt_epi32(_mm256_abs_epi32(dx), _mm256_set1_epi32(4 * scale));
    const __m256i left_out = _mm256_or_si256(_mm256_or_si256(apart(row1, row2), far),
                                             _mm256_or_si256(columns_apart(x1, middle), columns_apart(middle, x2)));
    const __m256i x = _mm256_blendv_epi8(middle, x2, left_out);
    const __m256i height1 = _mm256_andnot_si256(left_out, _mm256_sub_epi32(_mm256_blendv_epi8(first, fy2, one), fy1));
    const __m256i height2 =
        _mm256_andnot_si256(_mm256_or_si256(left_out, one), _mm256_sub_epi32(fy2, _mm256_sub_epi32(whole, first)));
    const __m256i width = _mm256_set1_epi32(stride);
    add_pieces(cells, times(row1, width), x1, x, height1);
    add_pieces(cells, times(row2, width), x, x2, height2);
    const auto lanes = static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(left_out)));
    return (lanes & 0xc3) | (lanes & 0x0c) << 2 | (lanes & 0x30) >> 2;
}

}  // namespace plotmill::paint::edges

#endif
