// Matplotlib's mathtext.fontset: which face and which of its characters draws a symbol in one of TeX's fonts, what
// stands in where that face lacks it, and in which sizes there are delimiters and roots. One per worker, kept as long
// as its GlyphStore. Internal to text/.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "base/text_rules.h"
#include "text/glyph_store.h"
#include "text/math/symbols.h"

namespace plotmill::text {

// How scripts are placed beside their nucleus, in multiples of the x-height.
struct ScriptConstants {
    double script_space = 0.05;  // after the scripts
    double sub_drop = 0.4;       // of an integral's scripts
    double super = 0.7;          // up
    double sub = 0.3;            // down
    double sub_with_super = 0.5;
    double delta = 0.025;        // beside an upright nucleus
    double delta_slanted = 0.2;  // more of it beside a slanted one, of what it is higher than two thirds
    double delta_integral = 0.1;
};

struct SizedSymbol {
    MathFont font;
    Symbol symbol;
};

class FontSet {
public:
    // `standard`: the face of the text around the math. `rules` may be null: the defaults.
    FontSet(GlyphStore& store, FaceId standard, const TextRules* rules);

    struct Choice {
        FaceId face;
        char32_t code;
        bool slanted;
        bool missing;  // a dummy is drawn
    };
    Choice choose(MathFont font, MathFont font_class, const Symbol& symbol);
    std::optional<FaceId> face(MathFont font);  // none: the set has no such font of its own
    // From small to large; at least one.
    std::vector<SizedSymbol> sizes(MathFont font, const Symbol& symbol);
    ScriptConstants constants(MathFont font);
    MathFont default_font() const { return default_; }
    const GlyphMode& mode() const { return mode_; }

private:
    FontSet(const FontSet& outer, MathFontSet kind);
    bool is_stix() const { return kind_ == MathFontSet::stix || kind_ == MathFontSet::stix_sans; }
    bool is_dejavu() const { return kind_ == MathFontSet::dejavu_sans || kind_ == MathFontSet::dejavu_serif; }
    void add_fallbacks();
    std::optional<FaceId> find_face(MathFont font) const;
    FaceId named(std::string_view pattern) const;
    Choice choose_modern(MathFont font, MathFont font_class, const Symbol& symbol);
    Choice choose_unicode(MathFont font, MathFont font_class, const Symbol& symbol);
    // StixFonts._map_virtual_font
    void to_stix(MathFont& font, MathFont font_class, char32_t& code) const;

    GlyphStore& store_;
    std::shared_ptr<const TextRules> rules_;
    MathFontSet kind_;
    FaceId standard_;
    MathFont default_;
    GlyphMode mode_;
    std::array<std::int64_t, kMathFonts> faces_;  // -1: none; -2: not looked up yet
    std::unique_ptr<FontSet> fallback_;
    std::unique_ptr<FontSet> modern_;  // of the DejaVu sets: has their prime
};

// A TeX font name as rcParams and commands have it ("it", "cal"); none where it is unknown.
std::optional<MathFont> math_font(std::string_view name);

}  // namespace plotmill::text
