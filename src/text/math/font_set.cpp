#include "text/math/font_set.h"

#include <algorithm>
#include <hb.h>

#include "text/math/font_pattern.h"
#include "text/math/stix_alphabets.h"
#include "text/math/symbol_table.h"

namespace plotmill::text {
namespace {

constexpr char32_t kMinus = 0x2212;
constexpr MathFont kSizes[] = {MathFont::size_0, MathFont::size_1, MathFont::size_2,
                               MathFont::size_3, MathFont::size_4, MathFont::size_5};
constexpr std::string_view kSizeFamilies[] = {"STIXGeneral",      "STIXSizeOneSym",  "STIXSizeTwoSym",
                                              "STIXSizeThreeSym", "STIXSizeFourSym", "STIXSizeFiveSym"};

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

std::optional<std::size_t> size_of(MathFont font) {
    const auto found = std::find(std::begin(kSizes), std::end(kSizes), font);
    if (found == std::end(kSizes)) return std::nullopt;
    return static_cast<std::size_t>(found - std::begin(kSizes));
}

MathFont font_of(ComputerModern modern) {
    switch (modern) {
        case ComputerModern::extension:
            return MathFont::extension;
        case ComputerModern::italic:
            return MathFont::italic;
        case ComputerModern::symbols:
            return MathFont::calligraphic;
        case ComputerModern::typewriter:
            return MathFont::typewriter;
        default:
            return MathFont::roman;
    }
}

struct Modern {
    ComputerModern font = ComputerModern::none;
    char32_t code = 0;
};
Modern modern_place(const Symbol& symbol) {
    if (symbol.named) return {symbol.named->modern, symbol.named->modern_code};
    for (const ComputerModernCharacter& c : computer_modern_characters()) {
        if (c.character == symbol.code) return {c.font, c.code};
    }
    return {};
}

// BakomaFonts._size_alternatives: all but the first of cmex10. (With Matplotlib, the largest of some is asked for by a
// character that Computer Modern has elsewhere, and comes from there.)
struct ModernSizes {
    std::string_view symbol;
    MathFont first;
    char32_t code;
    char32_t more[4];
};
constexpr MathFont kExtension = MathFont::extension, kRoman = MathFont::roman, kSymbols = MathFont::calligraphic;
constexpr ModernSizes kModernSizes[] = {
    {"(", kRoman, U'(', {0xA1, 0xB3, 0xB5, 0xC3}},
    {")", kRoman, U')', {0xA2, 0xB4, 0xB6, 0x21}},
    {"{", kSymbols, U'{', {0xA9, 0x6E, 0xBD, 0x28}},
    {"}", kSymbols, U'}', {0xAA, 0x6F, 0xBE, 0x29}},
    {"[", kRoman, U'[', {0xA3, 0x68, 0x22}},
    {"]", kRoman, U']', {0xA4, 0x69, 0x23}},
    {"\\lfloor", kExtension, 0xA5, {0x6A, 0xB9, 0x24}},
    {"\\rfloor", kExtension, 0xA6, {0x6B, 0xBA, 0x25}},
    {"\\lceil", kExtension, 0xA7, {0x6C, 0xBB, 0x26}},
    {"\\rceil", kExtension, 0xA8, {0x6D, 0xBC, 0x27}},
    {"\\langle", kExtension, 0xAD, {0x44, 0xBF, 0x2A}},
    {"\\rangle", kExtension, 0xAE, {0x45, 0xC0, 0x2B}},
    {"\\__sqrt__", kExtension, 0x70, {0x71, 0x72, 0x73}},
    {"\\backslash", kExtension, 0xB2, {0x2F, 0xC2, 0x2D}},
    {"/", kRoman, U'/', {0xB1, 0x2E, 0xCB, 0x2C}},
    {"\\widehat", kRoman, U'^', {0x62, 0x63, 0x64}},
    {"\\widetilde", kRoman, U'~', {0x65, 0x66, 0x67}},
    {"<", kSymbols, U'h', {U'D'}},
    {">", kSymbols, U'i', {U'E'}},
    {"\\{", kSymbols, U'{', {0xA9, 0x6E, 0xBD, 0x28}},
    {"\\}", kSymbols, U'}', {0xAA, 0x6F, 0xBE, 0x29}},
    {"\\leftbrace", kSymbols, U'{', {0xA9, 0x6E, 0xBD, 0x28}},
    {"\\rightbrace", kSymbols, U'}', {0xAA, 0x6F, 0xBE, 0x29}},
    {"\\leftparen", kRoman, U'(', {0xA1, 0xB3, 0xB5, 0xC3}},
};

bool is_written(const Symbol& symbol, std::string_view text) {
    if (text.size() > 1 && text[0] == '\\') return symbol.is(text.substr(1));
    return !symbol.named && symbol.code == static_cast<unsigned char>(text[0]);
}

std::vector<SizedSymbol> modern_sizes(MathFont font, const Symbol& symbol) {
    for (const ModernSizes& entry : kModernSizes) {
        if (!is_written(symbol, entry.symbol)) continue;
        std::vector<SizedSymbol> out{{entry.first, entry.code}};
        for (const char32_t code : entry.more) {
            if (code) out.push_back({kExtension, code});
        }
        return out;
    }
    return {{font, symbol}};
}

constexpr ScriptConstants kModernConstants{0.075, 0.2, 0.45, 0.2, 0.3, 0.075, 0.3, 0.3};
constexpr ScriptConstants kStixConstants{0.1, 0.4, 0.8, 0.3, 0.6, 0.05, 0.3, 0.3};
constexpr ScriptConstants kStixSansConstants{0.05, 0.4, 0.8, 0.3, 0.5, 0.025, 0.6, 0.3};

}  // namespace

std::optional<MathFont> math_font(std::string_view name) {
    struct Named {
        std::string_view name;
        MathFont font;
    };
    constexpr Named names[] = {
        {"rm", MathFont::roman},         {"it", MathFont::italic},       {"bf", MathFont::bold},
        {"tt", MathFont::typewriter},    {"sf", MathFont::sans},         {"cal", MathFont::calligraphic},
        {"scr", MathFont::script},       {"bb", MathFont::blackboard},   {"frak", MathFont::fraktur},
        {"default", MathFont::standard}, {"regular", MathFont::regular},
    };
    for (const Named& n : names) {
        if (n.name == name) return n.font;
    }
    return std::nullopt;
}

FontSet::FontSet(GlyphStore& store, FaceId standard, const TextRules* rules)
    : store_(store),
      rules_(rules ? std::make_shared<const TextRules>(*rules) : std::make_shared<const TextRules>()),
      kind_(rules_->math_set),
      standard_(standard),
      default_(math_font(rules_->math_default).value_or(MathFont::italic)),
      mode_(glyph_mode(rules_.get())) {
    faces_.fill(-2);
    add_fallbacks();
}

FontSet::FontSet(const FontSet& outer, MathFontSet kind)
    : store_(outer.store_),
      rules_(outer.rules_),
      kind_(kind),
      standard_(outer.standard_),
      default_(outer.default_),
      mode_(outer.mode_) {
    faces_.fill(-2);
    add_fallbacks();
}

void FontSet::add_fallbacks() {
    const auto made = [&](MathFontSet kind) { return std::unique_ptr<FontSet>(new FontSet(*this, kind)); };
    switch (kind_) {
        case MathFontSet::dejavu_sans:
            fallback_ = made(MathFontSet::stix_sans);
            modern_ = made(MathFontSet::computer_modern);
            break;
        case MathFontSet::dejavu_serif:
            fallback_ = made(MathFontSet::stix);
            modern_ = made(MathFontSet::computer_modern);
            break;
        case MathFontSet::computer_modern:
            fallback_ = made(MathFontSet::stix);
            break;
        case MathFontSet::custom:
            if (rules_->math_fallback == MathFallback::computer_modern) fallback_ = made(MathFontSet::computer_modern);
            if (rules_->math_fallback == MathFallback::stix) fallback_ = made(MathFontSet::stix);
            if (rules_->math_fallback == MathFallback::stix_sans) fallback_ = made(MathFontSet::stix_sans);
            break;
        case MathFontSet::stix:
        case MathFontSet::stix_sans:
            break;
    }
}

FaceId FontSet::named(std::string_view pattern) const {
    scene::Font open;
    open.families = {"sans-serif"};
    // The other sets keep their looks under font.weight: bold STIX lacks half of the alphabets. (Matplotlib keeps what it
    // found first for a pattern, whatever the rcParams are by then.)
    if (kind_ == MathFontSet::custom) {
        open.style = rules_->style;
        open.weight = rules_->weight;
    }
    open.rules = rules_;
    return store_.library().find(read_font_pattern(pattern, open)).value_or(store_.library().default_face());
}

std::optional<FaceId> FontSet::face(MathFont font) {
    std::int64_t& known = faces_[static_cast<std::size_t>(font)];
    if (known == -2) {
        const std::optional<FaceId> found = find_face(font);
        known = found ? std::int64_t{*found} : -1;
    }
    if (known < 0) return std::nullopt;
    return static_cast<FaceId>(known);
}

std::optional<FaceId> FontSet::find_face(MathFont font) const {
    if (font == MathFont::standard || font == MathFont::regular) return standard_;
    if (font == MathFont::computer_modern_symbols) return named("cmsy10");
    const auto size = size_of(font);
    switch (kind_) {
        case MathFontSet::dejavu_sans:
        case MathFontSet::dejavu_serif: {
            const bool serif = kind_ == MathFontSet::dejavu_serif;
            const std::string family = serif ? "DejaVu Serif" : "DejaVu Sans";
            if (font == MathFont::roman || font == MathFont::size_0) return named(family);
            if (font == MathFont::italic) return named(family + ":italic");
            if (font == MathFont::bold) return named(family + ":weight=bold");
            if (font == MathFont::sans) return named("DejaVu Sans");
            if (font == MathFont::typewriter) return named("DejaVu Sans Mono");
            if (font == MathFont::extension) return named(family + " Display");
            if (size) return named(kSizeFamilies[*size]);
            return std::nullopt;
        }
        case MathFontSet::stix:
        case MathFontSet::stix_sans:
            if (font == MathFont::roman) return named("STIXGeneral");
            if (font == MathFont::italic) return named("STIXGeneral:italic");
            if (font == MathFont::bold) return named("STIXGeneral:weight=bold");
            if (font == MathFont::non_unicode_roman) return named("STIXNonUnicode");
            if (font == MathFont::non_unicode_italic) return named("STIXNonUnicode:italic");
            if (font == MathFont::non_unicode_bold) return named("STIXNonUnicode:weight=bold");
            if (size) return named(kSizeFamilies[*size]);
            return std::nullopt;
        case MathFontSet::computer_modern:
            if (font == MathFont::calligraphic) return named("cmsy10");
            if (font == MathFont::roman) return named("cmr10");
            if (font == MathFont::typewriter) return named("cmtt10");
            if (font == MathFont::italic) return named("cmmi10");
            if (font == MathFont::bold) return named("cmb10");
            if (font == MathFont::sans) return named("cmss10");
            if (font == MathFont::extension) return named("cmex10");
            return std::nullopt;
        case MathFontSet::custom:
            if (font == MathFont::calligraphic) return named(rules_->math_cal);
            if (font == MathFont::roman) return named(rules_->math_rm);
            if (font == MathFont::typewriter) return named(rules_->math_tt);
            if (font == MathFont::italic) return named(rules_->math_it);
            if (font == MathFont::bold) return named(rules_->math_bf);
            if (font == MathFont::sans) return named(rules_->math_sf);
            if (font == MathFont::extension) return named("cmex10");
            if (size && fallback_ && fallback_->is_stix()) return named(kSizeFamilies[*size]);
            return std::nullopt;
    }
    return std::nullopt;
}

FontSet::Choice FontSet::choose(MathFont font, MathFont font_class, const Symbol& symbol) {
    if (kind_ == MathFontSet::computer_modern) return choose_modern(font, font_class, symbol);
    if (is_dejavu()) {
        if (symbol.is("prime")) return modern_->choose(font, font_class, symbol);
        const auto display = face(MathFont::extension);
        if (display && store_.index(*display, symbol.code) != 0) font = MathFont::extension;
    }
    return choose_unicode(font, font_class, symbol);
}

FontSet::Choice FontSet::choose_modern(MathFont font, MathFont font_class, const Symbol& symbol) {
    const bool own = font != MathFont::standard && font != MathFont::regular && face(font);
    const Modern place = modern_place(symbol);
    std::optional<FaceId> face_id;
    char32_t code = symbol.code;
    bool slanted = font == MathFont::italic;
    if (own && place.font != ComputerModern::none) {
        face_id = face(font_of(place.font));
        code = place.code;
        slanted = place.font == ComputerModern::italic || is_integral(symbol);
    } else if (!symbol.named) {
        face_id = face(font);
    }
    if (face_id && store_.index(*face_id, code) != 0) return {*face_id, code, slanted, false};
    return fallback_->choose(font, font_class, symbol);
}

FontSet::Choice FontSet::choose_unicode(MathFont font, MathFont font_class, const Symbol& symbol) {
    char32_t code = symbol.code;
    if (is_stix()) to_stix(font, font_class, code);
    // In italic only letters lean, and capital Greek does not.
    MathFont used = font;
    if (font == MathFont::italic && code < 0x10000 && (!is_letter(code) || is_greek_capital(code))) {
        used = MathFont::roman;
    }
    if (auto own = face(used)) {
        const bool slanted = used == MathFont::italic || is_integral(symbol);
        if (code == kMinus && store_.library().faces()[*own].family == "cmr10") {
            own = face(MathFont::computer_modern_symbols);
            code = 0xA1;
        }
        if (store_.index(*own, code) != 0) return {*own, code, slanted, false};
    }
    const bool plain = font == MathFont::italic || font == MathFont::regular;
    if (fallback_) {
        return fallback_->choose(plain && fallback_->is_stix() ? MathFont::roman : font, font_class, symbol);
    }
    if (plain && is_stix()) return choose_unicode(MathFont::roman, font_class, symbol);
    constexpr char32_t dummy = 0xA4;  // the currency sign
    return {face(MathFont::roman).value_or(standard_), dummy, false, true};
}

void FontSet::to_stix(MathFont& font, MathFont font_class, char32_t& code) const {
    std::span<const StixRange> alphabet = stix_alphabet(font, font_class);
    const bool to_sans =
        kind_ == MathFontSet::stix_sans && alphabet.empty() && font != MathFont::regular && font != MathFont::standard;
    if (to_sans) alphabet = stix_alphabet(MathFont::sans, font_class);
    if (!alphabet.empty()) {
        const auto range = std::find_if(alphabet.begin(), alphabet.end(),
                                        [&](const StixRange& r) { return code >= r.first && code <= r.last; });
        if (range != alphabet.end()) {
            code = code - range->first + range->place;
            font = range->font;
        } else if (!to_sans) {  // ends as a dummy, or upright
            code = 1;
            font = default_;
        }
    }
    const bool upright_or_italic = font == MathFont::roman || font == MathFont::italic;
    if (upright_or_italic && (code == 0x22D2 || code == 0x22D3)) code ^= 1;  // Cap and Cup are swapped in STIX
    if (code < 0xE000 || code > 0xF8FF) return;
    if (font == MathFont::roman) font = MathFont::non_unicode_roman;
    if (font == MathFont::italic) font = MathFont::non_unicode_italic;
    if (font == MathFont::bold) font = MathFont::non_unicode_bold;
}

std::vector<SizedSymbol> FontSet::sizes(MathFont font, const Symbol& symbol) {
    if (kind_ == MathFontSet::computer_modern) return modern_sizes(font, symbol);
    if (!is_stix()) return fallback_ ? fallback_->sizes(font, symbol) : std::vector<SizedSymbol>{{font, symbol}};
    char32_t code = symbol.code;
    if (!symbol.named && code == U'<') code = 0x27E8;
    if (!symbol.named && code == U'>') code = 0x27E9;
    std::vector<SizedSymbol> out;
    for (const MathFont size : kSizes) {
        if (const auto own = face(size); own && store_.index(*own, code) != 0) out.push_back({size, code});
    }
    // The largest root does not meet its line.
    if (symbol.is("__sqrt__") && out.size() > 1) out.pop_back();
    if (out.empty()) out.push_back({font, symbol});
    return out;
}

ScriptConstants FontSet::constants(MathFont font) {
    const std::string& family = store_.library().faces()[face(font).value_or(standard_)].family;
    if (family.size() >= 4 && family.compare(0, 2, "cm") == 0 && family.compare(family.size() - 2, 2, "10") == 0) {
        return kModernConstants;
    }
    if (family.compare(0, 4, "STIX") == 0) {
        return kind_ == MathFontSet::stix_sans ? kStixSansConstants : kStixConstants;
    }
    return {};
}

}  // namespace plotmill::text
