#include "figure/bezier.h"

#include <cmath>
#include <numbers>

namespace plotmill::figure {

namespace {

constexpr double tolerance = 0.01;  // pixels

Point middle(Point a, Point b) { return {(a.x + b.x) * .5, (a.y + b.y) * .5}; }

Point at(const std::vector<Point>& bezier, double t) {
    std::vector<Point> p = bezier;
    for (std::size_t n = p.size(); n > 1; --n)
        for (std::size_t i = 0; i + 1 < n; ++i) p[i] = p[i] * (1 - t) + p[i + 1] * t;
    return p[0];
}

std::size_t points_of(Verb v) {
    switch (v) {
        case Verb::quad:
            return 2;
        case Verb::cubic:
            return 3;
        case Verb::close:
            return 0;
        default:
            return 1;
    }
}

void add(Path& path, Verb verb, const std::vector<Point>& points) {
    path.verbs.push_back(verb);
    path.points.insert(path.points.end(), points.begin() + 1, points.end());
}

}  // namespace

Inside inside_circle(Point c, double radius) {
    return [c, r2 = radius * radius](Point p) { return (p.x - c.x) * (p.x - c.x) + (p.y - c.y) * (p.y - c.y) < r2; };
}

Point direction(Point from, Point to) {
    const Point d = to - from;
    const double length = std::sqrt(d.x * d.x + d.y * d.y);
    return length == 0 ? Point{} : Point{d.x / length, d.y / length};
}

std::optional<Point> line_crossing(Point a, Point along_a, Point b, Point along_b) {
    const double rhs_a = along_a.y * a.x - along_a.x * a.y, rhs_b = along_b.y * b.x - along_b.x * b.y;
    const double determinant = along_a.y * -along_b.x + along_a.x * along_b.y;
    if (std::abs(determinant) < 1e-12) return std::nullopt;
    return Point{(-along_b.x * rhs_a + along_a.x * rhs_b) / determinant,
                 (-along_b.y * rhs_a + along_a.y * rhs_b) / determinant};
}

std::pair<Point, Point> beside(Point p, Point along, double distance) {
    return {{distance * along.y + p.x, -distance * along.x + p.y},
            {-distance * along.y + p.x, distance * along.x + p.y}};
}

std::optional<std::pair<std::vector<Point>, std::vector<Point>>> split_bezier(const std::vector<Point>& bezier,
                                                                              const Inside& inside) {
    for (const Point& p : bezier)
        if (!finite(p)) return std::nullopt;
    double t0 = 0, t1 = 1;
    Point start = bezier.front(), end = bezier.back();
    bool start_inside = inside(start);
    if (start_inside == inside(end) && !(start == end)) return std::nullopt;
    // Halving ends at the latest where the parameters are neighbours.
    for (int i = 0; i < 200 && !(std::hypot(start.x - end.x, start.y - end.y) < tolerance); ++i) {
        const double t = 0.5 * (t0 + t1);
        const Point p = at(bezier, t);
        const bool now = inside(p);
        if (start_inside != now) {
            t1 = t;
            end = p;
        } else {
            t0 = t;
            start = p;
            start_inside = now;
        }
    }
    const double t = (t0 + t1) / 2;
    std::vector<Point> left, right, p = bezier;
    while (true) {
        left.push_back(p.front());
        right.insert(right.begin(), p.back());
        if (p.size() == 1) break;
        for (std::size_t i = 0; i + 1 < p.size(); ++i) p[i] = p[i] * (1 - t) + p[i + 1] * t;
        p.pop_back();
    }
    return std::pair(std::move(left), std::move(right));
}

std::optional<std::pair<Path, Path>> split_path(const Path& path, const Inside& inside) {
    if (path.points.empty()) return std::nullopt;
    const bool begin_inside = inside(path.points.front());
    std::size_t i = 1;
    for (std::size_t k = 1; k < path.verbs.size(); ++k) {
        const std::size_t n = points_of(path.verbs[k]);
        if (n == 0) continue;
        if (inside(path.points[i + n - 1]) == begin_inside) {
            i += n;
            continue;
        }
        const auto here = path.points.begin() + static_cast<std::ptrdiff_t>(i);
        const auto parts = split_bezier(std::vector<Point>(here - 1, here + static_cast<std::ptrdiff_t>(n)), inside);
        if (!parts) return std::nullopt;
        Path in, out;
        in.verbs.assign(path.verbs.begin(), path.verbs.begin() + static_cast<std::ptrdiff_t>(k));
        in.points.assign(path.points.begin(), here);
        add(in, path.verbs[k], parts->first);
        out.move_to(parts->second.front());
        add(out, path.verbs[k], parts->second);
        out.verbs.insert(out.verbs.end(), path.verbs.begin() + static_cast<std::ptrdiff_t>(k) + 1, path.verbs.end());
        out.points.insert(out.points.end(), here + static_cast<std::ptrdiff_t>(n), path.points.end());
        return std::pair(std::move(in), std::move(out));
    }
    return std::nullopt;
}

std::pair<Quad, Quad> parallels(const Quad& b, double width) {
    Point t1 = direction(b[0], b[1]), t2 = direction(b[1], b[2]);
    const double turn =
        std::abs(std::atan2(b[0].x - b[1].x, b[0].y - b[1].y) - std::atan2(b[1].x - b[2].x, b[1].y - b[2].y));
    if (turn >= 1e-5 && std::abs(turn - std::numbers::pi) < 1e-5) t1 = t2 = direction(b[0], b[2]);
    const auto [first_a, first_b] = beside(b[0], t1, width);
    const auto [last_a, last_b] = beside(b[2], t2, width);
    auto cross_a = line_crossing(first_a, t1, last_a, t2), cross_b = line_crossing(first_b, t1, last_b, t2);
    if (!cross_a || !cross_b) {
        cross_a = middle(first_a, last_a);
        cross_b = middle(first_b, last_b);
    }
    return {{first_a, *cross_a, last_a}, {first_b, *cross_b, last_b}};
}

std::pair<Quad, Quad> wedge(const Quad& b, double width, double w1, double wm, double w2) {
    const auto [first_a, first_b] = beside(b[0], direction(b[0], b[1]), width * w1);
    const auto [last_a, last_b] = beside(b[2], direction(b[1], b[2]), width * w2);
    const Point m1 = middle(b[0], b[1]), m2 = middle(b[1], b[2]);
    const auto [mid_a, mid_b] = beside(middle(m1, m2), direction(m1, m2), width * wm);
    auto through = [](Point a, Point m, Point c) {
        return Quad{a, {.5 * (4 * m.x - (a.x + c.x)), .5 * (4 * m.y - (a.y + c.y))}, c};
    };
    return {through(first_a, mid_a, last_a), through(first_b, mid_b, last_b)};
}

}  // namespace plotmill::figure
