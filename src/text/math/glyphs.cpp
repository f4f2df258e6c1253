#include "text/math/glyphs.h"

#include <hb.h>
#include <string_view>

#include "text/math/symbols.h"

namespace plotmill::text {
namespace {

constexpr std::size_t kMathFonts = 9;
// DejaVu Sans Display, which Matplotlib takes for large operators, holds the outlines of DejaVu Sans enlarged by this.
constexpr double kDisplayScale = 1.41421356;

bool is_letter(char32_t symbol) {
    switch (hb_unicode_general_category(hb_unicode_funcs_get_default(), symbol)) {
        case HB_UNICODE_GENERAL_CATEGORY_LOWERCASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_MODIFIER_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_OTHER_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_TITLECASE_LETTER:
        case HB_UNICODE_GENERAL_CATEGORY_UPPERCASE_LETTER:
            return true;
        default:
            return false;
    }
}

bool is_display_operator(char32_t symbol) {
    return (symbol >= 0x220F && symbol <= 0x2211) || (symbol >= 0x222B && symbol <= 0x2233) ||
           (symbol >= 0x22C0 && symbol <= 0x22C3) || (symbol >= 0x2A00 && symbol <= 0x2A02) ||
           (symbol >= 0x2A0C && symbol <= 0x2A1C);
}

// The letter's place in Unicode's mathematical alphabets, some of which have older places of their own.
char32_t styled_letter(MathFont font, char32_t letter) {
    const bool upper = letter >= U'A' && letter <= U'Z', lower = letter >= U'a' && letter <= U'z';
    if (!upper && !lower) return letter;
    constexpr std::u32string_view script_from = U"BEFHILMRego",
                                  script_to = U"\u212C\u2130\u2131\u210B\u2110\u2112\u2133\u211B\u212F\u210A\u2134";
    constexpr std::u32string_view board_from = U"CHNPQRZ", board_to = U"\u2102\u210D\u2115\u2119\u211A\u211D\u2124";
    constexpr std::u32string_view fraktur_from = U"CHIRZ", fraktur_to = U"\u212D\u210C\u2111\u211C\u2128";
    const auto place = [&](char32_t first, std::u32string_view from, std::u32string_view to) -> char32_t {
        if (const std::size_t at = from.find(letter); at != std::u32string_view::npos) return to[at];
        return first + (upper ? letter - U'A' : letter - U'a' + 26);
    };
    switch (font) {
        case MathFont::script:
            return place(0x1D49C, script_from, script_to);
        case MathFont::blackboard:
            return place(0x1D538, board_from, board_to);
        case MathFont::fraktur:
            return place(0x1D504, fraktur_from, fraktur_to);
        default:
            return letter;
    }
}

bool is_alphabet(MathFont font) {
    return font == MathFont::script || font == MathFont::blackboard || font == MathFont::fraktur;
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
        wanted.families = {font == MathFont::typewriter ? "DejaVu Sans Mono"
                           : is_alphabet(font)          ? "DejaVu Math TeX Gyre"
                                                        : "DejaVu Sans"};
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
    if (is_alphabet(font)) {  // only letters have such forms
        const char32_t styled = styled_letter(font, symbol);
        if (styled != symbol && store_.index(face_of(font), styled) != 0) return {face_of(font), styled, false, 1};
        used = MathFont::roman;
    }
    if (is_display_operator(symbol) && store_.index(face_of(MathFont::roman), symbol) != 0) {
        return {face_of(MathFont::roman), symbol, symbol == 0x222B || symbol == 0x222E, kDisplayScale};
    }
    if (font == MathFont::italic && symbol < 0x10000 && (!is_letter(symbol) || is_greek_capital(symbol))) {
        used = MathFont::roman;
    }
    const FaceId face = face_of(used);
    if (store_.index(face, symbol) != 0) return {face, symbol, used == MathFont::italic, 1};
    if (missing_.find(symbol) == std::u32string::npos) missing_.push_back(symbol);
    constexpr char32_t dummy = 0xA4;  // the currency sign, Matplotlib's stand-in
    return {face_of(MathFont::roman), dummy, false, 1};
}

MathMetrics FaceMathGlyphs::metrics(MathFont font, char32_t symbol, double points) {
    const Choice chosen = choose(font, symbol);
    const SizeId size = store_.size(chosen.face, points * chosen.scale, dpi_);
    Glyph& glyph = store_.glyph(size, store_.index(chosen.face, chosen.symbol));
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
    m.size = size;
    m.symbol = chosen.symbol;
    return m;
}

double FaceMathGlyphs::kern(MathFont font, char32_t left, char32_t right, double points) {
    const Choice a = choose(font, left), b = choose(font, right);
    if (a.scale != 1) return 0;
    // Matplotlib 3.6 asks for the kerning of character codes where FreeType takes glyph numbers. Kept, since the places
    // of the characters depend on it.
    return static_cast<double>(store_.kerning(store_.size(a.face, points, dpi_), a.symbol, b.symbol)) / 64.0;
}

double FaceMathGlyphs::x_height(MathFont font, double points) {
    const double stated = store_.pclt_x_height(face_of(font));
    if (stated >= 0) return stated * (points / 12.0) * (dpi_ / 100.0);
    return metrics(font, U'x', points).iceberg;
}

}  // namespace plotmill::text
