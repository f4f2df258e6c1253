#include "figure/props.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "style/markers.h"

namespace plotmill::figure {

using spec::FieldValue;
using style::Rc;

const FieldValue* given(const spec::Fields& fields, std::string_view name) {
    for (const auto& g : fields.all())
        if (g.field->name == name) return g.value.is_null() ? nullptr : &g.value;
    return nullptr;
}

Rgba to_rgba(const ColorSpec& color, const style::RcParams& rc, std::optional<double> alpha) {
    if (color.none) return {0, 0, 0, 0};
    Rgba out = color.cycle < 0 ? color.rgba : color.resolve(rc.prop_cycle().colors());
    if (alpha) out.a = *alpha;
    return out;
}

namespace {

std::optional<double> number_of(const FieldValue* v) {
    if (!v || !std::holds_alternative<double>(v->data)) return std::nullopt;
    return v->number();
}

std::optional<bool> boolean_of(const FieldValue* v) {
    if (!v || !std::holds_alternative<bool>(v->data)) return std::nullopt;
    return v->boolean();
}

std::optional<std::string> text_of(const FieldValue* v) {
    if (!v || !std::holds_alternative<std::string>(v->data)) return std::nullopt;
    return v->text();
}

std::optional<ColorSpec> color_of(const FieldValue* v) {
    if (!v || !std::holds_alternative<ColorSpec>(v->data)) return std::nullopt;
    return v->color();
}

std::optional<spec::LineStyle> linestyle_of(const FieldValue* v) {
    if (!v || !std::holds_alternative<spec::LineStyle>(v->data)) return std::nullopt;
    return std::get<spec::LineStyle>(v->data);
}

std::optional<scene::Cap> cap_of(const FieldValue* v) {
    auto t = text_of(v);
    return t ? parse_cap(*t) : std::nullopt;
}

std::optional<scene::Join> join_of(const FieldValue* v) {
    auto t = text_of(v);
    return t ? parse_join(*t) : std::nullopt;
}

std::vector<double> numbers_of(const FieldValue& v) {
    std::vector<double> out;
    if (std::holds_alternative<double>(v.data)) out.push_back(v.number());
    if (std::holds_alternative<std::vector<FieldValue>>(v.data))
        for (const FieldValue& item : v.list())
            if (std::holds_alternative<double>(item.data)) out.push_back(item.number());
    return out;
}

std::optional<LineKeywords::MarkerColor> marker_color_of(const FieldValue* v) {
    if (!v) return std::nullopt;
    return LineKeywords::MarkerColor{color_of(v)};  // the word "auto" has no colour
}

// Line2D.set_markevery: a step or a fraction, alone or with a start (Matplotlib's tuple), or a list of indices.
std::optional<MarkEvery> markevery_of(const FieldValue* v) {
    if (!v) return std::nullopt;
    MarkEvery out;
    if (std::holds_alternative<double>(v->data)) {
        out.kind = v->integer ? MarkEvery::Kind::every : MarkEvery::Kind::distance;
        out.step = v->number();
        return out;
    }
    if (v->as == spec::object) {
        const FieldValue *start = given(v->object(), "start"), *every = given(v->object(), "every");
        const bool integers = (!start || start->integer) && every && every->integer;
        out.kind = integers ? MarkEvery::Kind::every : MarkEvery::Kind::distance;
        out.start = start ? start->number() : 0;
        out.step = every ? every->number() : 1;
        return out;
    }
    if (!std::holds_alternative<std::vector<FieldValue>>(v->data)) return std::nullopt;
    const auto& items = v->list();
    bool integers = true, booleans = !items.empty();
    for (const FieldValue& i : items) {
        integers = integers && i.integer;
        booleans = booleans && std::holds_alternative<bool>(i.data);
    }
    if (!booleans && !integers && items.size() == 2) {  // a start and a distance: these cannot be indices
        out.kind = MarkEvery::Kind::distance;
        out.start = items[0].number();
        out.step = items[1].number();
        return out;
    }
    out.kind = MarkEvery::Kind::indices;
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (booleans) {
            if (items[i].boolean()) out.indices.push_back(static_cast<long>(i));
        } else if (std::holds_alternative<double>(items[i].data)) {
            out.indices.push_back(static_cast<long>(items[i].number()));
        }
    }
    return out;
}

scene::Cap rc_cap(const style::RcParams& rc, Rc key) { return parse_cap(rc.text(key)).value_or(scene::Cap::butt); }
scene::Join rc_join(const style::RcParams& rc, Rc key) { return parse_join(rc.text(key)).value_or(scene::Join::round); }

template <class T>
void take(std::optional<T>& to, const std::optional<T>& from) {
    if (from) to = from;
}

}  // namespace

std::optional<scene::Cap> parse_cap(std::string_view text) {
    if (text == "butt") return scene::Cap::butt;
    if (text == "round") return scene::Cap::round;
    if (text == "projecting") return scene::Cap::projecting;
    return std::nullopt;
}

std::optional<scene::Join> parse_join(std::string_view text) {
    if (text == "miter") return scene::Join::miter;
    if (text == "round") return scene::Join::round;
    if (text == "bevel") return scene::Join::bevel;
    return std::nullopt;
}

ArtistKeywords artist_keywords(const spec::Fields& fields) {
    ArtistKeywords out;
    out.alpha = number_of(given(fields, "alpha"));
    out.zorder = number_of(given(fields, "zorder"));
    out.visible = boolean_of(given(fields, "visible"));
    out.clip_on = boolean_of(given(fields, "clip_on"));
    if (auto snap = boolean_of(given(fields, "snap"))) out.snap = *snap ? scene::Snap::on : scene::Snap::off;
    return out;
}

void apply(const ArtistKeywords& keywords, double zorder, Artist& artist) {
    artist.zorder = keywords.zorder.value_or(zorder);
    if (keywords.visible) artist.visible = *keywords.visible;
    if (keywords.clip_on) artist.clip = *keywords.clip_on;
}

// ---------------------------------------------------------------- lines

LineKeywords line_keywords(const spec::Fields& fields) {
    LineKeywords out;
    static_cast<ArtistKeywords&>(out) = artist_keywords(fields);
    out.color = color_of(given(fields, "color"));
    out.gapcolor = color_of(given(fields, "gapcolor"));
    out.linestyle = linestyle_of(given(fields, "linestyle"));
    if (const FieldValue* v = given(fields, "dashes")) out.dashes = numbers_of(*v);
    out.linewidth = number_of(given(fields, "linewidth"));
    out.markersize = number_of(given(fields, "markersize"));
    out.markeredgewidth = number_of(given(fields, "markeredgewidth"));
    if (const FieldValue* v = given(fields, "marker"); v && std::holds_alternative<spec::Marker>(v->data))
        out.marker = std::get<spec::Marker>(v->data);
    out.markeredgecolor = marker_color_of(given(fields, "markeredgecolor"));
    out.markerfacecolor = marker_color_of(given(fields, "markerfacecolor"));
    out.markerfacecoloralt = marker_color_of(given(fields, "markerfacecoloralt"));
    out.fillstyle = text_of(given(fields, "fillstyle"));
    out.drawstyle = text_of(given(fields, "drawstyle"));
    out.dash_capstyle = cap_of(given(fields, "dash_capstyle"));
    out.solid_capstyle = cap_of(given(fields, "solid_capstyle"));
    out.dash_joinstyle = join_of(given(fields, "dash_joinstyle"));
    out.solid_joinstyle = join_of(given(fields, "solid_joinstyle"));
    out.antialiased = boolean_of(given(fields, "antialiased"));
    out.markevery = markevery_of(given(fields, "markevery"));
    return out;
}

LineKeywords overlay(LineKeywords out, const LineKeywords& k) {
    take(out.alpha, k.alpha);
    take(out.zorder, k.zorder);
    take(out.visible, k.visible);
    take(out.clip_on, k.clip_on);
    if (k.snap != scene::Snap::automatic) out.snap = k.snap;
    take(out.color, k.color);
    take(out.gapcolor, k.gapcolor);
    take(out.linestyle, k.linestyle);
    take(out.dashes, k.dashes);
    take(out.linewidth, k.linewidth);
    take(out.markersize, k.markersize);
    take(out.markeredgewidth, k.markeredgewidth);
    take(out.marker, k.marker);
    take(out.markeredgecolor, k.markeredgecolor);
    take(out.markerfacecolor, k.markerfacecolor);
    take(out.markerfacecoloralt, k.markerfacecoloralt);
    take(out.fillstyle, k.fillstyle);
    take(out.drawstyle, k.drawstyle);
    take(out.dash_capstyle, k.dash_capstyle);
    take(out.solid_capstyle, k.solid_capstyle);
    take(out.dash_joinstyle, k.dash_joinstyle);
    take(out.solid_joinstyle, k.solid_joinstyle);
    take(out.antialiased, k.antialiased);
    take(out.markevery, k.markevery);
    return out;
}

spec::LineStyle linestyle_of(std::string_view text) { return spec::parse_linestyle(text).value_or(spec::LineStyle{}); }

Dashes dash_pattern(const spec::LineStyle& style, double width, const style::RcParams& rc) {
    using Kind = spec::LineStyle::Kind;
    Dashes out;
    switch (style.kind) {
        case Kind::none:
        case Kind::solid:
            return out;
        case Kind::dashed:
            out.dashes = rc.numbers(Rc::lines_dashed_pattern);
            break;
        case Kind::dashdot:
            out.dashes = rc.numbers(Rc::lines_dashdot_pattern);
            break;
        case Kind::dotted:
            out.dashes = rc.numbers(Rc::lines_dotted_pattern);
            break;
        case Kind::custom:
            out.dashes = style.dashes;
            out.offset = style.offset;
            break;
    }
    const double sum = std::accumulate(out.dashes.begin(), out.dashes.end(), 0.0);
    if (sum > 0) out.offset -= std::floor(out.offset / sum) * sum;
    if (rc.flag(Rc::lines_scale_dashes)) {
        out.offset *= width;
        for (double& d : out.dashes) d *= width;
    }
    return out;
}

ResolvedLine resolve_line(const LineKeywords& k, const style::RcParams& rc) {
    using Kind = spec::LineStyle::Kind;
    ResolvedLine out;
    spec::LineStyle style = k.linestyle.value_or(rc.line_style(Rc::lines_linestyle));
    if (k.dashes) {
        style = {};
        if (!k.dashes->empty()) {
            style.kind = Kind::custom;
            style.dashes = *k.dashes;
        }
    }
    const ColorSpec color = k.color ? *k.color : rc.color(Rc::lines_color);
    const bool antialias = k.antialiased.value_or(rc.flag(Rc::lines_antialiased));
    LineProps& line = out.line;
    line.drawn = style.kind != Kind::none;
    line.color = to_rgba(color, rc, k.alpha);
    line.width = k.linewidth.value_or(rc.number(Rc::lines_linewidth));
    const bool dashed = style.kind != Kind::none && style.kind != Kind::solid;
    Dashes pattern = dash_pattern(style, line.width, rc);
    line.dashes = std::move(pattern.dashes);
    line.dash_offset = pattern.offset;
    line.cap = dashed ? k.dash_capstyle.value_or(rc_cap(rc, Rc::lines_dash_capstyle))
                      : k.solid_capstyle.value_or(rc_cap(rc, Rc::lines_solid_capstyle));
    line.join = dashed ? k.dash_joinstyle.value_or(rc_join(rc, Rc::lines_dash_joinstyle))
                       : k.solid_joinstyle.value_or(rc_join(rc, Rc::lines_solid_joinstyle));
    line.antialias = antialias;
    line.snap = k.snap;
    if (k.gapcolor && dashed && !line.dashes.empty()) {
        LineProps gaps = line;
        gaps.color = to_rgba(*k.gapcolor, rc, k.alpha);
        std::rotate(gaps.dashes.begin(), gaps.dashes.end() - 1, gaps.dashes.end());
        gaps.dash_offset += line.dashes.back();
        out.gaps = std::move(gaps);
    }

    if (k.drawstyle) {
        if (*k.drawstyle == "steps" || *k.drawstyle == "steps-pre") out.drawstyle = DrawStyle::steps_pre;
        if (*k.drawstyle == "steps-mid") out.drawstyle = DrawStyle::steps_mid;
        if (*k.drawstyle == "steps-post") out.drawstyle = DrawStyle::steps_post;
    }
    if (k.markevery) out.markevery = *k.markevery;

    std::optional<spec::Marker> shape = k.marker;
    if (!shape) shape = spec::parse_marker(rc.text(Rc::lines_marker));
    const double size = k.markersize.value_or(rc.number(Rc::lines_markersize));
    if (!shape || shape->name == "none" || shape->name.empty() || !(size > 0)) return out;

    MarkerProps m;
    m.marker = *shape;
    m.fillstyle = k.fillstyle.value_or(rc.text(Rc::markers_fillstyle));
    m.size = size;
    m.edge_width = k.markeredgewidth.value_or(rc.number(Rc::lines_markeredgewidth));
    // None stands for "auto": the line's colour.
    auto pick = [&](const std::optional<LineKeywords::MarkerColor>& own, Rc key) -> std::optional<ColorSpec> {
        if (own) return own->color;
        return rc.is_color(key) ? std::optional(rc.color(key)) : std::nullopt;
    };
    const bool filled = m.fillstyle != "none";
    const std::optional<ColorSpec> face = pick(k.markerfacecolor, Rc::lines_markerfacecolor);
    const std::optional<ColorSpec> edge = pick(k.markeredgecolor, Rc::lines_markeredgecolor);
    const ColorSpec face_color = face ? *face : color;
    Rgba face_rgba{0, 0, 0, 0}, edge_rgba = to_rgba(edge ? *edge : color, rc, k.alpha);
    if (!edge && filled && rc.flag(Rc::internal_classic_mode) && m.marker.name != "." && m.marker.name != "," &&
        style::marker_shape(m.marker, style::MarkerFill::full).filled)
        edge_rgba = {0, 0, 0, k.alpha.value_or(1)};
    if (filled) face_rgba = to_rgba(face_color, rc, k.alpha);
    // An automatic edge has the alpha of the face, where there is one.
    if (!edge && filled && !face_color.none) edge_rgba = {edge_rgba.r, edge_rgba.g, edge_rgba.b, face_rgba.a};
    if (face_rgba.a > 0) m.face = face_rgba;
    if (edge_rgba.a > 0) m.edge = edge_rgba;
    if (filled && k.markerfacecoloralt) {
        const auto& alt = k.markerfacecoloralt->color;
        const Rgba rgba = to_rgba(alt ? *alt : color, rc, k.alpha);
        if (rgba.a > 0) m.face_alt = rgba;
    }
    out.marker = std::move(m);
    return out;
}

LineProps line_props(const spec::Fields& fields, const style::RcParams& rc, LineKeywords defaults) {
    return resolve_line(overlay(std::move(defaults), line_keywords(fields)), rc).line;
}

// ---------------------------------------------------------------- patches

PatchKeywords patch_keywords(const spec::Fields& fields, ColorRule rule) {
    PatchKeywords out;
    static_cast<ArtistKeywords&>(out) = artist_keywords(fields);
    std::optional<ColorSpec> both;
    for (const auto& g : fields.all()) {
        const std::optional<ColorSpec> color = color_of(&g.value);
        if (!color) continue;
        if (g.field->name == "facecolor") out.facecolor = color;
        if (g.field->name == "edgecolor") out.edgecolor = color;
        if (g.field->name == "color" && rule != ColorRule::separate) {
            both = color;
            out.facecolor = out.edgecolor = color;
        }
    }
    if (rule == ColorRule::replaces && both) out.facecolor = out.edgecolor = both;
    out.linewidth = number_of(given(fields, "linewidth"));
    out.linestyle = linestyle_of(given(fields, "linestyle"));
    out.fill = boolean_of(given(fields, "fill"));
    out.antialiased = boolean_of(given(fields, "antialiased"));
    out.capstyle = cap_of(given(fields, "capstyle"));
    out.joinstyle = join_of(given(fields, "joinstyle"));
    out.hatch = text_of(given(fields, "hatch")).value_or("");
    return out;
}

PatchProps resolve_patch(const PatchKeywords& k, const style::RcParams& rc, bool edge_default) {
    PatchProps out;
    const bool fill = k.fill.value_or(true);
    const Rgba face = to_rgba(k.facecolor ? *k.facecolor : rc.color(Rc::patch_facecolor), rc, k.alpha);
    if (fill && face.a > 0) out.face = face;
    out.hatch_color = to_rgba(rc.color(Rc::hatch_color), rc);
    out.hatch_width = rc.number(Rc::hatch_linewidth);
    std::optional<ColorSpec> edge = k.edgecolor;
    if (!edge && (rc.flag(Rc::patch_force_edgecolor) || !fill || edge_default)) edge = rc.color(Rc::patch_edgecolor);
    if (edge) {
        const Rgba rgba = to_rgba(*edge, rc, k.alpha);
        out.hatch_color = rgba;
        if (rgba.a > 0) out.edge = rgba;
    }
    out.width = k.linewidth.value_or(rc.number(Rc::patch_linewidth));
    const spec::LineStyle style = k.linestyle.value_or(spec::LineStyle{});
    if (style.kind == spec::LineStyle::Kind::none) out.edge.reset();
    Dashes pattern = dash_pattern(style, out.width, rc);
    out.dashes = std::move(pattern.dashes);
    out.dash_offset = pattern.offset;
    out.cap = k.capstyle.value_or(scene::Cap::butt);
    out.join = k.joinstyle.value_or(scene::Join::miter);
    out.hatch = k.hatch;
    out.antialias = k.antialiased.value_or(rc.flag(Rc::patch_antialiased));
    out.snap = k.snap;
    return out;
}

PatchProps patch_props(const spec::Fields& fields, const style::RcParams& rc, bool edge_default) {
    return resolve_patch(patch_keywords(fields), rc, edge_default);
}

}  // namespace plotmill::figure
