#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

#include "tick_text.h"

using namespace plotmill;
using namespace plotmill::figure;

// The expectations are what Matplotlib 3.6.3 answers.

TEST_CASE("MaxNLocator keeps its options") {
    struct Row {
        double lo, hi;
        MaxNLocator locator;
        const char* expected;
    };
    const std::vector<Row> rows{
        {0.0, 1.0, {.nbins = 4}, "0 0.25 0.5 0.75 1"},
        {0.2, 3.7, {.nbins = 5, .integer = true}, "0 1 2 3 4"},
        {-3.0, 10.0, {.nbins = 5, .steps = {1, 2, 5, 10}, .symmetric = true}, "-10 -5 0 5 10"},
        {0.0, 10.0, {.nbins = 5, .steps = {1, 2, 5, 10}, .prune_lower = true}, "2 4 6 8 10"},
        {0.0, 10.0, {.nbins = 5, .steps = {1, 2, 5, 10}, .prune_lower = true, .prune_upper = true}, "2 4 6 8"},
        {0.0, 0.4, {.nbins = 5, .integer = true}, "0 0.08 0.16 0.24 0.32 0.4"},
        {0.0, 0.4, {.nbins = 5, .integer = true, .min_n_ticks = 1}, "0 1"},
        {0.0, 1000.0, {.nbins = 3, .steps = {1, 10}}, "0 1000"},
        {1.0, 9.0, {.nbins = 10, .steps = {2, 4}, .prune_upper = true}, "1 2 3 4 5 6 7 8"},
        {100000000.0, 100000003.0, {.nbins = 7, .integer = true}, "100000000 100000001 100000002 100000003"},
        {0.0, 1.0, {.nbins = 1, .min_n_ticks = 5}, "0 0.25 0.5 0.75 1"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.lo);
        CAPTURE(row.hi);
        CHECK(positions_text(tick_positions(row.locator, {.lo = row.lo, .hi = row.hi})) == row.expected);
    }
}

TEST_CASE("MaxNLocator takes as many bins as the axis has room for") {
    const MaxNLocator automatic{.nbins = 0};
    CHECK(tick_positions(automatic, {.lo = 0, .hi = 12, .tick_space = 2}).size() == 3);
    CHECK(tick_positions(automatic, {.lo = 0, .hi = 12, .tick_space = 0}).size() == 3);
    CHECK(tick_positions(automatic, {.lo = 0, .hi = 12, .tick_space = 400}) ==
          tick_positions(automatic, {.lo = 0, .hi = 12, .tick_space = 9}));
}

TEST_CASE("limits that are no range yield no ticks") {
    const double huge = std::numeric_limits<double>::max(), nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(tick_positions(AutoLocator{}, {.lo = -huge, .hi = huge}).empty());
    CHECK(tick_positions(AutoLocator{}, {.lo = nan, .hi = 1}).empty());
    CHECK(tick_positions(MaxNLocator{.steps = {3, 2}}, {.lo = 0, .hi = 1}).size() == 11);
    CHECK(tick_positions(MultipleLocator{-1}, {.lo = 0, .hi = 1}).empty());
}

TEST_CASE("MultipleLocator goes one step beyond either end") {
    struct Row {
        double lo, hi, base;
        const char* expected;
    };
    const std::vector<Row> rows{
        {0.0, 1.0, 0.25, "-0.25 0 0.25 0.5 0.75 1 1.25"},
        {-1.0, 1.0, 0.3, "-1.2 -0.9 -0.6 -0.3 0 0.3 0.6 0.9 1.2"},
        {0.1, 0.5, 0.1, "0 0.1 0.2 0.3 0.4 0.5 0.6"},
        {5.0, -5.0, 2.0, "-6 -4 -2 0 2 4 6"},
        {1000000.0, 1000001.0, 0.5, "999999.5 1000000 1000000.5 1000001 1000001.5"},
        {0.0, 3.14159, 0.7853981633974483,
         "-0.785398163397 0 0.785398163397 1.57079632679 2.35619449019 3.14159265359 3.92699081699"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.base);
        CHECK(positions_text(tick_positions(MultipleLocator{row.base}, {.lo = row.lo, .hi = row.hi})) == row.expected);
    }
}

TEST_CASE("far too many ticks are none") {
    bool too_many = false;
    CHECK(tick_positions(MultipleLocator{1e-9}, {.lo = 0, .hi = 1}, {}, &too_many).empty());
    CHECK(too_many);
    CHECK(tick_positions(MultipleLocator{1e-3}, {.lo = 0, .hi = 1}, {}, &too_many).size() == 1003);
    CHECK_FALSE(too_many);
}

TEST_CASE("AutoMinorLocator divides by 4 or 5 and leaves out the major ticks") {
    struct Row {
        double lo, hi;
        int n;
        const char* expected;
    };
    const std::vector<Row> rows{
        {0.0, 1.0, 0, "0.05 0.1 0.15 0.25 0.3 0.35 0.45 0.5 0.55 0.65 0.7 0.75 0.85 0.9 0.95"},
        {0.0, 5.0, 0, "0.2 0.4 0.6 0.8 1.2 1.4 1.6 1.8 2.2 2.4 2.6 2.8 3.2 3.4 3.6 3.8 4.2 4.4 4.6 4.8"},
        {0.0, 10.0, 0, "0.5 1 1.5 2.5 3 3.5 4.5 5 5.5 6.5 7 7.5 8.5 9 9.5"},
        {0.0, 3.0, 0,
         "0.1 0.2 0.3 0.4 0.6 0.7 0.8 0.9 1.1 1.2 1.3 1.4 1.6 1.7 1.8 1.9 2.1 2.2 2.3 2.4 2.6 2.7 2.8 2.9"},
        {0.0, 1.0, 4, "0.05 0.1 0.15 0.25 0.3 0.35 0.45 0.5 0.55 0.65 0.7 0.75 0.85 0.9 0.95"},
        {10.0, 0.0, 2, "1 3 5 7 9"},
        {-1e-05, 1e-05, 0,
         "-9.5e-06 -9e-06 -8.5e-06 -8e-06 -7e-06 -6.5e-06 -6e-06 -5.5e-06 -4.5e-06 -4e-06 -3.5e-06 -3e-06 -2e-06 "
         "-1.5e-06 -1e-06 -5e-07 5e-07 1e-06 1.5e-06 2e-06 3e-06 3.5e-06 4e-06 4.5e-06 5.5e-06 6e-06 6.5e-06 7e-06 "
         "8e-06 8.5e-06 9e-06 9.5e-06"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hi);
        const AxisView view{.lo = row.lo, .hi = row.hi};
        const auto major = tick_positions(AutoLocator{}, view);
        CHECK(positions_text(minor_tick_positions(AutoMinorLocator{row.n}, major, view)) == row.expected);
    }
    CHECK(tick_positions(AutoMinorLocator{}, {}, {1.0}).empty());
    CHECK(tick_positions(AutoMinorLocator{}, {.lo = 1, .hi = 9, .scale = {.kind = ScaleKind::log}}, {1, 2, 3}).empty());
    CHECK(tick_positions(AutoMinorLocator{}, {}, {1.0, 1.0}).empty());
}
