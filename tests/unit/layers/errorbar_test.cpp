#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

TEST_CASE("errorbar: order, zorders, caps") {
    FakeAxes axes;
    const Prepared out = make(axes, "errorbar",
                              "{x: [1, 2], y: [3, 4], yerr: [[0.1, 0.2], [0.3, 0.4]], xerr: 0.5, capsize: 4, fmt: s--, "
                              "elinewidth: 2, ecolor: '0.5', label: e}");
    REQUIRE(out.artists.size() == 7);
    CHECK(out.artists[0].zorder == 2.1);
    CHECK(line(out, 0).marker->marker.name == "s");
    CHECK(line(out, 0).line.dashes.size() == 2);
    CHECK(out.artists[1].zorder == 2);
    CHECK(collection(out, 1).paths[0].points == std::vector<Point>{{0.5, 3}, {1.5, 3}});  // x before y
    CHECK(collection(out, 1).widths == std::vector<double>{2});
    CHECK(hex(collection(out, 1).edges[0]) == "#808080ff");
    CHECK(near(std::vector{collection(out, 2).paths[0].points[0].y, collection(out, 2).paths[0].points[1].y},
               std::vector{2.9, 3.3}));
    CHECK(line(out, 3).marker->marker.name == "|");
    CHECK(line(out, 3).marker->size == 8);
    CHECK(line(out, 3).x == std::vector<double>{0.5, 1.5});
    CHECK_FALSE(line(out, 3).line.drawn);
    CHECK(line(out, 6).marker->marker.name == "_");
    CHECK(hex(line(out, 6).marker->edge) == "#808080ff");
    REQUIRE(out.handles.size() == 1);
    CHECK(out.handles[0].container);
    const auto& handle = std::get<figure::ErrorbarHandle>(out.handles[0].content);
    CHECK(handle.has_x);
    CHECK(handle.line);
    CHECK(handle.bars.width == 2);
    CHECK(handle.cap_y->marker.name == "_");
    CHECK(limits_of(out).x0 == 0.5);
}

TEST_CASE("errorbar: limits have arrows") {
    FakeAxes axes;
    const Prepared out = make(
        axes, "errorbar", "{x: [1, 2, 3], y: [1, 2, 3], yerr: 0.5, lolims: [0, 1, 0], uplims: [0, 0, 1], capsize: 2}");
    REQUIRE(out.artists.size() == 8);
    CHECK(collection(out, 1).paths[1].points == std::vector<Point>{{2, 2}, {2, 2.5}});
    CHECK(line(out, 2).y == std::vector<double>{0.5});
    CHECK(line(out, 4).marker->marker.name == "caretupbase");
    CHECK(line(out, 4).y == std::vector<double>{2.5});
    CHECK(line(out, 5).marker->marker.name == "_");
    CHECK(line(out, 5).y == std::vector<double>{2});
    CHECK(line(out, 6).marker->marker.name == "caretdownbase");
    CHECK(line(out, 6).y == std::vector<double>{2.5});
}

TEST_CASE("errorbar: bars alone, every second, no caps by default") {
    FakeAxes axes;
    const Prepared out = make(axes, "errorbar", "{x: [1, 2, 3], y: [1, 2, 3], yerr: 0.5, fmt: none, errorevery: 2}");
    REQUIRE(out.artists.size() == 1);
    CHECK(collection(out, 0).paths.size() == 2);
    CHECK(hex(collection(out, 0).edges[0]) == "#1f77b4ff");
    CHECK(hex(axes.next_line_color()) == "#1f77b4ff");  // nothing was taken from the cycle
    CHECK(collection(make(axes, "errorbar", "{x: [1, 2, 3], y: [1, 2, 3], yerr: 0.5, errorevery: [1, 2]}"), 1)
              .paths.size() == 2);
    CHECK(collection(
              make(axes, "errorbar", "{x: [1, 2, 3], y: [1, 2, 3], yerr: 0.5, errorevery: {start: 1, every: 2}}"), 1)
              .paths.size() == 1);
    CHECK(collection(make(axes, "errorbar", "{x: [1, 2, 3], y: [1, 2, 3], yerr: 0.5, errorevery: [true, true, false]}"),
                     1)
              .paths.size() == 2);
}

TEST_CASE("errorbar: faults") {
    CHECK(error_of("errorbar", "{x: [1, 2], y: [1, 2], yerr: [1, 2, 3]}") == "yerr has 3 values, y has 2");
    CHECK(error_of("errorbar", "{x: [1, 2], y: [1, 2, 3]}") == "x has 2 values, y has 3");
    CHECK(error_of("errorbar", "{x: [1, 2], y: [1, 2], xerr: -1}") == "'xerr' must not contain negative values");
}
