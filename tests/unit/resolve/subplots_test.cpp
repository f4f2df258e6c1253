// Which axes a figure has and which of them share.
#include "figures.h"

using namespace plotmill;
using namespace plotmill::resolve;
using test::errors_of;
using test::resolved;

namespace {

std::string slots(const ResolvedFigure& f) {
    std::string out;
    for (const ResolvedAxes& a : f.axes)
        out += std::to_string(a.slot.row0) + ":" + std::to_string(a.slot.row1) + "," + std::to_string(a.slot.col0) +
               ":" + std::to_string(a.slot.col1) + " ";
    return out;
}

// For each axes the views of x and y, and which labels show ("xy", "x", "y", "").
std::string shared(const ResolvedFigure& f) {
    std::string out;
    for (const ResolvedAxes& a : f.axes) {
        out += std::to_string(a.x.view) + "/" + std::to_string(a.y.view);
        if (a.x.major.label1) out += "x";
        if (a.y.major.label1) out += "y";
        out += " ";
    }
    return out;
}

}  // namespace

TEST_CASE("one axes, or every cell of the grid row by row, used or not") {
    CHECK(slots(resolved("{name: a}")) == "0:1,0:1 ");
    CHECK(slots(resolved("{name: a, subplots: {nrows: 2, ncols: 2}, axes: [{}, {}, {}]}")) ==
          "0:1,0:1 0:1,1:2 1:2,0:1 1:2,1:2 ");
    CHECK(errors_of("{name: a, subplots: {ncols: 2}, axes: [{}, {}, {}]}") ==
          "3 axes for a grid of 1 x 2: say more with 'subplots: {nrows, ncols}'");
    CHECK(errors_of("{name: a, axes: [{}, {}]}").find("2 axes for a grid of 1 x 1") == 0);
    CHECK(resolved("{name: a, axes: []}").axes.size() == 1);
}

TEST_CASE("placed axes: cells and half-open spans") {
    CHECK(slots(resolved("{name: a, subplots: {nrows: 2, ncols: 3}, axes: [{at: {row: 0, col: [0, 3]}}, {at: [1, 0]}, "
                         "{at: {row: [0, 2], col: [1, 2]}}]}")) == "0:1,0:3 1:2,0:1 0:2,1:2 ");
    CHECK(errors_of("{name: a, subplots: {nrows: 2}, axes: [{at: [2, 0]}]}") ==
          "row 2 lies outside the grid, which has 2 (counted from 0)");
    CHECK(errors_of("{name: a, subplots: {ncols: 2}, axes: [{at: {row: 0, col: [1, 3]}}]}") ==
          "column span [1, 3) lies outside the grid, which has 2 (counted from 0)");
    CHECK(errors_of("{name: a, subplots: {ncols: 2}, axes: [{at: {row: 0, col: [1, 1]}}]}")
              .find("column span [1, 1) lies outside") == 0);
    CHECK(errors_of("{name: a, axes: [{at: [-1, 0]}]}") != "");
    CHECK(errors_of("{name: a, axes: [{at: A}]}") ==
          "'at' is a letter only where 'subplots' has a mosaic: expected [row, col]");
}

TEST_CASE("mosaics") {
    const ResolvedFigure f =
        resolved("{name: a, subplots: {mosaic: [\"AAB\", \"CCB\", \"CC.\"]}, axes: [{at: B}, {at: A}]}");
    CHECK(slots(f) == "0:1,0:2 0:2,2:3 1:3,0:2 ");
    CHECK(f.grid.nrows == 3);
    CHECK(f.grid.ncols == 3);
    CHECK(slots(resolved("{name: a, subplots: {mosaic: [\"äö\"]}, axes: [{at: ö}]}")) == "0:1,0:1 0:1,1:2 ");
    CHECK(errors_of("{name: a, subplots: {mosaic: [AA, A]}}") == "this row of the mosaic has 1 cells, the first has 2");
    CHECK(errors_of("{name: a, subplots: {mosaic: [ABA]}}") == "the cells of 'A' in the mosaic are no rectangle");
    CHECK(errors_of("{name: a, subplots: {mosaic: [AA, BA]}}") == "the cells of 'A' in the mosaic are no rectangle");
    CHECK(errors_of("{name: a, subplots: {mosaic: [\"\"]}}") == "the mosaic has no cells");
    CHECK(errors_of("{name: a, subplots: {mosaic: [AB]}, axes: [{at: C}]}").find("the mosaic has no 'C'") == 0);
    CHECK(errors_of("{name: a, subplots: {mosaic: [AB]}, axes: [{at: [0, 0]}]}") ==
          "in a mosaic 'at' is one of its letters");
    CHECK(errors_of("{name: a, subplots: {mosaic: [AB]}, axes: [{at: A}, {at: A}]}") ==
          "'A' of the mosaic is taken by another axes");
    CHECK(errors_of("{name: a, subplots: {mosaic: [A]}, axes: [{}, {}]}") == "more axes than letters in the mosaic");
    CHECK(errors_of("{name: a, subplots: {mosaic: [AB], nrows: 2}}") ==
          "'mosaic' and 'nrows' or 'ncols' exclude each other");
    CHECK(resolved("{name: a, subplots: {mosaic: [\"..\"]}, axes: []}").axes.empty());
}

TEST_CASE("ratios and margins of the grid") {
    CHECK(errors_of("{name: a, subplots: {ncols: 2, width_ratios: [1, 2, 3]}}") ==
          "'width_ratios' has 3 values for 2 columns");
    CHECK(errors_of("{name: a, subplots: {left: 0.9, right: 0.5}}") == "'left' (0.9) is not left of 'right' (0.5)");
    CHECK(errors_of("{name: a, subplots: {bottom: 0.9}}") == "'bottom' (0.9) is not below 'top' (0.88)");
    CHECK(resolved("{name: a, rc: {figure.subplot.left: 0.2}}").grid.left == 0.2);
}

TEST_CASE("sharing: one view, and labels at the outside only") {
    const char* grid = "{name: a, subplots: {nrows: 2, ncols: 2, sharex: %, sharey: $}, axes: []}";
    auto with = [&](const char* x, const char* y) {
        std::string s = grid;
        s.replace(s.find('%'), 1, x);
        s.replace(s.find('$'), 1, y);
        return shared(resolved(s));
    };
    CHECK(with("none", "none") == "0/1xy 2/3xy 4/5xy 6/7xy ");
    CHECK(with("true", "false") == "0/1y 0/2y 0/3xy 0/4xy ");
    CHECK(with("col", "row") == "0/1y 2/1 0/3xy 2/3x ");
    CHECK(with("row", "col") == "0/1xy 0/2xy 3/1xy 3/2xy ");
    CHECK(with("all", "all") == "0/1y 0/1 0/1xy 0/1x ");
}

TEST_CASE("a figure's keys and an axes' keys") {
    CHECK(errors_of("{name: a, title: t, axes: [{}]}") ==
          "'title' belongs to an axes: where a figure has 'axes', it stands in each of them");
    CHECK(errors_of("{name: a, twinx: {at: [0, 0]}}") ==
          "a twin has no place of its own: 'at' and 'projection' belong to the axes around it");
}

TEST_CASE("twins") {
    const ResolvedFigure f = resolved("{name: a, twinx: {ylabel: r}, twiny: {xlabel: u}}");
    REQUIRE(f.axes.size() == 3);
    CHECK(f.axes[1].twin_of == 0);
    CHECK(f.axes[1].x.view == f.axes[0].x.view);
    CHECK(f.axes[1].y.view != f.axes[0].y.view);
    CHECK(!f.axes[1].x.visible);
    CHECK(f.axes[1].y.label_far);
    CHECK(!f.axes[1].patch);
    CHECK(f.axes[2].y.view == f.axes[0].y.view);
    CHECK(f.axes[2].x.major.label2);
    CHECK(!f.axes[2].x.major.label1);
}

TEST_CASE("sizes of the image") {
    CHECK(errors_of("{name: a, figsize: [1000, 1000], dpi: 10000}")
              .find("the image would have 10000000 x 10000000 pixels") == 0);
    CHECK(errors_of("{name: a, figsize: [0.001, 1]}") == "the image would have no pixels");
    CHECK(errors_of("{name: a, figsize: [.inf, 1]}") != "");
    CHECK(errors_of("{name: a, figsize: [.nan, 1]}") != "");
    CHECK(errors_of("{name: a, dpi: .nan}") != "");
    const ResolvedFigure f = resolved("{name: a, rc: {figure.figsize: [3, 2], figure.dpi: 50}}");
    CHECK(f.width == 3);
    CHECK(f.dpi == 50);
}

TEST_CASE("layers that are none") {
    CHECK(errors_of("{name: a, layers: [{plott: {y: [1]}}]}") == "unknown layer 'plott' (did you mean 'plot'?)");
    CHECK(errors_of("{name: a, layers: {plot: {y: [1]}}}").find("'layers' is a list") != std::string::npos);
    CHECK(errors_of("{name: a, layers: [3]}").find("a layer is a mapping with one key") == 0);
    CHECK(errors_of("{name: a, layers: [{plot: {y: [1]}, color: r}]}").find("found also 'color'") != std::string::npos);
    CHECK(errors_of("{name: a, layers: [{plot: {y: [1], by: k}}]}") == "'by' needs a table: name one with 'data'");
}
