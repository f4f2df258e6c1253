#include "stats/tri_contour.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>

#include "base/watch.h"

namespace plotmill::stats {

namespace {

// Equal points in a row count once.
void add(std::vector<Point>& line, Point p) {
    if (line.empty() || line.back() != p) line.push_back(p);
}

void open(std::vector<Point>& loop) {
    if (loop.size() > 1 && loop.front() == loop.back()) loop.pop_back();
}

}  // namespace

void turn_counter_clockwise(std::span<const Point> points, std::vector<Triangle>& triangles) {
    for (Triangle& t : triangles) {
        const Point a = points[t[0]], b = points[t[1]] - a, c = points[t[2]] - a;
        if (b.x * c.y - b.y * c.x < 0) std::swap(t[1], t[2]);
    }
}

TriContours::TriContours(std::span<const Point> points, std::span<const double> z, std::vector<Triangle> triangles,
                         std::vector<bool> masked)
    : points_(points), z_(z), triangles_(std::move(triangles)), masked_(std::move(masked)) {
    find_neighbours();
    find_boundaries();
}

std::size_t TriContours::corner(std::size_t tri, std::size_t point) const {
    std::size_t k = 0;
    while (k < 2 && triangles_[tri][k] != point) ++k;
    return k;
}

TriContours::Edge TriContours::beyond(Edge e) const {
    const std::size_t tri = neighbour(e);
    return tri == none ? Edge{} : Edge{tri, corner(tri, end(e))};
}

void TriContours::find_neighbours() {
    neighbours_.assign(3 * triangles_.size(), none);
    // Edges whose other side has not been met.
    std::unordered_map<std::uint64_t, Edge> waiting;
    auto key = [](std::size_t a, std::size_t b) { return (static_cast<std::uint64_t>(a) << 32) | b; };
    for (std::size_t tri = 0; tri < triangles_.size(); ++tri)
        for (std::size_t k = 0; k < 3 && shown(tri); ++k) {
            const Edge e{tri, k};
            const auto other = waiting.find(key(end(e), start(e)));
            if (other == waiting.end()) {
                waiting[key(start(e), end(e))] = e;
            } else {
                neighbour(e) = other->second.tri;
                neighbour(other->second) = tri;
                waiting.erase(other);
            }
        }
}

void TriContours::find_boundaries() {
    places_.assign(3 * triangles_.size(), {none, 0});
    auto place = [&](Edge e) -> std::pair<std::size_t, std::size_t>& { return places_[3 * e.tri + e.edge]; };
    for (std::size_t tri = 0; tri < triangles_.size(); ++tri)
        for (std::size_t k = 0; k < 3 && shown(tri); ++k) {
            const Edge first{tri, k};
            if (neighbour(first) != none || place(first).first != none) continue;
            std::vector<Edge>& boundary = boundaries_.emplace_back();
            Edge e = first;
            do {
                place(e) = {boundaries_.size() - 1, boundary.size()};
                boundary.push_back(e);
                // Around the end of this edge to the next one that has no neighbour.
                e.edge = (e.edge + 1) % 3;
                const std::size_t pivot = start(e);
                while (neighbour(e) != none) {
                    e.tri = neighbour(e);
                    e.edge = corner(e.tri, pivot);
                }
            } while (place(e).first == none);
        }
}

Point TriContours::crossing(Edge e, double level) const {
    const std::size_t a = start(e), b = end(e);
    const double share = (z_[b] - level) / (z_[b] - z_[a]);
    return points_[a] * share + points_[b] * (1.0 - share);
}

std::size_t TriContours::exit(std::size_t tri, double level, bool upper) const {
    constexpr std::size_t exits[] = {none, 2, 0, 2, 1, 1, 0, none};
    const Triangle& t = triangles_[tri];
    unsigned above = 0;
    for (unsigned k = 0; k < 3; ++k)
        if (z_[t[k]] >= level) above |= 1u << k;
    return exits[upper ? 7 - above : above];
}

// Follows lines through one triangulation, and remembers where they have been.
class TriTracer {
public:
    using Edge = TriContours::Edge;

    explicit TriTracer(const TriContours& t) : t_(t), visited_(2 * t.triangles_.size()) {
        for (const auto& boundary : t.boundaries_) boundary_visited_.emplace_back(boundary.size());
        boundary_used_.resize(t.boundaries_.size());
    }

    // From a boundary edge to another one, or along a loop (`to_boundary` false). `e` ends as the last edge.
    void follow_inside(std::vector<Point>& line, Edge& e, bool to_boundary, double level, bool upper) {
        add(line, t_.crossing(e, level));
        for (std::size_t i = 0;; ++i) {
            poll(i);
            if (!to_boundary && visited(e.tri, upper)) return;
            const std::size_t leave = t_.exit(e.tri, level, upper);
            if (leave == TriContours::none) return;  // not in a triangulation that holds together
            e.edge = leave;
            visited_[index(e.tri, upper)] = true;
            add(line, t_.crossing(e, level));
            const Edge next = t_.beyond(e);
            if (next.tri == TriContours::none) return;
            e = next;
        }
    }

    // Along the boundary to where it crosses one of the levels; returns whether that is the upper one.
    bool follow_boundary(std::vector<Point>& line, Edge& e, double lower, double upper, bool on_upper) {
        const auto [which, first] = t_.places_[3 * e.tri + e.edge];
        std::size_t at = first;
        const auto& boundary = t_.boundaries_[which];
        boundary_used_[which] = true;
        for (bool first_edge = true;; first_edge = false) {
            boundary_visited_[which][at] = true;
            const double from = t_.z_[t_.start(e)], to = t_.z_[t_.end(e)];
            if (to > from) {
                if (!(!on_upper && first_edge) && to >= lower && from < lower) return false;
                if (to >= upper && from < upper) return true;
            } else {
                if (!(on_upper && first_edge) && from >= upper && to < upper) return true;
                if (from >= lower && to < lower) return false;
            }
            at = (at + 1) % boundary.size();
            e = boundary[at];
            add(line, t_.points_[t_.start(e)]);
            assert(at != first);
            if (at == first) return on_upper;
        }
    }

    void lines_from_boundary(double level, std::vector<std::vector<Point>>& out) {
        for (const auto& boundary : t_.boundaries_)
            for (Edge e : boundary)
                if (t_.z_[t_.start(e)] >= level && !(t_.z_[t_.end(e)] >= level))
                    follow_inside(out.emplace_back(), e, true, level, false);
    }

    void areas_at_boundary(double lower, double upper, std::vector<std::vector<Point>>& out) {
        for (std::size_t i = 0; i < t_.boundaries_.size(); ++i)
            for (std::size_t j = 0; j < t_.boundaries_[i].size(); ++j) {
                if (boundary_visited_[i][j]) continue;
                const Edge first = t_.boundaries_[i][j];
                const double from = t_.z_[t_.start(first)], to = t_.z_[t_.end(first)];
                bool on_upper = from < upper && to >= upper;
                if (!on_upper && !(from >= lower && to < lower)) continue;
                std::vector<Point>& loop = out.emplace_back();
                Edge e = first;
                do {
                    follow_inside(loop, e, true, on_upper ? upper : lower, on_upper);
                    on_upper = follow_boundary(loop, e, lower, upper, on_upper);
                } while (e != first);
                open(loop);
            }
        // Boundaries that no line touches are in the area as a whole, or not at all.
        for (std::size_t i = 0; i < t_.boundaries_.size(); ++i) {
            const auto& boundary = t_.boundaries_[i];
            const double z = t_.z_[t_.start(boundary[0])];
            if (boundary_used_[i] || !(z >= lower && z < upper)) continue;
            std::vector<Point>& loop = out.emplace_back();
            for (const Edge& e : boundary) add(loop, t_.points_[t_.start(e)]);
        }
    }

    void loops(double level, bool upper, bool filled, std::vector<std::vector<Point>>& out) {
        for (std::size_t tri = 0; tri < t_.triangles_.size(); ++tri) {
            poll(tri);
            if (visited(tri, upper) || !t_.shown(tri)) continue;
            visited_[index(tri, upper)] = true;
            const std::size_t leave = t_.exit(tri, level, upper);
            if (leave == TriContours::none) continue;
            Edge e = t_.beyond({tri, leave});
            if (e.tri == TriContours::none) continue;  // not in a triangulation that holds together
            std::vector<Point>& loop = out.emplace_back();
            follow_inside(loop, e, false, level, upper);
            if (filled)
                open(loop);
            else
                add(loop, Point(loop.front()));
        }
    }

private:
    std::size_t index(std::size_t tri, bool upper) const { return upper ? tri + t_.triangles_.size() : tri; }
    bool visited(std::size_t tri, bool upper) const { return visited_[index(tri, upper)]; }

    const TriContours& t_;
    std::vector<bool> visited_;
    std::vector<std::vector<bool>> boundary_visited_;
    std::vector<bool> boundary_used_;
};

std::vector<ContourLine> TriContours::lines(double level) const {
    TriTracer tracer(*this);
    std::vector<std::vector<Point>> found;
    tracer.lines_from_boundary(level, found);
    tracer.loops(level, false, false, found);
    std::vector<ContourLine> out;
    for (auto& points : found) {
        const bool closed = points.size() > 1 && points.front() == points.back();
        if (closed) points.pop_back();
        out.push_back({std::move(points), closed});
    }
    return out;
}

std::vector<std::vector<Point>> TriContours::area(double lower, double upper) const {
    TriTracer tracer(*this);
    std::vector<std::vector<Point>> out;
    tracer.areas_at_boundary(lower, upper, out);
    tracer.loops(lower, false, true, out);
    tracer.loops(upper, true, true, out);
    return out;
}

}  // namespace plotmill::stats
