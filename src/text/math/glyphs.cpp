#include "text/math/glyphs.h"

#include <hb.h>

#include "text/math/symbols.h"

namespace plotmill::text {
namespace {

constexpr std::size_t kMathFonts = 6;

bool is_letter(char32_t symbol) {
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), symbol)) {
        case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER: return true;
        default: return false;
    }
}

}  // namespace

FaceMathGlyphs::FaceMathGlyphs(GlyphStore& store, FaceId standard_face, double dpi)
    : store_(store), standard_face_(standard_face), dpi_(dpi), faces_(kMathFonts, -1) {}

FaceId FaceMathGlyphs::face_of(MathFont font) {
    std::int64_t& known = faces_[static_cast<std::size_t>(font)];
    if (known >= 0) return static_cast<FaceId>(known);
    FaceId face = standard_face_;
    if (font != MathFont::standard) {
        scene::Font wanted;
        wanted.families = {font == MathFont::typewriter ? "DejaVu Sans Mono" : "DejaVu Sans"};
        if (font == MathFont::italic) wanted.style = scene::Font::Style::italic;
        if (font == MathFont::bold) wanted.weight = 700;
        face = store_.library().find(wanted).value_or(store_.library().default_face());
    }
    known = face;
    return face;
}

// UnicodeFonts._get_glyph: in italic only letters lean, and capital Greek does not.
FaceMathGlyphs::Choice FaceMathGlyphs::choose(MathFont font, char32_t symbol) {
    MathFont used = font;
    if (font == MathFont::italic && symbol < 0x10000 && (!is_letter(symbol) || is_greek_capital(symbol))) {
        used = MathFont::roman;
    }
    const FaceId face = face_of(used);
    if (store_.index(face, symbol) != 0) return {face, symbol, used == MathFont::italic};
    if (missing_.find(symbol) == std::u32string::npos) missing_.push_back(symbol);
    constexpr char32_t dummy = 0xA4;  // the currency sign, Matplotlib's stand-in
    return {face_of(MathFont::roman), dummy, false};
}

MathMetrics FaceMathGlyphs::metrics(MathFont font, char32_t symbol, double points) {
    const Choice chosen = choose(font, symbol);
    Glyph& glyph = store_.glyph(store_.size(chosen.face, points, dpi_), store_.index(chosen.face, chosen.symbol));
    MathMetrics m;
    m.advance = static_cast<double>(glyph.linear_advance) / 65536.0;
    m.height = static_cast<double>(glyph.height) / 64.0;
    m.width = static_cast<double>(glyph.width) / 64.0;
    m.x_min = static_cast<double>(glyph.box.xMin) / 64.0;
    m.y_min = static_cast<double>(glyph.box.yMin) / 64.0;
    m.x_max = static_cast<double>(glyph.box.xMax) / 64.0;
    m.y_max = static_cast<double>(glyph.box.yMax) / 64.0;
    m.iceberg = static_cast<double>(glyph.bearing_y) / 64.0;
    m.slanted = chosen.slanted;
    m.glyph = &glyph;
    m.face = chosen.face;
    return m;
}

double FaceMathGlyphs::kern(MathFont font, char32_t left, char32_t right, double points) {
    const Choice a = choose(font, left), b = choose(font, right);
    // Matplotlib 3.6 asks for the kerning of character codes where FreeType takes glyph numbers. Kept, since the places of
    // the characters depend on it.
    return static_cast<double>(store_.kerning(store_.size(a.face, points, dpi_), a.symbol, b.symbol)) / 64.0;
}

double FaceMathGlyphs::x_height(MathFont font, double points) {
    const double stated = store_.pclt_x_height(face_of(font));
    if (stated >= 0) return stated * (points / 12.0) * (dpi_ / 100.0);
    return metrics(font, U'x', points).iceberg;
}

}  // namespace plotmill::text
