// Arithmetic on arrays rounded as NumPy rounds it. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <vector>

namespace plotmill {

// numpy.add.reduce of contiguous doubles: pairwise, in blocks of 128 with eight running sums.
inline double pairwise_sum(const double* v, std::size_t n) {
    if (n < 8) {
        double s = 0;
        for (std::size_t i = 0; i < n; ++i) s += v[i];
        return s;
    }
    if (n <= 128) {
        double r[8];
        for (std::size_t k = 0; k < 8; ++k) r[k] = v[k];
        std::size_t i = 8;
        for (; i + 8 <= n; i += 8)
            for (std::size_t k = 0; k < 8; ++k) r[k] += v[i + k];
        double s = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (; i < n; ++i) s += v[i];
        return s;
    }
    std::size_t half = n / 2;
    half -= half % 8;
    return pairwise_sum(v, half) + pairwise_sum(v + half, n - half);
}

// numpy.linspace, both ends included.
inline std::vector<double> linspace(double start, double stop, std::size_t n) {
    std::vector<double> v(n);
    const double delta = stop - start;
    const double div = static_cast<double>(n) - 1;
    const double step = n > 1 ? delta / div : 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double k = static_cast<double>(i);
        v[i] = (n > 1 && step != 0 ? k * step : n > 1 ? k / div * delta : k * delta) + start;
    }
    if (n > 1) v.back() = stop;
    return v;
}

}  // namespace plotmill
