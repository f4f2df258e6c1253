#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

TEST_CASE("axhline and axvline: space, colour of rcParams, scaling only beyond the limits") {
    FakeAxes axes;
    const Prepared out = make(axes, "axhline", "{y: 0.5, xmin: 0.1, label: h}");
    CHECK(out.artists[0].space == figure::Space::x_axes_y_data);
    CHECK(line(out, 0).x == std::vector<double>{0.1, 1});
    CHECK(line(out, 0).y == std::vector<double>{0.5, 0.5});
    CHECK(hex(line(out, 0).line.color) == "#1f77b4ff");
    CHECK(out.autoscale_x == Autoscale::no);
    CHECK(out.autoscale_y == Autoscale::if_outside);
    CHECK(out.outside_y == std::vector<double>{0.5});
    CHECK_FALSE(limits_of(out).has_x());
    CHECK(out.handles.size() == 1);
    const Prepared date = make(axes, "axvline", "{x: 2024-01-02, color: r}");
    CHECK(axes.dates[0]);
    CHECK(line(date, 0).x[0] == 19724);
    CHECK(hex(axes.next_line_color()) == "#1f77b4ff");
}

TEST_CASE("axhspan and axvspan") {
    FakeAxes axes;
    const Prepared out = make(axes, "axhspan", "{ymin: 1, ymax: 2, color: C0, alpha: 0.2}");
    CHECK(patch(out, 0).path.points == std::vector<Point>{{0, 1}, {0, 2}, {1, 2}, {1, 1}});
    CHECK(hex(patch(out, 0).props.face) == "#1f77b433");
    CHECK(hex(patch(out, 0).props.edge) == "#1f77b433");
    CHECK(out.autoscale_x == Autoscale::no);
    CHECK(out.autoscale_y == Autoscale::yes);
    const Prepared v = make(axes, "axvspan", "{xmin: 6, xmax: 7.5, facecolor: '0.5', ymax: 0.5}");
    CHECK(patch(v, 0).path.points == std::vector<Point>{{6, 0}, {6, 0.5}, {7.5, 0.5}, {7.5, 0}});
    CHECK_FALSE(patch(v, 0).props.edge);
}

TEST_CASE("axline") {
    FakeAxes axes;
    const Prepared out = make(axes, "axline", "{xy1: [0, -1.5], slope: 0.3, lw: 2, label: a}");
    const auto& l = content<figure::InfiniteLineArtist>(out, 0);
    CHECK(l.slope == 0.3);
    CHECK(l.line.width == 2);
    CHECK(out.autoscale_x == Autoscale::yes);
    CHECK(limits_of(out).y0 == -1.5);
    CHECK(content<figure::InfiniteLineArtist>(make(axes, "axline", "{xy1: [1, 2], xy2: [3, 4]}"), 0).xy2 ==
          Point{3, 4});
    CHECK(error_of("axline", "{xy1: [1, 2]}") == "exactly one of 'xy2' and 'slope' must be given");
    CHECK(error_of("axline", "{xy1: [1, 2], xy2: [1, 2]}") == "a line needs two points that differ");
}

TEST_CASE("hlines and vlines") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "hlines",
             "{y: [1, 2], xmin: 0, xmax: [3, 4], colors: [r, g], linestyles: dashed, linewidth: 3, label: l}");
    const auto& c = collection(out, 0);
    CHECK(c.paths[1].points == std::vector<Point>{{0, 2}, {4, 2}});
    CHECK(hex(c.edges[1]) == "#008000ff");
    CHECK(c.widths == std::vector<double>{3});
    REQUIRE(c.dashes.size() == 1);
    CHECK(near(c.dashes[0], {11.1, 4.8}));
    CHECK(c.faces.empty());
    CHECK(out.artists[0].zorder == 2);
    const auto limits = limits_of(out);
    CHECK(limits.x1 == 4);
    CHECK(limits.y1 == 2);
    CHECK(std::holds_alternative<figure::LinesHandle>(out.handles.at(0).content));
    const Prepared v = make(axes, "vlines", "{x: [8, 9], ymin: -1, ymax: [0.5, 1], color: k}");
    CHECK(collection(v, 0).paths[0].points == std::vector<Point>{{8, -1}, {8, 0.5}});
    CHECK(hex(collection(v, 0).edges[0]) == "#000000ff");
    CHECK(hex(collection(make(axes, "vlines", "{x: 1, ymin: 0, ymax: 1}"), 0).edges[0]) == "#1f77b4ff");
    CHECK(make(axes, "hlines", "{y: [], xmin: 0, xmax: 1}").autoscale_x == Autoscale::no);
    CHECK(error_of("hlines", "{y: [1, 2], xmin: [1, 2, 3], xmax: 1}") == "xmin has 3 values, y has 2");
}

TEST_CASE("stem") {
    FakeAxes axes;
    const Prepared out = make(axes, "stem", "{locs: [1, 2, 4], heads: [3, -1, 2], linefmt: 'g:', label: s}");
    REQUIRE(out.artists.size() == 3);
    CHECK(hex(collection(out, 0).edges[0]) == "#008000ff");
    CHECK(near(collection(out, 0).dashes.at(0), {1.5, 2.475}));
    CHECK(line(out, 1).marker->marker.name == "o");
    CHECK(hex(line(out, 1).marker->face) == "#008000ff");
    CHECK_FALSE(line(out, 1).line.drawn);
    CHECK(line(out, 2).x == std::vector<double>{1, 4});
    CHECK(hex(line(out, 2).line.color) == "#d62728ff");
    CHECK(limits_of(out).y0 == -1);
    CHECK(out.handles.at(0).container);
    CHECK(hex(axes.next_line_color()) == "#1f77b4ff");
    const Prepared lying = make(axes, "stem", "{heads: [5, 6], orientation: horizontal, bottom: 1, markerfmt: C1}");
    CHECK(collection(lying, 0).paths[1].points == std::vector<Point>{{1, 1}, {6, 1}});
    CHECK(line(lying, 1).x == std::vector<double>{5, 6});
    CHECK(hex(line(lying, 1).marker->face) == "#ff7f0eff");
}

TEST_CASE("eventplot") {
    FakeAxes axes;
    const Prepared out = make(axes, "eventplot", "{positions: [[3, 1], [2]], colors: [C0, C1], linelengths: 0.5}");
    REQUIRE(out.artists.size() == 2);
    CHECK(collection(out, 0).paths[0].points == std::vector<Point>{{1, 0.25}, {1, -0.25}});
    CHECK(collection(out, 1).paths[0].points == std::vector<Point>{{2, 1.25}, {2, 0.75}});
    CHECK(hex(collection(out, 1).edges[0]) == "#ff7f0eff");
    const auto limits = limits_of(out);
    CHECK(limits.x0 == 1);
    CHECK(limits.y0 == -0.5);
    CHECK(limits.y1 == 1.5);
}
