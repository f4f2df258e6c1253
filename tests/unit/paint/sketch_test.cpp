// Expected values are Matplotlib's Path.cleaned(sketch=...).
#include "paint/sketch.h"

#include <doctest/doctest.h>

using namespace plotmill;
using paint::sketch;

namespace {

void check_points(const Path& path, const std::vector<Point>& expected) {
    REQUIRE(path.points.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CAPTURE(i);
        CHECK(path.points[i].x == doctest::Approx(expected[i].x).epsilon(1e-6));
        CHECK(path.points[i].y == doctest::Approx(expected[i].y).epsilon(1e-6));
    }
}

}  // namespace

TEST_CASE("a wave goes along a line pixel by pixel, at a pace of its own") {
    Path out;
    sketch(Path::polyline({{0, 0}, {5, 0}, {5, 3}}), {2, 10, 3}, out);
    check_points(out, {{0, 0},
                       {1, 0.416354},
                       {2, 0.925362},
                       {3, 1.963687},
                       {5, 1.827708},
                       {4.395279, 1},
                       {5.007771, 2},
                       {5.554887, 3}});
}

TEST_CASE("closing draws the last side, and the next piece goes on with other numbers") {
    Path in = Path::polyline({{0, 0}, {3, 0}, {3, 2}}, true), out;
    in.move_to({10, 10});
    in.line_to({11.4, 10});
    sketch(in, {1, 20, 2}, out);
    check_points(out, {{0, 0},
                       {1, 0.156561},
                       {2, 0.335514},
                       {3, 0.740951},
                       {2.158596, 2},
                       {2.712453, 0.628545},
                       {1.890574, 0.058587},
                       {0.543966, -0.815949},
                       {10, 10},
                       {11.4, 10.381929}});
    CHECK(std::count(out.verbs.begin(), out.verbs.end(), Verb::close) == 1);
}

TEST_CASE("without randomness the wave stands still") {
    Path out;
    sketch(Path::polyline({{0, 0}, {4, 0}}), {5, 10, 0}, out);
    for (const Point& p : out.points) CHECK(p.y == 0);
}
