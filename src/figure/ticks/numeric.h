// Arithmetic as Python and NumPy do it, for tick positions that must agree with Matplotlib's to the last digit.
// Internal to figure/ticks; pure functions, any thread.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

namespace plotmill::figure::numeric {

// Computed tick lists stop one past this, so that the caller can tell.
inline constexpr std::size_t kMaxTicks = 10000;

struct DivMod {
    double quotient, remainder;
};

// Python's divmod(float, float); NaN where b is 0.
inline DivMod divmod(double a, double b) {
    double mod = std::fmod(a, b);
    double div = (a - mod) / b;
    if (mod != 0) {
        if ((b < 0) != (mod < 0)) {
            mod += b;
            div -= 1.0;
        }
    } else {
        mod = std::copysign(0.0, b);
    }
    double quotient = std::copysign(0.0, a / b);
    if (div != 0) {
        quotient = std::floor(div);
        if (div - quotient > 0.5) quotient += 1.0;
    }
    return {quotient, mod};
}

inline double floor_div(double a, double b) { return divmod(a, b).quotient; }

inline long floor_div(long a, long b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

// int(v), held within what a sum of a few such values can bear; 0 for NaN.
inline long to_int(double v) {
    if (std::isnan(v)) return 0;
    return static_cast<long>(std::clamp(v, -1e15, 1e15));
}

inline double power_of_ten(double exponent) { return std::pow(10.0, exponent); }

inline double round_half_even(double v) { return std::nearbyint(v); }

// numpy.round(v, decimals) for decimals >= 0.
inline double round_to(double v, int decimals) {
    double factor = 1.0;
    for (int i = 0; i < decimals; ++i) factor *= 10.0;
    return std::nearbyint(v * factor) / factor;
}

// math.isclose(v, round(v))
inline bool is_close_to_int(double v) {
    if (!std::isfinite(v)) return false;
    const double r = std::nearbyint(v);
    return v == r || std::abs(v - r) <= 1e-9 * std::max(std::abs(v), std::abs(r));
}

// numpy.isclose(a, b, rtol)
inline bool is_close(double a, double b, double rtol = 1e-5) {
    return a == b || (std::isfinite(b) && std::abs(a - b) <= 1e-8 + rtol * std::abs(b));
}

// numpy.arange for floats, at most kMaxTicks + 1 values.
inline std::vector<double> arange(double start, double stop, double step) {
    std::vector<double> out;
    const double count = std::ceil((stop - start) / step);
    if (!(count > 0)) return out;
    const auto n = static_cast<std::size_t>(std::min(count, static_cast<double>(kMaxTicks + 1)));
    out.resize(n);
    const double second = start + step, delta = second - start;
    for (std::size_t i = 0; i < n; ++i) out[i] = start + static_cast<double>(i) * delta;
    out[0] = start;
    if (n > 1) out[1] = second;
    return out;
}

// matplotlib.transforms.nonsingular with increasing=True.
inline std::pair<double, double> nonsingular(double lo, double hi, double expander = 0.001, double tiny = 1e-15) {
    if (!std::isfinite(lo) || !std::isfinite(hi)) return {-expander, expander};
    if (hi < lo) std::swap(lo, hi);
    const double magnitude = std::max(std::abs(lo), std::abs(hi));
    if (magnitude < (1e6 / tiny) * std::numeric_limits<double>::min()) return {-expander, expander};
    if (hi - lo <= magnitude * tiny) return {lo - expander * std::abs(lo), hi + expander * std::abs(hi)};
    return {lo, hi};
}

}  // namespace plotmill::figure::numeric
