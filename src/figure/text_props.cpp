// The part of figure/props.h about texts.
#include <array>
#include <charconv>
#include <cmath>

#include "base/numbers.h"
#include "figure/props.h"

namespace plotmill::figure {

using spec::FieldValue;
using style::Rc;

namespace {

template <class T>
struct Named {
    std::string_view name;
    T value;
};

constexpr std::array<Named<double>, 9> font_scalings{{{"xx-small", 0.579},
                                                      {"x-small", 0.694},
                                                      {"small", 0.833},
                                                      {"medium", 1.0},
                                                      {"large", 1.2},
                                                      {"x-large", 1.440},
                                                      {"xx-large", 1.728},
                                                      {"larger", 1.2},
                                                      {"smaller", 0.833}}};

const std::string* text_of(const FieldValue* v) { return v ? std::get_if<std::string>(&v->data) : nullptr; }
const double* number_of(const FieldValue* v) { return v ? std::get_if<double>(&v->data) : nullptr; }

std::vector<std::string> families_of(const FieldValue& v) {
    std::vector<std::string> out;
    if (const auto* one = std::get_if<std::string>(&v.data)) out.push_back(*one);
    if (const auto* list = std::get_if<std::vector<FieldValue>>(&v.data))
        for (const FieldValue& item : *list)
            if (const auto* name = std::get_if<std::string>(&item.data)) out.push_back(*name);
    return out;
}

scene::Font::Style font_style(std::string_view text) {
    if (text == "italic") return scene::Font::Style::italic;
    if (text == "oblique") return scene::Font::Style::oblique;
    return scene::Font::Style::normal;
}

// "round,pad=0.3,rounding_size=0.2"
void read_box_style(std::string_view text, BoxProps& out) {
    auto next = [&text] {
        const std::size_t comma = text.find(',');
        std::string_view part = text.substr(0, comma);
        text = comma == std::string_view::npos ? std::string_view() : text.substr(comma + 1);
        while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
        return part;
    };
    std::string name(next());
    for (char& c : name)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    out.style = std::move(name);
    while (!text.empty()) {
        const std::string_view part = next();
        const std::size_t equals = part.find('=');
        if (equals == std::string_view::npos) continue;
        if (const auto v = parse_number(part.substr(equals + 1)))
            out.params.emplace_back(std::string(part.substr(0, equals)), *v);
    }
}

}  // namespace

std::optional<double> named_font_size(std::string_view name, double base) {
    for (const auto& n : font_scalings)
        if (n.name == name) return n.value * base;
    return std::nullopt;
}

std::optional<int> named_font_weight(std::string_view name) { return style::parse_font_weight(name); }

TextProps text_props(const style::RcParams& rc, const TextDefaults& defaults) {
    return text_props(spec::Fields(), rc, defaults);
}

TextProps text_props(const spec::Fields& fields, const style::RcParams& rc, const TextDefaults& defaults) {
    TextProps out;
    scene::Font& font = out.font;
    if (const FieldValue* v = given(fields, "fontfamily")) font.families = families_of(*v);
    if (font.families.empty()) font.families = rc.texts(Rc::font_family);

    font.rules = rc.text_rules();
    if (const std::string* name = text_of(given(fields, "math_fontfamily"))) {
        if (const auto set = style::math_font_set(*name)) {
            TextRules own = font.rules ? *font.rules : style::text_rules_of(rc);
            own.math_set = *set;
            font.rules = std::make_shared<const TextRules>(std::move(own));
        }
    }

    const double base = rc.number(Rc::font_size);
    font.size = defaults.fontsize.value_or(base);
    const FieldValue* size = given(fields, "fontsize");
    if (const double* v = number_of(size)) font.size = *v;
    if (const std::string* v = text_of(size)) font.size = named_font_size(*v, base).value_or(font.size);

    font.weight = defaults.weight.value_or(rc.font_weight(Rc::font_weight));
    const FieldValue* weight = given(fields, "fontweight");
    if (const double* v = number_of(weight)) font.weight = static_cast<int>(*v);
    if (const std::string* v = text_of(weight)) font.weight = named_font_weight(*v).value_or(font.weight);

    const std::string* slant = text_of(given(fields, "fontstyle"));
    font.style = font_style(slant ? std::string_view(*slant) : std::string_view(rc.text(Rc::font_style)));

    std::optional<double> alpha;
    if (const double* v = number_of(given(fields, "alpha"))) alpha = *v;
    const FieldValue* color = given(fields, "color");
    if (color && std::holds_alternative<ColorSpec>(color->data)) {
        out.color = to_rgba(color->color(), rc, alpha);
    } else {
        out.color = defaults.color ? *defaults.color : to_rgba(rc.color(Rc::text_color), rc);
        if (alpha) out.color.a = *alpha;
    }

    out.rotation = defaults.rotation;
    const FieldValue* rotation = given(fields, "rotation");
    if (const double* v = number_of(rotation)) {
        out.rotation = std::fmod(*v, 360);
        if (out.rotation < 0) out.rotation += 360;
    }
    if (const std::string* v = text_of(rotation)) out.rotation = *v == "vertical" ? 90 : 0;
    out.anchor_mode = defaults.anchor_mode;
    if (const std::string* v = text_of(given(fields, "rotation_mode"))) out.anchor_mode = *v == "anchor";

    const std::string* ha = text_of(given(fields, "ha"));
    const std::string* va = text_of(given(fields, "va"));
    const std::string* ma = text_of(given(fields, "ma"));
    out.ha = ha ? *ha : defaults.ha;
    out.va = va ? *va : defaults.va;
    if (ma) out.multialignment = *ma;
    if (const double* v = number_of(given(fields, "linespacing"))) out.linespacing = *v;

    const auto flag = [&](std::string_view name) -> std::optional<bool> {
        const FieldValue* v = given(fields, name);
        const bool* on = v ? std::get_if<bool>(&v->data) : nullptr;
        return on ? std::optional(*on) : std::nullopt;
    };
    out.parse_math = flag("parse_math");
    out.wrap = flag("wrap").value_or(false);

    const FieldValue* box = given(fields, "bbox");
    if (box && std::holds_alternative<std::shared_ptr<const spec::Fields>>(box->data))
        out.box = box_props(box->object(), rc, font.size);
    return out;
}

BoxProps box_props(const spec::Fields& fields, const style::RcParams& rc, double fontsize) {
    BoxProps out;
    out.props = resolve_patch(patch_keywords(fields), rc, true);
    const std::string* style = text_of(given(fields, "boxstyle"));
    const double* pad = number_of(given(fields, "pad"));
    if (style) read_box_style(*style, out);
    for (const auto& [name, value] : out.params)
        if (name == "pad") return out;
    // Text.set_bbox writes the pad, in font sizes, with two decimals.
    double p = 0.3;
    if (pad) p = style ? *pad : *pad / fontsize;
    if (!style && !pad) p = 4 / fontsize;
    out.params.emplace_back("pad", parse_number(format_f(p, 2)).value_or(p));
    return out;
}

}  // namespace plotmill::figure
