// Cells of grids and boxes with an aspect; the numbers are Matplotlib's GridSpec.get_grid_positions and
// Axes.apply_aspect.
#include "layout/grid.h"

#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::layout;

namespace {

bool near(const Rect& a, const Rect& b) {
    auto same = [](double x, double y) { return std::abs(x - y) < 1e-12; };
    return same(a.x0, b.x0) && same(a.x1, b.x1) && same(a.y0, b.y0) && same(a.y1, b.y1);
}

}  // namespace

TEST_CASE("slots of a grid") {
    resolve::GridSpec g;
    CHECK(near(slot_position(g, {}), {0.125, 0.11, 0.9, 0.88}));
    g = {};
    g.nrows = 2;
    g.ncols = 3;
    CHECK(near(slot_position(g, {0, 1, 0, 1}), {0.125, 0.53, 0.3529411764705882, 0.88}));
    CHECK(near(slot_position(g, {1, 2, 2, 3}), {0.6720588235294118, 0.10999999999999999, 0.9, 0.46}));
    CHECK(near(slot_position(g, {0, 2, 1, 3}), {0.3985294117647059, 0.10999999999999999, 0.9, 0.88}));
    g = {};
    g.nrows = 3;
    g.ncols = 2;
    g.hspace = 0.5;
    g.wspace = 0.0;
    g.left = 0.05;
    g.right = 0.95;
    g.bottom = 0.2;
    g.top = 0.9;
    CHECK(near(slot_position(g, {0, 1, 0, 1}), {0.05, 0.7250000000000001, 0.49999999999999994, 0.9}));
    CHECK(near(slot_position(g, {2, 3, 1, 2}), {0.49999999999999994, 0.20000000000000018, 0.95, 0.3750000000000001}));
    CHECK(near(slot_position(g, {1, 3, 0, 2}), {0.05, 0.20000000000000018, 0.95, 0.6375000000000001}));
    g = {};
    g.nrows = 2;
    g.ncols = 3;
    g.width_ratios = {1, 2, 4};
    g.height_ratios = {3, 0.5};
    CHECK(near(slot_position(g, {0, 1, 0, 1}), {0.125, 0.28, 0.2226890756302521, 0.88}));
    CHECK(near(slot_position(g, {0, 1, 2, 3}), {0.5092436974789916, 0.28, 0.9, 0.88}));
    CHECK(near(slot_position(g, {1, 2, 0, 3}), {0.125, 0.1100000000000001, 0.9, 0.21000000000000008}));
}

TEST_CASE("an aspect shrinks the box around its anchor") {
    std::vector<resolve::AxisView> views(2);
    views[0].hi = 4;
    views[1].hi = 1;
    resolve::ResolvedAxes axes;
    axes.x.view = 0;
    axes.y.view = 1;
    const Rect whole{0, 0, 1, 1};
    CHECK(near(apply_aspect(axes, whole, 4, 4, views), whole));
    axes.aspect = 1;
    CHECK(near(apply_aspect(axes, whole, 4, 4, views), {0, 0.375, 1, 0.625}));
    CHECK(near(apply_aspect(axes, whole, 8, 4, views), {0, 0.25, 1, 0.75}));
    axes.aspect = 8;
    CHECK(near(apply_aspect(axes, whole, 4, 4, views), {0.25, 0, 0.75, 1}));
    axes.anchor = {0, 0};
    CHECK(near(apply_aspect(axes, whole, 4, 4, views), {0, 0, 0.5, 1}));
    // Inverted axes are as large as others.
    std::swap(views[0].lo, views[0].hi);
    CHECK(near(apply_aspect(axes, whole, 4, 4, views), {0, 0, 0.5, 1}));
    axes.aspect.reset();
    axes.box_aspect = 2;
    CHECK(near(apply_aspect(axes, whole, 4, 4, views), {0, 0, 0.5, 1}));
}
