#include "text/vector_line.h"

#include <cmath>
#include <doctest/doctest.h>

#include "text/font_engine.h"
#include "text/outline_font.h"

using namespace plotmill;
using text::FontEngine;
using text::FontLibrary;
using text::VectorLine;

namespace {

struct Engine {
    std::shared_ptr<const FontLibrary> library = std::make_shared<const FontLibrary>();
    FontEngine fonts{library};

    VectorLine line(std::string words, bool math = false, double anchor = 0) {
        scene::TextItem item;
        item.text = std::move(words);
        item.font = std::make_shared<const scene::Font>(scene::Font{{"DejaVu Sans"}, 20.48, 400, {}});
        item.math = math;
        item.anchor = anchor;
        item.position = {10.25, 20.5};
        return fonts.vector_line(item, 72);  // a hundredth of the face's 2048 units is a pixel
    }
};

double pixels(double units) { return units / 100; }

}  // namespace

TEST_CASE("glyphs stand where the face's own advances and kerning put them") {
    Engine e;
    const VectorLine line = e.line("AVA");
    REQUIRE(line.runs.size() == 1);
    const auto& glyphs = line.runs[0].glyphs;
    REQUIRE(glyphs.size() == 3);
    // hmtx: A 1401, V 1401; kerning between them -131 (DejaVu Sans 2.37, as FreeType's unscaled kerning).
    CHECK(glyphs[1].x == doctest::Approx(pixels(1401 - 131)));
    CHECK(glyphs[2].x == doctest::Approx(pixels(2 * (1401 - 131))));
    CHECK(line.width == doctest::Approx(pixels(3 * 1401 - 2 * 131)));
    CHECK(glyphs[0].text == U"A");
    CHECK(e.line("fi").runs[0].glyphs.size() == 2);  // no ligature
}

TEST_CASE("the anchor keeps its place") {
    Engine e;
    const double start = e.line("wide words").dx, middle = e.line("wide words", false, 0.5).dx,
                 end = e.line("wide words", false, 1).dx;
    CHECK(start == 0);
    CHECK(end == doctest::Approx(2 * middle));
    CHECK(std::fabs(end) < 2);  // hinted and unhinted widths are close
}

TEST_CASE("text stands on the row of pixels on which it is drawn") {
    Engine e;
    const Point at = e.line("H").place;
    CHECK(std::fabs(at.y - std::round(at.y)) < 1e-9);
    CHECK(std::fabs(at.x - 10.25) <= 0.5);
}

TEST_CASE("each character from the first face that has it, right to left where it is") {
    Engine e;
    const VectorLine line = e.line("a\u05D0\u05D1c");
    REQUIRE(line.runs.size() == 3);
    CHECK(line.runs[1].right_to_left);
    CHECK(line.runs[1].text == U"\u05D0\u05D1");
    CHECK(line.runs[1].glyphs[0].text == U"\u05D1");  // from left to right
    CHECK(line.runs[2].begin > line.runs[1].begin);
}

TEST_CASE("math: sizes, scripts and rules") {
    Engine e;
    const VectorLine line = e.line("$\\frac{x}{2}$", true);
    CHECK(line.math);
    REQUIRE(line.runs.size() == 2);
    CHECK(line.runs[0].glyphs[0].y > 0);
    CHECK(line.runs[1].glyphs[0].y < 0);
    REQUIRE(line.rules.size() == 1);
    CHECK(line.rules[0].width() > line.rules[0].height());
    CHECK(e.line("$\\frac{x}$", true).runs.empty());
}

TEST_CASE("outlines, facts and subsets of a face") {
    Engine e;
    const auto id = e.library->default_face();
    text::OutlineFont& face = e.fonts.outline_font(id);
    CHECK(face.facts().postscript_name == "DejaVuSans");
    CHECK(face.facts().units_per_em == 2048);
    CHECK(face.facts().cap_height == 1493);
    CHECK(!face.facts().cff);
    const std::uint32_t h = face.glyph(U'H');
    CHECK(face.advance(h) == 1540);
    CHECK(face.outline(h).verbs.front() == Verb::move);
    CHECK(face.glyph(0xFFFF) == 0);

    const auto characters = face.subset(std::set<char32_t>{U'H'});
    const auto glyphs = face.subset(std::set<std::uint32_t>{h});
    CHECK(characters.size() > 200);
    CHECK(characters.size() < 4000);
    CHECK(glyphs.size() > 200);
    // Read again: the one by character, the other by the old number.
    const text::FaceDescription cut{"cut", {}, 400, false, "", characters, 0};
    const text::OutlineFont again(cut);
    CHECK(again.advance(again.glyph(U'H')) == 1540);
    const text::FaceDescription numbered{"cut", {}, 400, false, "", glyphs, 0};
    CHECK(text::OutlineFont(numbered).advance(h) == 1540);
    // The sixth cut and those after it take another way to the same bytes.
    for (int i = 0; i < 6; ++i) CHECK(face.subset(std::set<char32_t>{U'H'}) == characters);
}
