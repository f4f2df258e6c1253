// Math as text dumps: which glyph of which font stands where, and the lines, against Matplotlib's.
#include <cstdio>
#include <doctest/doctest.h>

#include "text/math/font_pattern.h"
#include "text/math/raster.h"

using namespace plotmill;

namespace {

struct Layout {
    const char* set;
    const char* text;
    const char* dump;
};
constexpr Layout kLayouts[] = {
#include "math_layouts.inc"
};

std::string number(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.4f", value);
    return std::string(text) == "-0.0000" ? "0.0000" : text;
}

MathFontSet set_named(std::string_view name) {
    if (name == "dejavuserif") return MathFontSet::dejavu_serif;
    if (name == "cm") return MathFontSet::computer_modern;
    if (name == "stix") return MathFontSet::stix;
    if (name == "stixsans") return MathFontSet::stix_sans;
    return name == "custom" ? MathFontSet::custom : MathFontSet::dejavu_sans;
}

std::string dump(text::GlyphStore& store, const TextRules& rules, std::string_view line) {
    text::FontSet fonts(store, store.library().default_face(), &rules);
    const text::MathOutline math = text::outline_math(store, fonts, line, 20, 72);
    std::string out = "box " + number(math.width) + " " + number(math.height) + " " + number(math.depth);
    for (const auto& glyph : math.glyphs) {
        char code[16];
        std::snprintf(code, sizeof code, " U+%04X ", static_cast<unsigned>(glyph.code));
        out += "\n" + store.library().faces()[glyph.face].file + code + number(glyph.points) + " " + number(glyph.x) +
               " " + number(glyph.y);
    }
    for (const auto& rule : math.rules) {
        out += "\nline " + number(rule.x) + " " + number(rule.y) + " " + number(rule.width) + " " + number(rule.height);
    }
    return out;
}

}  // namespace

TEST_CASE("math stands where Matplotlib puts it, in every font set") {
    text::GlyphStore store(std::make_shared<text::FontLibrary>());
    for (const Layout& want : kLayouts) {
        const std::string_view set = want.set, shown = want.text;
        CAPTURE(set);
        CAPTURE(shown);
        TextRules rules;
        rules.math_set = set_named(want.set);
        CHECK(dump(store, rules, want.text) == want.dump);
    }
}

TEST_CASE("the rules of the custom set") {
    text::GlyphStore store(std::make_shared<text::FontLibrary>());
    TextRules rules;
    rules.math_set = MathFontSet::custom;
    rules.math_it = "serif:italic";
    CHECK(dump(store, rules, "$x$").find("DejaVuSerif-Italic.ttf U+0078") != std::string::npos);
    rules.math_default = "bf";
    CHECK(dump(store, rules, "$x$").find("DejaVuSans-Bold.ttf U+0078") != std::string::npos);
    CHECK(dump(store, rules, "$\\mathbb{R}$").find("STIXGeneral") != std::string::npos);
    rules.math_fallback = MathFallback::none;
    CHECK(dump(store, rules, "$\\mathbb{R}$").find("DejaVuSans.ttf U+00A4") != std::string::npos);  // a dummy
}

TEST_CASE("font patterns") {
    scene::Font open;
    open.families = {"open"};
    const auto read = [&](std::string_view pattern) { return text::read_font_pattern(pattern, open); };
    CHECK(read("serif").families == std::vector<std::string>{"serif"});
    CHECK(read("serif").weight == 400);
    CHECK(read("serif:bold").weight == 700);
    CHECK(read("STIXGeneral:italic").style == FontStyle::italic);
    CHECK(read("a, b c:weight=600:slant=oblique").families == std::vector<std::string>{"a", "b c"});
    CHECK(read("a:weight=600").weight == 600);
    CHECK(read("a-12:oblique").style == FontStyle::oblique);
    CHECK(read("with\\-dash").families == std::vector<std::string>{"with-dash"});
    CHECK(read(":italic").families == std::vector<std::string>{"open"});
    CHECK(read("").families == std::vector<std::string>{"open"});
    CHECK(read(":::=:").weight == 400);
}
