#include "figure/polar.h"

#include <cmath>
#include <numbers>

#include "figure/wedge.h"

namespace plotmill::figure {

namespace {

constexpr double to_degrees = 180 / std::numbers::pi;
constexpr double most_turns = 64;  // of one piece of a path: what lies beyond is drawn already

Affine from_box(const Rect& r) {  // BboxTransformFrom
    const double sx = 1.0 / r.width(), sy = 1.0 / r.height();
    return {sx, 0, 0, sy, -r.x0 * sx, -r.y0 * sy};
}

Affine to_box(const Rect& r) { return {r.width(), 0, 0, r.height(), r.x0, r.y0}; }  // BboxTransformTo

// _WedgeBbox: the square around the part of the circle of radius 0.5 that is seen. Its corners are those of the
// curves' control points.
Rect wedge_box(Rect real, double origin) {
    double from = real.x0 * to_degrees, to = real.x1 * to_degrees;
    if (from > to) std::swap(from, to);
    double inner = real.y0 - origin, outer = real.y1 - origin;
    const double scale = 0.5 / outer;
    inner *= scale;
    outer *= scale;
    const Path wedge = wedge_path({.centre = {0.5, 0.5},
                                   .radius = outer,
                                   .theta1 = from,
                                   .theta2 = to,
                                   .width = std::min(outer - inner, 0.5),
                                   .ring = true});
    Rect box = Rect::none();
    for (const Point& p : wedge.points)
        if (finite(p)) box.unite({p.x, p.y, p.x, p.y});
    const double w = box.width(), h = box.height();
    const double dw = std::max(h - w, 0.0) / 2, dh = std::max(w - h, 0.0) / 2;
    return {box.x0 - dw, box.y0 - dh, box.x1 + dw, box.y1 + dh};
}

}  // namespace

bool is_full_circle(double a, double b) { return std::abs(std::abs(b - a) - 2 * std::numbers::pi) < 1.74e-14; }
bool is_full_circle_degrees(double a, double b) { return std::abs(std::abs(b - a) - 360.0) < 1e-12; }

PolarMap::PolarMap(const PolarProjection& projection, const Rect& box, const Rect& limits, const Scale& radius)
    : projection_(projection), limits_(limits), radius_(radius) {
    const double zero = origin();
    sign_ = limits.y1 > zero ? 1 : limits.y1 < zero ? -1 : 0;
    const Rect real{real_angle(limits.x0), limits.y0, real_angle(limits.x1), limits.y1};
    full_ = is_full_circle(real.x0, real.x1);
    const double length = std::abs(radius.transform(limits.y1) - radius.transform(zero));
    const double scale = 0.5 / length;
    wedge_ = from_box(wedge_box(real, zero));
    axes_ = to_box(box);
    to_pixels_ = Affine{scale, 0, 0, scale, 0.5, 0.5}.then(wedge_).then(axes_);
}

Point PolarMap::polar(Point scaled) const {
    const double r = (scaled.y - origin()) * sign_;
    if (!(r >= 0)) return {std::nan(""), std::nan("")};
    return {r * std::cos(scaled.x), r * std::sin(scaled.x)};
}

Point PolarMap::operator()(Point data) const {
    return to_pixels_(polar({real_angle(data.x), radius_.transform(data.y)}));
}

// PolarTransform.transform_path_non_affine.
Path PolarMap::operator()(const Path& data, int steps) const {
    Path out;
    out.verbs.reserve(data.verbs.size());
    auto scaled = [&](Point p) { return Point{real_angle(p.x), radius_.transform(p.y)}; };
    Point last{std::nan(""), std::nan("")};
    std::size_t i = 0;
    auto line = [&](Point p) {
        if (steps <= 1 || p.x == last.x) {
            out.line_to(polar(p));
            return;
        }
        if (p.y != last.y) {
            // simple_linear_interpolation
            const Point slope{(p.x - last.x) / steps, (p.y - last.y) / steps};
            for (int k = 1; k < steps; ++k) out.line_to(polar(slope * k + last));
            out.line_to(polar(p));
            return;
        }
        const double r = (p.y - origin()) * sign_;
        double from = last.x * to_degrees;
        const double to = p.x * to_degrees;
        auto arc = [&](double low, double high, bool backwards) {
            std::vector<Point> at = arc_points(low, high);
            if (backwards) std::reverse(at.begin(), at.end());
            for (Point& q : at) q = q * r;
            for (std::size_t k = 1; k + 2 < at.size(); k += 3) out.cubic_to(at[k], at[k + 1], at[k + 2]);
        };
        double turns = 0;
        if (from <= to) {
            for (; to - from > 360 && turns < most_turns; from += 360, ++turns) arc(from, from + 360, false);
            arc(from, to, false);
        } else {
            for (; from - to > 360 && turns < most_turns; from -= 360, ++turns) arc(from - 360, from, true);
            arc(to, from, true);
        }
    };
    for (const Verb verb : data.verbs) {
        switch (verb) {
            case Verb::move:
                last = scaled(data.points[i++]);
                out.move_to(polar(last));
                break;
            case Verb::line: {
                const Point p = scaled(data.points[i++]);
                line(p);
                last = p;
                break;
            }
            case Verb::quad:
                last = scaled(data.points[i + 1]);
                out.quad_to(polar(scaled(data.points[i])), polar(last));
                i += 2;
                break;
            case Verb::cubic:
                last = scaled(data.points[i + 2]);
                out.cubic_to(polar(scaled(data.points[i])), polar(scaled(data.points[i + 1])), polar(last));
                i += 3;
                break;
            case Verb::close:
                out.close();
                break;
        }
    }
    for (Point& p : out.points) p = to_pixels_(p);
    return out;
}

Path PolarMap::arc(double share) const {
    double from = real_angle(limits_.x0) * to_degrees, to = real_angle(limits_.x1) * to_degrees;
    if (from > to) std::swap(from, to);
    const Affine place = Affine{0.5 * share, 0, 0, 0.5 * share, 0.5, 0.5}.then(wedge_).then(axes_);
    const std::vector<Point> at = arc_points(from, to);
    Path out;
    out.move_to(place(at[0]));
    for (std::size_t k = 1; k + 2 < at.size(); k += 3) out.cubic_to(place(at[k]), place(at[k + 1]), place(at[k + 2]));
    return out;
}

Path PolarMap::inner_arc() const {
    const double zero = origin();
    return arc((limits_.y0 - zero) / (limits_.y1 - zero));
}

namespace {

// PolarAxes.draw: the ring's width, of a circle of that radius.
double ring_width(double radius, double inner, double outer) {
    return std::min(radius * (outer - inner) / outer, radius);
}

}  // namespace

bool PolarMap::has_inner_edge() const {
    const double zero = origin(), radius = (wedge_({1, 0}) - wedge_({0.5, 0.5})).x;
    return radius - ring_width(radius, (limits_.y0 - zero) * sign_, (limits_.y1 - zero) * sign_) != 0;
}

Path PolarMap::outline() const {
    double from = real_angle(limits_.x0) * to_degrees, to = real_angle(limits_.x1) * to_degrees;
    if (from > to) std::swap(from, to);
    const double zero = origin();
    const Point centre = wedge_({0.5, 0.5});
    const double radius = wedge_({1, 0}).x - centre.x;
    return wedge_path({.centre = centre,
                       .radius = radius,
                       .theta1 = from,
                       .theta2 = to,
                       .width = ring_width(radius, (limits_.y0 - zero) * sign_, (limits_.y1 - zero) * sign_),
                       .ring = true})
        .transformed(axes_);
}

}  // namespace plotmill::figure
