// What streamplot makes of its lines; the lines themselves are tested in tests/unit/stats.
#include <cmath>

#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using test::FakeAxes;

namespace {

constexpr const char* flow = "x: [0, 1, 2], y: [0, 1], u: [[1, 1, 1], [1, 1, 1]], v: [[0, 0, 0], [0, 0, 0]]";

Prepared make(const std::string& more) {
    FakeAxes axes;
    return test::make(axes, "streamplot", "{" + std::string(flow) + more + "}");
}

}  // namespace

TEST_CASE("streamplot: a collection of segments, then an arrow in the middle of each line") {
    const Prepared made = make(", start_points: [[0.5, 0.25], [1, 0.75]], arrowsize: 2");
    REQUIRE(made.artists.size() == 3);
    const auto& lines = std::get<figure::CollectionArtist>(made.artists[0].content);
    CHECK(lines.kind == figure::CollectionArtist::Kind::lines);
    CHECK(lines.paths.front().points.front() == Point{0, 0.25});
    CHECK(lines.paths.back().points.back() == Point{2, 0.75});
    CHECK(made.artists[0].sticky_x == std::vector<double>{0, 2});
    CHECK(made.artists[0].sticky_y == std::vector<double>{0, 1});
    for (std::size_t i = 1; i < 3; ++i) {
        const auto& arrow = std::get<figure::ArrowArtist>(made.artists[i].content);
        CHECK(std::abs(arrow.from.x - 1) < 0.1);
        CHECK(arrow.to.x > arrow.from.x);
        CHECK(arrow.from.y == (i == 1 ? 0.25 : 0.75));
        CHECK(arrow.scale == 20);
        CHECK(arrow.arrow.name == "-|>");
        CHECK(arrow.props.face == lines.edges.at(0));
        // The head of 20 * 0.2 pixels to each side, and what of it is above the line in the fake axes of 369.6 pixels.
        REQUIRE(made.artists[i].limit_points);
        CHECK(made.artists[i].limit_points->at(1).y - arrow.from.y == doctest::Approx(4 / 369.6).epsilon(0.2));
    }
}

TEST_CASE("streamplot: colours and widths between the points of the grid") {
    const Prepared made = make(
        ", start_points: [[1, 0]], color: [[0, 4, 8], [0, 4, 8]], cmap: gray, linewidth: [[1, 2, 3], [9, 9, 9]]");
    const auto& lines = std::get<figure::CollectionArtist>(made.artists.at(0).content);
    REQUIRE(lines.edges.size() == lines.paths.size());
    REQUIRE(lines.widths.size() == lines.paths.size());
    for (std::size_t i = 0; i < lines.paths.size(); ++i) {
        const double x = lines.paths[i].points[0].x;  // of a segment's beginning
        CHECK(lines.widths[i] == doctest::Approx(1 + x));
        CHECK(std::abs(lines.edges[i].r - x / 2) < 1.0 / 255);
    }
    REQUIRE(made.mappable);
    CHECK(made.mappable->norm.vmin == 0);
    CHECK(made.mappable->norm.vmax == 8);
}

TEST_CASE("streamplot: a norm without limits has those of the first arrow") {
    const Prepared made =
        make(", start_points: [[1, 0], [1, 1]], color: [[2, 2, 2], [8, 8, 8]], norm: log, cmap: gray");
    REQUIRE(made.mappable);
    CHECK(made.mappable->norm.vmin == doctest::Approx(2));
    CHECK(made.mappable->norm.vmax == doctest::Approx(2));
}

TEST_CASE("streamplot: grids of positions") {
    FakeAxes axes;
    const Prepared made = test::make(axes, "streamplot",
                                     "{x: [[0, 1, 2], [0, 1, 2]], y: [[0, 0, 0], [1, 1, 1]], density: 0.1,"
                                     " u: [[1, 1, 1], [1, 1, 1]], v: [[0, 0, 0], [0, 0, 0]]}");
    CHECK_FALSE(made.failed);
    CHECK(made.artists.size() == 4);  // a line at 0, 0.5 and 1
    const auto failed = [](const char* x, const char* y) {
        FakeAxes own;
        return test::make(own, "streamplot",
                          "{x: " + std::string(x) + ", y: " + y + ", u: [[1, 1], [1, 1]], v: [[1, 1], [1, 1]]}")
            .failed;
    };
    CHECK_FALSE(failed("[0, 1]", "[0, 1]"));
    CHECK(failed("[[0, 1], [0, 2]]", "[0, 1]"));
    CHECK(failed("[0, 1]", "[[0, 1], [1, 1]]"));
    CHECK(failed("[1, 0]", "[0, 1]"));
    CHECK(failed("[0, null]", "[0, 1]"));
    CHECK(failed("[0]", "[0, 1]"));
}
