// The short way of long lines against the plain one, vertex by vertex.
#include "paint/long_line.h"

#include <cmath>
#include <cstdint>
#include <doctest/doctest.h>
#include <functional>
#include <limits>
#include <string>

#include "paint/path_cleanup.h"

using namespace plotmill;
using namespace plotmill::paint;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity(), gap = std::numeric_limits<double>::quiet_NaN();
const Rect canvas{-1, -1, 641, 481};

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed * 2654435769u + 88172645463325252u) {}
    std::uint64_t next() {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return state_;
    }
    double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
    double normal() { return uniform() + uniform() + uniform() + uniform() - 2; }
    bool one_in(unsigned n) { return next() % n == 0; }

private:
    std::uint64_t state_;
};

// Data to pixels so that the values from `low` to `high` fill the height of the axes.
Points::Map map_of(std::size_t n, double low, double high) {
    const double ax = 450.9 / (static_cast<double>(n) - 1), ay = 336 / (high - low);
    return {ax, 102.5, ay, 69.6 - ay * low, 480};
}

void compare(const Points& points, double threshold = 1.0 / 9) {
    Path plain, path, wide;
    for (const Point p : points) plain.verbs.empty() ? plain.move_to(p) : plain.line_to(p);
    Path expected;
    simplify_clipped(plain, canvas, threshold, expected);
    simplify_points(points, canvas, threshold, path, false);
    simplify_points(points, canvas, threshold, wide, true);
    CHECK(path == expected);
    CHECK(wide == expected);
    remove_nans(plain, path);
    clip_lines(path, canvas, wide);
    simplify(wide, threshold, path);
    CHECK(path == expected);
}

struct Shape {
    const char* name;
    std::function<double(Random&, double last, std::size_t i)> next;
};

const Shape shapes[] = {
    {"noise", [](Random& r, double, std::size_t) { return r.normal(); }},
    {"walk", [](Random& r, double last, std::size_t) { return last + r.normal() * 0.01; }},
    {"slow walk", [](Random& r, double last, std::size_t) { return last + r.normal() * 0.0005; }},
    {"wave", [](Random&, double, std::size_t i) { return std::sin(static_cast<double>(i) * 0.001); }},
    {"steps", [](Random& r, double last, std::size_t) { return r.one_in(200) ? r.normal() : last; }},
    {"line", [](Random&, double, std::size_t i) { return static_cast<double>(i) * 1e-4 - 1; }},
    {"constant", [](Random&, double, std::size_t) { return 0.25; }},
    {"two values", [](Random& r, double, std::size_t) { return r.one_in(2) ? 0.5 : -0.5; }},
    {"gaps", [](Random& r, double last,
                std::size_t) { return r.one_in(50) ? gap : (std::isnan(last) ? 0 : last) + r.normal() * 0.01; }},
    {"rare gaps",
     [](Random& r, double last, std::size_t) {
         return r.one_in(3000) ? gap : (std::isnan(last) ? 0 : last) + r.normal() * 0.001;
     }},
    {"infinite",
     [](Random& r, double, std::size_t) { return r.one_in(70) ? (r.one_in(2) ? inf : -inf) : r.normal() * 0.1; }},
    {"huge", [](Random& r, double, std::size_t) { return r.one_in(70) ? r.normal() * 1e300 : r.normal() * 0.1; }},
    {"far off", [](Random& r, double, std::size_t) { return r.one_in(40) ? r.normal() * 100 : r.normal() * 0.01; }},
    {"tiny", [](Random& r, double last, std::size_t) { return last + r.normal() * 1e-14; }},
};

}  // namespace

TEST_CASE("long lines: the same vertices as step by step") {
    for (const Shape& shape : shapes)
        for (const std::size_t n :
             {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{1025}, std::size_t{30011}}) {
            CAPTURE(shape.name);
            CAPTURE(n);
            Random r(n + 17);
            std::vector<double> y(n), x(n);
            double last = 0;
            for (std::size_t i = 0; i < n; ++i) y[i] = last = shape.next(r, last, i);
            const Points::Map map = map_of(n > 1 ? n : 2, -1, 1);
            compare(Points(Numbers(), y).mapped(map));
            for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<double>(i) + 0.3 * r.uniform();
            compare(Points(x, y).mapped(map));
            for (std::size_t i = 0; i < n; ++i) x[i] = static_cast<double>(n - 1 - i);  // backwards
            compare(Points(x, y).mapped(map));
            // Where everything is known to lie on the canvas nothing is looked at twice.
            const Extremes e = Numbers(y).extremes();
            if (e.all_finite() && e.low < e.high && e.high - e.low < 1e100) {
                Points::Map whole = map_of(n > 1 ? n : 2, e.low - 0.01, e.high + 0.01);
                compare(Points(Numbers(), y).mapped(whole));
                compare(Points(x, y).mapped(whole));
                whole.ay = -whole.ay;  // upside down
                whole.ey = 480 - whole.ey;
                compare(Points(Numbers(), y).mapped(whole));
            }
            // A window on a part of it, and a line upright.
            Points::Map near = map;
            near.ax *= 40;
            near.ex -= 5000;
            compare(Points(Numbers(), y).mapped(near));
            for (double& v : x) v = static_cast<double>(n) / 2;
            compare(Points(x, y).mapped(map));
        }
}

TEST_CASE("long lines: two columns, other limits, other thresholds") {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        Random r(seed);
        const std::size_t n = 5000 + r.next() % 5000;
        std::vector<double> x(n), y(n);
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = (i ? x[i - 1] : 0) + r.normal() * 5;
            y[i] = (i ? y[i - 1] : 0) + r.normal() * 0.01;
            if (r.one_in(10)) x[i] = i ? x[i - 1] : 0;
            if (r.one_in(900)) x[i] = gap;
            if (r.one_in(2) && i) y[i] = y[i - 1];
        }
        const Points points = Points(x, y).mapped(map_of(n, -0.3, 0.4));
        for (const double threshold : {1.0 / 9, 1e-3, 1e-9, 0.0, 2.5, 40.0}) compare(points, threshold);
        compare(Points(points.list()));  // not in columns
    }
}
