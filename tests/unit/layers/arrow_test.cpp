// Expectations are the vertices of patches.FancyArrow, Matplotlib 3.6.3.
#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

namespace {

void check(const Prepared& out, const std::vector<Point>& expected) {
    const auto& points = patch(out, 0).path.points;
    REQUIRE(points.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(points[i].x == doctest::Approx(expected[i].x));
        CHECK(points[i].y == doctest::Approx(expected[i].y));
    }
}

}  // namespace

TEST_CASE("arrow: full, left and right") {
    FakeAxes axes;
    Prepared out =
        make(axes, "arrow", "{x: 1, y: 2, dx: 3, dy: 4, width: .1, head_width: .4, head_length: .5, label: a}");
    check(out, {{4.3, 6.4}, {4.16, 5.88}, {4.04, 5.97}, {1.04, 1.97}, {0.96, 2.03}, {3.96, 6.03}, {3.84, 6.12}});
    CHECK(out.artists[0].zorder == 1);
    CHECK(patch(out, 0).props.edge);
    CHECK(out.handles.size() == 1);
    CHECK(limits_of(out).x1 == doctest::Approx(4.3));
    out = make(axes, "arrow",
               "{x: 1, y: 2, dx: 3, dy: 4, width: .1, shape: left, overhang: .2, length_includes_head: true}");
    check(out, {{4, 6}, {3.85, 5.55}, {3.824, 5.682}, {1.04, 1.97}, {1, 2}});
    out = make(axes, "arrow", "{x: 1, y: 2, dx: 3, dy: 4, width: .1, shape: right, head_starts_at_zero: true}");
    check(out, {{4.405, 6.54}, {4.015, 6.27}, {4.095, 6.21}, {1.095, 2.21}, {1.135, 2.18}});
}

TEST_CASE("arrow: of no length") {
    FakeAxes axes;
    CHECK(patch(make(axes, "arrow", "{x: 1, y: 2, dx: 0, dy: 0, head_length: 0}"), 0).path.points.empty());
}
