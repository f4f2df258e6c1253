// The coverage of eight pixels side by side from their sums. Internal to paint/.
#pragma once

#include "paint/blend_wide.h"
#include "paint/edge_trace.h"

#ifdef PLOTMILL_WIDE

namespace plotmill::paint {

// Takes them, and leaves zeros; `carry`: the sum of covers to the left of them, in all lanes.
PLOTMILL_AVX2 inline __m256i take_eight(std::int64_t* c, __m256i& carry) {
    auto* const low_at = reinterpret_cast<__m256i*>(c);
    auto* const high_at = reinterpret_cast<__m256i*>(c + 4);
    const __m256 low_cells = _mm256_castsi256_ps(_mm256_loadu_si256(low_at)),
                 high_cells = _mm256_castsi256_ps(_mm256_loadu_si256(high_at));
    _mm256_storeu_si256(low_at, _mm256_setzero_si256());
    _mm256_storeu_si256(high_at, _mm256_setzero_si256());
    constexpr int in_order = 0xd8;
    const __m256i area =
        _mm256_permute4x64_epi64(_mm256_castps_si256(_mm256_shuffle_ps(low_cells, high_cells, 0x88)), in_order);
    const __m256i high =
        _mm256_permute4x64_epi64(_mm256_castps_si256(_mm256_shuffle_ps(low_cells, high_cells, 0xdd)), in_order);
    __m256i sum = _mm256_sub_epi32(high, _mm256_srai_epi32(area, 31));
    sum = _mm256_add_epi32(sum, _mm256_slli_si256(sum, 4));
    sum = _mm256_add_epi32(sum, _mm256_slli_si256(sum, 8));
    const __m256i low = _mm256_shuffle_epi32(_mm256_permute2x128_si256(sum, sum, 0x08), 0xff);  // into the high half
    sum = _mm256_add_epi32(_mm256_add_epi32(sum, low), carry);
    carry = _mm256_permutevar8x32_epi32(sum, _mm256_set1_epi32(7));
    const __m256i v = _mm256_srai_epi32(_mm256_sub_epi32(_mm256_slli_epi32(sum, 9), area), 9);
    return _mm256_min_epi32(_mm256_abs_epi32(v), _mm256_set1_epi32(255));
}

// None beyond the first n; n may be below zero.
PLOTMILL_AVX2 inline __m256i cut_eight(__m256i covers, int n) {
    const __m256i places = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    return _mm256_and_si256(covers, _mm256_cmpgt_epi32(_mm256_set1_epi32(n), places));
}

// Which of them are covered at all.
PLOTMILL_AVX2 inline unsigned bits_of(__m256i covers) {
    const __m256i any = _mm256_cmpgt_epi32(covers, _mm256_setzero_si256());
    return static_cast<unsigned>(_mm256_movemask_ps(_mm256_castsi256_ps(any)));
}

PLOTMILL_AVX2 inline void blend_plain(std::uint32_t* p, __m256i covers, Color8 color) {
    alignas(32) std::uint32_t each[8];
    _mm256_store_si256(reinterpret_cast<__m256i*>(each), covers);
    for (int k = 0; k < 8; ++k)
        if (each[k]) blend_cover(p[k], color, each[k]);
}

}  // namespace plotmill::paint

#endif
