#include "base/scan.h"

#include <algorithm>
#include <cmath>

namespace plotmill {

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

Extremes plain(std::span<const double> values) {
    Extremes out;
    for (const double v : values) {
        out.low = v < out.low ? v : out.low;
        out.high = v > out.high ? v : out.high;
        if (v > 0 && v < out.positive) out.positive = v;
        out.nan = out.nan || std::isnan(v);
    }
    return out;
}

#ifdef PLOTMILL_WIDE
PLOTMILL_AVX2 Extremes wide_pass(std::span<const double> values) {
    constexpr std::size_t step = 16;
    __m256d low[4], high[4], positive[4], nan = _mm256_setzero_pd();
    for (int k = 0; k < 4; ++k) {
        low[k] = positive[k] = _mm256_set1_pd(inf);
        high[k] = _mm256_set1_pd(-inf);
    }
    const __m256d zero = _mm256_setzero_pd(), none = _mm256_set1_pd(inf);
    const std::size_t n = values.size() / step * step;
    for (std::size_t i = 0; i < n; i += step)
        for (std::size_t k = 0; k < 4; ++k) {
            const __m256d v = _mm256_loadu_pd(values.data() + i + 4 * k);
            low[k] = _mm256_min_pd(v, low[k]);  // the second one where v is NaN
            high[k] = _mm256_max_pd(v, high[k]);
            const __m256d above = _mm256_blendv_pd(none, v, _mm256_cmp_pd(v, zero, _CMP_GT_OQ));
            positive[k] = _mm256_min_pd(above, positive[k]);
            nan = _mm256_or_pd(nan, _mm256_cmp_pd(v, v, _CMP_UNORD_Q));
        }
    Extremes out = plain(values.subspan(n));
    alignas(32) double lane[4];
    for (int k = 0; k < 4; ++k) {
        _mm256_store_pd(lane, low[k]);
        for (const double v : lane) out.low = std::min(out.low, v);
        _mm256_store_pd(lane, high[k]);
        for (const double v : lane) out.high = std::max(out.high, v);
        _mm256_store_pd(lane, positive[k]);
        for (const double v : lane) out.positive = std::min(out.positive, v);
    }
    out.nan = out.nan || _mm256_movemask_pd(nan) != 0;
    // Which of 0 and -0 it was depends on the order.
    if (out.low == 0) out.low = *std::find(values.begin(), values.end(), 0.0);
    if (out.high == 0) out.high = *std::find(values.begin(), values.end(), 0.0);
    return out;
}
#endif

}  // namespace

Extremes extremes(std::span<const double> values, [[maybe_unused]] bool wide) {
#ifdef PLOTMILL_WIDE
    if (wide) return wide_pass(values);
#endif
    return plain(values);
}

}  // namespace plotmill
