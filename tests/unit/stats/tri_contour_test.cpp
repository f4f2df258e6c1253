// Lines and areas, point by point and in their order, are Matplotlib's.
#include "stats/tri_contour.h"

#include <doctest/doctest.h>

#include "irregular_expected.h"

using namespace plotmill;
using namespace plotmill::stats;

namespace {

TriContours contours_of(const ContourCase& c) {
    std::vector<Triangle> triangles = c.triangles;
    if (c.given) turn_counter_clockwise(c.points, triangles);
    return TriContours(c.points, c.z, std::move(triangles), c.masked);
}

}  // namespace

TEST_CASE("tri contours: lines") {
    for (const ContourCase& c : tri_contour_cases) {
        CAPTURE(c.name);
        const TriContours contours = contours_of(c);
        for (std::size_t i = 0; i < std::size(contour_levels); ++i) {
            CAPTURE(contour_levels[i]);
            const auto lines = contours.lines(contour_levels[i]);
            REQUIRE(lines.size() == c.lines[i].size());
            for (std::size_t k = 0; k < lines.size(); ++k) {
                std::vector<Point> points = lines[k].points;
                if (lines[k].closed) points.push_back(Point(points.front()));
                CHECK(near(points, c.lines[i][k]));
            }
        }
    }
}

TEST_CASE("tri contours: areas") {
    for (const ContourCase& c : tri_contour_cases) {
        CAPTURE(c.name);
        const TriContours contours = contours_of(c);
        const double bounds[] = {-1e250, contour_levels[0], contour_levels[1], contour_levels[2], 1e250};
        for (std::size_t i = 0; i + 1 < std::size(bounds); ++i) {
            CAPTURE(bounds[i]);
            const auto loops = contours.area(bounds[i], bounds[i + 1]);
            REQUIRE(loops.size() == c.areas[i].size());
            for (std::size_t k = 0; k < loops.size(); ++k) CHECK(near(loops[k], c.areas[i][k]));
        }
    }
}

TEST_CASE("tri contours: triangles that overlap come to an end") {
    const std::vector<Point> points{{0, 0}, {1, 0}, {0, 1}, {1, 1}};
    const std::vector<double> z{0, 1, 2, 3};
    std::vector<Triangle> all;
    for (std::size_t a = 0; a < 4; ++a)
        for (std::size_t b = 0; b < 4; ++b)
            for (std::size_t c = 0; c < 4; ++c)
                if (a != b && b != c && c != a) all.push_back({a, b, c});
    const TriContours as_given(points, z, all, {});
    turn_counter_clockwise(points, all);
    const TriContours turned(points, z, all, {});
    for (const TriContours* contours : {&as_given, &turned})
        for (double level : {-1.0, 0.0, 0.5, 1.0, 2.5, 3.0, 4.0}) {
            for (const ContourLine& line : contours->lines(level))
                for (Point p : line.points) CHECK(finite(p));
            for (const auto& loop : contours->area(level, level + 0.75)) CHECK(loop.size() > 0);
        }
}
