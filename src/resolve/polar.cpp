#include "resolve/polar.h"

#include <array>
#include <cmath>
#include <numbers>

#include "figure/props.h"

namespace plotmill::resolve {

namespace {

constexpr double to_radians = std::numbers::pi / 180;

const spec::Fields* parameters(const spec::FieldValue& projection) {
    if (projection.as != spec::object || projection.object().all().empty()) return nullptr;
    const spec::FieldValue& value = projection.object().all().front().value;
    return value.as == spec::object ? &value.object() : nullptr;
}

double zero_location(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, double>, 8> places{
        {{"N", 0.5}, {"NW", 0.75}, {"W", 1}, {"SW", 1.25}, {"S", 1.5}, {"SE", 1.75}, {"E", 0}, {"NE", 0.25}}};
    for (const auto& [name, half_turns] : places)
        if (name == word) return std::numbers::pi * half_turns;
    return 0;
}

}  // namespace

bool is_polar(const spec::Fields& axes) {
    const auto* v = figure::given(axes, "projection");
    if (!v) return false;
    if (v->as != spec::object) return v->text() == "polar";
    return !v->object().all().empty() && v->object().all().front().field->name == "polar";
}

void make_polar(FigureState& state, std::size_t index, const spec::Fields& axes) {
    Diagnostics& out = state.diagnostics();
    for (const char* name : {"twinx", "twiny", "secondary_x", "secondary_y", "box_aspect"})
        if (axes.has(name)) out.error(axes.span_of(name), "a polar axes has no '" + std::string(name) + "'");
    if (const auto* scale = figure::given(axes, "xscale"))
        if (scale->as == spec::object || scale->text() != "linear")
            out.error(scale->span, "the angles of a polar axes have no scale; its radii do ('yscale')");

    figure::PolarProjection p;
    double from = 0, to = 2 * std::numbers::pi;
    if (const spec::Fields* f = parameters(*figure::given(axes, "projection"))) {
        p.offset = zero_location(f->text("theta_zero_location", "E")) + f->number("theta_offset", 0) * to_radians;
        if (const auto* d = figure::given(*f, "theta_direction")) {
            if (std::holds_alternative<double>(d->data)) {
                p.direction = d->number();
                if (std::abs(p.direction) != 1)
                    out.error(d->span, "'theta_direction' is clockwise, counterclockwise, -1 or 1");
            } else {
                p.direction = d->text() == "clockwise" ? -1 : 1;
            }
        }
        p.origin = f->number("rorigin");
        p.label_angle = f->number("rlabel_position", p.label_angle);
        const auto low = f->number("thetamin"), high = f->number("thetamax");
        const double degrees = high.value_or(360) - low.value_or(0);
        const Span span = f->span_of(high ? "thetamax" : "thetamin");
        if (std::abs(degrees) > 360) out.error(span, "the angles that are seen are more than a turn of 360 degrees");
        if (degrees == 0) out.error(span, "'thetamin' and 'thetamax' are equal: nothing would be seen");
        if (low) from = *low * to_radians;
        if (high) to = *high * to_radians;
    }
    ResolvedAxes& a = state.axes(index).axes;
    const bool grid = state.rc().flag(style::Rc::polaraxes_grid);
    for (Axis* axis : {&a.x, &a.y}) {
        for (TickParams* t : {&axis->major, &axis->minor}) t->tick1 = t->tick2 = false;
        axis->major.grid = grid;
    }
    for (Spine& s : a.spines) s.visible = true;
    a.aspect = 1;
    state.make_polar(index, p, from, to);
}

const char* not_in_polar(std::string_view layer) {
    if (layer == "imshow" || layer == "matshow" || layer == "spy")
        return "draws an image, which polar axes do not bend; 'pcolormesh' draws cells there";
    if (layer == "axline") return "is straight and endless, which nothing is in polar axes";
    if (layer == "hexbin")
        return "has hexagons of equal size, which polar axes do not have; 'hist2d' draws cells there";
    if (layer == "pie") return "is a circle by itself: it is drawn in rectilinear axes";
    return "";
}

}  // namespace plotmill::resolve
