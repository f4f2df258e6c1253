#include "stats/boxplot.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/sort.h"
#include "stats/bins.h"

namespace plotmill::stats {

BoxStats box_stats(std::span<const double> values, Whiskers whiskers, bool autorange) {
    BoxStats out;
    if (values.empty() || std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        out.mean = out.median = out.q1 = out.q3 = out.iqr = nan;
        out.notch_low = out.notch_high = out.whisker_low = out.whisker_high = nan;
        return out;
    }
    std::vector<double> sorted(values.begin(), values.end());
    sort_values(sorted.begin(), sorted.end());
    out.mean = mean(values);
    out.q1 = quantile(sorted, 0.25);
    out.median = quantile(sorted, 0.5);
    out.q3 = quantile(sorted, 0.75);
    out.iqr = out.q3 - out.q1;
    if (out.iqr == 0 && autorange) whiskers = {.percentiles = true, .low = 0, .high = 100};
    const double notch = 1.57 * out.iqr / std::sqrt(static_cast<double>(values.size()));
    out.notch_low = out.median - notch;
    out.notch_high = out.median + notch;

    const double low = whiskers.percentiles ? quantile(sorted, whiskers.low / 100) : out.q1 - whiskers.factor * out.iqr;
    const double high =
        whiskers.percentiles ? quantile(sorted, whiskers.high / 100) : out.q3 + whiskers.factor * out.iqr;
    const auto above = std::upper_bound(sorted.begin(), sorted.end(), high);
    out.whisker_high = above == sorted.begin() || *(above - 1) < out.q3 ? out.q3 : *(above - 1);
    const auto from = std::lower_bound(sorted.begin(), sorted.end(), low);
    out.whisker_low = from == sorted.end() || *from > out.q1 ? out.q1 : *from;
    for (double v : values)
        if (v < out.whisker_low) out.fliers.push_back(v);
    for (double v : values)
        if (v > out.whisker_high) out.fliers.push_back(v);
    return out;
}

std::pair<double, double> bootstrap_median(std::span<const double> values, std::size_t resamples,
                                           const std::function<double()>& uniform) {
    const std::size_t n = values.size();
    if (n == 0 || resamples == 0 || std::any_of(values.begin(), values.end(), [](double v) { return std::isnan(v); })) {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        return {nan, nan};
    }
    std::vector<double> sample(n), medians(resamples);
    for (double& median : medians) {
        for (double& v : sample)
            v = values[std::min(static_cast<std::size_t>(uniform() * static_cast<double>(n)), n - 1)];
        const auto middle = sample.begin() + static_cast<std::ptrdiff_t>(n / 2);
        std::nth_element(sample.begin(), middle, sample.end());
        median = n % 2 ? *middle : (*middle + *std::max_element(sample.begin(), middle)) / 2;
    }
    std::sort(medians.begin(), medians.end());
    return {quantile(medians, 0.025), quantile(medians, 0.975)};
}

}  // namespace plotmill::stats
