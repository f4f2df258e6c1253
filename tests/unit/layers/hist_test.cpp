#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

namespace {

const std::string two = "x: [[1, 2, 2, 3], [1, 1, 4, 5]], bins: 4, label: [a, b]";

Prepared hist(FakeAxes& axes, const std::string& rest) { return make(axes, "hist", "{" + two + rest + "}"); }

std::vector<double> heights(const Prepared& out) {
    std::vector<double> h;
    for (std::size_t i = 0; i < out.artists.size(); ++i) h.push_back(box(patch(out, i)).height());
    return h;
}

}  // namespace

TEST_CASE("hist: bars beside each other") {
    FakeAxes axes;
    const Prepared out = hist(axes, "");
    REQUIRE(out.artists.size() == 8);
    CHECK(near(box(patch(out, 0)), {1.1, 0, 1.5, 1}));
    CHECK(near(box(patch(out, 1)), {2.1, 0, 2.5, 2}));
    CHECK(near(box(patch(out, 4)), {1.5, 0, 1.9, 2}));
    CHECK(hex(patch(out, 4).props.face) == "#ff7f0eff");
    CHECK(out.artists[0].sticky_y == std::vector<double>{0});
    CHECK(out.artists[4].sticky_y.empty());
    REQUIRE(out.handles.size() == 2);
    CHECK(out.handles[0].label == "a");
    CHECK_FALSE(out.handles[0].container);
    CHECK(hex(axes.next_line_color()) == "#2ca02cff");
}

TEST_CASE("hist: stacked, cumulated, sideways") {
    FakeAxes axes;
    const Prepared stacked = hist(axes, ", stacked: true");
    CHECK(near(box(patch(stacked, 0)), {1, 0, 2, 1}));
    CHECK(near(box(patch(stacked, 4)), {1, 1, 2, 3}));
    CHECK(near(box(patch(stacked, 5)), {2, 2, 3, 2}));
    const Prepared sums = hist(axes, ", cumulative: -1, density: true");
    CHECK(near(heights(sums), {1, 0.75, 0.25, 0, 1, 0.5, 0.5, 0.5}));
    const Prepared lying = hist(axes, ", rwidth: 0.5, align: left, orientation: horizontal");
    CHECK(near(box(patch(lying, 0)), {0, 0.75, 1, 1}));
    CHECK(near(box(patch(lying, 4)), {0, 1, 2, 1.25}));
    CHECK(lying.artists[0].sticky_x == std::vector<double>{0});
}

TEST_CASE("hist: outlines, the last set first") {
    FakeAxes axes;
    const Prepared steps = hist(axes, ", histtype: step");
    REQUIRE(steps.artists.size() == 2);
    using P = std::vector<Point>;
    CHECK(patch(steps, 0).path.points ==
          P{{1, 0}, {1, 2}, {2, 2}, {2, 0}, {3, 0}, {3, 0}, {4, 0}, {4, 2}, {5, 2}, {5, 0}});
    CHECK(hex(patch(steps, 0).props.edge) == "#ff7f0eff");
    CHECK_FALSE(patch(steps, 0).props.face);
    CHECK(steps.artists[0].zorder == 2);
    CHECK(steps.artists[0].sticky_y == std::vector<double>{0});
    CHECK(steps.handles[0].label == "b");
    CHECK(hex(axes.next_patch_color()) == "#2ca02cff");  // Axes.fill uses up two
    const Prepared filled = hist(axes, ", histtype: stepfilled, stacked: true, color: [r, g]");
    CHECK(patch(filled, 0).path.points == P{{1, 1},
                                            {1, 3},
                                            {2, 3},
                                            {2, 2},
                                            {3, 2},
                                            {3, 1},
                                            {4, 1},
                                            {4, 2},
                                            {5, 2},
                                            {5, 0},
                                            {4, 0},
                                            {4, 1},
                                            {3, 1},
                                            {3, 2},
                                            {2, 2},
                                            {2, 1}});
    CHECK(patch(filled, 0).path.verbs.back() == Verb::close);
    CHECK(hex(patch(filled, 0).props.face) == "#008000ff");
    CHECK(filled.artists[0].zorder == 1);
}

TEST_CASE("hist: edges, ranges, weights, rules, gaps, nothing") {
    FakeAxes axes;
    CHECK(heights(make(axes, "hist", "{x: [1, 2, 2.5, 9, null], bins: [0, 2, 3]}")) == std::vector<double>{1, 2});
    CHECK(heights(make(axes, "hist", "{x: [1, 2, 2.5, 9], bins: 2, range: [1, 3], weights: [1, 2, 3, 4]}")) ==
          std::vector<double>{1, 5});
    CHECK(make(axes, "hist", "{x: [1, 2, 3, 4, 5, 6, 7, 8], bins: sturges}").artists.size() == 4);
    CHECK(make(axes, "hist", "{x: []}").artists.size() == 10);
    CHECK(near(heights(make(axes, "hist", "{x: [1, 2, 2, 4], bins: 2, density: true}")), {0.5, 1.0 / 6}));
    CHECK(near(heights(make(axes, "hist", "{x: [1, 2, 2, 4], bins: 2, bottom: [1, 5], log: true}")), {3, 1}));
    CHECK(axes.log[1]);
}

TEST_CASE("hist: groups stack, or share their bins") {
    FakeAxes axes;
    const auto table = table_of({{"v", number_column({0, 1, 3, 4})}, {"g", text_column({"p", "p", "q", "q"})}});
    const Prepared stacked = make(axes, "hist", "{x: v, bins: [0, 2, 4], by: g, stacked: true}", table);
    CHECK(near(box(patch(stacked, 3)), {2, 0, 4, 2}));
    CHECK(stacked.handles[1].label == "q");
    const Prepared overlaid = make(axes, "hist", "{x: v, bins: 2, by: g}", table);
    REQUIRE(overlaid.artists.size() == 4);
    CHECK(near(box(patch(overlaid, 0)), {0, 0, 2, 2}));
    CHECK(near(box(patch(overlaid, 3)), {2, 0, 4, 2}));
    CHECK(overlaid.handles[0].label == "p");
}

TEST_CASE("hist: faults") {
    CHECK(error_of("hist", "{x: [1, 2], weights: [1]}") == "x has 2 values, weights has 1");
    CHECK(error_of("hist", "{x: [null]}") == "'x' has no finite values to make bins of");
    CHECK(error_of("hist", "{x: [1, 2], color: [r, g]}") == "color has 2 colours for 1 set of values");
    CHECK(error_of("hist", "{x: [1, 2], bins: auto, weights: [1, 2]}") ==
          "a rule for 'bins' cannot be used with 'weights'");
}
