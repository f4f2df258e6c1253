// Labels of bars: texts, places and alignments are those of Matplotlib 3.6.3's Axes.bar_label.
#include <cmath>

#include "fake_axes.h"
#include "figure/annotation.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

namespace {

std::vector<figure::AnnotationArtist> labels(const Prepared& out) {
    std::vector<figure::AnnotationArtist> all;
    for (const figure::Artist& a : out.artists)
        if (const auto* note = std::get_if<figure::AnnotationArtist>(&a.content)) {
            CHECK_FALSE(a.limits_x);
            CHECK_FALSE(a.limits_y);
            CHECK(a.zorder == 3);
            all.push_back(*note);
        }
    return all;
}

// "text at (x, y) + offset, alignment", of each.
std::string said(const Prepared& out) {
    std::string all;
    for (const figure::AnnotationArtist& n : labels(out)) {
        char line[160];
        std::snprintf(line, sizeof line, "%s at (%g, %g) + (%g, %g) %s %s", n.text.c_str(), n.xy.x, n.xy.y, n.xytext.x,
                      n.xytext.y, n.props.ha.c_str(), n.props.va.c_str());
        all += (all.empty() ? "" : "; ") + std::string(line);
    }
    return all;
}

std::string said(std::string_view layer, std::string_view yaml) {
    FakeAxes axes;
    return said(make(axes, layer, yaml));
}

}  // namespace

TEST_CASE("bar labels: at the ends, with their positions") {
    CHECK(said("bar", "{x: [1, 2, 3], height: [1, -2.5, 1234567], bottom: 1, bar_label: true}") ==
          "2 at (1, 2) + (0, 0) center bottom; -1.5 at (2, -1.5) + (0, -0) center top; "
          "1.23457e+06 at (3, 1.23457e+06) + (0, 0) center bottom");
    CHECK(said("barh", "{y: [1, 2], width: [1, -2.5], left: 1, bar_label: {padding: 3, fmt: \"%.1f s\"}}") ==
          "2.0 s at (2, 1) + (3, 0) left center; -1.5 s at (-1.5, 2) + (-3, 0) right center");
    CHECK(said("bar", "{x: [1], height: [0], align: edge, width: 0.5, bar_label: {padding: 2}}") ==
          "0 at (1.25, 0) + (0, 2) center bottom");
}

TEST_CASE("bar labels: in the middle, with the lengths") {
    CHECK(said("bar", "{x: [1, 2], height: [1, -2.5], bottom: 1, bar_label: {label_type: center, padding: 3}}") ==
          "1 at (1, 1.5) + (0, 3) center center; -2.5 at (2, -0.25) + (0, -3) center center");
}

TEST_CASE("bar labels: beyond error bars that run along the bars") {
    CHECK(said("bar", "{x: [1, 2], height: [1, -2], yerr: [[0.25, 0.5], [0.75, 1]], bar_label: true}") ==
          "1 at (1, 1.75) + (0, 0) center bottom; -2 at (2, -2.5) + (0, -0) center top");
    // The first error bars are the horizontal ones: those of an upright bar end where it ends.
    CHECK(said("bar", "{x: [1], height: [1], xerr: 0.25, yerr: 0.5, bar_label: true}") ==
          "1 at (1, 1) + (0, 0) center bottom");
    CHECK(said("barh", "{y: [1], width: [1], xerr: 0.25, yerr: 0.5, bar_label: true}") ==
          "1 at (1.25, 1) + (0, 0) left center");
    CHECK(said("bar", "{x: [1, 2], height: [1, 2], yerr: [.nan, 1], bar_label: true}") ==
          "1 at (1, 1) + (0, 0) center bottom; 2 at (2, 3) + (0, 0) center bottom");
    CHECK(said("bar", "{x: [1], height: [1], yerr: 1, bar_label: {label_type: center}}") ==
          "1 at (1, 0.5) + (0, 0) center center");
}

TEST_CASE("bar labels: none on missing bars, own words, formats in braces") {
    CHECK(said("bar", "{x: [1, 2, 3], height: [1, .nan, 2], bar_label: true}") ==
          "1 at (1, 1) + (0, 0) center bottom; 2 at (3, 2) + (0, 0) center bottom");
    CHECK(said("bar", "{x: [1, 2], height: [1, 2], bar_label: {labels: [few, null]}}") ==
          "few at (1, 1) + (0, 0) center bottom; 2 at (2, 2) + (0, 0) center bottom");
    CHECK(said("bar", "{x: [1], height: [12345], bar_label: \"{:,.1f} {{}}\"}") ==
          "12,345.0 {} at (1, 12345) + (0, 0) center bottom");
    CHECK(said("bar", "{x: [1], height: [0.25], bar_label: \"{x:.0%}\"}") == "25% at (1, 0.25) + (0, 0) center bottom");
    CHECK(said("bar", "{x: [1], height: [1], bar_label: false}") == "");
}

TEST_CASE("bar labels: several series") {
    CHECK(said("bar", "{x: [0, 1], height: {u: [1, 2], v: [3, .nan]}, mode: stacked, bar_label: true}") ==
          "1 at (0, 1) + (0, 0) center bottom; 2 at (1, 2) + (0, 0) center bottom; "
          "4 at (0, 4) + (0, 0) center bottom");
    CHECK(said("bar", "{x: [0], height: {u: [1], v: [3]}, bar_label: {labels: [a, b]}}") ==
          "a at (-0.2, 1) + (0, 0) center bottom; b at (0.2, 3) + (0, 0) center bottom");
    CHECK(said("hist", "{x: [1, 2, 2, 3], bins: 2, bar_label: true}") ==
          "1 at (1.5, 1) + (0, 0) center bottom; 3 at (2.5, 3) + (0, 0) center bottom");
    CHECK(said("hist", "{x: [[1, 2], [1, 1]], bins: 1, stacked: true, bar_label: {label_type: center}}") ==
          "2 at (1.5, 1) + (0, 0) center center; 2 at (1.5, 3) + (0, 0) center center");
}

TEST_CASE("bar labels: text properties") {
    FakeAxes axes;
    const auto all =
        labels(make(axes, "bar", "{x: [1], height: [1], bar_label: {color: r, fontsize: 7, rotation: 30}}"));
    REQUIRE(all.size() == 1);
    CHECK(hex(all[0].props.color) == "#ff0000ff");
    CHECK(all[0].props.font.size == 7);
    CHECK(all[0].props.rotation == 30);
}

TEST_CASE("bar labels: an axis that runs the other way") {
    FakeAxes axes;
    auto all = labels(make(axes, "bar", "{x: [1, 2, 3], height: [1, -1, 0], bar_label: {padding: 4}}"));
    REQUIRE(all.size() == 3);
    for (auto& n : all) figure::place_bar_label(n, true);
    CHECK(all[0].props.va == "top");
    CHECK(all[0].xytext.y == -4);
    CHECK(all[1].props.va == "bottom");
    CHECK(all[1].xytext.y == 4);
    CHECK(all[2].props.va == "bottom");  // as in Matplotlib, where 0 has neither side
    CHECK(all[2].xytext.y == -4);
    figure::place_bar_label(all[0], false);
    CHECK(all[0].props.va == "bottom");
}

TEST_CASE("bar labels that cannot be") {
    CHECK(error_of("bar", "{x: [1], height: [1], bar_label: words}") ==
          "'words' is no format of one number, as \"%.1f\" or \"{x:.1f}\"");
    CHECK(error_of("bar", "{x: [1], height: [1], bar_label: {va: top}}") ==
          "'va' is not for labels of bars, which are aligned to them");
    CHECK(error_of("bar", "{x: [1, 2], height: [1, 2], bar_label: {labels: [a]}}") == "labels has 1 text for 2 bars");
    CHECK(error_of("hist", "{x: [1, 2], histtype: stepfilled, bar_label: true}") ==
          "the histtype 'stepfilled' has no bars to label");
}
