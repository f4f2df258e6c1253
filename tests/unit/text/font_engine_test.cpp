#include "text/font_engine.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <vector>

#include "drawn_texts.h"

using namespace plotmill;
using text::FontEngine;
using text::FontLibrary;
using text::PlacedMask;

namespace {

std::uint32_t crc32(const std::vector<std::uint8_t>& bytes) {
    std::uint32_t crc = 0xFFFFFFFFu;
    for (const std::uint8_t byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ (crc & 1 ? 0xEDB88320u : 0u);
    }
    return ~crc;
}

scene::Font font_of(std::string_view face, double size) {
    scene::Font font;
    font.size = size;
    font.families = {face == "mono" ? "monospace" : face == "serif" ? "DejaVu Serif" : "DejaVu Sans"};
    if (face == "bold") font.weight = 700;
    if (face == "oblique" || face == "serif") font.style = scene::Font::Style::italic;
    return font;
}

scene::TextItem item_of(std::string_view text, const scene::Font& font, Point position = {0, 0}, double angle = 0) {
    scene::TextItem item;
    item.text = text;
    item.font = std::make_shared<scene::Font>(font);
    item.position = position;
    item.angle = angle;
    return item;
}

struct Ink {
    int x = 0, y = 0, width = 0, height = 0;
    std::uint32_t crc = 0;
};

Ink ink_of(const PlacedMask& mask) {
    int x0 = mask.width, x1 = -1, y0 = mask.height, y1 = -1;
    for (int y = 0; y < mask.height; ++y) {
        for (int x = 0; x < mask.width; ++x) {
            if (mask.data[y * mask.stride + x] == 0) continue;
            x0 = std::min(x0, x), x1 = std::max(x1, x), y0 = std::min(y0, y), y1 = std::max(y1, y);
        }
    }
    if (x1 < 0) return {};
    std::vector<std::uint8_t> bytes;
    for (int y = y0; y <= y1; ++y) {
        bytes.insert(bytes.end(), mask.data + y * mask.stride + x0, mask.data + y * mask.stride + x1 + 1);
    }
    return {mask.x + x0, mask.y + y0, x1 - x0 + 1, y1 - y0 + 1, crc32(bytes)};
}

void check(FontEngine& engine, const text::test::DrawnText& want, bool math,
           std::shared_ptr<const TextRules> rules = nullptr) {
    const std::string_view shown = want.text;
    CAPTURE(shown);
    CAPTURE(want.angle);
    scene::Font font = font_of(want.face, want.size);
    font.rules = std::move(rules);
    const figure::TextExtent extent = engine.measure(want.text, font, want.dpi, math);
    CHECK(extent.width == doctest::Approx(want.width).epsilon(1e-12));
    CHECK(extent.height == doctest::Approx(want.height).epsilon(1e-12));
    CHECK(extent.descent == doctest::Approx(want.descent).epsilon(1e-12));
    scene::TextItem item = item_of(want.text, font, {want.x, want.y}, want.angle);
    item.math = math;
    item.antialias = want.antialias;
    for (int pass = 0; pass < 2; ++pass) {  // the second comes from the cache
        const Ink ink = ink_of(engine.place(item, want.dpi));
        CHECK(ink.x == want.ink_x);
        CHECK(ink.y == want.ink_y);
        CHECK(ink.width == want.ink_width);
        CHECK(ink.height == want.ink_height);
        CHECK(ink.crc == want.crc);
    }
}

}  // namespace

TEST_CASE("plain text is Matplotlib's to the byte") {
    FontEngine engine(std::make_shared<FontLibrary>());
    for (const auto& want : text::test::kPlain) check(engine, want, false);
}

TEST_CASE("rotated text is Matplotlib's to the byte") {
    FontEngine engine(std::make_shared<FontLibrary>());
    for (const auto& want : text::test::kRotated) check(engine, want, false);
}

TEST_CASE("math is Matplotlib's to the byte") {
    FontEngine engine(std::make_shared<FontLibrary>());
    for (const auto& want : text::test::kMath) check(engine, want, true);
}

TEST_CASE("math is Matplotlib's in every font set") {
    FontEngine engine(std::make_shared<FontLibrary>());
    for (const auto& want : text::test::kMathSets) {
        const std::string_view set = want.set;
        auto rules = std::make_shared<TextRules>();
        rules->math_set = set == "dejavuserif" ? MathFontSet::dejavu_serif
                          : set == "cm"        ? MathFontSet::computer_modern
                          : set == "stix"      ? MathFontSet::stix
                          : set == "stixsans"  ? MathFontSet::stix_sans
                          : set == "custom"    ? MathFontSet::custom
                                               : MathFontSet::dejavu_sans;
        CAPTURE(set);
        check(engine, want.drawn, true, rules);
    }
}

TEST_CASE("hinting and kerning by the rcParams") {
    FontEngine engine(std::make_shared<FontLibrary>());
    for (const auto& want : text::test::kRules) {
        auto rules = std::make_shared<TextRules>();
        rules->hinting = want.hinting;
        rules->hinting_factor = want.hinting_factor;
        rules->kerning_factor = want.kerning_factor;
        CAPTURE(want.hinting_factor);
        check(engine, want.drawn, false, rules);
    }
}

TEST_CASE("generic families by the rcParams") {
    FontEngine engine(std::make_shared<FontLibrary>());
    scene::Font font;
    font.families = {"sans-serif"};
    const double sans = engine.measure("Width", font, 100, false).width;
    auto rules = std::make_shared<TextRules>();
    rules->sans_serif = {"Not Here", "STIXGeneral", "DejaVu Sans"};
    font.rules = rules;
    const double listed = engine.measure("Width", font, 100, false).width;
    font.rules = nullptr;
    font.families = {"STIXGeneral"};
    CHECK(listed == engine.measure("Width", font, 100, false).width);
    CHECK(listed != sans);
    auto nothing = std::make_shared<TextRules>();
    nothing->sans_serif = {"Not Here"};
    font.families = {"sans-serif"};
    font.rules = nothing;
    CHECK(engine.measure("Width", font, 100, false).width == sans);
}

TEST_CASE("math as an outline") {
    FontEngine engine(std::make_shared<FontLibrary>());
    scene::Font font;
    font.families = {"DejaVu Sans"};
    const auto shape = engine.outline("$\\frac{1}{2}$", font);
    CHECK(shape.problem.empty());
    CHECK(shape.path.verbs.size() > 20);
    CHECK(shape.box.width() > 1);
    CHECK(engine.outline("$\\nonsense$", font).problem == "character 2: unknown symbol '\\nonsense'");
    CHECK(engine.outline("$\\ $", font).path.empty());
}

TEST_CASE("the order in which sizes and faces are used changes nothing") {
    FontEngine engine(std::make_shared<FontLibrary>());
    for (const auto& want : text::test::kMath) check(engine, want, true);
    for (const auto& want : text::test::kRotated) check(engine, want, false);
    for (auto i = std::rbegin(text::test::kPlain); i != std::rend(text::test::kPlain); ++i) check(engine, *i, false);
}

TEST_CASE("places are rounded half to even") {
    FontEngine engine(std::make_shared<FontLibrary>());
    const scene::Font font = font_of("sans", 10);
    const auto at = [&](double x, double y) { return engine.place(item_of(" ", font, {x, y}), 100); };
    CHECK(at(10.5, 20).x == 10);  // the box of a space is its origin
    CHECK(at(11.5, 20).x == 12);
    CHECK(at(10.5, 20.5).y == 20 + 1 - 2);
    CHECK(at(10.5, 21.5).y == 22 + 1 - 2);
}

TEST_CASE("a character is drawn from the first family that has it") {
    FontEngine engine(std::make_shared<FontLibrary>());
    scene::Font font;
    font.families = {"DejaVu Sans Mono", "No Such Family", "DejaVu Sans"};
    const std::string text = "x\xC7\x84y";  // U+01C4 is not in DejaVu Sans Mono
    const figure::TextExtent extent = engine.measure(text, font, 100, false);
    CHECK(extent.width == 2336 / 64.0);
    CHECK(extent.height == 1056 / 64.0);
    CHECK(extent.descent == 192 / 64.0);
    const PlacedMask mask = engine.place(item_of(text, font), 100);
    REQUIRE(mask.width == 37);
    REQUIRE(mask.height == 18);
    REQUIRE(mask.stride == 37);
    const std::vector<std::uint8_t> bytes(mask.data, mask.data + mask.width * mask.height);
    CHECK(crc32(bytes) == 0xD4F9CA21u);
    CHECK(engine.missing_characters(text, font, false).empty());
    font.families = {"DejaVu Sans Mono"};
    CHECK(engine.missing_characters(text, font, false) == U"\u01C4");
}

TEST_CASE("missing characters are named once, in their order") {
    FontEngine engine(std::make_shared<FontLibrary>());
    const scene::Font font = font_of("sans", 10);
    CHECK(engine.missing_characters("a \xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5", font, false) == U"\u65E5\u672C");
    CHECK(engine.missing_characters("\xE6\x97\xA5 $\\alpha^{\xE6\x9C\xAC}$", font, true) == U"\u65E5\u672C");
    CHECK(engine.missing_characters("plain $x^2$", font, true).empty());
}

TEST_CASE("dollars outside math") {
    FontEngine engine(std::make_shared<FontLibrary>());
    const scene::Font font = font_of("sans", 10);
    CHECK(engine.measure("\\$5", font, 100, true).width == engine.measure("$5", font, 100, false).width);
    CHECK(engine.measure("\\$5", font, 100, false).width > engine.measure("$5", font, 100, false).width);
    CHECK(engine.measure("$5", font, 100, true).width == engine.measure("$5", font, 100, false).width);  // one dollar
}

TEST_CASE("right-to-left text is shaped and reordered") {
    FontEngine engine(std::make_shared<FontLibrary>());
    const scene::Font font = font_of("sans", 10);
    const std::string shalom = "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D";  // U+05E9 U+05DC U+05D5 U+05DD
    const figure::TextExtent word = engine.measure(shalom, font, 100, false);
    CHECK(word.width > 20);
    // Logical "shin lamed" puts shin on the right: the picture of the reversed word, glyph by glyph, differs from it.
    const std::string reversed = "\xD7\x9D\xD7\x95\xD7\x9C\xD7\xA9";
    const Ink a = ink_of(engine.place(item_of(shalom, font), 100));
    const Ink b = ink_of(engine.place(item_of(reversed, font), 100));
    CHECK(a.crc != b.crc);
    // Arabic letters join: the word is narrower than its letters apart.
    const std::string seen = "\xD8\xB3", word_seen = seen + seen + seen;
    CHECK(engine.measure(word_seen, font, 100, false).width < 3 * engine.measure(seen, font, 100, false).width);
    // The first letter decides which way a line runs: what comes second in a line of Hebrew stands on the left.
    const auto picture = [&](const std::string& text) { return ink_of(engine.place(item_of(text, font), 100)).crc; };
    CHECK(picture(shalom + " abc") == picture("abc " + shalom));
    CHECK(picture(shalom + " 12") != picture("12 " + shalom));              // numbers do not decide
    CHECK(picture("a (" + shalom + ")") != picture("a )" + shalom + "("));  // brackets face inwards
    // A Latin word beside it keeps its width.
    const double latin = engine.measure("abc ", font, 100, false).width;
    CHECK(engine.measure("abc " + shalom, font, 100, false).width == doctest::Approx(latin + word.width).epsilon(0.01));
}

TEST_CASE("hostile sizes and places draw nothing") {
    FontEngine engine(std::make_shared<FontLibrary>());
    const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
    const scene::Font font = font_of("sans", 10);
    CHECK(engine.place(item_of("a", font, {nan, 0}), 100).data == nullptr);
    CHECK(engine.place(item_of("a", font, {0, infinity}), 100).data == nullptr);
    CHECK(engine.place(item_of("a", font, {1e12, 0}), 100).data == nullptr);
    CHECK(engine.place(item_of("a", font, {0, 0}, nan), 100).data == nullptr);
    CHECK(engine.place(item_of(std::string(5000, 'm'), font_of("sans", 2000)), 100).data ==
          nullptr);                                                                   // too many pixels
    CHECK(ink_of(engine.place(item_of("m", font_of("sans", 1e6)), 100)).width == 0);  // more than FreeType can do
    scene::TextItem no_font;
    no_font.text = "a";
    CHECK(engine.place(no_font, 100).data == nullptr);
    // Not UTF-8: the replacement character.
    CHECK(engine.measure("\xFF", font, 100, false).width == engine.measure("\xEF\xBF\xBD", font, 100, false).width);
}

TEST_CASE("the caches are bounded and give the same pixels when they overflow") {
    FontEngine engine(std::make_shared<FontLibrary>());
    const scene::Font font = font_of("sans", 10);
    const Ink before = ink_of(engine.place(item_of("first", font), 100));
    for (int i = 0; i < 5000; ++i) engine.measure("label " + std::to_string(i), font, 100, false);
    const Ink after = ink_of(engine.place(item_of("first", font), 100));
    CHECK(before.crc == after.crc);
}
