#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

TEST_CASE("bar: boxes, colours in turn, hatches, sticky edges, error bars") {
    FakeAxes axes;
    const Prepared out = make(axes, "bar",
                              "{x: [1, 2], height: [3, -4], yerr: [0.5, 0.25], capsize: 3, color: [r, none], "
                              "edgecolor: k, hatch: //, alpha: 0.5, label: b}");
    REQUIRE(out.artists.size() == 5);  // two bars, the error bars, two rows of caps
    CHECK(near(box(patch(out, 0)), {0.6, 0, 1.4, 3}));
    CHECK(near(box(patch(out, 1)), {1.6, -4, 2.4, 0}));
    CHECK(hex(patch(out, 0).props.face) == "#ff000080");
    CHECK(hex(patch(out, 1).props.face) == "#00000080");  // "none" in a list, under an alpha
    CHECK(hex(patch(out, 0).props.edge) == "#00000080");
    CHECK(patch(out, 0).props.hatch == "//");
    CHECK(hex(patch(out, 0).props.hatch_color) == "#00000080");
    CHECK(out.artists[0].sticky_y == std::vector<double>{0});
    CHECK(out.artists[0].sticky_x.empty());
    CHECK(out.artists[0].zorder == 1);
    CHECK(out.artists[2].zorder == 2);
    CHECK(hex(collection(out, 2).edges.at(0)) == "#000000ff");
    CHECK(line(out, 3).marker->size == 6);
    const auto limits = limits_of(out);
    CHECK(limits.y0 == -4.25);
    CHECK(limits.y1 == 3.5);
    REQUIRE(out.handles.size() == 1);
    CHECK(out.handles[0].container);
    CHECK(out.handles[0].label == "b");
}

TEST_CASE("bar: defaults, categories, labels for each bar, ticks") {
    FakeAxes axes;
    const Prepared out = make(
        axes, "bar",
        "{x: [p, q], height: [1, 2], label: [one, two], tick_label: [P, Q], bottom: [1, 2], align: edge, width: 0.5}");
    CHECK(axes.categories[0] == std::vector<std::string>{"p", "q"});
    CHECK(near(box(patch(out, 1)), {1, 2, 1.5, 4}));
    CHECK(hex(patch(out, 1).props.face) == "#1f77b4ff");
    CHECK_FALSE(patch(out, 1).props.edge);
    CHECK(out.artists[1].sticky_y == std::vector<double>{2});
    REQUIRE(out.handles.size() == 2);
    CHECK_FALSE(out.handles[1].container);
    CHECK(axes.tick_labels[0] == std::vector<std::string>{"P", "Q"});
    CHECK(hex(patch(make(axes, "bar", "{x: [1], height: 1}"), 0).props.face) == "#ff7f0eff");
    CHECK(make(axes, "bar", "{x: [], height: []}").artists.empty());
}

TEST_CASE("bar: forced edges, no fill") {
    FakeAxes axes;
    axes.set_rc("patch.force_edgecolor", "True");
    CHECK(hex(patch(make(axes, "bar", "{x: [1], height: [1]}"), 0).props.edge) == "#000000ff");
    const Prepared hollow = make(axes, "bar", "{x: [1], height: [1], fill: false, linewidth: [3]}");
    CHECK_FALSE(patch(hollow, 0).props.face);
    CHECK(patch(hollow, 0).props.width == 3);
    const Prepared face = make(axes, "bar", "{x: [1], height: [1], color: r, facecolor: g, edgecolor: none}");
    CHECK(hex(patch(face, 0).props.face) == "#008000ff");
    CHECK_FALSE(patch(face, 0).props.edge);
}

TEST_CASE("barh, logarithmic") {
    FakeAxes axes;
    const Prepared out = make(axes, "barh", "{y: [1, 2], width: [3, 4], height: 0.5, left: 1, log: true}");
    CHECK(near(box(patch(out, 1)), {1, 1.75, 5, 2.25}));
    CHECK(out.artists[0].sticky_x == std::vector<double>{1});
    CHECK(axes.log[0]);
}

TEST_CASE("grouped bars share the width; names are ticks") {
    FakeAxes axes;
    const Prepared out = make(axes, "bar", "{x: [a, b], height: {2024: [1, 2], 2025: [3, null]}, color: [r, g]}");
    REQUIRE(out.artists.size() == 4);
    CHECK(near(box(patch(out, 0)), {-0.4, 0, 0, 1}));
    CHECK(near(box(patch(out, 2)), {0, 0, 0.4, 3}));
    CHECK(near(box(patch(out, 3)), {1, 0, 1.4, 0}));
    CHECK(hex(patch(out, 2).props.face) == "#008000ff");
    CHECK(axes.ticks[0] == std::vector<double>{0, 1});
    CHECK(axes.tick_labels[0] == std::vector<std::string>{"a", "b"});
    REQUIRE(out.handles.size() == 2);
    CHECK(out.handles[1].label == "2025");
}

TEST_CASE("stacked bars begin where the ones below end") {
    FakeAxes axes;
    const Prepared out = make(axes, "barh", "{y: [0, 1], width: {p: [1, 2], q: [3, 4]}, mode: stacked, height: 0.6}");
    REQUIRE(out.artists.size() == 4);
    CHECK(near(box(patch(out, 3)), {2, 0.7, 6, 1.3}));
    CHECK(out.artists[3].sticky_x == std::vector<double>{2});
    CHECK(hex(patch(out, 3).props.face) == "#ff7f0eff");
    CHECK(axes.ticks[1].empty());  // numbers keep the axis's own ticks
}

TEST_CASE("bars of groups: positions of the whole table, missing bars are 0") {
    FakeAxes axes;
    const auto table = table_of({{"q", text_column({"a", "b", "c", "b"})},
                                 {"n", number_column({1, 2, 3, 4})},
                                 {"r", text_column({"x", "y", "x", "x"})}});
    const Prepared out = make(axes, "bar", "{x: q, height: n, by: r, mode: stacked}", table);
    CHECK(axes.tick_labels[0] == std::vector<std::string>{"a", "b", "c"});
    REQUIRE(out.artists.size() == 6);
    CHECK(near(box(patch(out, 1)), {0.6, 0, 1.4, 4}));
    CHECK(near(box(patch(out, 4)), {0.6, 4, 1.4, 6}));
    CHECK(near(box(patch(out, 3)), {-0.4, 1, 0.4, 1}));
    CHECK(out.handles[0].label == "x");
}

TEST_CASE("bar: faults") {
    CHECK(error_of("bar", "{x: [1, 2, 3], height: [1, 2]}") == "x has 3 values, height has 2");
    CHECK(error_of("bar", "{x: [1, 2], height: [1, 2], width: [1, 2, 3]}") == "width has 3 values, x has 2");
    CHECK(error_of("bar", "{x: [1, 2], height: [1, 2], width: [a, b]}") == "'width' must be numbers, not text");
    CHECK(error_of("bar", "{x: [1, 2], height: [1, 2], label: [a]}") == "label has 1 texts for 2 bars");
    CHECK(error_of("bar", "{x: [1, 2], height: [1, 2], yerr: [1, -1]}") == "'yerr' must not contain negative values");
    CHECK(error_of("bar", "{x: [1, 2], height: {a: [1, 2], b: [1]}}") == "x has 2 values, 'b' in height has 1");
}
