// Expected values are contourpy 1.0.7's ("mpl2014").
#include "stats/contour.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>

using namespace plotmill;
using namespace plotmill::stats;

namespace {

struct Data {
    std::vector<double> x, y, z;
};

Data data() {
    Data out;
    out.z = {0, 1, 0, 0, 1, 4, 1, 0, 0, 1, 0, 3, 2, 0, 0, 2};
    for (int i = 0; i < 16; ++i) {
        out.x.push_back(i % 4);
        out.y.push_back(i / 4);
    }
    return out;
}

bool near(const std::vector<Point>& a, const std::vector<Point>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (std::abs(a[i].x - b[i].x) > 1e-12 || std::abs(a[i].y - b[i].y) > 1e-12) return false;
    return true;
}

double area(const std::vector<Point>& loop) {
    double sum = 0;
    for (std::size_t i = 0; i < loop.size(); ++i) {
        const Point &a = loop[i], &b = loop[(i + 1) % loop.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

}  // namespace

TEST_CASE("contour lines: open ones first, then loops") {
    const Data d = data();
    const auto lines = ContourGrid(d.x, d.y, d.z, 4, 4).lines(2.0);
    REQUIRE(lines.size() == 2);
    CHECK_FALSE(lines[0].closed);
    CHECK(near(lines[0].points, {{3, 3}, {8.0 / 3, 2}, {3, 5.0 / 3}}));
    CHECK(lines[1].closed);
    CHECK(near(lines[1].points, {{1, 1.0 / 3}, {5.0 / 3, 1}, {1, 5.0 / 3}, {1.0 / 3, 1}}));
}

TEST_CASE("contour lines end at missing corners") {
    Data d = data();
    d.z[6] = std::numeric_limits<double>::quiet_NaN();
    const auto lines = ContourGrid(d.x, d.y, d.z, 4, 4).lines(2.0);
    REQUIRE(lines.size() == 2);
    CHECK(near(lines[0].points, {{1.5, 1.5}, {1, 5.0 / 3}, {1.0 / 3, 1}, {1, 1.0 / 3}, {1.5, 0.5}}));
    const auto whole = ContourGrid(d.x, d.y, d.z, 4, 4, false).lines(2.0);
    REQUIRE(!whole.empty());
    CHECK(near(whole[0].points, {{1, 5.0 / 3}, {1.0 / 3, 1}, {1, 1.0 / 3}}));
}

TEST_CASE("contour areas: holes belong to what is around them") {
    const Data d = data();
    const ContourGrid grid(d.x, d.y, d.z, 4, 4);
    const auto areas = grid.areas(0.5, 2.5);
    REQUIRE(areas.size() == 1);
    REQUIRE(areas[0].loops.size() == 2);
    CHECK(areas[0].loops[0].size() == 22);
    CHECK(near({areas[0].loops[0][0], areas[0].loops[0][1], areas[0].loops[0][2]}, {{1, 0}, {1.5, 0}, {2, 0.5}}));
    CHECK(area(areas[0].loops[0]) > 0);
    CHECK(areas[0].loops[1].size() == 4);
    CHECK(area(areas[0].loops[1]) < 0);
    double all = 0;  // the areas between levels make up the grid
    for (const auto& [low, high] : {std::pair(-1.0, 0.5), {0.5, 2.5}, {2.5, 9.0}})
        for (const ContourArea& a : grid.areas(low, high))
            for (const auto& loop : a.loops) all += area(loop);
    CHECK(all == doctest::Approx(9).epsilon(1e-12));
}

TEST_CASE("contours of nothing") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> x{0, 1, 0, 1}, y{0, 0, 1, 1}, z{nan, nan, 1, 2};
    const ContourGrid grid(x, y, z, 2, 2);
    CHECK(grid.lines(1.5).empty());
    CHECK(grid.areas(0, 3).empty());
}
