// What a box of a boxplot shows, as Matplotlib's cbook.boxplot_stats. Numbers in, numbers out; pure functions, any
// thread.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace plotmill::stats {

// How far whiskers reach: `factor` interquartile ranges from the box, or to two percentiles (0 to 100).
struct Whiskers {
    double factor = 1.5;
    bool percentiles = false;
    double low = 0, high = 100;
};

struct BoxStats {
    double mean, median, q1, q3, iqr;
    double notch_low, notch_high;      // 95 % confidence interval of the median (normal approximation)
    double whisker_low, whisker_high;  // the outermost values that the whiskers reach
    std::vector<double> fliers;        // values beyond the whiskers: the low ones first, each in the order of the data
};

// No values, or a NaN among them: every number is NaN and there are no fliers. `autorange`: whiskers reach to the
// extremes where the quartiles are equal.
BoxStats box_stats(std::span<const double> values, Whiskers whiskers, bool autorange = false);

// The interval that holds 95 % of the medians of `resamples` samples drawn with replacement (the percentile bootstrap).
// `uniform` draws numbers from 0 to below 1. `values` as for box_stats.
std::pair<double, double> bootstrap_median(std::span<const double> values, std::size_t resamples,
                                           const std::function<double()>& uniform);

}  // namespace plotmill::stats
