// Badness as Legend._find_best_position counts it: vertices and offsets inside, patches that overlap, lines that cross.
#include "layout/legend_best.h"

#include <cmath>
#include <doctest/doctest.h>
#include <random>

using namespace plotmill;
using namespace plotmill::layout;

TEST_CASE("vertices inside count each, the edge is outside") {
    Obstacles o;
    o.offsets = {Places{{5, 5}, {0, 5}, {10, 10}, {9.9, 9.9}, {std::nan(""), 5}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 2);
}

TEST_CASE("a line counts once for crossing, and once for each vertex inside") {
    Obstacles o;
    o.lines = {Places{{-5, 5}, {15, 5}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 1);
    o.lines = {Places{{-5, 5}, {5, 5}, {15, 5}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 2);
    o.lines = {Places{{-5, 20}, {15, 20}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 0);
    // Across a corner from outside to outside.
    o.lines = {Places{{-3, 5}, {5, -3}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 1);
    o.lines = {Places{{-6, 5}, {5, -6}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 0);
}

TEST_CASE("gaps part a line") {
    Obstacles o;
    o.lines = {Places{{-5, 5}, {std::nan(""), 5}, {15, 5}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 0);
}

TEST_CASE("patches that overlap") {
    Obstacles o;
    o.boxes = {{5, 5, 20, 20}, {11, 0, 20, 20}, {-5, -5, 50, 50}};
    CHECK(badness(o, {0, 0, 10, 10}) == 2);
}

namespace {

// One by one, as Matplotlib counts.
double count_all(const std::vector<Point>& points, const Rect& r, bool joined) {
    const auto crosses = [&](Point a, Point b) {
        const Point c = r.center();
        return std::abs(a.x + b.x - 2 * c.x) < std::abs(a.x - b.x) + r.width() &&
               std::abs(a.y + b.y - 2 * c.y) < std::abs(a.y - b.y) + r.height() &&
               2 * std::abs((a.x - c.x) * (a.y - b.y) - (a.y - c.y) * (a.x - b.x)) <
                   r.width() * std::abs(a.y - b.y) + r.height() * std::abs(a.x - b.x);
    };
    double bad = 0;
    bool hit = false;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const Point p = points[i];
        if (!finite(p)) continue;
        bad += p.x > r.x0 && p.x < r.x1 && p.y > r.y0 && p.y < r.y1;
        hit = hit || (joined && i > 0 && finite(points[i - 1]) && crosses(points[i - 1], p));
    }
    return bad + hit;
}

}  // namespace

TEST_CASE("many places, counted by blocks, are those that are counted one by one") {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> unit(0, 1);
    for (int round = 0; round < 60; ++round) {
        const std::size_t n = 1 + random() % 3000;
        const bool counted = round % 3 == 0;
        std::vector<double> xs, ys;
        double y = 0;
        for (std::size_t i = 0; i < n; ++i) {
            y += unit(random) - 0.5;
            const bool gap = round % 4 == 1 && random() % 50 == 0;
            ys.push_back(gap ? std::nan("") : round % 5 == 4 && random() % 300 == 0 ? 1e305 : std::round(y * 4) / 4);
            xs.push_back(counted ? static_cast<double>(i) : static_cast<double>(i) * (round % 2 ? 1 : -0.25));
        }
        const Points::Map map{round % 7 == 6 ? 0 : 0.31, 12, round % 2 ? -7.5 : 9, 100, 0};
        std::vector<Point> placed;
        for (std::size_t i = 0; i < n; ++i) placed.push_back({map.ax * xs[i] + map.ex, map.ay * ys[i] + map.ey});
        const Places own(placed), mapped = Places::mapped(Points(counted ? Numbers() : Numbers(xs), Numbers(ys)), map);
        for (int box = 0; box < 30; ++box) {
            // Also boxes that hold whole blocks, and such as have a corner on a vertex.
            const double size = box % 3 ? 40 : 3000;
            Rect r{unit(random) * 400 - 100, unit(random) * 200, 0, 0};
            if (box % 5 == 0 && finite(placed[n / 2])) r = {placed[n / 2].x, placed[n / 2].y, 0, 0};
            if (box % 3 == 0) r = r.moved(-1500, -1500);
            r.x1 = r.x0 + unit(random) * size;
            r.y1 = r.y0 + unit(random) * size;
            for (const bool joined : {false, true}) {
                const double expected = count_all(placed, r, joined);
                CHECK(own.badness(r, joined) == expected);
                CHECK(mapped.badness(r, joined) == expected);
            }
        }
    }
}
