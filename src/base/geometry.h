// Points, rectangles and affine maps in double precision. Plain values; free of units: the user of a value says
// whether it holds data units, points or pixels, and which way y grows.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

namespace plotmill {

struct Point {
    double x = 0;
    double y = 0;

    friend bool operator==(const Point&, const Point&) = default;
    friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
    friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
    friend Point operator*(Point a, double k) { return {a.x * k, a.y * k}; }
};

inline bool finite(Point p) { return std::isfinite(p.x) && std::isfinite(p.y); }

// Two corners. x0 <= x1 is not required (an inverted axis has x0 > x1); min_x() and friends sort.
struct Rect {
    double x0 = 0;
    double y0 = 0;
    double x1 = 0;
    double y1 = 0;

    friend bool operator==(const Rect&, const Rect&) = default;
    double width() const { return x1 - x0; }
    double height() const { return y1 - y0; }
    double min_x() const { return std::min(x0, x1); }
    double max_x() const { return std::max(x0, x1); }
    double min_y() const { return std::min(y0, y1); }
    double max_y() const { return std::max(y0, y1); }
    Point center() const { return {(x0 + x1) / 2, (y0 + y1) / 2}; }
    bool contains(Point p) const { return p.x >= min_x() && p.x <= max_x() && p.y >= min_y() && p.y <= max_y(); }
    bool overlaps(const Rect& o) const {
        return !(o.max_x() <= min_x() || o.max_y() <= min_y() || o.min_x() >= max_x() || o.min_y() >= max_y());
    }
    Rect padded(double p) const { return {x0 - p, y0 - p, x1 + p, y1 + p}; }
    Rect moved(double dx, double dy) const { return {x0 + dx, y0 + dy, x1 + dx, y1 + dy}; }

    // The empty rectangle, neutral for unite().
    static Rect none() {
        constexpr double inf = std::numeric_limits<double>::infinity();
        return {inf, inf, -inf, -inf};
    }
    bool is_none() const { return x0 > x1 && std::isinf(x0); }
    void unite(const Rect& o) {
        if (o.is_none()) return;
        x0 = std::min(x0, o.min_x());
        y0 = std::min(y0, o.min_y());
        x1 = std::max(x1, o.max_x());
        y1 = std::max(y1, o.max_y());
    }
};

// x' = a x + c y + e,  y' = b x + d y + f  (the order of Matplotlib's and Cairo's matrices).
struct Affine {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    Point operator()(Point p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
    static Affine scale(double sx, double sy) { return {sx, 0, 0, sy, 0, 0}; }
    static Affine translate(double x, double y) { return {1, 0, 0, 1, x, y}; }
    static Affine rotate(double radians) {
        const double s = std::sin(radians), k = std::cos(radians);
        return {k, s, -s, k, 0, 0};
    }
    // First this, then o.
    Affine then(const Affine& o) const {
        return {o.a * a + o.c * b, o.b * a + o.d * b,       o.a * c + o.c * d,
                o.b * c + o.d * d, o.a * e + o.c * f + o.e, o.b * e + o.d * f + o.f};
    }
};

}  // namespace plotmill
