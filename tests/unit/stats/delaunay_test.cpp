// Triangles and their order are Matplotlib's, which are Qhull's.
#include "stats/delaunay.h"

#include <cmath>
#include <doctest/doctest.h>

#include "base/watch.h"
#include "irregular_expected.h"

using namespace plotmill;
using namespace plotmill::stats;

TEST_CASE("delaunay: Matplotlib's triangles, in its order") {
    for (const DelaunayCase& c : delaunay_cases) {
        CAPTURE(c.name);
        const Delaunay made = delaunay(c.points);
        CHECK(made.problem == "");
        CHECK(made.triangles == c.triangles);
        for (const Triangle& t : made.triangles) {
            const Point a = c.points[t[0]], b = c.points[t[1]], d = c.points[t[2]];
            CHECK((b.x - a.x) * (d.y - a.y) - (b.y - a.y) * (d.x - a.x) > 0);
        }
    }
}

TEST_CASE("delaunay: why there are no triangles") {
    const auto problem = [](const std::vector<Point>& points) { return delaunay(points).problem; };
    CHECK(problem({}) == "there are fewer than three different points");
    CHECK(problem({{0, 0}, {1, 1}}) == "there are fewer than three different points");
    CHECK(problem({{0, 0}, {1, 1}, {0, 0}, {1, 1}}) == "there are fewer than three different points");
    CHECK(problem({{0, 0}, {1, 1}, {2, 2}, {3, 3}}) == "all points are on one line");
    CHECK(problem(std::vector<Point>(most_delaunay_points + 1, Point{1, 1})) ==
          "there are fewer than three different points");
    std::vector<Point> many(most_delaunay_points + 1);
    for (std::size_t i = 0; i < many.size(); ++i) many[i] = {static_cast<double>(i), static_cast<double>(i % 7)};
    CHECK(problem(many) == "there are 1000001 points, and at most 1000000 are triangulated");
    CHECK(problem({{1e300, 0}, {-1e300, 0}, {0, 1e300}, {0, -1e300}}) != "");  // an error, no end of the program
}

TEST_CASE("delaunay: what is sure to be too much is not begun") {
    std::vector<Point> many(100'000);
    for (std::size_t i = 0; i < many.size(); ++i)
        many[i] = {static_cast<double>(i), static_cast<double>((i * 7919) % 10007)};
    const Watch watch(nullptr, 40'000'000);
    try {
        delaunay(many);
        FAIL_CHECK("it was begun");
    } catch (const Stopped& e) {
        CHECK(e.why() == Stopped::Why::memory);
    }
}
