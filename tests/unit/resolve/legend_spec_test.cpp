// A legend's arguments over rcParams, and its handles.
#include "figures.h"

using namespace plotmill;
using namespace plotmill::resolve;
using test::errors_of;
using test::resolved;

namespace {

LegendSpec legend(const std::string& yaml, const std::string& rc = "{}",
                  const std::string& layers = "[{plot: {y: [1], label: a, color: r}}, {plot: {y: [1], label: b}}]") {
    const ResolvedFigure f = resolved("{name: a, legend: " + yaml + ", rc: " + rc + ", layers: " + layers + "}");
    REQUIRE(f.axes[0].legend);
    return *f.axes[0].legend;
}

}  // namespace

TEST_CASE("defaults are rcParams'") {
    const LegendSpec s = legend("true");
    CHECK(s.loc == 0);
    CHECK(s.ncols == 1);
    CHECK(s.borderpad == 0.4);
    CHECK(s.columnspacing == 2);
    CHECK(s.handleheight == doctest::Approx(0.7));
    CHECK(s.font.size == 10);
    CHECK(s.frame.face->a == doctest::Approx(0.8));
    CHECK(s.frame.edge->r == doctest::Approx(0.8));
    const LegendSpec t = legend("true",
                                "{legend.loc: lower left, legend.fontsize: small, legend.framealpha: null, "
                                "legend.frameon: false, legend.markerscale: 2}");
    CHECK(t.loc == 3);
    CHECK(t.font.size == doctest::Approx(8.33));
    CHECK(!t.frameon);
    CHECK(t.markerscale == 2);
    CHECK(!resolved("{name: a, legend: false, layers: [{plot: {y: [1], label: a}}]}").axes[0].legend);
}

TEST_CASE("places") {
    constexpr const char* words[] = {"best",         "upper right",  "upper left",  "lower left",
                                     "lower right",  "right",        "center left", "center right",
                                     "lower center", "upper center", "center"};
    for (int i = 0; i <= 10; ++i) {
        CHECK(legend(std::string("{loc: ") + words[i] + "}").loc == i);
        CHECK(legend("{loc: " + std::to_string(i) + "}").loc == i);
    }
    CHECK(legend("{loc: [0.25, 0.5]}").loc_point->y == 0.5);
    const auto anchor = *legend("{bbox_to_anchor: [1, 2]}").anchor;
    CHECK(anchor == std::array<double, 4>{1, 2, 0, 0});
    CHECK(errors_of("{name: a, legend: {loc: 11}}") != "");
    CHECK(errors_of("{name: a, legend: {loc: -1}}") != "");
    CHECK(errors_of("{name: a, legend: {loc: uper left}}").find("did you mean 'upper left'?") != std::string::npos);
    CHECK(errors_of("{name: a, legend: {bbox_to_anchor: [1, 2, 3]}}") != "");
}

TEST_CASE("the order of entries: containers after everything else") {
    const LegendSpec s = legend("true", "{}",
                                "[{bar: {x: [1], height: [2], label: bars}}, {plot: {y: [1], label: line}}, {errorbar: "
                                "{x: [1], y: [2], yerr: 1, label: error}}, {scatter: {x: [1], y: [1], label: dots}}]");
    std::string order;
    for (const auto& h : s.handles) order += h.label + " ";
    CHECK(order == "line dots bars error ");
}

TEST_CASE("colours of the labels") {
    CHECK(legend("true").label_colors.empty());
    CHECK(legend("{labelcolor: g}").label_colors.size() == 1);
    const LegendSpec lines = legend("{labelcolor: linecolor}");
    REQUIRE(lines.label_colors.size() == 2);
    CHECK(lines.label_colors[0] == Rgba{1, 0, 0, 1});
    CHECK(legend("{labelcolor: [r, g]}").label_colors.size() == 2);
    const LegendSpec rc = legend("true", "{legend.labelcolor: linecolor}");
    CHECK(rc.label_colors.size() == 2);
    const LegendSpec marker = legend("{labelcolor: mfc}", "{}",
                                     "[{plot: {y: [1], label: a, marker: o, markerfacecolor: b}}, {bar: {x: [1], "
                                     "height: [1], color: r, label: b}}]");
    REQUIRE(marker.label_colors.size() == 2);
    CHECK(marker.label_colors[0] == Rgba{0, 0, 1, 1});
    CHECK(marker.label_colors[1] == Rgba{1, 0, 0, 1});
}

TEST_CASE("frames") {
    CHECK(legend("{framealpha: 0.3}").frame.face->a == doctest::Approx(0.3));
    CHECK(legend("{shadow: true}").frame.face->a == 1);
    CHECK(legend("{facecolor: r}").frame.face->g == 0);
    // "inherit" is rcParams': axes.facecolor and axes.edgecolor.
    const LegendSpec s = legend("{facecolor: inherit, edgecolor: inherit}", "{axes.facecolor: b, axes.edgecolor: g}");
    CHECK(s.frame.face->b == 1);
    CHECK(s.frame.face->r == 0);
    CHECK(s.frame.edge->g == doctest::Approx(0.5).epsilon(0.01));
}

TEST_CASE("columns, and one entry has one") {
    CHECK(legend("{ncols: 5}").ncols == 5);
    CHECK(legend("{ncols: 5}", "{}", "[{plot: {y: [1], label: a}}]").ncols == 1);
    CHECK(errors_of("{name: a, legend: {ncols: 0}}") != "");
    CHECK(errors_of("{name: a, legend: {ncols: 1000000000}}") != "");
    CHECK(errors_of("{name: a, legend: {numpoints: 1000000000}}") != "");
}

TEST_CASE("a figure's legend takes all axes' handles and stands at the upper right") {
    const ResolvedFigure f = resolved(
        "{name: a, subplots: {ncols: 2}, legend: true, axes: [{layers: [{bar: {x: [1], height: [1], label: b}}]}, "
        "{layers: [{plot: {y: [1], label: a}}]}]}");
    REQUIRE(f.legend);
    CHECK(f.legend->loc == 1);
    REQUIRE(f.legend->handles.size() == 2);
    CHECK(f.legend->handles[0].label == "b");
}
