#include "paint/gouraud.h"

#include <utility>

namespace plotmill::paint {

namespace {

constexpr double grow = 0.5;
constexpr int subpixel = 16;

double cross(Point a, Point b, Point p) { return (p.x - b.x) * (b.y - a.y) - (p.y - b.y) * (b.x - a.x); }

int round_away(double v) { return static_cast<int>(v < 0 ? v - 0.5 : v + 0.5); }

Point intersection(Point a, Point b, Point c, Point d, Point otherwise) {
    const double num = (a.y - c.y) * (d.x - c.x) - (a.x - c.x) * (d.y - c.y);
    const double den = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
    if (std::fabs(den) < 1e-30) return otherwise;
    const double u = num / den;
    return {a.x + u * (b.x - a.x), a.y + u * (b.y - a.y)};
}

struct Corner {
    Point p;
    Color8 color;
};

// One side of the triangle: where it is, and its colour, at the middle of a row.
struct Side {
    double x1, y1, dx, inverse_dy;
    Color8 from, to;
    int r = 0, g = 0, b = 0, a = 0, x = 0;  // x in 1/16 pixel

    Side(const Corner& c1, const Corner& c2)
        : x1(c1.p.x - 0.5),
          y1(c1.p.y - 0.5),
          dx(c2.p.x - c1.p.x),
          inverse_dy(c2.p.y - c1.p.y < 1e-5 ? 1e5 : 1 / (c2.p.y - c1.p.y)),
          from(c1.color),
          to(c2.color) {}

    void at(double y) {
        const double k = std::clamp((y - y1) * inverse_dy, 0.0, 1.0);
        r = from.r + round_away((to.r - from.r) * k);
        g = from.g + round_away((to.g - from.g) * k);
        b = from.b + round_away((to.b - from.b) * k);
        a = from.a + round_away((to.a - from.a) * k);
        x = round_away((x1 + dx * k) * subpixel);
    }
};

// A channel along a row, in 1/16 pixel steps with 14 bits of fraction.
struct Ramp {
    int start, step;
    Ramp(int v1, int v2, int n) : start(v1), step(((v2 - v1) * 16384) / n) {}
    std::uint8_t at(int offset) const {
        const std::int64_t v = start + ((std::int64_t{step} * offset) >> 14);
        return static_cast<std::uint8_t>(std::clamp<std::int64_t>(v, 0, 255));
    }
};

}  // namespace

void draw_gouraud(const Brush& brush, Rasterizer& rasterizer, const std::array<Point, 3>& points,
                  const std::array<Rgba, 3>& colors) {
    std::array<Corner, 3> c;
    for (std::size_t i = 0; i < 3; ++i) {
        if (!finite(points[i]) || std::fabs(points[i].x) > 1e7 || std::fabs(points[i].y) > 1e7) return;
        c[i] = {points[i], Color8::from(colors[i])};
    }
    // Each side moved outwards by `grow`; the corners go to where the moved sides meet.
    const std::array<Point, 3> p = points;
    const double turn = cross(p[0], p[1], p[2]);
    std::array<Point, 6> grown{p[0], p[1], p[1], p[2], p[2], p[0]};
    if (std::fabs(turn) > 1e-30) {
        const double d = turn > 0 ? -grow : grow;
        for (std::size_t i = 0; i < 3; ++i) {
            const Point a = p[i], b = p[(i + 1) % 3], v = b - a;
            const double length = std::sqrt(v.x * v.x + v.y * v.y);
            const Point normal{d * v.y / length, -d * v.x / length};
            grown[2 * i] = a + normal;
            grown[2 * i + 1] = b + normal;
        }
    }
    c[0].p = intersection(grown[4], grown[5], grown[0], grown[1], c[0].p);
    c[1].p = intersection(grown[0], grown[1], grown[2], grown[3], c[1].p);
    c[2].p = intersection(grown[2], grown[3], grown[4], grown[5], c[2].p);

    rasterizer.begin(brush.box);
    rasterizer.move_to(grown[0]);
    for (std::size_t i = 1; i < 6; ++i) rasterizer.line_to(grown[i]);

    if (c[0].p.y > c[2].p.y) std::swap(c[0], c[2]);
    if (c[0].p.y > c[1].p.y) std::swap(c[0], c[1]);
    if (c[1].p.y > c[2].p.y) std::swap(c[1], c[2]);
    for (const Corner& corner : c)
        if (!(std::fabs(corner.p.x) < 1e8 && std::fabs(corner.p.y) < 1e8)) return;
    const int middle = static_cast<int>(c[1].p.y);
    const bool swapped = cross(c[0].p, c[2].p, c[1].p) < 0;
    Side whole(c[0], c[2]), upper(c[0], c[1]), lower(c[1], c[2]);
    int row = -1;
    const Side* left = &whole;
    const Side* right = &upper;
    rasterizer.sweep([&](int x, int y, int n, unsigned cover) {
        if (y != row) {
            row = y;
            whole.at(y);
            Side& other = y <= middle ? upper : lower;
            other.at(y <= middle ? y + upper.inverse_dy : y - lower.inverse_dy);
            left = swapped ? &other : &whole;
            right = swapped ? &whole : &other;
        }
        const int length = std::max(1, std::abs(right->x - left->x));
        const Ramp r(left->r, right->r, length), g(left->g, right->g, length), b(left->b, right->b, length),
            a(left->a, right->a, length);
        for (int i = 0; i < n; ++i) {
            const int offset = (x + i) * subpixel - left->x;
            brush.pixel(x + i, y, {r.at(offset), g.at(offset), b.at(offset), a.at(offset)}, cover);
        }
    });
}

}  // namespace plotmill::paint
