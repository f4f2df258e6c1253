#include "expr/reductions.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/arrays.h"

namespace plotmill::expr {
namespace {
constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
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
