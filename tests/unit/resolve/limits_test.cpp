// View limits of figures against Matplotlib's (limits_expected.inc is made with it).
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <vector>

#include "figures.h"

using namespace plotmill;
using namespace plotmill::resolve;
using test::errors_of;
using test::near;
using test::resolved;

namespace {

struct Case {
    const char* figure;
    std::vector<std::array<double, 4>> limits;  // of each axes: x0, x1, y0, y1
};

const Case& cases(std::size_t i) {
    static const std::vector<Case> all = {
#include "limits_expected.inc"
        {nullptr, {}}};
    return all[i];
}

const AxisView& x_of(const ResolvedFigure& f, std::size_t i = 0) { return f.views[f.axes[i].x.view]; }
const AxisView& y_of(const ResolvedFigure& f, std::size_t i = 0) { return f.views[f.axes[i].y.view]; }

}  // namespace

TEST_CASE("limits are Matplotlib's") {
    for (std::size_t i = 0; cases(i).figure; ++i) {
        const Case& c = cases(i);
        const std::string figure = c.figure;
        CAPTURE(figure);
        const test::Resolved r = test::resolve(c.figure);
        CHECK(r.said.find("error") == std::string::npos);
        REQUIRE(r.figure.axes.size() == c.limits.size());
        for (std::size_t k = 0; k < c.limits.size(); ++k) {
            const AxisView &x = x_of(r.figure, k), &y = y_of(r.figure, k);
            const auto& e = c.limits[k];
            const std::string is = fmt::format("{} {} {} {}", x.lo, x.hi, y.lo, y.hi),
                              expected = fmt::format("{} {} {} {}", e[0], e[1], e[2], e[3]);
            CAPTURE(is);
            CAPTURE(expected);
            CHECK(near(x.lo, e[0], std::abs(e[1] - e[0])));
            CHECK(near(x.hi, e[1], std::abs(e[1] - e[0])));
            CHECK(near(y.lo, e[2], std::abs(e[3] - e[2])));
            CHECK(near(y.hi, e[3], std::abs(e[3] - e[2])));
        }
    }
}

TEST_CASE("limits that no axis can have") {
    CHECK(errors_of("{name: a, yscale: log, ylim: [0, 10]}") == "a log axis has no limit at or below 0");
    CHECK(errors_of("{name: a, xscale: logit, xlim: [0.5, 1]}") == "a logit axis has limits between 0 and 1");
    CHECK(errors_of("{name: a, xlim: [3, 3]}") == "warning: the limits are equal: the axis is widened around them");
    CHECK(errors_of("{name: a, xlim: [\"2024-01-01\", null], layers: [{plot: {x: [a, b], y: [1, 2]}}]}") ==
          "a date as a limit of an axis of categories");
    for (const char* limits : {"[.inf, 1]", "[0, -.inf]", "[.nan, 1]", "[1.0e+308, -1.0e+308]"}) {
        const test::Resolved r =
            test::resolve(std::string("{name: a, ylim: ") + limits + ", layers: [{plot: {y: [1, 2]}}]}");
        CAPTURE(limits);
        if (r.said.empty()) {
            CHECK(std::isfinite(y_of(r.figure).lo));
            CHECK(std::isfinite(y_of(r.figure).hi));
        }
    }
}

TEST_CASE("categories are numbered in the order of first appearance, over all layers and axes that share") {
    const ResolvedFigure f = resolved(R"(
name: a
subplots: {ncols: 2, sharex: true}
axes:
  - layers: [{plot: {x: [low, high, low], y: [1, 2, 3]}}, {scatter: {x: [top], y: [1]}}]
  - layers: [{plot: {x: [middle, high], y: [1, 2]}}])");
    CHECK(x_of(f).categories == std::vector<std::string>{"low", "high", "top", "middle"});
    const auto& line = std::get<figure::LineArtist>(f.axes[1].artists[0].content);
    CHECK(line.x == std::vector<double>{3, 1});
    const auto* names = std::get_if<figure::CategoryFormatter>(&x_of(f).major_format);
    REQUIRE(names);
    CHECK(names->names == x_of(f).categories);
    CHECK(std::get<figure::CategoryLocator>(x_of(f).major).count == 4);
}

TEST_CASE("many categories take time in proportion") {
    std::string list;
    for (int i = 0; i < 60000; ++i) list += (i ? ", n" : "n") + std::to_string(i);
    const ResolvedFigure f = resolved("{name: a, layers: [{plot: {x: [" + list + "], y: {arange: [0, 60000, 1]}}}]}");
    CHECK(x_of(f).categories.size() == 60000);
}

TEST_CASE("units that do not go together") {
    CHECK(errors_of("{name: a, layers: [{plot: {x: [\"2024-01-01\"], y: [1]}}, {plot: {x: [a], y: [1]}}]}") ==
          "text on the x axis, which is a date axis");
    CHECK(errors_of("{name: a, layers: [{plot: {x: [a], y: [1]}}, {plot: {x: [\"2024-01-01\"], y: [1]}}]}") ==
          "dates on the x axis, which has categories");
}

TEST_CASE("fixed ticks: whole numbers are remembered, labels must be as many") {
    const ResolvedFigure f = resolved("{name: a, xticks: [0, 1, 2], yticks: [0.5, 1]}");
    CHECK(std::get<figure::FixedLocator>(x_of(f).major).integers);
    CHECK(!std::get<figure::FixedLocator>(y_of(f).major).integers);
    CHECK(errors_of("{name: a, xticks: {ticks: [1, 2], labels: [a]}}") == "1 labels for 2 ticks");
    CHECK(errors_of("{name: a, xticks: {labels: [a]}}") == "'labels' need 'ticks' to stand at");
}

TEST_CASE("tick formats") {
    CHECK(std::holds_alternative<figure::PercentFormatter>(
        x_of(resolved("{name: a, xticks: {format: percent}}")).major_format));
    CHECK(std::holds_alternative<figure::EngFormatter>(
        x_of(resolved("{name: a, xticks: {format: engineering}}")).major_format));
    const ResolvedFigure f = resolved("{name: a, xticks: {format: scientific}, rc: {axes.unicode_minus: false}}");
    const auto& scalar = std::get<figure::ScalarFormatter>(x_of(f).major_format);
    CHECK(scalar.power_low == 0);
    CHECK(scalar.power_high == 0);
    CHECK(!scalar.unicode_minus);
    CHECK(errors_of("{name: a, xticks: {format: scientific}, layers: [{plot: {x: [a], y: [1]}}]}") ==
          "'scientific' is for linear axes of numbers");
    CHECK(errors_of("{name: a, yticks: {format: percnt}}")
              .find("unknown tick format 'percnt' (did you mean 'percent'?)") == 0);
    CHECK(errors_of("{name: a, yticks: {format: \"{y}\"}}").find("'{y}' is no format for ticks: ") == 0);
    CHECK(errors_of("{name: a, yticks: {format: \"%d %b\"}}").find("unknown tick format") == 0);
    CHECK(errors_of("{name: a, ylim: [\"2024-01-01\", \"2025-01-01\"], yticks: {format: \"%d %b\"}}") == "");
}
