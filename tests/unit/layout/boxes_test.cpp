// Where axes, legends and texts stand, against Matplotlib measuring text as FixedTextMetrics does (boxes_expected.inc
// is made with it). Pixels from the top left.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "../resolve/figures.h"
#include "layout/figure.h"
#include "text/fixed_metrics.h"

using namespace plotmill;
using resolve::test::resolved;

namespace {

using Box = std::array<double, 4>;
struct Text {
    const char* text;
    Box box;
};
struct Case {
    const char* figure;
    std::vector<Box> axes, legends;
    std::vector<Text> texts;
};

const std::vector<Case>& cases() {
    static const std::vector<Case> all = {
#include "boxes_expected.inc"
    };
    return all;
}

std::string words(const Rect& r) { return fmt::format("{:.3f} {:.3f} {:.3f} {:.3f}", r.x0, r.y0, r.x1, r.y1); }
Rect rect(const Box& b) { return {b[0], b[1], b[2], b[3]}; }
bool near(const Rect& a, const Rect& b) {
    constexpr double tolerance = 0.0021;
    return std::abs(a.x0 - b.x0) <= tolerance && std::abs(a.x1 - b.x1) <= tolerance &&
           std::abs(a.y0 - b.y0) <= tolerance && std::abs(a.y1 - b.y1) <= tolerance;
}

layout::FigureFacts facts_of(const char* yaml) {
    resolve::ResolvedFigure f = resolved(yaml);
    text::FixedTextMetrics metrics;
    layout::FigureFacts facts;
    layout::layout_figure(f, metrics, &facts);
    return facts;
}

}  // namespace

TEST_CASE("boxes are Matplotlib's") {
    REQUIRE(cases().size() >= 30);
    for (const Case& c : cases()) {
        const std::string figure = c.figure;
        CAPTURE(figure);
        const layout::FigureFacts facts = facts_of(c.figure);
        REQUIRE(facts.axes.size() == c.axes.size());
        std::vector<Rect> legends;
        for (std::size_t i = 0; i < c.axes.size(); ++i) {
            CHECK_MESSAGE(near(facts.axes[i].box, rect(c.axes[i])), "axes ", i, ": ", words(facts.axes[i].box),
                          " expected ", words(rect(c.axes[i])));
            if (facts.axes[i].legend) legends.push_back(facts.axes[i].legend->box);
        }
        if (facts.legend) legends.push_back(facts.legend->box);
        REQUIRE(legends.size() == c.legends.size());
        for (std::size_t i = 0; i < legends.size(); ++i)
            CHECK_MESSAGE(near(legends[i], rect(c.legends[i])), "legend: ", words(legends[i]), " expected ",
                          words(rect(c.legends[i])));

        // Each expected text has a text of its own.
        std::vector<layout::TextFact> texts = facts.texts;
        // Math has no fixed metrics in common with Matplotlib.
        std::erase_if(texts, [](const layout::TextFact& f) { return f.text.find('$') != std::string::npos; });
        for (const Text& t : c.texts) {
            if (std::string_view(t.text).find('$') != std::string_view::npos) continue;
            const auto at = std::find_if(texts.begin(), texts.end(), [&](const layout::TextFact& f) {
                return f.text == t.text && near(f.box, rect(t.box));
            });
            if (at != texts.end()) {
                texts.erase(at);
                continue;
            }
            std::string others;
            for (const layout::TextFact& f : texts)
                if (f.text == t.text) others += " [" + words(f.box) + "]";
            FAIL_CHECK("'", std::string(t.text), "' expected at ", words(rect(t.box)), ", found", others);
        }
        std::string rest;
        for (const layout::TextFact& f : texts) rest += f.text + " ";
        CHECK(rest == "");
    }
}

TEST_CASE("ticks of an axis that is not drawn, and of hidden labels, are facts without labels") {
    const layout::FigureFacts off = facts_of("{name: a, axis: off, layers: [{plot: {y: [0, 1]}}]}");
    CHECK(off.texts.empty());
    REQUIRE(!off.axes[0].xticks.empty());
    CHECK(off.axes[0].xticks[0].label == "");
    const layout::FigureFacts shared = facts_of("{name: a, subplots: {ncols: 2, sharey: true}, axes: []}");
    CHECK(shared.axes[0].yticks[0].label == "0.0");
    CHECK(shared.axes[1].yticks[0].label == "");
}

TEST_CASE("colour bars beside one axes and beside several take their room one after the other") {
    const layout::FigureFacts facts = facts_of(R"(
name: a
subplots: {ncols: 2}
axes:
  - layers: [{pcolormesh: {C: [[1, 2], [3, 4]], colorbar: true}}]
  - layers:
      - pcolormesh: {C: [[1, 2], [3, 4]], colorbar: {ax: all, location: top}}
      - pcolormesh: {C: [[1, 2], [3, 4]], colorbar: true}
)");
    const Box expected[] = {{80, 131.52, 260.364, 427.2},
                            {350.545, 57.6, 530.909, 427.2},
                            {271.636, 57.6, 290.116, 427.2},
                            {80, 88.24, 576, 113.04},
                            {542.182, 57.6, 560.662, 427.2}};
    REQUIRE(facts.axes.size() == std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); ++i)
        CHECK_MESSAGE(near(facts.axes[i].box, rect(expected[i])), "axes ", i, ": ", words(facts.axes[i].box));
}

TEST_CASE("the canvas has whole pixels") {
    CHECK(facts_of("{name: a, figsize: [1.239, 1], dpi: 100}").width == 123);
    CHECK(facts_of("{name: a, figsize: [4.1, 2.3], dpi: 100}").width == 410);
}
