// What stands at a figure's edges: nothing covers another, nothing is cut off. And what is kept of a figure.
#include "layout/edges.h"

#include <doctest/doctest.h>

#include "../resolve/figures.h"
#include "layout/figure.h"
#include "text/fixed_metrics.h"

using namespace plotmill;
using resolve::test::resolved;

namespace {

layout::FigureFacts facts_of(const std::string& yaml, scene::Scene* scene = nullptr, std::string* why = nullptr) {
    resolve::ResolvedFigure f = resolved(yaml);
    text::FixedTextMetrics metrics;
    layout::FigureFacts facts;
    scene::Scene s = layout::layout_figure(f, metrics, &facts, why);
    if (scene) *scene = std::move(s);
    return facts;
}

Rect text_box(const layout::FigureFacts& f, std::string_view text) {
    for (const layout::TextFact& t : f.texts)
        if (t.text == text) return t.box;
    FAIL("no text '", std::string(text), "'");
    return {};
}

}  // namespace

TEST_CASE("legends beside all axes have room of their own") {
    for (const char* engine : {"constrained", "tight", "compressed"})
        for (const char* place :
             {"outside upper left", "outside upper center", "outside lower right", "outside lower center",
              "outside left upper", "outside left lower", "outside center left", "outside left center",
              "outside right upper", "outside center right"}) {
            const std::string figure = std::string(engine) + ", " + place;
            CAPTURE(figure);
            const layout::FigureFacts f = facts_of(
                "{name: a, layout: " + std::string(engine) + ", legend: {loc: " + place +
                "}, suptitle: over, supxlabel: below, supylabel: beside, footnote: note, subplots: {ncols: 2}, axes: "
                "[{title: t, xlabel: x, ylabel: y, layers: [{plot: {y: [1, 2], label: one}}]}, {layers: [{plot: {y: "
                "[2, 1], label: two}}]}]}");
            REQUIRE(f.legend);
            const Rect& box = f.legend->box;
            CHECK(box.x0 >= 0);
            CHECK(box.y0 >= 0);
            CHECK(box.x1 <= f.width);
            CHECK(box.y1 <= f.height);
            for (const layout::AxesFacts& a : f.axes) CHECK(!box.overlaps(a.box));
            for (const layout::TextFact& t : f.texts) {
                CAPTURE(t.text);
                CHECK((t.text == "one" || t.text == "two" || !box.overlaps(t.box)));
                CHECK(t.box.y1 <= f.height);
            }
            CHECK(!text_box(f, "note").overlaps(text_box(f, "below")));
        }
}

TEST_CASE("a footnote stands below everything in its layout") {
    for (const char* engine : {"constrained", "tight"}) {
        const layout::FigureFacts f =
            facts_of("{name: a, layout: " + std::string(engine) + ", footnote: \"one\\ntwo\", xlabel: x, layers: []}");
        CHECK(text_box(f, "one\ntwo").y0 > text_box(f, "x").y1);
    }
    const layout::FigureFacts own = facts_of("{name: a, footnote: {text: n, x: 0.5, y: 0.25}, layers: []}");
    CHECK(text_box(own, "n").x0 == doctest::Approx(320));
    CHECK(text_box(own, "n").y1 == doctest::Approx(360));
}

TEST_CASE("a tight box holds what is drawn, and facts stay places in the whole figure") {
    const std::string keys = "title: t, layers: [{plot: {y: [1, 2]}}]}";
    const layout::FigureFacts whole = facts_of("{name: a, " + keys);
    scene::Scene scene;
    const layout::FigureFacts f = facts_of("{name: a, bbox_inches: tight, pad_inches: 0.2, " + keys, &scene);
    REQUIRE(f.kept);
    CHECK(!whole.kept);
    CHECK(f.kept->width() == scene.width);
    CHECK(f.kept->height() == scene.height);
    CHECK(scene.width < 640);
    for (std::size_t i = 0; i < f.texts.size(); ++i) {
        CHECK(f.texts[i].box.x0 == doctest::Approx(whole.texts[i].box.x0));
        CHECK(f.texts[i].box.y1 == doctest::Approx(whole.texts[i].box.y1).epsilon(0.005));
        CHECK(f.kept->y0 <= f.texts[i].box.y0 - 19);
    }
}

TEST_CASE("a layout without room says so") {
    std::string why;
    facts_of("{name: a, figsize: [1, 0.5], layout: constrained, xlabel: x, title: t, layers: []}", nullptr, &why);
    CHECK(why == "constrained layout is not applied: what stands around the axes leaves no room for them");
    facts_of("{name: a, layout: tight, subplots: {left: 0.2}, layers: []}", nullptr, &why);
    CHECK(why == "tight layout is not applied: 'subplots' says itself where the grid is and what its gaps are");
}
