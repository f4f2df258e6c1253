// The rcParams of letters, as one value.
#include <algorithm>

#include "style/rc.h"

namespace plotmill::style {

namespace {

template <class T>
struct Named {
    std::string_view name;
    T value;
};

template <class T, std::size_t n>
std::optional<T> value_of(const Named<T> (&names)[n], std::string_view name) {
    for (const auto& entry : names)
        if (entry.name == name) return entry.value;
    return std::nullopt;
}

constexpr Named<Hinting> hintings[] = {
    {"default", Hinting::plain},
    {"either", Hinting::plain},
    {"no_autohint", Hinting::no_autohint},
    {"native", Hinting::no_autohint},
    {"force_autohint", Hinting::force_autohint},
    {"auto", Hinting::force_autohint},
    {"no_hinting", Hinting::none},
    {"none", Hinting::none},
};

constexpr Named<MathFontSet> font_sets[] = {
    {"dejavusans", MathFontSet::dejavu_sans}, {"dejavuserif", MathFontSet::dejavu_serif},
    {"cm", MathFontSet::computer_modern},     {"stix", MathFontSet::stix},
    {"stixsans", MathFontSet::stix_sans},     {"custom", MathFontSet::custom},
};

constexpr Named<MathFallback> fallbacks[] = {
    {"cm", MathFallback::computer_modern}, {"stix", MathFallback::stix}, {"stixsans", MathFallback::stix_sans}};

constexpr Named<int> stretches[] = {
    {"ultra-condensed", 100}, {"extra-condensed", 200}, {"condensed", 300},
    {"semi-condensed", 400},  {"normal", 500},          {"semi-expanded", 600},
    {"expanded", 700},        {"extra-expanded", 800},  {"ultra-expanded", 900},
};

FontStyle style_of(std::string_view word) {
    return word == "italic" ? FontStyle::italic : word == "oblique" ? FontStyle::oblique : FontStyle::normal;
}

}  // namespace

bool is_text_rule(Rc id) {
    switch (id) {
        case Rc::font_style:
        case Rc::font_stretch:
        case Rc::font_weight:
        case Rc::font_serif:
        case Rc::font_sans_serif:
        case Rc::font_cursive:
        case Rc::font_fantasy:
        case Rc::font_monospace:
        case Rc::text_parse_math:
        case Rc::text_antialiased:
        case Rc::text_hinting:
        case Rc::text_hinting_factor:
        case Rc::text_kerning_factor:
        case Rc::mathtext_cal:
        case Rc::mathtext_rm:
        case Rc::mathtext_tt:
        case Rc::mathtext_it:
        case Rc::mathtext_bf:
        case Rc::mathtext_sf:
        case Rc::mathtext_fontset:
        case Rc::mathtext_default:
        case Rc::mathtext_fallback:
            return true;
        default:
            return false;
    }
}

std::optional<MathFontSet> math_font_set(std::string_view name) { return value_of(font_sets, name); }

TextRules text_rules_of(const RcParams& rc) {
    TextRules rules;
    rules.sans_serif = rc.texts(Rc::font_sans_serif);
    rules.serif = rc.texts(Rc::font_serif);
    rules.cursive = rc.texts(Rc::font_cursive);
    rules.fantasy = rc.texts(Rc::font_fantasy);
    rules.monospace = rc.texts(Rc::font_monospace);
    rules.style = style_of(rc.text(Rc::font_style));
    rules.weight = rc.font_weight(Rc::font_weight);
    rules.stretch = rc.is_number(Rc::font_stretch) ? std::clamp(rc.integer(Rc::font_stretch), 0, 1000)
                                                   : value_of(stretches, rc.text(Rc::font_stretch)).value_or(500);
    rules.parse_math = rc.flag(Rc::text_parse_math);
    rules.antialias = rc.flag(Rc::text_antialiased);
    rules.hinting = value_of(hintings, rc.text(Rc::text_hinting)).value_or(Hinting::force_autohint);
    rules.hinting_factor = static_cast<int>(std::clamp(rc.number(Rc::text_hinting_factor), 1.0, 256.0));
    rules.kerning_factor = static_cast<int>(std::clamp(rc.number(Rc::text_kerning_factor), 0.0, 30.0));
    rules.math_set = math_font_set(rc.text(Rc::mathtext_fontset)).value_or(MathFontSet::dejavu_sans);
    rules.math_fallback = rc.is_text(Rc::mathtext_fallback)
                              ? value_of(fallbacks, rc.text(Rc::mathtext_fallback)).value_or(MathFallback::none)
                              : MathFallback::none;
    rules.math_default = rc.text(Rc::mathtext_default);
    rules.math_rm = rc.text(Rc::mathtext_rm);
    rules.math_it = rc.text(Rc::mathtext_it);
    rules.math_bf = rc.text(Rc::mathtext_bf);
    rules.math_sf = rc.text(Rc::mathtext_sf);
    rules.math_tt = rc.text(Rc::mathtext_tt);
    rules.math_cal = rc.text(Rc::mathtext_cal);
    return rules;
}

}  // namespace plotmill::style
