// Streamlines are Matplotlib's: as many, with as many points, at the same places.
#include "stats/streamlines.h"

#include <doctest/doctest.h>

#include "irregular_expected.h"

using namespace plotmill;
using namespace plotmill::stats;

TEST_CASE("streamlines: Matplotlib's lines, in its order") {
    for (const StreamCase& c : stream_cases) {
        CAPTURE(c.name);
        StreamOptions options{.direction = c.direction,
                              .mask_nx = c.mask_nx,
                              .mask_ny = c.mask_ny,
                              .minlength = c.minlength,
                              .maxlength = c.maxlength,
                              .broken = c.broken,
                              .start_points = {}};
        if (!c.start_points.empty()) options.start_points = c.start_points;
        const auto lines = streamlines({c.nx, c.ny, c.u}, {c.nx, c.ny, c.v}, options);
        REQUIRE(lines);
        REQUIRE(lines->size() == c.lines.size());
        for (std::size_t i = 0; i < lines->size(); ++i) {
            CAPTURE(i);
            const std::vector<Point>& line = (*lines)[i];
            const StreamFacts& expected = c.lines[i];
            REQUIRE(line.size() == expected.points);
            CHECK(near(line.front(), expected.first));
            CHECK(near(line[line.size() / 2], expected.middle));
            CHECK(near(line.back(), expected.last));
            Point sum{0, 0};
            for (Point p : line) sum = sum + p;
            CHECK(near(sum, expected.sum));
        }
    }
}

TEST_CASE("streamlines: values between the points of a grid") {
    const std::vector<double> values{0, 1, 2, 10, 11, NAN};
    const FieldGrid grid{3, 2, values};
    CHECK(grid.at({0.5, 0}) == 0.5);
    CHECK(grid.at({0.5, 0.5}) == 5.5);
    CHECK(grid.at({1, 1}) != grid.at({1, 1}));  // beside a gap, although of no weight
    CHECK(grid.at({0.25, 1}) == 10.25);
}

TEST_CASE("streamlines: nothing that moves, and too much of it") {
    const std::vector<double> still(25, 0.0), right(25, 1.0);
    const StreamOptions options;
    CHECK(streamlines({5, 5, still}, {5, 5, still}, options)->empty());
    CHECK(streamlines({5, 5, right}, {5, 5, still}, options)->size() == 30);
    // Towards the middle, for ever.
    const std::vector<double> inwards{1, -1, 1, -1}, none(4, 0.0);
    CHECK(streamlines({2, 2, inwards}, {2, 2, none}, options));
    CHECK_FALSE(streamlines({2, 2, inwards}, {2, 2, none}, {.maxlength = 1e300}));
}
