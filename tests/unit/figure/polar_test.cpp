#include "figure/polar.h"

#include <cmath>
#include <doctest/doctest.h>
#include <numbers>
#include <vector>

#include "figure/view.h"

using namespace plotmill;
using namespace plotmill::figure;

namespace {

constexpr double pi = std::numbers::pi;
constexpr double degree = pi / 180;
const Rect box{60, 40, 420, 400};

bool near(Point a, Point b) { return std::abs(a.x - b.x) < 1e-9 && std::abs(a.y - b.y) < 1e-9; }

}  // namespace

// transData of Matplotlib 3.6.3, of axes with this box.
TEST_CASE("angles and radii stand where Matplotlib puts them") {
    struct Row {
        PolarProjection projection;
        Rect limits;
        std::vector<Point> at;  // of (0, 0), (0.5, 4), (pi, 8), (1, 2.5)
    };
    const Rect whole{0, 0, 2 * pi, 8};
    const std::vector<Row> rows{
        {{},
         whole,
         {{240, 220}, {318.98243057013354, 263.1482984743783}, {60, 220}, {270.39200470508285, 267.3327428954442}}},
        {{.offset = pi / 2, .direction = -1},
         whole,
         {{240, 220}, {283.1482984743783, 298.98243057013354}, {240, 40}, {287.3327428954442, 250.39200470508285}}},
        {{},
         {0, 0, 90 * degree, 8},
         {{60, 40}, {217.96486114026706, 126.29659694875653}, {-300, 40}, {120.78400941016571, 134.66548579088837}}},
        {{.offset = pi, .origin = -4},
         {-45 * degree, 0, 45 * degree, 8},
         {{312.4264068711928, 220},
          {248.3485212782796, 138.63878813894922},
          {651.8376618407356, 220},
          {322.779192861411, 103.97308129176973}}},
        {{.direction = -1, .origin = -2},
         {30 * degree, 0, 210 * degree, 8},
         {{292.0965736562133, 268.8343352791743},
          {354.80710156268754, 213.59304683963654},
          {61.64873977415954, 268.8343352791743},
          {300.3804123533346, 196.11614813283242}}},
        {{},
         {0, 8, 2 * pi, 2},
         {{480, 220}, {345.3099074268447, 277.53106463250435}, {240, 220}, {329.14988046824305, 358.84271249330294}}},
    };
    for (const Row& row : rows) {
        const PolarMap map(row.projection, box, row.limits, Scale{});
        const std::vector<Point> data{{0, 0}, {0.5, 4}, {pi, 8}, {1, 2.5}};
        for (std::size_t i = 0; i < data.size(); ++i) {
            const Point p = map(data[i]);
            CAPTURE(i);
            CAPTURE(p.x);
            CAPTURE(p.y);
            CHECK(near(p, row.at[i]));
        }
    }
    const PolarMap ring({}, box, {0, 2, 2 * pi, 8}, Scale{});
    CHECK(std::isnan(ring({0, 0}).x));  // below the centre
    CHECK(near(ring({1, 2.5}), {248.1045345880221, 232.62206477211845}));
}

TEST_CASE("lines of a path bend where it asks for that") {
    const PolarMap map({}, box, {0, 0, 2 * pi, 1}, Scale{});
    const Path quarter = Path::polyline({{0, 1}, {pi / 2, 1}});
    const Path straight = map(quarter, 1);
    CHECK(straight.verbs == std::vector<Verb>{Verb::move, Verb::line});
    const Path arc = map(quarter, 180);
    CHECK(arc.verbs == std::vector<Verb>{Verb::move, Verb::cubic, Verb::cubic});
    CHECK(near(arc.points.back(), {240, 400}));
    CHECK(near(arc.points[3], {240 + 180 * std::sqrt(0.5), 220 + 180 * std::sqrt(0.5)}));
    // Backwards, and straight where the angle stays.
    const Path wedge = map(Path::polyline({{pi / 2, 0.5}, {0, 0.5}, {0, 1}}), 100);
    CHECK(wedge.verbs == std::vector<Verb>{Verb::move, Verb::cubic, Verb::cubic, Verb::line});
    CHECK(near(wedge.points.back(), {420, 220}));
    // Neither: so many pieces.
    CHECK(map(Path::polyline({{0, 0.5}, {1, 1}}), 100).verbs.size() == 101);
    // Turns beyond what can be seen are not drawn again.
    CHECK(map(Path::polyline({{0, 1}, {1e9, 1}}), 100).verbs.size() < 2000);
}

TEST_CASE("the outline is a circle, a ring or a wedge") {
    const PolarMap circle({}, box, {0, 0, 2 * pi, 1}, Scale{});
    CHECK(circle.full_circle());
    CHECK(!circle.has_inner_edge());
    const PolarMap ring({.origin = -1}, box, {0, 0, 2 * pi, 1}, Scale{});
    CHECK(ring.has_inner_edge());
    CHECK(near(ring.inner_arc().points.front(), {330, 220}));
    CHECK(near(ring.outer_arc().points.front(), {420, 220}));
    const PolarMap wedge({}, box, {0, 0, pi, 1}, Scale{});
    CHECK(!wedge.full_circle());
    const View view(box, {0, 0, pi, 1}, {}, {}, {0, 0, 600, 400}, 100, PolarProjection{});
    REQUIRE(view.outline());
    CHECK(near(view.outline()->points.front(), {420, 130}));
    CHECK(near(view.place(Space::x_axes_y_data, Point{1, 0.5}), {150, 130}));
    CHECK(near(view.place(Space::x_data_y_axes, Point{pi / 2, 1}), {240, 310}));
    CHECK(near(view.place(Space::axes, Point{0.5, 0.5}), {240, 220}));
}
