#include "paint/stroker.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <numbers>

using namespace plotmill;
using namespace plotmill::paint;

namespace {

constexpr double pi = std::numbers::pi;

unsigned seed = 5;
double random_number() {
    seed = seed * 1664525u + 1013904223u;
    return static_cast<double>(seed >> 8) / (1 << 24);
}

// Agg's arc from angle a1 on by `turn`.
std::vector<Point> arc(Point c, double half, double a1, double turn) {
    double step = std::acos(half / (half + 0.125)) * 2;
    const int n = static_cast<int>(turn / step);
    step = turn / (n + 1);
    std::vector<Point> out;
    for (int i = 0; i <= n + 1; ++i)
        out.push_back({c.x + std::cos(a1 + i * step) * half, c.y + std::sin(a1 + i * step) * half});
    return out;
}

bool near(Point a, Point b) { return std::fabs(a.x - b.x) < 1e-11 && std::fabs(a.y - b.y) < 1e-11; }

}  // namespace

TEST_CASE("round joins are Agg's arcs, at all angles and widths") {
    Stroker stroker;
    for (int round = 0; round < 20000; ++round) {
        const double half = round % 4 ? 0.2 + 2 * random_number() : 0.05 + 40 * random_number();
        const double from = 2 * pi * random_number();
        const double least = 0.1, edge = round % 7 == 0 ? 1e-5 : 0;  // now and then nearly back
        const double turn = edge > 0 ? pi - edge * random_number() : least + (pi - 1e-4 - least) * random_number();
        const Point middle{50 + 10 * random_number(), 60 + 10 * random_number()};
        const auto toward = [&](double a) { return Point{20 * std::cos(a), 20 * std::sin(a)}; };
        Path line, outline;
        line.move_to(middle - toward(from));
        line.line_to(middle);
        line.line_to(middle + toward(from + turn));  // to the right, as y counts down: the left side is the outer one
        stroker.stroke(line, {2 * half, scene::Cap::butt, scene::Join::round, 4, false}, outline);
        const std::vector<Point> expected = arc(middle, half, from - pi / 2, turn);
        CAPTURE(half);
        CAPTURE(turn);
        CHECK(std::search(outline.points.begin(), outline.points.end(), expected.begin(), expected.end(), near) !=
              outline.points.end());
    }
}

TEST_CASE("outlines longer than a block come whole") {
    Stroker stroker;
    Path line, outline;
    for (int i = 0; i < 1000; ++i) {
        const Point p{10.0 + i, 20.0 + i % 2 * 5};
        i ? line.line_to(p) : line.move_to(p);
    }
    stroker.stroke(line, {1, scene::Cap::butt, scene::Join::bevel, 4, false}, outline);
    REQUIRE(outline.verbs.size() == outline.points.size() + 1);
    CHECK(outline.verbs.front() == Verb::move);
    CHECK(outline.verbs.back() == Verb::close);
    CHECK(std::count(outline.verbs.begin(), outline.verbs.end(), Verb::line) ==
          static_cast<std::ptrdiff_t>(outline.points.size()) - 1);
    CHECK(outline.points.size() >= 4 + 998 * 3);
    line.close();
    outline.clear();
    stroker.stroke(line, {1, scene::Cap::butt, scene::Join::bevel, 4, false}, outline);
    CHECK(std::count(outline.verbs.begin(), outline.verbs.end(), Verb::close) == 2);
    CHECK(std::count(outline.verbs.begin(), outline.verbs.end(), Verb::move) == 2);
}
