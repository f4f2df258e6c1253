// Titles and labels: texts, places and fonts.
#include "figures.h"

using namespace plotmill;
using namespace plotmill::resolve;
using test::resolved;

TEST_CASE("a title stands in the middle, at the left or at the right") {
    const ResolvedFigure f = resolved("{name: a, title: {text: here, loc: right, fontsize: 8, pad: 3, color: r}}");
    const auto& t = f.axes[0].titles;
    CHECK(!t[0]);
    CHECK(!t[1]);
    REQUIRE(t[2]);
    CHECK(t[2]->text == "here");
    CHECK(t[2]->x == 1);
    CHECK(t[2]->pad == 3);
    CHECK(t[2]->props.ha == "right");
    CHECK(t[2]->props.va == "baseline");
    CHECK(t[2]->props.font.size == 8);
    CHECK(t[2]->props.color == Rgba{1, 0, 0, 1});
    const ResolvedFigure plain = resolved(
        "{name: a, title: t, rc: {axes.titlelocation: left, axes.titlesize: 20, axes.titleweight: bold, axes.titlepad: "
        "9}}");
    REQUIRE(plain.axes[0].titles[1]);
    CHECK(plain.axes[0].titles[1]->props.font.size == 20);
    CHECK(plain.axes[0].titles[1]->props.font.weight == 700);
    CHECK(plain.axes[0].titles[1]->pad == 9);
}

TEST_CASE("labels of axes") {
    const ResolvedFigure f =
        resolved("{name: a, xlabel: {text: x, loc: left}, ylabel: {text: y, loc: top}, twinx: {ylabel: far}}");
    const Words &x = *f.axes[0].x.label, &y = *f.axes[0].y.label, &far = *f.axes[1].y.label;
    CHECK(x.x == 0);
    CHECK(x.props.ha == "left");
    CHECK(x.props.va == "top");
    CHECK(x.pad == 4);
    CHECK(y.x == 1);
    CHECK(y.props.ha == "right");
    CHECK(y.props.va == "bottom");
    CHECK(y.props.rotation == 90);
    CHECK(y.props.anchor_mode);
    CHECK(far.props.va == "top");
    CHECK(far.x == 0.5);
}

TEST_CASE("titles of the figure: Matplotlib's alignments and sizes") {
    const ResolvedFigure f = resolved("{name: a, suptitle: s, supxlabel: x, supylabel: {text: y, fontweight: bold}}");
    CHECK(f.suptitle->props.ha == "center");
    CHECK(f.suptitle->props.va == "top");
    CHECK(f.suptitle->props.font.size == doctest::Approx(12));
    CHECK(f.supxlabel->props.va == "bottom");
    CHECK(f.supylabel->props.ha == "left");
    CHECK(f.supylabel->props.va == "center");
    CHECK(f.supylabel->props.rotation == 90);
    CHECK(!f.supylabel->props.anchor_mode);
    CHECK(f.supylabel->props.font.weight == 700);
}

TEST_CASE("ticks, grids and spines as rcParams and the job say") {
    const ResolvedFigure f = resolved(R"({name: a, grid: {which: both, axis: x, color: r, linewidth: 2},
        xticks: {direction: in, rotation: vertical, ha: right, color: b, fontsize: 7},
        spines: {top: false, left: {position: zero}, bottom: {position: [outward, 5], bounds: [0, 1], linewidth: 3}, right: {position: center}}})");
    const ResolvedAxes& a = f.axes[0];
    CHECK(a.x.major.grid);
    CHECK(a.x.minor.grid);
    CHECK(!a.y.major.grid);
    CHECK(a.x.major.grid_line.width == 2);
    CHECK(a.x.major.direction == "in");
    CHECK(a.x.minor.direction == "in");
    CHECK(a.x.major.label_rotation == 90);
    CHECK(a.x.major.label_ha == "right");
    CHECK(a.x.major.label_size == 7);
    CHECK(a.x.major.label_color == Rgba{0, 0, 1, 1});
    CHECK(!a.spines[3].visible);
    CHECK(a.spines[0].place == Spine::Place::data);
    CHECK(a.spines[1].place == Spine::Place::axes);
    CHECK(a.spines[1].at == 0.5);
    CHECK(a.spines[2].place == Spine::Place::outward);
    CHECK(a.spines[2].at == 5);
    CHECK(a.spines[2].width == 3);
    CHECK(a.spines[2].bounds == std::pair(0.0, 1.0));
    CHECK(test::errors_of("{name: a, spines: {left: {position: [inward, 3]}}}") != "");

    const ResolvedAxes r = resolved(
                               "{name: a, rc: {axes.grid: true, axes.grid.axis: y, axes.axisbelow: true, xtick.top: "
                               "true, ytick.labelright: true, axes.spines.right: false}}")
                               .axes[0];
    CHECK(r.y.major.grid);
    CHECK(!r.x.major.grid);
    CHECK(r.axis_zorder == 0.5);
    CHECK(r.x.major.tick2);
    CHECK(r.y.major.label2);
    CHECK(!r.spines[1].visible);
}
