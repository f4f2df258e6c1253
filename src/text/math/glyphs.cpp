#include "text/math/glyphs.h"

#include <functional>

namespace plotmill::text {

FaceMathGlyphs::FaceMathGlyphs(GlyphStore& store, FontSet& fonts, double dpi)
    : FaceMathGlyphs(store, fonts, dpi, fonts.mode()) {}

FaceMathGlyphs::FaceMathGlyphs(GlyphStore& store, FontSet& fonts, double dpi, const GlyphMode& mode)
    : store_(store), fonts_(fonts), dpi_(dpi), mode_(mode), sizes_(store.library().faces().size(), -1) {}

std::size_t FaceMathGlyphs::Hash::operator()(const MathLetter& letter) const {
    std::size_t hash = std::hash<char32_t>{}(letter.symbol.code) ^ (std::hash<const void*>{}(letter.symbol.named) * 31);
    hash ^= std::hash<double>{}(letter.points) + 0x9E3779B97F4A7C15u + (hash << 6);
    return hash ^ (static_cast<std::size_t>(letter.font) << 8) ^ static_cast<std::size_t>(letter.font_class);
}

SizeId FaceMathGlyphs::set_size(FaceId face, double points) {
    const SizeId size = store_.size(face, points, dpi_, mode_);
    sizes_[face] = size;
    return size;
}

MathMetrics FaceMathGlyphs::metrics(const MathLetter& letter) {
    if (const auto known = known_.find(letter); known != known_.end()) return known->second;
    const FontSet::Choice chosen = fonts_.choose(letter.font, letter.font_class, letter.symbol);
    if (chosen.missing && missing_.find(letter.symbol.code) == std::u32string::npos) {
        missing_.push_back(letter.symbol.code);
    }
    MathMetrics m;
    m.size = set_size(chosen.face, letter.points);
    Glyph& glyph = store_.glyph(m.size, store_.index(chosen.face, chosen.code));
    m.advance = static_cast<double>(glyph.linear_advance) / 65536.0;
    m.height = static_cast<double>(glyph.height) / 64.0;
    m.width = static_cast<double>(glyph.width) / 64.0;
    // The large symbols of Computer Modern hang below their baseline.
    if (store_.library().faces()[chosen.face].file == "cmex10.ttf") {
        m.offset = m.height / 2 + (letter.points / 3 * dpi_ / 72);
    }
    m.x_min = static_cast<double>(glyph.box.xMin) / 64.0;
    m.y_min = static_cast<double>(glyph.box.yMin) / 64.0 + m.offset;
    m.x_max = static_cast<double>(glyph.box.xMax) / 64.0;
    m.y_max = static_cast<double>(glyph.box.yMax) / 64.0 + m.offset;
    m.iceberg = static_cast<double>(glyph.bearing_y) / 64.0 + m.offset;
    m.slanted = chosen.slanted;
    m.glyph = &glyph;
    m.face = chosen.face;
    m.code = chosen.code;
    known_.emplace(letter, m);
    return m;
}

double FaceMathGlyphs::kern(const MathLetter& left, const MathLetter& right) {
    if (left.font != right.font || left.points != right.points) return 0;
    const MathMetrics a = metrics(left), b = metrics(right);
    // Matplotlib 3.6 asks for the kerning of character codes where FreeType takes glyph numbers, and at the size that
    // the face happens to have. Kept, since the places of the characters depend on it.
    const std::int64_t size = sizes_[a.face];
    return static_cast<double>(store_.kerning(size < 0 ? a.size : static_cast<SizeId>(size), a.code, b.code)) / 64.0;
}

double FaceMathGlyphs::x_height(MathFont font, double points) {
    if (!fonts_.face(font)) font = MathFont::roman;  // alphabets of other faces have none
    const FaceId face = *fonts_.face(font);
    set_size(face, points);
    const double stated = store_.pclt_x_height(face);
    if (stated >= 0) return stated * (points / 12.0) * (dpi_ / 100.0);
    return metrics({U'x', font, fonts_.default_font(), points}).iceberg;
}

}  // namespace plotmill::text
