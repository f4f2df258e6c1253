// Polar and secondary axes, ticks by rule and legends over twins, as they are resolved.
#include <cmath>
#include <numbers>

#include "figures.h"

using namespace plotmill;
using namespace plotmill::resolve;
using test::errors_of;
using test::resolved;

namespace {

constexpr double pi = std::numbers::pi;

const AxisView& x_of(const ResolvedFigure& f, std::size_t i = 0) { return f.views[f.axes[i].x.view]; }
const AxisView& y_of(const ResolvedFigure& f, std::size_t i = 0) { return f.views[f.axes[i].y.view]; }

}  // namespace

TEST_CASE("a polar axes shows a whole turn, and radii from 0") {
    const ResolvedFigure f = resolved("{name: a, projection: polar, layers: [{plot: {x: [1, 2], y: [3, 5]}}]}");
    REQUIRE(f.axes[0].polar);
    CHECK(x_of(f).lo == 0);
    CHECK(x_of(f).hi == 2 * pi);
    CHECK(y_of(f).lo == 0);
    CHECK(y_of(f).hi == doctest::Approx(5.1));
    CHECK(y_of(f).radial);
    CHECK(f.axes[0].x.major.grid);
    CHECK(!f.axes[0].x.major.tick1);
    // Radii below 0 are seen; a margin does not go below 0 by itself.
    CHECK(y_of(resolved("{name: a, projection: polar, layers: [{plot: {x: [1, 2], y: [-1, 2]}}]}")).lo ==
          doctest::Approx(-1.15));
    // Contours and margins ask for tight limits, where radii need not begin at 0.
    CHECK(y_of(resolved(
                   "{name: a, projection: polar, layers: [{contourf: {X: [0, 1], Y: [2, 3], Z: [[1, 2], [3, 5]]}}]}"))
              .lo == 2);
    // LogLocator's own rule for polar axes.
    const ResolvedFigure log =
        resolved("{name: a, projection: polar, yscale: log, layers: [{plot: {x: [1, 2], y: [1, 403]}}]}");
    CHECK(y_of(log).lo == 1);
    CHECK(y_of(log).hi == 3);
    CHECK(!resolved("{name: a, projection: polar, rc: {polaraxes.grid: false}}").axes[0].y.major.grid);
}

TEST_CASE("what a projection says") {
    const ResolvedFigure f = resolved(
        "{name: a, projection: {polar: {theta_zero_location: N, theta_offset: 10, theta_direction: clockwise, "
        "thetamin: -30, thetamax: 90, rorigin: -2, rlabel_position: 45}}}");
    const figure::PolarProjection& p = *f.axes[0].polar;
    CHECK(p.offset == doctest::Approx(pi / 2 + pi / 18));
    CHECK(p.direction == -1);
    CHECK(p.origin == -2);
    CHECK(p.label_angle == 45);
    CHECK(x_of(f).lo == doctest::Approx(-pi / 6));
    CHECK(x_of(f).hi == doctest::Approx(pi / 2));
    CHECK(!resolved("{name: a, projection: {rectilinear: null}}").axes[0].polar);
    CHECK(errors_of("{name: a, projection: {polar: {theta_direction: 2}}}") ==
          "'theta_direction' is clockwise, counterclockwise, -1 or 1");
    CHECK(errors_of("{name: a, projection: {polar: {thetamin: 5, thetamax: 5}}}") ==
          "'thetamin' and 'thetamax' are equal: nothing would be seen");
    CHECK(errors_of("{name: a, projection: polar, xlim: [0, 7]}") ==
          "the angles of a polar axes are radians, and at most one turn of them (2*pi) is seen");
}

TEST_CASE("polar axes in grids") {
    const ResolvedFigure f =
        resolved("{name: a, subplots: {nrows: 2, ncols: 2}, axes: [{projection: polar}, {}, {projection: polar}]}");
    REQUIRE(f.axes.size() == 3);  // cells without axes stay empty, as with add_subplot
    CHECK(f.axes[0].polar);
    CHECK(!f.axes[1].polar);
    const ResolvedFigure shared =
        resolved("{name: a, subplots: {ncols: 2, sharey: true}, axes: [{projection: polar}, {projection: polar}]}");
    CHECK(shared.axes[0].y.view == shared.axes[1].y.view);
    CHECK(shared.axes[1].y.major.label1);  // as label_outer, which leaves polar axes alone
    CHECK(errors_of("{name: a, subplots: {ncols: 2, sharey: true}, axes: [{projection: polar}, {}]}") ==
          "polar and rectilinear axes cannot share their limits ('sharex', 'sharey')");
    const ResolvedFigure inset =
        resolved("{name: a, inset: [{bounds: [0, 0, 0.5, 0.5], projection: polar, layers: []}]}");
    CHECK(inset.axes[1].polar);
}

TEST_CASE("secondary axes") {
    const ResolvedFigure f = resolved(
        "{name: a, layers: [{plot: {y: [1, 2]}}], "
        "secondary_x: {location: top, forward: 'x * 9/5 + 32', inverse: '(x - 32) * 5/9', label: F}, "
        "secondary_y: [{location: right, forward: '=2*y', inverse: '=y/2'}, {location: 0.2, forward: 'x', inverse: "
        "'x'}]}");
    REQUIRE(f.axes.size() == 4);
    REQUIRE(f.axes[1].secondary);
    CHECK(f.axes[1].secondary->is_x);
    CHECK(f.axes[1].inset_of == 0);
    CHECK(f.axes[1].secondary->function->inverse(100) == 212);
    CHECK(f.axes[1].secondary->function->forward(212) == doctest::Approx(100));
    CHECK(f.axes[1].x.label->text == "F");
    CHECK(f.axes[1].x.label_far);
    CHECK(f.axes[1].spines[3].visible);
    CHECK(!f.axes[1].spines[2].visible);
    CHECK(std::string(x_of(f, 1).scale.name()) == "function");
    CHECK(f.axes[2].secondary->function->inverse(3) == 6);
    CHECK(f.axes[2].y.label_far);
    CHECK(!f.axes[3].y.label_far);
    CHECK(f.axes[3].inset.x0 == 0.2);
    const ResolvedFigure log = resolved(
        "{name: a, xscale: log, layers: [{plot: {x: [1, 10], y: [1, 2]}}], "
        "secondary_x: {location: top, forward: '1/x', inverse: '1/x'}}");
    CHECK(std::string(x_of(log, 1).scale.name()) == "functionlog");
    CHECK(x_of(log, 1).scale.transform(0.1) == doctest::Approx(1));
}

TEST_CASE("secondary axes that cannot be") {
    auto with = [](const char* forward, const char* inverse) {
        return errors_of(std::string("{name: a, xlim: [0, 10], secondary_x: {location: top, forward: '") + forward +
                         "', inverse: '" + inverse + "'}}");
    };
    CHECK(with("x + 1", "x - 1") == "");
    CHECK(with("z + 1", "x - 1") == "unknown name 'z' (known: x)");
    CHECK(with("1/x", "1/x") == "'forward' gives no finite number for 0, a limit of the axis that it is for");
    CHECK(with("x * 2", "x * 2") == "warning: 'inverse' does not undo 'forward': 2.5 becomes 5, and that becomes 10");
    CHECK(errors_of("{name: a, projection: polar, secondary_x: {location: top, forward: x, inverse: x}}") ==
          "a polar axes has no 'secondary_x'");
}

TEST_CASE("ticks by rule") {
    const ResolvedFigure f = resolved("{name: a, xticks: {every: 5, minor: {every: 1}}, yticks: {max: 6}}");
    REQUIRE(std::holds_alternative<figure::MultipleLocator>(x_of(f).major));
    CHECK(std::get<figure::MultipleLocator>(x_of(f).major).base == 5);
    CHECK(std::holds_alternative<figure::MultipleLocator>(x_of(f).minor));
    CHECK(std::get<figure::MaxNLocator>(y_of(f).major).nbins == 6);
    const ResolvedFigure dates = resolved("{name: a, xlim: ['2024-01-01', '2024-12-31'], xticks: {every: 3 months}}");
    const auto& calendar = std::get<figure::CalendarLocator>(x_of(dates).major);
    CHECK(calendar.unit == figure::CalendarUnit::month);
    CHECK(calendar.step == 3);
    CHECK(errors_of("{name: a, xticks: {every: month}}") == "'month' is an interval of dates, and the axis has none");
    CHECK(
        errors_of("{name: a, xticks: {every: moth}}").find("'moth' is no interval of ticks (did you mean 'month'?)") ==
        0);
    CHECK(errors_of("{name: a, xticks: {every: 0 days}}").find("'0 days' is no interval of ticks") == 0);
    CHECK(errors_of("{name: a, xticks: {every: 5, max: 6}}") == "'every' and 'max' exclude each other");
    CHECK(errors_of("{name: a, xticks: {ticks: [1], every: 6}}") == "'ticks' and 'every' exclude each other");
    CHECK(errors_of("{name: a, xscale: log, xlim: [1, 10], xticks: {max: 6}}") ==
          "'max' is for linear axes of numbers");
    CHECK(errors_of("{name: a, xlim: [0, 1.0e+9], xticks: {every: 5}}") ==
          "more than 10000 ticks between the axis's limits");
}

TEST_CASE("one legend for twins") {
    const ResolvedFigure f = resolved(
        "{name: a, legend: {twins: true}, layers: [{plot: {y: [1, 2], label: left}}, {bar: {x: [0], height: [1], "
        "label: "
        "bars}}], twinx: {layers: [{plot: {y: [3, 4], label: right}}]}}");
    REQUIRE(f.axes[0].legend);
    REQUIRE(f.axes[0].legend->handles.size() == 3);
    CHECK(f.axes[0].legend->handles[0].label == "left");
    CHECK(f.axes[0].legend->handles[1].label == "bars");
    CHECK(f.axes[0].legend->handles[2].label == "right");
    const ResolvedFigure on_top = resolved(
        "{name: a, layers: [{plot: {y: [1, 2], label: left}}], "
        "twinx: {legend: {twins: true}, layers: [{plot: {y: [3, 4], label: right}}]}}");
    CHECK(!on_top.axes[0].legend);
    REQUIRE(on_top.axes[1].legend);
    CHECK(on_top.axes[1].legend->handles.size() == 2);
    CHECK(errors_of("{name: a, axes: [{}], legend: {twins: true}}") ==
          "'twins' is for the legend of an axes: the figure's has all layers");
}
