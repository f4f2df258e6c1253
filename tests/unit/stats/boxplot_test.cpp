// Expected values are Matplotlib 3.6.3's (cbook.boxplot_stats).
#include "stats/boxplot.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <utility>

using namespace plotmill::stats;

namespace {

const std::vector<double> values{2.1, 3.4, 1.9, 5.6, 4.4, 3.3, 9.7, 2.2, -3.0, 4.1};

}  // namespace

TEST_CASE("box_stats: quartiles, whiskers, fliers") {
    const BoxStats s = box_stats(values, {});
    CHECK(s.mean == doctest::Approx(3.37).epsilon(1e-12));
    CHECK(s.q1 == doctest::Approx(2.125).epsilon(1e-12));
    CHECK(s.median == doctest::Approx(3.35).epsilon(1e-12));
    CHECK(s.q3 == doctest::Approx(4.325).epsilon(1e-12));
    CHECK(s.notch_low == doctest::Approx(2.2577492961778414).epsilon(1e-12));
    CHECK(s.notch_high == doctest::Approx(4.4422507038221575).epsilon(1e-12));
    CHECK(s.whisker_low == 1.9);
    CHECK(s.whisker_high == 5.6);
    CHECK(s.fliers == std::vector<double>{-3.0, 9.7});
}

TEST_CASE("box_stats: shorter whiskers and percentiles") {
    const BoxStats half = box_stats(values, {.factor = 0.5});
    CHECK(half.whisker_low == 1.9);
    CHECK(half.whisker_high == 4.4);
    CHECK(half.fliers == std::vector<double>{-3.0, 5.6, 9.7});
    const BoxStats percentiles = box_stats(values, {.percentiles = true, .low = 5, .high = 95});
    CHECK(percentiles.whisker_low == 1.9);
    CHECK(percentiles.whisker_high == 5.6);
    const BoxStats all = box_stats(values, {.percentiles = true, .low = 0, .high = 100});
    CHECK(all.whisker_low == -3.0);
    CHECK(all.fliers.empty());
}

TEST_CASE("bootstrap_median: the interval of the medians of samples drawn with replacement") {
    // 0, 1, 2, ... of 7 in turn: every sample is a rotation of all values, whose median is theirs.
    const std::vector<double> values{9, 1, 5, 2, 8, 3, 7};
    double next = 0;
    const auto turn = [&] { return std::exchange(next, next + 1 / 7.0 > 0.999 ? 0 : next + 1 / 7.0) + 1e-9; };
    CHECK(bootstrap_median(values, 50, turn) == std::pair(5.0, 5.0));
    // Always the same value: its median; an even count takes the mean of the middle two.
    CHECK(bootstrap_median(values, 10, [] { return 0.0; }) == std::pair(9.0, 9.0));
    bool odd = false;
    CHECK(bootstrap_median(std::vector<double>{1, 2}, 10, [&] { return (odd = !odd) ? 0.0 : 0.9; }) ==
          std::pair(1.5, 1.5));
    CHECK(std::isnan(bootstrap_median({}, 10, [] { return 0.0; }).first));
}

TEST_CASE("box_stats: equal quartiles") {
    const std::vector<double> flat{5, 5, 5, 5, 5, 5, 5, 12};
    CHECK(box_stats(flat, {}).fliers == std::vector<double>{12});
    CHECK(box_stats(flat, {}, true).whisker_high == 12);
    CHECK(box_stats(flat, {}, true).fliers.empty());
}

TEST_CASE("box_stats: no values, and gaps") {
    CHECK(std::isnan(box_stats({}, {}).median));
    const std::vector<double> gap{1, std::numeric_limits<double>::quiet_NaN(), 3};
    CHECK(std::isnan(box_stats(gap, {}).whisker_high));
    CHECK(box_stats(gap, {}).fliers.empty());
}
