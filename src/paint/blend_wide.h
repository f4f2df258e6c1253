// Agg's blend of one colour on eight opaque pixels at a time. Internal to paint/: canvas.h has it for any pixels.
#pragma once

#include "base/wide.h"
#include "paint/canvas.h"

#ifdef PLOTMILL_WIDE

namespace plotmill::paint {

class WideColor {
public:
    PLOTMILL_AVX2 explicit WideColor(Color8 c)
        : red_(_mm256_set1_ps(c.r)),
          green_(_mm256_set1_ps(c.g)),
          blue_(_mm256_set1_ps(c.b)),
          own_(_mm256_set1_epi32(c.a)),
          word_(_mm256_set1_epi32(static_cast<int>(c.word()))),
          opaque_(_mm256_set1_epi32(c.a == 255 ? 255 : -1)) {}

    PLOTMILL_AVX2 static bool all_opaque(__m256i pixels) {
        const __m256i top = _mm256_set1_epi32(static_cast<int>(0xff000000u));
        return _mm256_testc_si256(pixels, top) != 0;
    }

    // `covers`: 0..255 each. The sums stay below 2^24 and quotients lie no nearer than 1/65535 below a whole number, so
    // that single precision divides exactly.
    PLOTMILL_AVX2 __m256i on(__m256i pixels, __m256i covers) const {
        const __m256i whole = _mm256_cmpeq_epi32(covers, opaque_);  // takes the colour as it is
        if (_mm256_movemask_epi8(whole) == -1) return word_;
        const __m256i byte = _mm256_set1_epi32(255);
        const __m256i t = _mm256_add_epi32(_mm256_mullo_epi16(covers, own_), _mm256_set1_epi32(128));
        const __m256i alpha = _mm256_srli_epi32(_mm256_add_epi32(_mm256_srli_epi32(t, 8), t), 8);
        const __m256 add = _mm256_cvtepi32_ps(_mm256_slli_epi32(alpha, 8));
        const __m256 keep =
            _mm256_cvtepi32_ps(_mm256_sub_epi32(_mm256_set1_epi32(65280), _mm256_mullo_epi16(alpha, byte)));
        const __m256 total = _mm256_cvtepi32_ps(_mm256_add_epi32(alpha, _mm256_set1_epi32(65280)));
        const __m256i r = channel(_mm256_and_si256(_mm256_srli_epi32(pixels, 16), byte), red_, add, keep, total);
        const __m256i g = channel(_mm256_and_si256(_mm256_srli_epi32(pixels, 8), byte), green_, add, keep, total);
        const __m256i b = channel(_mm256_and_si256(pixels, byte), blue_, add, keep, total);
        const __m256i mixed = _mm256_or_si256(_mm256_or_si256(_mm256_slli_epi32(r, 16), _mm256_slli_epi32(g, 8)),
                                              _mm256_or_si256(b, _mm256_set1_epi32(static_cast<int>(0xff000000u))));
        return _mm256_blendv_epi8(mixed, word_, whole);
    }

private:
    PLOTMILL_AVX2 static __m256i channel(__m256i below, __m256 color, __m256 add, __m256 keep, __m256 total) {
        const __m256 sum = _mm256_add_ps(_mm256_mul_ps(color, add), _mm256_mul_ps(_mm256_cvtepi32_ps(below), keep));
        return _mm256_cvttps_epi32(_mm256_div_ps(sum, total));
    }

    __m256 red_, green_, blue_;
    __m256i own_, word_, opaque_;
};

}  // namespace plotmill::paint

#endif
