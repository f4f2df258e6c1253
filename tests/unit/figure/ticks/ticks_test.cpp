#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

#include "tick_text.h"

using namespace plotmill;
using namespace plotmill::figure;

// The expectations are what Matplotlib 3.6.3 answers.

constexpr double kInf = std::numeric_limits<double>::infinity();

TEST_CASE("nonsingular and view_limits of each locator") {
    struct Row {
        Locator locator;
        double lo, hi, minpos;
        bool round_numbers;
        const char *nonsingular, *limits;
    };
    const std::vector<Row> rows{
        {AutoLocator{}, 0.12, 8.7, kInf, false, "0.12 8.7", "0.12 8.7"},
        {AutoLocator{}, 5.0, 5.0, kInf, false, "4.75 5.25", "4.75 5.25"},
        {AutoLocator{}, 0.0, 0.0, kInf, false, "-0.05 0.05", "-0.05 0.05"},
        {MultipleLocator{0.3}, 1.0, 2.0, kInf, false, "1 2", "1 2"},
        {LogLocator{}, 3.0, 700.0, 1, false, "3 700", "3 700"},
        {LogLocator{}, -3.0, 700.0, 0.02, false, "0.02 700", "0.02 700"},
        {LogLocator{}, 10.0, 10.0, 1, false, "1 100", "1 100"},
        {LogLocator{}, -3.0, -2.0, 1, false, "1 10", "1 10"},
        {SymlogLocator{}, -30.0, 4.0, kInf, false, "-30 4", "-30 4"},
        {LogitLocator{}, -0.1, 1.3, 0.01, false, "0.01 0.99", "0.01 0.99"},
        {LogitLocator{}, 0.3, 0.3, 0.01, false, "0.03 0.97", "0.03 0.97"},
        {LogitLocator{}, 2.0, 3.0, 0.01, false, "1e-07 0.9999999", "1e-07 0.9999999"},
        {AutoDateLocator{}, 100.0, 100.0, kInf, false, "-630 830", "-630 830"},
        {AutoDateLocator{}, 120.0, 100.0, kInf, false, "100 120", "100 120"},
        {FixedLocator{}, 1.0, 1.0, kInf, false, "0.95 1.05", "0.95 1.05"},
        {AutoLocator{}, 0.12, 8.7, kInf, true, "0.12 8.7", "0 9"},
        {AutoLocator{}, 5.0, 5.0, kInf, true, "4.75 5.25", "4.7 5.3"},
        {AutoLocator{}, 0.0, 0.0, kInf, true, "-0.05 0.05", "-0.06 0.06"},
        {MultipleLocator{0.3}, 1.0, 2.0, kInf, true, "1 2", "0.9 2.1"},
        {LogLocator{}, 3.0, 700.0, 1, true, "3 700", "1 1000"},
        {LogLocator{}, -3.0, 700.0, 0.02, true, "0.02 700", "0.01 1000"},
        {LogLocator{}, 10.0, 10.0, 1, true, "1 100", "1 100"},
        {LogLocator{}, -3.0, -2.0, 1, true, "1 10", "1 10"},
        {SymlogLocator{}, -30.0, 4.0, kInf, true, "-30 4", "-100 10"},
        {LogitLocator{}, -0.1, 1.3, 0.01, true, "0.01 0.99", "0 1"},
        {LogitLocator{}, 0.3, 0.3, 0.01, true, "0.03 0.97", "0 1"},
        {LogitLocator{}, 2.0, 3.0, 0.01, true, "1e-07 0.9999999", "0 1"},
        {AutoDateLocator{}, 100.0, 100.0, kInf, true, "-630 830", "-630 830"},
        {AutoDateLocator{}, 120.0, 100.0, kInf, true, "100 120", "100 120"},
        {FixedLocator{}, 1.0, 1.0, kInf, true, "0.95 1.05", "0.95 1.05"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.locator.index());
        CAPTURE(row.lo);
        CAPTURE(row.round_numbers);
        const auto [lo, hi] = nonsingular(row.locator, row.lo, row.hi, row.minpos, {});
        CHECK(positions_text({lo, hi}) == row.nonsingular);
        const auto [a, b] = view_limits(row.locator, lo, hi, {.minpos = row.minpos}, row.round_numbers);
        CHECK(positions_text({a, b}) == row.limits);
    }
}

TEST_CASE("limits of nothing are each locator's default") {
    const auto text = [](const Locator& locator) {
        const auto [lo, hi] = nonsingular(locator, -kInf, kInf, kInf, {});
        return positions_text({lo, hi});
    };
    CHECK(text(AutoLocator{}) == "-0.05 0.05");
    CHECK(text(LogLocator{}) == "1 10");
    CHECK(text(LogitLocator{}) == "1e-07 0.9999999");
    CHECK(text(AutoDateLocator{}) == "0 1");
}

TEST_CASE("a longer step where the automatic limits are round numbers") {
    const AxisView exact{.lo = 3.9, .hi = 11.1}, round{.lo = 3.9, .hi = 11.1, .round_numbers = true};
    CHECK(positions_text(tick_positions(MaxNLocator{5}, exact)) == "3 4.5 6 7.5 9 10.5 12");
    CHECK(positions_text(tick_positions(MaxNLocator{5}, round)) == "2 4 6 8 10 12");
}

TEST_CASE("tick_space counts labels that fit") {
    CHECK(tick_space(357.12, 10, true) == 11);
    CHECK(tick_space(266.112, 10, false) == 13);
    CHECK(tick_space(-5, 10, true) == 0);
    CHECK(tick_space(100, 0, true) == std::numeric_limits<int>::max());
}

TEST_CASE("ticks at the very ends of the axis are in view") {
    const AxisView view{.lo = 0, .hi = 1};
    CHECK(tick_in_view(1 + 1e-11, view));
    CHECK_FALSE(tick_in_view(1 + 1e-9, view));
    CHECK(tick_in_view(0, {.lo = 1, .hi = 0}));
    const AxisView log{.lo = 1, .hi = 10, .scale = {.kind = ScaleKind::log}};
    CHECK(tick_in_view(10, log));
    CHECK_FALSE(tick_in_view(-1, log));
}

TEST_CASE("a scale brings its locators and formatters") {
    CHECK(std::holds_alternative<NullLocator>(default_ticks({}).minor));
    CHECK(std::holds_alternative<AutoMinorLocator>(default_ticks({}, true).minor));
    const AxisDefaults log = default_ticks({.kind = ScaleKind::log, .base = 2});
    CHECK(std::get<LogLocator>(log.major).base == 2);
    CHECK(std::get<LogLocator>(log.minor).auto_subs);
    CHECK(std::get<LogFormatter>(log.minor_format).base == 2);
    CHECK(std::holds_alternative<NullFormatter>(default_ticks({.kind = ScaleKind::symlog}).minor_format));
}
