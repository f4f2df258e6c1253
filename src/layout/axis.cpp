#include "layout/axis.h"

#include <algorithm>
#include <cmath>

#include "figure/emit.h"
#include "figure/text_layout.h"

namespace plotmill::layout {

using resolve::TickParams;

namespace {

constexpr double offset_text_pad = 3;  // points, Axis.OFFSETTEXTPAD

// LogLocator.tick_values in polar axes: the powers of the four decades below the limit.
std::vector<double> radial_decades(double base, double hi) {
    const double top = std::ceil(std::log(hi) / std::log(base));
    std::vector<double> out;
    for (int k = 4; k >= 1 && std::isfinite(top); --k) out.push_back(std::pow(base, top - k));
    return out;
}

}  // namespace

double tick_padding(const TickParams& p) {
    return p.direction == "out" ? p.size : p.direction == "inout" ? p.size / 2 : 0;
}

figure::TextProps label_props(const TickParams& p) {
    figure::TextProps props;
    if (p.label_font) props.font = *p.label_font;
    props.font.size = p.label_size;
    props.color = p.label_color;
    props.rotation = p.label_rotation;
    props.anchor_mode = p.label_anchor;
    return props;
}

figure::LineProps spine_line(const resolve::Spine& spine, bool antialias) {
    figure::LineProps line;
    line.color = spine.color;
    line.width = spine.width;
    line.dashes = spine.dashes;
    line.join = scene::Join::miter;
    line.antialias = antialias;
    return line;
}

Ticks make_ticks(const resolve::AxisView& v, bool is_x, double length, double label_size, double dpi,
                 const RadialTicks* radial) {
    figure::AxisView a;
    a.lo = v.lo;
    a.hi = v.hi;
    a.minpos = v.minpos;
    a.scale = v.scale;
    a.is_x = is_x;
    a.round_numbers = v.round_numbers;
    a.zone = v.zone;
    a.tick_space = figure::tick_space(length / dpi * 72, label_size, is_x);
    Ticks t;
    auto locator = [&](const figure::Locator& l) {
        const auto* log = std::get_if<figure::LogLocator>(&l);
        return radial && log ? figure::Locator(figure::FixedLocator{radial_decades(log->base, v.hi)}) : l;
    };
    t.major = figure::tick_positions(locator(v.major), a);
    if (radial && radial->above) std::erase_if(t.major, [&](double tick) { return !(tick > *radial->above); });
    t.minor = figure::minor_tick_positions(locator(v.minor), t.major, a);
    figure::TickLabels major = figure::format_ticks(v.major_format, v.major, t.major, a);
    t.major_labels = std::move(major.labels);
    t.offset = std::move(major.offset);
    t.minor_labels = figure::format_ticks(v.minor_format, v.minor, t.minor, a).labels;
    return t;
}

double spine_place(const resolve::ResolvedAxes& axes, int side, const figure::View& view) {
    const resolve::Spine& s = axes.spines[static_cast<std::size_t>(side)];
    const Rect& b = view.box();
    const bool vertical = side < 2;
    switch (s.place) {
        case resolve::Spine::Place::edge:
            break;
        case resolve::Spine::Place::data:
            return vertical ? view.x(s.at) : view.y(s.at);
        case resolve::Spine::Place::axes: {
            const Point p = view.axes_point({s.at, s.at});
            return vertical ? p.x : p.y;
        }
        case resolve::Spine::Place::outward: {
            const double d = view.shift(s.at);
            return side == 0 ? b.x0 - d : side == 1 ? b.x1 + d : side == 2 ? b.y0 - d : b.y1 + d;
        }
    }
    return side == 0 ? b.x0 : side == 1 ? b.x1 : side == 2 ? b.y0 : b.y1;
}

Rect spine_box(const resolve::ResolvedAxes& axes, int side, const figure::View& view, const resolve::Axis& axis,
               const LaidAxis& laid) {
    const double at = spine_place(axes, side, view);
    const Rect& b = view.box();
    Rect box = side < 2 ? Rect{at, b.y0, at, b.y1} : Rect{b.x0, at, b.x1, at};
    const Rect line = box;
    auto with = [&](const TickParams& p, bool any) {
        if (!any) return;
        Rect r = line;
        const double out = view.points(tick_padding(p)), in = view.points(p.size) - out;
        if (p.tick1 && side == 0) r.x0 -= out, r.x1 += in;
        if (p.tick1 && side == 2) r.y0 -= out, r.y1 += in;
        if (p.tick2 && side == 1) r.x1 += out, r.x0 -= in;
        if (p.tick2 && side == 3) r.y1 += out, r.y0 -= out;
        box.unite(r);
    };
    if (axis.visible) {
        with(axis.major, !laid.major.empty());
        with(axis.minor, !laid.minor.empty());
    }
    return box;
}

namespace {

Rect union_of(const std::vector<PlacedText>& texts) {
    Rect r = Rect::none();
    for (const PlacedText& t : texts) r.unite(t.box);
    return r;
}

}  // namespace

int ticks_position(const resolve::Axis& axis) {
    auto near = [](const TickParams& p) { return p.tick1 && !p.tick2 && p.label1 && !p.label2; };
    auto far = [](const TickParams& p) { return !p.tick1 && p.tick2 && !p.label1 && p.label2; };
    if (near(axis.major) && near(axis.minor)) return 1;
    if (far(axis.major) && far(axis.minor)) return 2;
    return 0;
}

Rect LaidAxis::tight_box(bool for_layout) const {
    Rect r = Rect::none();
    auto add = [&](const Rect& b) {
        if (b.width() > 0 && b.height() > 0) r.unite(b);
    };
    for (const PlacedText& t : labels1) add(t.box);
    for (const PlacedText& t : labels2) add(t.box);
    if (offset) add(offset->box);
    if (label) {
        Rect b = label->box;
        if (for_layout && is_x && b.width() > 0) {
            b.x0 = (b.x0 + b.x1) / 2 - 0.5;
            b.x1 = b.x0 + 1;
        }
        if (for_layout && !is_x && b.height() > 0) {
            b.y0 = (b.y0 + b.y1) / 2 - 0.5;
            b.y1 = b.y0 + 1;
        }
        add(b);
    }
    return r;
}

LaidAxis lay_axis(const resolve::ResolvedAxes& axes, bool is_x, const Ticks& ticks, const figure::View& view,
                  figure::TextMetrics& metrics) {
    const resolve::Axis& axis = is_x ? axes.x : axes.y;
    LaidAxis out;
    out.is_x = is_x;
    const Rect& l = view.limits();
    figure::AxisView limits;
    limits.lo = is_x ? l.x0 : l.y0;
    limits.hi = is_x ? l.x1 : l.y1;
    limits.scale = is_x ? view.x_scale() : view.y_scale();
    const double dpi = view.dpi();
    const double near = spine_place(axes, is_x ? 2 : 0, view), far = spine_place(axes, is_x ? 3 : 1, view);
    const bool shown = axis.visible && axes.axis_on;

    auto place = [&](const std::vector<double>& positions, const std::vector<std::string>& labels, const TickParams& p,
                     std::vector<double>& kept, bool major) {
        const double pad = view.shift(p.pad + tick_padding(p));
        const figure::TextProps props = label_props(p);
        for (std::size_t i = 0; i < positions.size(); ++i) {
            const double v = positions[i];
            if (!figure::tick_in_view(v, limits)) continue;
            kept.push_back(v);
            const std::string& text = i < labels.size() ? labels[i] : std::string();
            if (major) out.facts.push_back({v, shown && (p.label1 || p.label2) ? text : ""});
            const double at = is_x ? view.x(v) : view.y(v);
            auto add = [&](bool first) {
                PlacedText t{text, props, {}, {}};
                const double edge = first ? near - pad : far + pad;
                t.anchor = is_x ? Point{at, edge} : Point{edge, at};
                t.props.ha = p.label_ha ? *p.label_ha : is_x ? "center" : first ? "right" : "left";
                t.props.va = p.label_va ? *p.label_va : !is_x ? "center_baseline" : first ? "top" : "bottom";
                t.box = figure::text_extent(t.text, t.props, t.anchor, metrics, dpi);
                (first ? out.labels1 : out.labels2).push_back(std::move(t));
            };
            if (p.label1) add(true);
            if (p.label2) add(false);
        }
    };
    place(ticks.major, ticks.major_labels, axis.major, out.major, true);
    place(ticks.minor, ticks.minor_labels, axis.minor, out.minor, false);
    std::stable_sort(out.facts.begin(), out.facts.end(),
                     [](const TickFact& a, const TickFact& b) { return a.value < b.value; });

    const int side = is_x ? (axis.label_far ? 3 : 2) : (axis.label_far ? 1 : 0);
    add_axis_texts(out, axis, ticks, spine_box(axes, side, view, axis, out), view, metrics);
    return out;
}

void add_axis_texts(LaidAxis& out, const resolve::Axis& axis, const Ticks& ticks, const Rect& edge,
                    const figure::View& view, figure::TextMetrics& metrics) {
    const bool is_x = out.is_x;
    const double dpi = view.dpi();
    const Rect box1 = union_of(out.labels1), box2 = union_of(out.labels2);
    const Rect& b = view.box();
    if (axis.label && !axis.label->text.empty()) {
        PlacedText t{axis.label->text, axis.label->props, {}, {}};
        Rect around = edge;
        around.unite(axis.label_far ? box2 : box1);
        const double pad = view.points(axis.label->pad);
        const Point along = view.axes_point({axis.label->x, axis.label->x});
        if (is_x)
            t.anchor = {along.x, axis.label_far ? around.y1 + pad : around.y0 - pad};
        else
            t.anchor = {axis.label_far ? around.x1 + pad : around.x0 - pad, along.y};
        t.box = figure::text_extent(t.text, t.props, t.anchor, metrics, dpi);
        out.label = std::move(t);
    }
    if (!ticks.offset.empty() && axis.offset_visible) {
        PlacedText t{ticks.offset, {}, {}, {}};
        if (axis.major.label_font) t.props.font = *axis.major.label_font;
        t.props.font.size = axis.offset_size;
        t.props.color = axis.offset_color;
        const double pad = view.points(offset_text_pad);
        if (is_x) {
            t.props.ha = "right";
            t.props.va = axis.ticks_far ? "bottom" : "top";
            const Rect& r = axis.ticks_far ? box2 : box1;
            t.anchor = {b.x1, axis.ticks_far ? (r.is_none() ? b.y1 : r.y1) + pad : (r.is_none() ? b.y0 : r.y0) - pad};
        } else {
            t.props.ha = axis.ticks_far ? "right" : "left";
            t.props.va = "baseline";
            t.anchor = {axis.ticks_far ? b.x1 : b.x0, b.y1 + pad};
        }
        t.box = figure::text_extent(t.text, t.props, t.anchor, metrics, dpi);
        out.offset = std::move(t);
    }
}

void emit_axis(const LaidAxis& laid, const resolve::ResolvedAxes& axes, const figure::View& view,
               figure::TextMetrics& metrics, scene::Builder& out, FigureFacts* facts) {
    const bool is_x = laid.is_x;
    const resolve::Axis& axis = is_x ? axes.x : axes.y;
    const double near = spine_place(axes, is_x ? 2 : 0, view), far = spine_place(axes, is_x ? 3 : 1, view);
    const Rect& b = view.box();

    auto lines = [&](const std::vector<double>& positions, const TickParams& p) {
        if (positions.empty()) return;
        if (p.grid) {
            out.clip(b);
            for (double v : positions) {
                const double at = is_x ? view.x(v) : view.y(v);
                if (is_x)
                    figure::emit_line({{at, b.y0}, {at, b.y1}}, p.grid_line, out);
                else
                    figure::emit_line({{b.x0, at}, {b.x1, at}}, p.grid_line, out);
            }
            out.no_clip();
        }
        if (p.size <= 0) return;
        figure::MarkerProps m;
        m.size = p.size;
        m.edge = p.color;
        m.edge_width = p.width;
        auto ticks = [&](double edge, bool first) {
            std::vector<Point> at;
            for (double v : positions) at.push_back(is_x ? Point{view.x(v), edge} : Point{edge, view.y(v)});
            const bool outwards = p.direction == "out";
            if (p.direction == "inout")
                m.marker.name = is_x ? "|" : "_";
            else if (is_x)
                m.marker.name = outwards == first ? "tickdown" : "tickup";
            else
                m.marker.name = outwards == first ? "tickleft" : "tickright";
            figure::emit_markers(at, m, out);
        };
        if (p.tick1) ticks(near, true);
        if (p.tick2) ticks(far, false);
    };
    lines(laid.major, axis.major);
    lines(laid.minor, axis.minor);
    using Role = scene::Subject::Role;
    out.role(Role::tick_label);
    for (const PlacedText& t : laid.labels1) emit_placed(t, view, metrics, out, facts);
    for (const PlacedText& t : laid.labels2) emit_placed(t, view, metrics, out, facts);
    out.role(Role::axis_label);
    if (laid.label) emit_placed(*laid.label, view, metrics, out, facts);
    out.role(Role::offset_text);
    if (laid.offset) emit_placed(*laid.offset, view, metrics, out, facts);
}

void emit_placed(const PlacedText& t, const figure::View& view, figure::TextMetrics& metrics, scene::Builder& out,
                 FigureFacts* facts) {
    if (t.text.empty()) return;
    figure::emit_text(t.text, t.props, t.anchor, metrics, out);
    if (facts && t.text.find_first_not_of(" \n\t") != std::string::npos)
        facts->texts.push_back({t.text, view.flip(t.box)});
}

}  // namespace plotmill::layout
