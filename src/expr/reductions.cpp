#include "expr/reductions.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace plotmill::expr {
namespace {
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
}

double pairwise_sum(const double* v, std::size_t n) {
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

double sum_of(std::vector<double>& v) { return pairwise_sum(v.data(), v.size()); }

double mean_of(std::vector<double>& v) {
    return v.empty() ? nan_value : pairwise_sum(v.data(), v.size()) / static_cast<double>(v.size());
}

double median_of(std::vector<double>& v) {
    if (v.empty()) return nan_value;
    const std::size_t half = v.size() / 2;
    const auto middle = v.begin() + static_cast<std::ptrdiff_t>(half);
    std::nth_element(v.begin(), middle, v.end());
    if (v.size() % 2) return *middle;
    return (*std::max_element(v.begin(), middle) + *middle) / 2.0;
}

double std_of(std::vector<double>& v) {
    if (v.empty()) return nan_value;
    const double mean = mean_of(v);
    for (double& x : v) x = (x - mean) * (x - mean);
    return std::sqrt(mean_of(v));
}

double min_of(std::vector<double>& v) { return v.empty() ? nan_value : *std::min_element(v.begin(), v.end()); }
double max_of(std::vector<double>& v) { return v.empty() ? nan_value : *std::max_element(v.begin(), v.end()); }

}  // namespace plotmill::expr
