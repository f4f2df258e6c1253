#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

using Corners = std::vector<Point>;

TEST_CASE("fill_between: outline, colour, limits") {
    FakeAxes axes;
    const Prepared out = make(axes, "fill_between", "{x: [0, 1], y1: [2, 3], label: f}");
    CHECK(collection(out, 0).paths.at(0).points == Corners{{0, 0}, {0, 2}, {1, 3}, {1, 0}, {1, 0}, {0, 0}});
    CHECK(hex(collection(out, 0).faces.at(0)) == "#1f77b4ff");
    CHECK(collection(out, 0).edges.empty());
    CHECK(out.artists[0].zorder == 1);
    CHECK(limits_of(out).y1 == 3);
    CHECK(hex(std::get<figure::PatchHandle>(out.handles.at(0).content).props.face) == "#1f77b4ff");
    const Prepared color = make(axes, "fill_between", "{x: [0, 1], y1: [2, 3], color: C2, alpha: 0.3}");
    CHECK(hex(collection(color, 0).faces.at(0)) == "#2ca02c4d");
    CHECK(hex(collection(color, 0).edges.at(0)) == "#2ca02c4d");
    CHECK(hex(axes.next_patch_color()) == "#ff7f0eff");
}

TEST_CASE("fill_between: where, interpolated, with Matplotlib's vertices and limits") {
    FakeAxes axes;
    const Prepared out = make(
        axes, "fill_between",
        "{x: [0, 1, 2, 3, 4], y1: [0, 2, 1, 3, 5], y2: [1, 1, 2, 1, 1], where: [0, 1, 0, 1, 1], interpolate: true}");
    const auto& paths = collection(out, 0).paths;
    REQUIRE(paths.size() == 2);
    CHECK(paths[0].points == Corners{{0.5, 1}, {1, 2}, {1.5, 1.5}, {1, 1}});
    REQUIRE(paths[1].points.size() == 6);
    CHECK(paths[1].points[0].x == doctest::Approx(7.0 / 3));
    CHECK(paths[1].points[0].y == doctest::Approx(5.0 / 3));
    CHECK(paths[1].points[3] == Point{4, 5});
    const auto limits = limits_of(out);
    CHECK(limits.x0 == 1);  // the crossings do not count
    CHECK(limits.x1 == 4);
}

TEST_CASE("fill_between: steps, gaps; fill_betweenx") {
    FakeAxes axes;
    auto upper = [&](const char* step) {
        const Prepared out =
            make(axes, "fill_between", std::string("{x: [0, 1, 2], y1: [0, 2, 1], step: ") + step + "}");
        const Corners& p = collection(out, 0).paths.at(0).points;
        return Corners(p.begin() + 1, p.begin() + static_cast<long>(p.size()) / 2);
    };
    CHECK(upper("pre") == Corners{{0, 0}, {0, 2}, {1, 2}, {1, 1}, {2, 1}});
    CHECK(upper("post") == Corners{{0, 0}, {1, 0}, {1, 2}, {2, 2}, {2, 1}});
    CHECK(upper("mid") == Corners{{0, 0}, {0.5, 0}, {0.5, 2}, {1.5, 2}, {1.5, 1}, {2, 1}});
    CHECK(collection(make(axes, "fill_between", "{x: [0, 1, 2, 3], y1: [1, 1, null, 1]}"), 0).paths.size() == 2);
    const Prepared x = make(axes, "fill_betweenx", "{y: [0, 1], x1: [2, 3], x2: [5, 6]}");
    CHECK(collection(x, 0).paths.at(0).points == Corners{{5, 0}, {2, 0}, {3, 1}, {6, 1}, {6, 1}, {5, 0}});
    CHECK(error_of("fill_between", "{x: [1, 2, 3], y1: [1, 2]}") == "y1 has 2 values, x has 3");
    CHECK(error_of("fill_between", "{x: [1, 2], y1: [1, 2], where: [true]}") == "x has 2 values, where has 1");
}

TEST_CASE("fill") {
    FakeAxes axes;
    const Prepared out = make(axes, "fill", "{x: [0, 1, 1], y: [0, 0, 2], facecolor: gold, edgecolor: k, label: p}");
    CHECK(patch(out, 0).path.points == Corners{{0, 0}, {1, 0}, {1, 2}});
    CHECK(patch(out, 0).path.verbs.back() == Verb::close);
    CHECK(hex(patch(out, 0).props.face) == "#ffd700ff");
    CHECK(hex(patch(out, 0).props.edge) == "#000000ff");
    CHECK(hex(axes.next_patch_color()) == "#ff7f0eff");  // one colour is used up all the same
    CHECK(out.handles.size() == 1);
}

TEST_CASE("stairs") {
    FakeAxes axes;
    const Prepared out = make(axes, "stairs", "{values: [1, 3, 2], label: s}");
    CHECK(patch(out, 0).path.points == Corners{{0, 0}, {0, 1}, {1, 1}, {1, 3}, {2, 3}, {2, 2}, {3, 2}, {3, 0}});
    CHECK_FALSE(patch(out, 0).props.face);
    CHECK(hex(patch(out, 0).props.edge) == "#1f77b4ff");
    CHECK(out.artists[0].sticky_y == std::vector<double>{0});
    CHECK(std::holds_alternative<figure::LineHandle>(out.handles.at(0).content));
    const Prepared filled =
        make(axes, "stairs",
             "{values: [1, null, 2], edges: [0, 1, 2, 4], fill: true, baseline: [0, 0, 0.5], orientation: horizontal}");
    CHECK(hex(patch(filled, 0).props.face) == "#ff7f0eff");
    CHECK(patch(filled, 0).props.width == 0);
    CHECK(filled.artists[0].sticky_x == std::vector<double>{0});
    const Corners& p = patch(filled, 0).path.points;
    CHECK(Corners(p.begin(), p.begin() + 4) == Corners{{0, 0}, {1, 0}, {1, 1}, {0, 1}});
    CHECK(p[7] == Point{0.5, 2});
    CHECK(std::count(patch(filled, 0).path.verbs.begin(), patch(filled, 0).path.verbs.end(), Verb::move) == 2);
    CHECK(patch(make(axes, "stairs", "{values: [1, 2], baseline: null}"), 0).path.points.front() == Point{0, 1});
    CHECK(error_of("stairs", "{values: [1, 2], edges: [0, 1]}") ==
          "values has 2 values, edges has 2; there must be one more edge");
}

TEST_CASE("stackplot: baselines") {
    auto lower = [](const std::string& baseline) {
        FakeAxes axes;
        const Prepared out =
            make(axes, "stackplot",
                 "{x: [0, 1, 2], y: [[1, 2, 1], [2, 1, 3]], alpha: 0.5, labels: [a], baseline: " + baseline + "}");
        REQUIRE(out.artists.size() == 2);
        CHECK(out.artists[0].sticky_y == std::vector<double>{0});
        CHECK(out.artists[1].sticky_y.empty());
        CHECK(hex(collection(out, 1).faces.at(0)) == "#ff7f0e80");
        CHECK(out.handles.size() == 1);
        std::vector<double> ys;
        for (std::size_t i : {0, 1})
            for (std::size_t j : {1, 2, 3}) ys.push_back(collection(out, i).paths.at(0).points[j].y);
        return ys;
    };
    CHECK(near(lower("zero"), {0, 0, 0, 1, 2, 1}));
    CHECK(near(lower("sym"), {-1.5, -1.5, -2, -0.5, 0.5, -1}));
    CHECK(near(lower("wiggle"), {-1.25, -1.75, -1.5, -0.25, 0.25, -0.5}));
    CHECK(near(lower("weighted_wiggle"), {-1.5, -1, -2.125, -0.5, 1, -1.125}));
}

TEST_CASE("broken_barh") {
    FakeAxes axes;
    const Prepared out = make(axes, "broken_barh", "{xranges: [[0, 8], [12, 3]], yrange: [12, 6], facecolors: [r, g]}");
    CHECK(collection(out, 0).paths.at(1).points == Corners{{12, 12}, {12, 18}, {15, 18}, {15, 12}});
    CHECK(hex(collection(out, 0).faces.at(1)) == "#008000ff");
    CHECK(collection(out, 0).edges.empty());
    CHECK(limits_of(out).x1 == 15);
    const Prepared dates = make(axes, "broken_barh", "{xranges: [[2024-01-01, 2]], yrange: [0, 1]}");
    CHECK(axes.dates[0]);
    CHECK(collection(dates, 0).paths.at(0).points[2] == Point{19725, 1});
}
