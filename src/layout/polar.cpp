#include "layout/polar.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "figure/emit.h"
#include "figure/text_layout.h"

namespace plotmill::layout {

using resolve::TickParams;

namespace {

constexpr double to_degrees = 180 / std::numbers::pi, to_radians = std::numbers::pi / 180;
constexpr double theta_pad = 7;      // points, ThetaTick.update_position
constexpr int gridline_steps = 180;  // axis.GRIDLINE_INTERPOLATION_STEPS

// Python's %: the result has the divisor's sign.
double modulo(double a, double b) {
    const double r = std::fmod(a, b);
    return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}

struct Alignment {
    const char *ha, *va;
};

// RadialTick._determine_anchor: of labels beside the edge that stands at `angle` + 90 degrees.
Alignment beside_edge(double angle, bool start) {
    constexpr struct {
        double below;
        Alignment at_start, at_end;
    } sectors[] = {{-68.5, {"center", "top"}, {"center", "bottom"}}, {-23.5, {"left", "top"}, {"right", "bottom"}},
                   {22.5, {"left", "center"}, {"right", "center"}},  {67.5, {"left", "bottom"}, {"right", "top"}},
                   {112.5, {"center", "bottom"}, {"center", "top"}}, {157.5, {"right", "bottom"}, {"left", "top"}},
                   {202.5, {"right", "center"}, {"left", "center"}}, {247.5, {"right", "top"}, {"left", "bottom"}}};
    for (const auto& s : sectors)
        if (angle < s.below) return start ? s.at_start : s.at_end;
    return start ? Alignment{"center", "top"} : Alignment{"center", "bottom"};
}

}  // namespace

std::optional<double> radial_floor(const figure::PolarProjection& polar, const resolve::AxisView& theta,
                                   const resolve::AxisView& radius) {
    if (!radius.radial || !figure::is_full_circle(theta.lo, theta.hi)) return {};
    const double origin = polar.origin.value_or(radius.lo);
    const double floor = radius.hi > origin ? origin : radius.hi < origin ? -origin : 0;
    if (std::min(radius.lo, radius.hi) > floor) return {};
    return floor;
}

LaidAxis lay_polar_axis(const resolve::ResolvedAxes& axes, bool is_x, const Ticks& ticks, const figure::View& view,
                        figure::TextMetrics& metrics, bool fitting) {
    const resolve::Axis& axis = is_x ? axes.x : axes.y;
    const figure::PolarMap& polar = *view.polar();
    const figure::PolarProjection& projection = polar.projection();
    const Rect& l = view.limits();
    LaidAxis out;
    out.is_x = is_x;
    figure::AxisView limits;
    limits.lo = is_x ? l.x0 : l.y0;
    limits.hi = is_x ? l.x1 : l.y1;
    limits.scale = is_x ? view.x_scale() : view.y_scale();
    const bool shown = axis.visible && axes.axis_on;
    const double direction = projection.direction, offset = projection.offset * to_degrees;

    // Beside the edge at the lower (`first`) or upper limit of the angles (projections.polar._ThetaShift).
    auto at_edge = [&](PlacedText& t, double v, double pad, bool first) {
        const double theta = first ? l.x0 : l.x1;
        const double edge = first ? l.min_x() : l.max_x();
        const double from = polar.real_angle(l.x0), to = polar.real_angle(l.x1);
        const bool low = first == (direction > 0);
        const double turned =
            low ? std::min(from, to) - std::numbers::pi / 2 : std::max(from, to) + std::numbers::pi / 2;
        t.anchor = view({theta, v}) + Point{view.points(pad) * std::cos(turned), view.points(pad) * std::sin(turned)};
        if (fitting) t.anchor = view({projection.label_angle * to_radians + (first ? 0 : 1), v});
        const double angle = modulo(edge * to_degrees * direction + offset, 360) - 90;
        const Alignment a = beside_edge(angle, low);
        t.props.ha = a.ha;
        t.props.va = a.va;
    };

    auto place = [&](const std::vector<double>& positions, const std::vector<std::string>& labels, const TickParams& p,
                     std::vector<double>& kept, bool major) {
        figure::TextProps props = label_props(p);
        props.anchor_mode = true;
        const double pad = p.pad + tick_padding(p);
        for (std::size_t i = 0; i < positions.size(); ++i) {
            const double v = positions[i];
            if (!figure::tick_in_view(v, limits)) continue;
            kept.push_back(v);
            const std::string& text = i < labels.size() ? labels[i] : std::string();
            const bool second = p.label2 && (is_x || !polar.full_circle());
            if (major) out.facts.push_back({v, shown && (p.label1 || second) ? text : ""});
            auto add = [&](bool first) {
                PlacedText t{text, props, {}, {}};
                if (is_x) {
                    const double angle = polar.real_angle(v), shift = view.points(pad + theta_pad) * (first ? 1 : -1);
                    t.anchor = view({v, first ? l.y1 : l.y0}) + Point{shift * std::cos(angle), shift * std::sin(angle)};
                    t.props.ha = t.props.va = "center";
                } else if (polar.full_circle()) {
                    t.anchor = view({projection.label_angle * to_radians, v});
                    t.props.ha = "left";
                    t.props.va = "bottom";
                } else {
                    at_edge(t, v, pad, first);
                }
                if (p.label_ha && (is_x || polar.full_circle())) t.props.ha = *p.label_ha;
                if (p.label_va && (is_x || polar.full_circle())) t.props.va = *p.label_va;
                if (!finite(t.anchor)) {  // at a radius that does not exist: Text.draw leaves it out
                    t.text.clear();
                    t.box = Rect::none();
                    (first ? out.labels1 : out.labels2).push_back(std::move(t));
                    return;
                }
                t.box = figure::text_extent(t.text, t.props, t.anchor, metrics, view.dpi());
                (first ? out.labels1 : out.labels2).push_back(std::move(t));
            };
            if (p.label1) add(true);
            if (second) add(false);
        }
    };
    place(ticks.major, ticks.major_labels, axis.major, out.major, true);
    place(ticks.minor, ticks.minor_labels, axis.minor, out.minor, false);
    std::stable_sort(out.facts.begin(), out.facts.end(),
                     [](const TickFact& a, const TickFact& b) { return a.value < b.value; });
    add_axis_texts(out, axis, ticks, view.box(), view, metrics);
    return out;
}

void emit_polar_axis(const LaidAxis& laid, const resolve::ResolvedAxes& axes, const figure::View& view,
                     figure::TextMetrics& metrics, scene::Builder& out, FigureFacts* facts) {
    const resolve::Axis& axis = laid.is_x ? axes.x : axes.y;
    // Tick by tick, since a grid line may cross the label of the tick before it.
    std::size_t next1 = 0, next2 = 0;
    auto ticks = [&](const std::vector<double>& positions, const TickParams& p) {
        for (double v : positions) {
            if (p.grid) {
                figure::clip_to_axes(view, out);
                const Path line = laid.is_x ? Path::polyline({{v, 0}, {v, 1}}) : Path::polyline({{0, v}, {1, v}});
                const auto space = laid.is_x ? figure::Space::x_data_y_axes : figure::Space::x_axes_y_data;
                figure::emit_path_line(view.place(space, line, gridline_steps), p.grid_line, out);
                out.no_clip();
            }
            out.role(scene::Subject::Role::tick_label);
            if (p.label1 && next1 < laid.labels1.size()) emit_placed(laid.labels1[next1++], view, metrics, out, facts);
            if (p.label2 && next2 < laid.labels2.size()) emit_placed(laid.labels2[next2++], view, metrics, out, facts);
        }
    };
    ticks(laid.major, axis.major);
    ticks(laid.minor, axis.minor);
    out.role(scene::Subject::Role::axis_label);
    if (laid.label) emit_placed(*laid.label, view, metrics, out, facts);
    out.role(scene::Subject::Role::offset_text);
    if (laid.offset) emit_placed(*laid.offset, view, metrics, out, facts);
}

void draw_polar_spine(const resolve::Spine& spine, int side, bool antialias, const figure::View& view,
                      scene::Builder& out) {
    const figure::PolarMap& polar = *view.polar();
    if (side < 2 && polar.full_circle()) return;
    if (side == 2 && !polar.has_inner_edge()) return;
    const figure::LineProps line = spine_line(spine, antialias);
    if (side == 3) {
        figure::emit_path_line(polar.outer_arc(), line, out);
    } else if (side == 2) {
        figure::emit_path_line(polar.inner_arc(), line, out);
    } else {
        const double theta = side == 0 ? view.limits().x0 : view.limits().x1;
        figure::emit_line({view({theta, view.limits().y0}), view({theta, view.limits().y1})}, line, out);
    }
}

}  // namespace plotmill::layout
