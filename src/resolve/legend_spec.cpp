#include "resolve/legend_spec.h"

#include <algorithm>

#include "base/numbers.h"
#include "base/suggest.h"
#include "figure/props.h"

namespace plotmill::resolve {

using style::Rc;

namespace {

constexpr std::string_view loc_names[] = {"best",         "upper right",  "upper left",  "lower left",
                                          "lower right",  "right",        "center left", "center right",
                                          "lower center", "upper center", "center"};

// "outside right upper": which edge gives the room, and the place in the figure in the words of loc ("upper right").
std::string outside_loc(std::string_view words, std::optional<Side>& side) {
    words.remove_prefix(std::string_view("outside ").size());
    std::string_view first = words.substr(0, words.find(' '));
    const std::string_view second = first == words ? "" : words.substr(first.size() + 1);
    const std::string_view edge = first == "center" ? second : first;
    side = edge == "left" ? Side::left : edge == "right" ? Side::right : edge == "upper" ? Side::top : Side::bottom;
    if (first == "left" || first == "right") return std::string(second) + " " + std::string(first);
    return std::string(words);
}

std::optional<int> loc_code(std::string_view name) {
    for (std::size_t i = 0; i < std::size(loc_names); ++i)
        if (loc_names[i] == name) return static_cast<int>(i);
    return {};
}

// matplotlib.colors.to_rgba of what a handle's line or marker is drawn with, for labelcolor="linecolor" and friends.
std::optional<Rgba> color_of(const figure::LegendHandle& h, std::string_view what) {
    const std::optional<figure::MarkerProps>* marker = nullptr;
    if (const auto* line = std::get_if<figure::LineHandle>(&h.content)) {
        if (what == "linecolor") return line->line.color;
        marker = &line->marker;
    } else if (const auto* patch = std::get_if<figure::PatchHandle>(&h.content)) {
        if (what == "markeredgecolor") return patch->props.edge;
        return patch->props.face;
    } else if (const auto* scatter = std::get_if<figure::ScatterHandle>(&h.content)) {
        if (what == "markeredgecolor" && !scatter->edges.empty()) return scatter->edges[0];
        if (!scatter->faces.empty()) return scatter->faces[0];
    }
    if (marker && *marker) return what == "markeredgecolor" ? (*marker)->edge : (*marker)->face;
    return {};
}

double points(const spec::FieldValue& v, const style::RcParams& rc, double otherwise) {
    if (v.as == spec::number || v.as == spec::integer) return v.number();
    if (std::holds_alternative<std::string>(v.data)) return rc.font_points(v.text()).value_or(otherwise);
    return otherwise;
}

void read_labels_color(const spec::FieldValue* v, LegendSpec& s, const style::RcParams& rc) {
    std::string word;
    if (!v) {
        if (rc.is_text(Rc::legend_labelcolor))
            word = rc.text(Rc::legend_labelcolor);
        else if (rc.is_color(Rc::legend_labelcolor))
            s.label_colors = {rc.rgba(Rc::legend_labelcolor)};
    } else if (v->as == spec::color) {
        s.label_colors = {figure::to_rgba(v->color(), rc)};
    } else if (v->as == spec::list) {
        for (const spec::FieldValue& c : v->list())
            if (c.as == spec::color) s.label_colors.push_back(figure::to_rgba(c.color(), rc));
    } else if (std::holds_alternative<std::string>(v->data)) {
        word = v->text();
    }
    if (word == "mfc") word = "markerfacecolor";
    if (word == "mec") word = "markeredgecolor";
    if (word.empty() || word == "none") return;
    for (const figure::LegendHandle& h : s.handles) s.label_colors.push_back(color_of(h, word).value_or(s.text_color));
}

}  // namespace

std::optional<LegendSpec> read_legend(const spec::FieldValue& value, std::vector<figure::LegendHandle> handles,
                                      const style::RcParams& rc, bool figure_legend, Diagnostics& out) {
    if (value.is_null() || (value.as == spec::flag && !value.boolean())) return {};
    static const spec::Fields nothing;
    const spec::Fields& f = value.as == spec::object ? value.object() : nothing;
    if (figure_legend && f.has("twins"))
        out.error(f.span_of("twins"), "'twins' is for the legend of an axes: the figure's has all layers");

    LegendSpec s;
    s.span = value.span;
    s.handles = std::move(handles);

    auto number = [&](std::string_view name, Rc id) {
        return figure::given(f, name) ? f.number(name, 0) : rc.number(id);
    };
    s.borderpad = number("borderpad", Rc::legend_borderpad);
    s.labelspacing = number("labelspacing", Rc::legend_labelspacing);
    s.handlelength = number("handlelength", Rc::legend_handlelength);
    s.handleheight = number("handleheight", Rc::legend_handleheight);
    s.handletextpad = number("handletextpad", Rc::legend_handletextpad);
    s.borderaxespad = number("borderaxespad", Rc::legend_borderaxespad);
    s.columnspacing = number("columnspacing", Rc::legend_columnspacing);
    s.markerscale = number("markerscale", Rc::legend_markerscale);
    s.numpoints = static_cast<int>(number("numpoints", Rc::legend_numpoints));
    s.scatterpoints = static_cast<int>(number("scatterpoints", Rc::legend_scatterpoints));
    if (auto n = figure::given(f, "ncols")) s.ncols = static_cast<int>(n->number());
    if (s.handles.size() < 2) s.ncols = 1;

    auto flag = [&](std::string_view name, Rc id) {
        return figure::given(f, name) ? f.boolean(name, false) : rc.flag(id);
    };
    s.frameon = flag("frameon", Rc::legend_frameon);
    s.fancybox = flag("fancybox", Rc::legend_fancybox);
    s.shadow = flag("shadow", Rc::legend_shadow);
    s.markerfirst = f.boolean("markerfirst", true);
    s.reverse = f.boolean("reverse", false);
    s.expand = f.text("mode", "") == "expand";
    s.alignment = f.text("alignment", "center");

    // Where it stands. "best" is for axes only.
    std::string loc = rc.text(Rc::legend_loc);
    if (const spec::FieldValue* v = figure::given(f, "loc")) {
        if (v->as == spec::list && v->list().size() == 2)
            s.loc_point = Point{v->list()[0].number(), v->list()[1].number()};
        else if (v->as == spec::integer || v->as == spec::number)
            loc = v->number() >= 0 && v->number() <= 10 ? std::string(loc_names[static_cast<std::size_t>(v->number())])
                                                        : shortest(v->number());
        else
            loc = v->text();
        if (loc.starts_with("outside ")) {
            if (!figure_legend)
                out.error(v->span,
                          "only a figure's legend can be 'outside' of the axes: an axes' own is moved with "
                          "'bbox_to_anchor'");
            loc = outside_loc(loc, s.outside);
        }
    } else if (figure_legend) {
        loc = loc == "best" ? "upper right" : loc;
    }
    if (auto code = loc_code(loc)) {
        s.loc = *code;
    } else {
        out.error(f.span_of("loc"), "unknown legend location '" + loc + "'" + did_you_mean(loc, loc_names) +
                                        ": expected a word such as 'upper right', or 0 to 10");
    }
    if (figure_legend && s.loc == 0) s.loc = 1;
    if (const spec::FieldValue* v = figure::given(f, "bbox_to_anchor")) {
        const auto& l = v->list();
        if (l.size() == 3) out.error(v->span, "'bbox_to_anchor' is [x, y] or [x, y, width, height]");
        auto at = [&](std::size_t i) { return i < l.size() ? l[i].number() : 0.0; };
        s.anchor = std::array<double, 4>{at(0), at(1), at(2), at(3)};
    }

    s.font = figure::text_props(rc).font;
    s.font.size = rc.font_points(Rc::legend_fontsize);
    if (const auto* v = figure::given(f, "fontsize")) s.font.size = points(*v, rc, s.font.size);
    s.text_color = rc.rgba(Rc::text_color);
    if (const auto* v = figure::given(f, "labels"))
        for (const spec::FieldValue& l : v->list()) s.labels.push_back(l.text());
    if (s.labels.size() > s.handles.size())
        out.warning(f.span_of("labels"), std::to_string(s.labels.size()) +
                                             (s.labels.size() == 1 ? " label for " : " labels for ") +
                                             std::to_string(s.handles.size()) +
                                             (s.handles.size() == 1 ? " entry" : " entries") + " of the legend");
    s.title = f.text("title", "");
    s.title_font = figure::text_props(rc).font;
    s.title_font.size = rc.font_points(Rc::legend_title_fontsize);
    if (const auto* v = figure::given(f, "title_fontsize")) s.title_font.size = points(*v, rc, s.title_font.size);
    s.title_color = s.text_color;
    read_labels_color(figure::given(f, "labelcolor"), s, rc);

    Rgba face = rc.rgba(Rc::legend_facecolor);
    Rgba edge = rc.rgba(Rc::legend_edgecolor);
    // The only word in place of a colour is "inherit".
    auto given_color = [&](std::string_view name, Rgba& color, Rc inherited) {
        if (const auto* c = f.color(name))
            color = figure::to_rgba(*c, rc);
        else if (figure::given(f, name))
            color = rc.rgba(inherited);
    };
    given_color("facecolor", face, Rc::axes_facecolor);
    given_color("edgecolor", edge, Rc::axes_edgecolor);
    // Legend.__init__: without a shadow the frame is translucent.
    if (auto a = f.number("framealpha")) {
        face.a = edge.a = *a;
    } else if (s.shadow) {
        face.a = edge.a = 1;
    } else if (rc.is_number(Rc::legend_framealpha)) {
        face.a = edge.a = rc.number(Rc::legend_framealpha);
    }
    s.frame.face = face;
    s.frame.edge = edge;
    s.frame.width = rc.number(Rc::patch_linewidth);
    s.frame.snap = scene::Snap::on;
    return s;
}

}  // namespace plotmill::resolve
