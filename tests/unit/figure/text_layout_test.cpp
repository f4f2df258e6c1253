// Against the tables of tests/peers/tables.py: Text._get_layout, with characters of one width.
#include "figure/text_layout.h"

#include "../tables.h"
#include "text/fixed_metrics.h"

using namespace plotmill;
using namespace plotmill::figure;
using namespace plotmill::test;

namespace {

TextProps props(const Json& c) {
    TextProps p;
    p.font.size = 12;
    p.ha = c.value("ha", "left");
    p.va = c.value("va", "baseline");
    p.rotation = c.value("rotation", 0.0);
    p.multialignment = c.value("multialignment", "");
    p.anchor_mode = c.value("rotation_mode", "default") == "anchor";
    p.linespacing = c.value("linespacing", 1.2);
    return p;
}

scene::Scene scene_of(std::string_view text, const TextProps& p, Point anchor) {
    text::FixedTextMetrics metrics;
    scene::Scene scene;
    scene.width = scene.height = 200;
    scene::Builder out(scene);
    emit_text(text, p, anchor, metrics, out);
    return scene;
}

}  // namespace

TEST_CASE("text layout: boxes and baselines as Matplotlib's") {
    text::FixedTextMetrics metrics;
    for (const Json& c : table("text_layouts")) {
        CAPTURE(c.dump().substr(0, 120));
        const TextBlock block = layout_text(c["text"].get<std::string>(), props(c), metrics, 100);
        check_near({block.box.x0, block.box.y0, block.box.x1, block.box.y1}, numbers(c["box"]));
        CHECK(block.descent == doctest::Approx(c["descent"].get<double>()).epsilon(1e-12));
        REQUIRE(block.lines.size() == c["lines"].size());
        NumberList got, wanted;
        for (std::size_t i = 0; i < block.lines.size(); ++i) {
            const Json& line = c["lines"][i];
            CHECK(block.lines[i].text == line["text"].get<std::string>());
            got.insert(got.end(),
                       {block.lines[i].width, block.lines[i].height, block.lines[i].offset.x, block.lines[i].offset.y});
            wanted.insert(wanted.end(), {number(line["size"][0]), number(line["size"][1]), number(line["at"][0]),
                                         number(line["at"][1])});
        }
        check_near(got, wanted);
    }
}

TEST_CASE("text layout: what is math") {
    CHECK(has_math("$x$"));
    CHECK(has_math("a $x$ b $y$"));
    CHECK_FALSE(has_math("costs $5"));
    CHECK_FALSE(has_math("costs \\$5 or \\$6"));
    CHECK(has_math("\\$5 for $x$"));
    CHECK_FALSE(has_math(""));
    text::FixedTextMetrics metrics;
    const TextBlock block = layout_text("\\$5\n$x$", {}, metrics, 100);
    REQUIRE(block.lines.size() == 2);
    CHECK(block.lines[0].text == "$5");
    CHECK_FALSE(block.lines[0].math);
    CHECK(block.lines[1].text == "$x$");
    CHECK(block.lines[1].math);
}

TEST_CASE("text layout: into the scene, line by line, turned over, box first") {
    TextProps p;
    p.font.size = 12;
    const scene::Scene plain = scene_of("two\n\nlines", p, {10, 50});
    REQUIRE(plain.items.size() == 2);  // the blank line is not drawn
    const auto& first = std::get<scene::TextItem>(plain.items[0].content);
    const auto& last = std::get<scene::TextItem>(plain.items[1].content);
    CHECK(first.text == "two");
    CHECK(first.line == 0);
    CHECK(last.text == "lines");
    CHECK(last.line == 1);
    CHECK(last.position.x == doctest::Approx(10));
    CHECK(last.position.y == doctest::Approx(150));  // its baseline stands on the anchor
    CHECK(first.position.y < last.position.y);
    CHECK(first.font == last.font);

    p.box.emplace();
    p.box->props.face = Rgba{1, 0, 0, 1};
    const scene::Scene boxed = scene_of("boxed", p, {10, 50});
    REQUIRE(boxed.items.size() == 2);
    CHECK(std::holds_alternative<scene::PathItem>(boxed.items[0].content));
    CHECK(scene_of("", p, {10, 50}).items.empty());
    CHECK(scene_of("nowhere", p, {10, NAN}).items.empty());
}

TEST_CASE("text layout: extents move with the anchor; boxes turn with their text") {
    text::FixedTextMetrics metrics;
    TextProps p;
    p.font.size = 12;
    const Rect at = text_extent("word", p, {100, 40}, metrics, 100);
    CHECK(at.x0 == 100);
    CHECK(at.x1 == doctest::Approx(140));
    CHECK(text_extent("", p, {100, 40}, metrics, 100) == Rect{100, 40, 100, 40});
    CHECK(text_box("word", p, {100, 40}, metrics, 100).empty());
    p.box.emplace();
    p.box->params = {{"pad", 0}};
    p.rotation = 90;
    const Path box = text_box("word", p, {100, 40}, metrics, 100);
    Rect around = Rect::none();
    for (Point q : box.points) around.unite({q.x, q.y, q.x, q.y});
    CHECK(around.height() == doctest::Approx(40));
    CHECK(around.width() == doctest::Approx(95.0 / 6));
}
