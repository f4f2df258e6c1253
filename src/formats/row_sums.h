// Sums over the bytes of a row of pixels, from which an Adler-32 goes on. Internal to formats/.
#pragma once

#include <algorithm>
#include <cstdint>

#include "base/wide.h"

namespace plotmill::formats {

// Of a row's bytes, for the checksum: their sum, and each times the number of bytes from it to the row's end.
struct CheckSums {
    std::uint64_t row_bytes;  // the filter's, too
    std::uint64_t sum = 0, weighted = 0;

    // s: the sum of the bytes of pixel x, t: each times its place in the pixel; likewise of some pixels from x on.
    template <int channels>
    void add(std::uint32_t x, std::uint64_t s, std::uint64_t t) {
        sum += s;
        weighted += (row_bytes - 1 - std::uint64_t{x} * channels) * s - t;
    }
};

#ifdef PLOTMILL_WIDE
PLOTMILL_AVX2 inline std::uint32_t total_of(__m256i v) {
    __m128i four = _mm_add_epi32(_mm256_castsi256_si128(v), _mm256_extracti128_si256(v, 1));
    four = _mm_add_epi32(four, _mm_shuffle_epi32(four, 0x4e));
    return static_cast<std::uint32_t>(_mm_cvtsi128_si32(_mm_add_epi32(four, _mm_shuffle_epi32(four, 0xb1))));
}

// Eight pixels at a time; gives where it ends.
template <int channels>
PLOTMILL_AVX2 std::uint32_t add_sums_wide(const std::uint32_t* delta, std::uint32_t x, std::uint32_t end,
                                          CheckSums& sums) {
    constexpr int places[4] = {channels - 1, channels > 1 ? channels - 2 : 0, channels > 2 ? channels - 3 : 0, 0};
    const __m256i ones = _mm256_set1_epi8(1), pairs = _mm256_set1_epi16(1), eight = _mm256_set1_epi32(8);
    const __m256i place = _mm256_set1_epi32(places[0] | places[1] << 8 | places[2] << 16 | places[3] << 24);
    constexpr std::uint32_t most = 256;  // pixels whose sums fit
    while (end - x >= 8) {
        const std::uint32_t begin = x, stop = x + std::min(end - x, most) / 8 * 8;
        __m256i s = _mm256_setzero_si256(), t = s, by_x = s, at = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
        for (; x < stop; x += 8, at = _mm256_add_epi32(at, eight)) {
            const __m256i v = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(delta + x));
            const __m256i each = _mm256_madd_epi16(_mm256_maddubs_epi16(v, ones), pairs);
            s = _mm256_add_epi32(s, each);
            t = _mm256_add_epi32(t, _mm256_madd_epi16(_mm256_maddubs_epi16(v, place), pairs));
            by_x = _mm256_add_epi32(by_x, _mm256_madd_epi16(each, at));
        }
        sums.add<channels>(begin, total_of(s), std::uint64_t{channels} * total_of(by_x) + total_of(t));
    }
    return x;
}
#endif

// The pixels from x to end: words with the first byte highest of `channels`, zero above.
template <int channels>
void add_sums(const std::uint32_t* delta, std::uint32_t x, std::uint32_t end, CheckSums& sums,
              [[maybe_unused]] bool wide = wide_loops()) {
#ifdef PLOTMILL_WIDE
    if (wide) x = add_sums_wide<channels>(delta, x, end, sums);
#endif
    for (; x < end; ++x) {
        const std::uint32_t v = delta[x];
        std::uint64_t s = 0, t = 0;
        for (int k = 0; k < channels; ++k) {
            const std::uint32_t byte = v >> (8 * (channels - 1 - k)) & 255;
            s += byte;
            t += static_cast<std::uint64_t>(k) * byte;
        }
        sums.add<channels>(x, s, t);
    }
}

}  // namespace plotmill::formats
