#include "stats/delaunay.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace plotmill::stats {

namespace {

using Real = long double;
constexpr std::size_t none = static_cast<std::size_t>(-1);

// Triangles as directed edges: edge e belongs to triangle e / 3, `twins` is the same edge seen from the other side.
class Mesh {
public:
    explicit Mesh(std::span<const Point> points) : points_(points) {}

    // Twice the area of a, b, c: above 0 where they turn counter-clockwise.
    Real turn(std::size_t a, std::size_t b, std::size_t c) const {
        const Point &p = points_[a], &q = points_[b], &r = points_[c];
        return (Real(q.x) - p.x) * (Real(r.y) - p.y) - (Real(q.y) - p.y) * (Real(r.x) - p.x);
    }

    // The edges a to b, b to c and c to a of a new triangle, whose twins are given.
    std::size_t add(std::size_t a, std::size_t b, std::size_t c, std::size_t ab, std::size_t bc, std::size_t ca) {
        const std::size_t e = starts_.size();
        starts_.insert(starts_.end(), {a, b, c});
        twins_.insert(twins_.end(), {none, none, none});
        link(e, ab);
        link(e + 1, bc);
        link(e + 2, ca);
        return e;
    }

    void link(std::size_t a, std::size_t b) {
        if (a != none) twins_[a] = b;
        if (b != none) twins_[b] = a;
    }

    // Turns edges until no circle around a triangle holds its neighbour's corner (Lawson).
    void improve() {
        std::vector<std::size_t> doubtful(starts_.size());
        std::iota(doubtful.begin(), doubtful.end(), std::size_t{0});
        while (!doubtful.empty()) {
            const std::size_t e = doubtful.back();
            doubtful.pop_back();
            const std::size_t t = twins_[e];
            if (t == none) continue;
            const std::size_t e1 = next(e), e2 = next(e1), t1 = next(t), t2 = next(t1);
            const std::size_t a = starts_[e], b = starts_[t], c = starts_[e2], d = starts_[t2];
            if (!in_circle(a, b, c, d) || turn(c, d, b) <= 0 || turn(d, c, a) <= 0) continue;
            // The diagonal a-b becomes c-d: triangles c, d, b and d, c, a.
            const std::size_t bc = twins_[e1], ca = twins_[e2], ad = twins_[t1], db = twins_[t2];
            starts_[e] = c;
            starts_[e1] = d;
            starts_[e2] = b;
            starts_[t] = d;
            starts_[t1] = c;
            starts_[t2] = a;
            link(e1, db);
            link(e2, bc);
            link(t1, ca);
            link(t2, ad);
            for (std::size_t changed : {e1, e2, t1, t2}) doubtful.push_back(changed);
        }
    }

    std::vector<Triangle> triangles() const {
        std::vector<Triangle> out;
        for (std::size_t e = 0; e < starts_.size(); e += 3) out.push_back({starts_[e], starts_[e + 1], starts_[e + 2]});
        return out;
    }

private:
    static std::size_t next(std::size_t e) { return e % 3 == 2 ? e - 2 : e + 1; }

    bool in_circle(std::size_t a, std::size_t b, std::size_t c, std::size_t d) const {
        const Point& o = points_[d];
        const Real ax = Real(points_[a].x) - o.x, ay = Real(points_[a].y) - o.y;
        const Real bx = Real(points_[b].x) - o.x, by = Real(points_[b].y) - o.y;
        const Real cx = Real(points_[c].x) - o.x, cy = Real(points_[c].y) - o.y;
        const Real aa = ax * ax + ay * ay, bb = bx * bx + by * by, cc = cx * cx + cy * cy;
        const Real x = ax * (by * cc - bb * cy), y = ay * (bx * cc - bb * cx), z = aa * (bx * cy - by * cx);
        // Points on one circle, up to rounding, stay as they are.
        return x - y + z > 1e-14L * (std::abs(x) + std::abs(y) + std::abs(z));
    }

    std::span<const Point> points_;
    std::vector<std::size_t> starts_, twins_;
};

}  // namespace

std::optional<std::vector<Triangle>> delaunay(std::span<const Point> points) {
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto key = [&](std::size_t i) { return std::pair(points[i].x, points[i].y); };
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
    order.erase(std::unique(order.begin(), order.end(), [&](auto a, auto b) { return key(a) == key(b); }), order.end());

    Mesh mesh(points);
    std::size_t line = 2;  // how many of the first points are on one line
    while (line < order.size() && mesh.turn(order[0], order[line - 1], order[line]) == 0) ++line;
    if (line >= order.size()) return std::nullopt;

    // The hull, counter-clockwise: each corner with the edge (of a triangle) that goes on from it.
    struct Corner {
        std::size_t point, edge;
    };
    std::vector<Corner> hull;
    const std::size_t apex = order[line];
    const bool left = mesh.turn(order[0], order[1], apex) > 0;
    std::size_t before = none;
    for (std::size_t i = 0; i + 1 < line; ++i) {
        const std::size_t a = order[i], b = order[i + 1];
        // Triangles of the fan share the edges to the apex.
        const std::size_t e =
            left ? mesh.add(a, b, apex, none, none, before) : mesh.add(b, a, apex, none, before, none);
        if (left) {
            if (i == 0) hull.push_back({apex, e + 2});
            hull.push_back({a, e});
            before = e + 1;
            if (i + 2 == line) hull.push_back({b, e + 1});
        } else {
            if (i == 0) hull.push_back({a, e + 1});
            hull.insert(hull.begin(), {b, e});
            before = e + 2;
            if (i + 2 == line) hull.insert(hull.begin(), {apex, e + 2});
        }
    }
    // Each further point lies beyond the last one: it sees a run of the hull's edges.
    for (std::size_t k = line + 1; k < order.size(); ++k) {
        const std::size_t p = order[k], n = hull.size();
        auto seen = [&](std::size_t i) { return mesh.turn(hull[i % n].point, hull[(i + 1) % n].point, p) < 0; };
        std::size_t first = 0;
        while (first < n && !(seen(first) && !seen(first + n - 1))) ++first;
        if (first == n) continue;  // rounding hides it
        std::size_t last_edge = none, entry = none;
        std::vector<Corner> kept;
        std::size_t i = first;
        for (; seen(i); ++i) {
            const Corner a = hull[i % n], b = hull[(i + 1) % n];
            const std::size_t e = mesh.add(b.point, a.point, p, a.edge, last_edge, none);
            if (i == first) entry = e + 1;
            last_edge = e + 2;
        }
        // From the first corner to p, from p to the end of the run, and on around.
        kept.push_back({hull[first % n].point, entry});
        kept.push_back({p, last_edge});
        for (std::size_t j = i; j % n != first % n; ++j) kept.push_back(hull[j % n]);
        hull = std::move(kept);
    }
    mesh.improve();
    return mesh.triangles();
}

}  // namespace plotmill::stats
