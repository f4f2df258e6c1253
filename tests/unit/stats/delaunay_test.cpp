// Expected values are SciPy's (Qhull).
#include "stats/delaunay.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::stats;

namespace {

std::vector<Triangle> sorted(std::vector<Triangle> t) {
    for (Triangle& one : t) std::sort(one.begin(), one.end());
    std::sort(t.begin(), t.end());
    return t;
}

}  // namespace

TEST_CASE("delaunay: points in general position") {
    const std::vector<Point> points{{0, 0}, {2, 0.3}, {4, 0}, {1, 1.6}, {3, 1.7}, {2, 3.1}, {0.2, 2.8}, {3.9, 2.9}};
    const auto triangles = delaunay(points);
    REQUIRE(triangles);
    const std::vector<Triangle> expected{{0, 1, 2}, {0, 1, 3}, {0, 3, 6}, {1, 2, 4}, {1, 3, 4},
                                         {2, 4, 7}, {3, 4, 5}, {3, 5, 6}, {4, 5, 7}};
    CHECK(sorted(*triangles) == expected);
    for (const Triangle& t : *triangles) {
        const Point a = points[t[0]], b = points[t[1]], c = points[t[2]];
        CHECK((b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) > 0);
    }
}

TEST_CASE("delaunay: lines, squares, doubles") {
    CHECK_FALSE(delaunay(std::vector<Point>{{0, 0}, {1, 1}}));
    CHECK_FALSE(delaunay(std::vector<Point>{{0, 0}, {1, 1}, {2, 2}, {3, 3}}));
    CHECK(delaunay(std::vector<Point>{{0, 0}, {1, 0}, {0, 1}, {1, 1}})->size() == 2);
    CHECK(delaunay(std::vector<Point>{{0, 0}, {0, 0}, {1, 0}, {0, 1}, {1, 0}})->size() == 1);
    CHECK(delaunay(std::vector<Point>{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {5, 1}})->size() == 3);
    CHECK(delaunay(std::vector<Point>{{0, 0}, {0, 1}, {0, 2}, {0, 3}, {-5, 1}})->size() == 3);
}
