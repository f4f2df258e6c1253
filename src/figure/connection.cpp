#include "figure/connection.h"

#include <cmath>
#include <numbers>

namespace plotmill::figure {

namespace {

Point unit(double degrees) {
    const double r = degrees * (std::numbers::pi / 180);
    return {std::cos(r), std::sin(r)};
}

Path arc3(const ArrowStyle& s, Point a, Point b) {
    const double f = s.number("rad", 0);
    Path p;
    p.move_to(a);
    p.quad_to({(a.x + b.x) / 2 + f * (b.y - a.y), (a.y + b.y) / 2 - f * (b.x - a.x)}, b);
    return p;
}

Path angle(const ArrowStyle& s, Point a, Point b, bool curved) {
    const auto corner = line_crossing(a, unit(s.number("angleA", 90)), b, unit(s.number("angleB", 0)));
    Path p;
    p.move_to(a);
    if (!corner) {
        p.line_to(b);
        return p;
    }
    const Point c = *corner;
    const double rad = s.number("rad", 0);
    if (curved) {
        p.quad_to(c, b);
        return p;
    }
    if (rad == 0) {
        p.line_to(c);
    } else {
        const double f1 = rad / std::hypot(a.x - c.x, a.y - c.y), f2 = rad / std::hypot(b.x - c.x, b.y - c.y);
        p.line_to({c.x + (a.x - c.x) * f1, c.y + (a.y - c.y) * f1});
        p.quad_to(c, {c.x + (b.x - c.x) * f2, c.y + (b.y - c.y) * f2});
    }
    p.line_to(b);
    return p;
}

Path arc(const ArrowStyle& s, Point a, Point b) {
    const double rad = s.number("rad", 0), arm_a = s.number("armA", 0), arm_b = s.number("armB", 0);
    Path p;
    p.move_to(a);
    std::vector<Point> rounded;
    auto turn = [&] {
        p.line_to(rounded[0]);
        p.quad_to(rounded[1], rounded[2]);
    };
    auto towards = [](Point from, Point to, double distance) {
        const double dx = to.x - from.x, dy = to.y - from.y, dd = std::sqrt(dx * dx + dy * dy);
        return Point{from.x + distance * dx / dd, from.y + distance * dy / dd};
    };
    if (arm_a != 0) {
        const Point u = unit(s.number("angleA", 0));
        rounded = {a + u * (arm_a - rad), a + u * arm_a};
    }
    if (arm_b != 0) {
        const Point end = b + unit(s.number("angleB", 0)) * arm_b;
        Point from = a;
        if (!rounded.empty()) {
            from = rounded.back();
            rounded.push_back(towards(from, end, rad));
            turn();
        }
        rounded = {towards(from, end, std::hypot(end.x - from.x, end.y - from.y) - rad), end};
    }
    if (!rounded.empty()) {
        rounded.push_back(towards(rounded.back(), b, rad));
        turn();
    }
    p.line_to(b);
    return p;
}

Path bar(const ArrowStyle& s, Point a, Point b) {
    Point end = b;
    const double theta = std::atan2(b.y - a.y, b.x - a.x);
    double dx = b.x - a.x, dy = b.y - a.y;
    const double dd = std::sqrt(dx * dx + dy * dy);
    Point along{dx / dd, dy / dd};
    double arm_b = s.number("armB", 0);
    if (const auto angle = s.given("angle")) {
        const double theta0 = *angle * (std::numbers::pi / 180), turn = theta - theta0;
        const double across = dd * std::sin(turn), length = dd * std::cos(turn);
        end = {a.x + length * std::cos(theta0), a.y + length * std::sin(theta0)};
        arm_b -= across;
        dx = end.x - a.x;
        dy = end.y - a.y;
        const double d2 = std::sqrt(dx * dx + dy * dy);
        along = {dx / d2, dy / d2};
    }
    const double f = s.number("fraction", 0.3) * dd + std::max(s.number("armA", 0), arm_b);
    Path p;
    p.move_to(a);
    p.line_to({a.x + f * along.y, a.y - f * along.x});
    p.line_to({end.x + f * along.y, end.y - f * along.x});
    p.line_to(b);
    return p;
}

}  // namespace

Path connection_path(const ArrowStyle& style, Point a, Point b) {
    if (style.name == "angle3") return angle(style, a, b, true);
    if (style.name == "angle") return angle(style, a, b, false);
    if (style.name == "arc") return arc(style, a, b);
    if (style.name == "bar") return bar(style, a, b);
    return arc3(style, a, b);
}

}  // namespace plotmill::figure
