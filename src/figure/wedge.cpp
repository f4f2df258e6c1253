#include "figure/wedge.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace plotmill::figure {

std::vector<Point> arc_points(double theta1, double theta2) {
    constexpr double to_radians = std::numbers::pi / 180;
    double eta1 = theta1, eta2 = theta2 - 360 * std::floor((theta2 - theta1) / 360);
    if (!std::isfinite(eta1) || !std::isfinite(eta2)) return {{eta1, eta2}};
    if (theta2 != theta1 && eta2 <= eta1) eta2 += 360;  // a whole turn must not vanish
    eta1 *= to_radians;
    eta2 *= to_radians;
    const int n = static_cast<int>(std::exp2(std::ceil((eta2 - eta1) / (std::numbers::pi * 0.5))));
    const double step = (eta2 - eta1) / n, t = std::tan(0.5 * step);
    const double alpha = std::sin(step) * (std::sqrt(4.0 + 3.0 * t * t) - 1) / 3.0;
    std::vector<Point> out;
    Point a{std::cos(eta1), std::sin(eta1)};
    out.push_back(a);
    for (int i = 1; i <= n; ++i) {
        const double eta = i == n ? eta2 : i * step + eta1;
        const Point b{std::cos(eta), std::sin(eta)};
        out.push_back({a.x + alpha * -a.y, a.y + alpha * a.x});
        out.push_back({b.x - alpha * -b.y, b.y - alpha * b.x});
        out.push_back(b);
        a = b;
    }
    return out;
}

Path wedge_path(const Wedge& w) {
    const bool whole = std::abs((w.theta2 - w.theta1) - 360) <= 1e-12;
    const std::vector<Point> outer = whole ? arc_points(0, 360) : arc_points(w.theta1, w.theta2);
    auto at = [&](Point p) { return Point{p.x * w.radius + w.centre.x, p.y * w.radius + w.centre.y}; };
    Path path;
    auto connect = [&](Point p) { whole ? path.move_to(at(p)) : path.line_to(at(p)); };
    auto curves = [&](const std::vector<Point>& points) {
        for (std::size_t i = 1; i + 2 < points.size(); i += 3)
            path.cubic_to(at(points[i]), at(points[i + 1]), at(points[i + 2]));
    };
    path.move_to(at(outer[0]));
    curves(outer);
    if (w.ring) {
        std::vector<Point> inner(outer.rbegin(), outer.rend());
        const double reach = w.radius - w.width;
        for (Point& p : inner) p = {p.x * reach / w.radius, p.y * reach / w.radius};
        connect(inner[0]);
        curves(inner);
    } else {
        connect({0, 0});
    }
    connect(outer[0]);
    path.close();
    return path;
}

}  // namespace plotmill::figure
