// The part of figure/props.h about collections.
#include <numeric>

#include "figure/props.h"

namespace plotmill::figure {

using spec::FieldValue;
using style::Rc;

std::optional<ColorList> color_list(const FieldValue& value) {
    ColorList out;
    if (std::holds_alternative<ColorSpec>(value.data)) {
        out.colors.push_back(value.color());
        return out;
    }
    if (std::holds_alternative<std::string>(value.data)) {
        if (value.text() == "face") {
            out.face = true;
            return out;
        }
        auto color = parse_color(value.text());
        if (!color) return std::nullopt;
        out.colors.push_back(*color);
        return out;
    }
    if (!std::holds_alternative<std::vector<FieldValue>>(value.data)) return std::nullopt;
    for (const FieldValue& item : value.list()) {
        if (std::holds_alternative<ColorSpec>(item.data)) {
            out.colors.push_back(item.color());
        } else if (std::holds_alternative<std::string>(item.data)) {
            auto color = parse_color(item.text());
            if (!color) return std::nullopt;
            out.colors.push_back(*color);
        } else {
            return std::nullopt;
        }
    }
    return out;
}

CollectionKeywords collection_keywords(const spec::Fields& fields, bool lines) {
    CollectionKeywords out;
    static_cast<ArtistKeywords&>(out) = artist_keywords(fields);
    for (const auto& g : fields.all()) {
        const std::string_view name = g.field->name;
        const FieldValue& v = g.value;
        if (v.is_null()) continue;
        if (name == "facecolors") {
            out.facecolor = color_list(v);
        } else if (name == "edgecolors") {
            out.edgecolor = color_list(v);
        } else if (name == "color") {
            if (!lines) out.facecolor = color_list(v);
            out.edgecolor = color_list(v);
        } else if (name == "colors" && lines) {  // an argument of its own: properties come after it
            if (!out.edgecolor) out.edgecolor = color_list(v);
        } else if (name == "linewidths") {
            std::vector<double> widths;
            if (std::holds_alternative<double>(v.data)) widths.push_back(v.number());
            if (std::holds_alternative<std::vector<FieldValue>>(v.data))
                for (const FieldValue& i : v.list())
                    if (std::holds_alternative<double>(i.data)) widths.push_back(i.number());
            if (!widths.empty()) out.linewidth = std::move(widths);
        } else if (name == "linestyles") {
            std::vector<spec::LineStyle> styles;
            if (std::holds_alternative<spec::LineStyle>(v.data)) styles.push_back(std::get<spec::LineStyle>(v.data));
            if (std::holds_alternative<std::vector<FieldValue>>(v.data))
                for (const FieldValue& i : v.list())
                    if (std::holds_alternative<spec::LineStyle>(i.data))
                        styles.push_back(std::get<spec::LineStyle>(i.data));
            if (!styles.empty()) out.linestyle = std::move(styles);
        } else if (name == "alpha" && std::holds_alternative<std::vector<FieldValue>>(v.data)) {
            for (const FieldValue& i : v.list())
                if (std::holds_alternative<double>(i.data)) out.alphas.push_back(i.number());
        } else if (name == "antialiaseds" && std::holds_alternative<bool>(v.data)) {
            out.antialiased = v.boolean();
        } else if (name == "capstyle" && std::holds_alternative<std::string>(v.data)) {
            out.capstyle = parse_cap(v.text());
        } else if (name == "joinstyle" && std::holds_alternative<std::string>(v.data)) {
            out.joinstyle = parse_join(v.text());
        } else if (name == "hatch" && std::holds_alternative<std::string>(v.data)) {
            out.hatch = v.text();
        }
    }
    return out;
}

namespace {

// matplotlib.colors.to_rgba_array with an alpha, or a list of them.
std::vector<Rgba> rgba_array(const ColorList& list, const CollectionKeywords& k, const style::RcParams& rc) {
    std::vector<Rgba> out;
    if (list.is_none()) return out;
    for (const ColorSpec& c : list.colors) {
        // In a list, the alpha is laid over the finished array, "none" included.
        Rgba rgba = to_rgba(c, rc, k.alpha);
        if (k.alpha && list.colors.size() > 1) rgba.a = *k.alpha;
        out.push_back(rgba);
    }
    if (!k.alphas.empty()) {
        if (out.size() == 1) out.assign(k.alphas.size(), out[0]);
        for (std::size_t i = 0; i < out.size(); ++i) out[i].a = k.alphas[i % k.alphas.size()];
    }
    return out;
}

}  // namespace

void resolve_collection(const CollectionKeywords& k, const style::RcParams& rc, bool lines, CollectionArtist& out) {
    ColorList face, edge;
    if (k.facecolor)
        face = *k.facecolor;
    else if (lines)
        face.colors.push_back({-1, true, {}});
    else
        face.colors.push_back(rc.color(Rc::patch_facecolor));
    out.faces = rgba_array(face, k, rc);

    out.hatch_color = to_rgba(rc.color(Rc::hatch_color), rc);
    out.hatch_width = rc.number(Rc::hatch_linewidth);
    bool sets_hatch = true;
    if (k.edgecolor) {
        edge = *k.edgecolor;
    } else if (lines) {
        edge.colors.push_back(rc.color(Rc::lines_color));
    } else if (rc.flag(Rc::patch_force_edgecolor) || face.is_none()) {
        edge.colors.push_back(rc.color(Rc::patch_edgecolor));
    } else {
        edge.colors.push_back({-1, true, {}});
        sets_hatch = false;
    }
    if (edge.face) {
        out.edges = out.faces;
    } else {
        out.edges = rgba_array(edge, k, rc);
        if (sets_hatch && !out.edges.empty()) out.hatch_color = out.edges[0];
    }

    std::vector<double> widths =
        k.linewidth.value_or(std::vector<double>{rc.number(lines ? Rc::lines_linewidth : Rc::patch_linewidth)});
    std::vector<spec::LineStyle> styles = k.linestyle.value_or(std::vector<spec::LineStyle>{{}});
    // Both lists repeat until they are equally long, since dashes scale with the width (Collection._bcast_lwls).
    const std::size_t n = std::lcm(widths.size(), styles.size());
    out.widths.clear();
    out.dashes.clear();
    out.dash_offsets.clear();
    bool solid = true;
    for (std::size_t i = 0; i < n; ++i) {
        const double width = widths[i % widths.size()];
        const spec::LineStyle& style = styles[i % styles.size()];
        // Classic mode leaves them as they are.
        Dashes pattern = dash_pattern(style, rc.flag(Rc::internal_classic_mode) ? 1 : width, rc);
        solid = solid && pattern.dashes.empty();
        out.widths.push_back(style.kind == spec::LineStyle::Kind::none ? 0 : width);
        out.dashes.push_back(std::move(pattern.dashes));
        out.dash_offsets.push_back(pattern.offset);
    }
    if (solid) {
        out.dashes.clear();
        out.dash_offsets.clear();
    }
    // Not given: what a fresh graphics context has.
    out.cap = k.capstyle.value_or(scene::Cap::butt);
    out.join = k.joinstyle.value_or(scene::Join::round);
    out.antialias = k.antialiased.value_or(rc.flag(lines ? Rc::lines_antialiased : Rc::patch_antialiased));
    out.hatch = k.hatch;
    out.snap = k.snap;
}

PatchProps first_patch(const CollectionArtist& c) {
    PatchProps out;
    if (!c.faces.empty() && c.faces[0].a > 0) out.face = c.faces[0];
    if (!c.edges.empty() && c.edges[0].a > 0) out.edge = c.edges[0];
    out.width = c.widths.empty() ? 0 : c.widths[0];
    if (!c.dashes.empty()) {
        out.dashes = c.dashes[0];
        out.dash_offset = c.dash_offsets.empty() ? 0 : c.dash_offsets[0];
    }
    out.hatch = c.hatch;
    out.hatch_color = c.hatch_color;
    out.hatch_width = c.hatch_width;
    out.antialias = c.antialias;
    return out;
}

LineProps first_line(const CollectionArtist& c) {
    LineProps out;
    out.drawn = !c.edges.empty();
    if (!c.edges.empty()) out.color = c.edges[0];
    out.width = c.widths.empty() ? 1.5 : c.widths[0];
    if (!c.dashes.empty()) {
        out.dashes = c.dashes[0];
        out.dash_offset = c.dash_offsets.empty() ? 0 : c.dash_offsets[0];
    }
    // A legend stands for it with an ordinary line: the caps of lines.*.
    if (!out.dashes.empty()) out.cap = scene::Cap::butt;
    return out;
}

}  // namespace plotmill::figure
