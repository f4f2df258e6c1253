#include "style/markers.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <string>

using namespace plotmill;
using namespace plotmill::style;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

struct Expected {
    const char* name;
    const char* fill;
    bool filled;
    double snap;
    MarkerJoin join;
    const char* verbs;
    double path[4];  // weighted sums of x and y, last point
    const char* alt_verbs;
    double alt[4];
};

const Expected expected[] = {
#include "markers_expected.inc"
};

void check_path(const Path& path, const char* verbs, const double (&e)[4]) {
    std::string v;
    for (const Verb verb : path.verbs) v += "MLQCZ"[static_cast<int>(verb)];
    CHECK(v == verbs);
    double x = 0, y = 0, weight = 0;
    for (const Point p : path.points) {
        weight += 1;
        x += weight * p.x;
        y += weight * p.y;
    }
    CHECK(std::fabs(x - e[0]) < 1e-12);
    CHECK(std::fabs(y - e[1]) < 1e-12);
    if (path.points.empty()) return;
    CHECK(std::fabs(path.points.back().x - e[2]) < 1e-14);
    CHECK(std::fabs(path.points.back().y - e[3]) < 1e-14);
}

}  // namespace

TEST_CASE("every marker in every fill is Matplotlib's") {
    for (const Expected& e : expected) {
        CAPTURE(e.name);
        CAPTURE(e.fill);
        const MarkerShape s = marker_shape({e.name}, *parse_marker_fill(e.fill));
        check_path(s.unit_path(), e.verbs, e.path);
        check_path(s.unit_alt_path(), e.alt_verbs, e.alt);
        CHECK(s.filled == e.filled);
        CHECK(s.join == e.join);
        CHECK(s.snap_threshold.has_value() == (e.snap >= 0));
        if (s.snap_threshold) CHECK(*s.snap_threshold == e.snap);
        CHECK(s.scaled == (std::string(e.name) != ","));
    }
}

TEST_CASE("no marker, math markers and unknown fills") {
    CHECK(marker_shape({"none"}).empty());
    CHECK_FALSE(marker_shape({"none"}).filled);
    CHECK(marker_shape({"$x$"}).empty());
    CHECK(is_math_marker({"$x$"}));
    CHECK_FALSE(is_math_marker({"$$"}));
    CHECK_FALSE(is_math_marker({"o"}));
    CHECK_FALSE(parse_marker_fill("half"));
}

TEST_CASE("unit paths") {
    const Path circle = unit_circle();
    CHECK(circle.points.size() == 25);
    CHECK(circle.points[1].x == 0.2652031);
    CHECK(circle.points.front() == Point{0, -1});
    CHECK(unit_regular_polygon(3).points.size() == 3);
    CHECK(unit_regular_star(5, 0.5).points[1].x == doctest::Approx(0.5 * std::cos(std::acos(-1.0) * 0.7)));
}
