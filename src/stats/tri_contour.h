// Contour lines and the areas between two levels of values at the corners of triangles; lines start and run as
// Matplotlib's tri.TriContourGenerator has them. Numbers in, numbers out; any thread.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "stats/contour.h"
#include "stats/delaunay.h"

namespace plotmill::stats {

// Turns clockwise triangles (Matplotlib does so with triangles that were given, not with Delaunay's).
void turn_counter_clockwise(std::span<const Point> points, std::vector<Triangle>& triangles);

class TriContours {
public:
    // Values of z at the corners of triangles must be finite, the corners of a triangle distinct. `points` and `z` must
    // outlive this; `masked` is empty, or says which triangles are left out.
    TriContours(std::span<const Point> points, std::span<const double> z, std::vector<Triangle> triangles,
                std::vector<bool> masked);

    std::vector<ContourLine> lines(double level) const;
    // The loops of where lower <= z < upper; the first point is not repeated at the end.
    std::vector<std::vector<Point>> area(double lower, double upper) const;

private:
    friend class TriTracer;

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    struct Edge {
        std::size_t tri = none, edge = 0;  // from corner `edge` to the next one
        friend bool operator==(const Edge&, const Edge&) = default;
    };

    bool shown(std::size_t tri) const { return masked_.empty() || !masked_[tri]; }
    std::size_t start(Edge e) const { return triangles_[e.tri][e.edge]; }
    std::size_t end(Edge e) const { return triangles_[e.tri][(e.edge + 1) % 3]; }
    std::size_t& neighbour(Edge e) { return neighbours_[3 * e.tri + e.edge]; }
    std::size_t neighbour(Edge e) const { return neighbours_[3 * e.tri + e.edge]; }
    std::size_t corner(std::size_t tri, std::size_t point) const;
    Edge beyond(Edge e) const;  // the same edge seen from the other side; tri is `none` at the boundary
    void find_neighbours();
    void find_boundaries();
    Point crossing(Edge e, double level) const;
    // The edge by which a line leaves a triangle, with what is at least `level` (`upper`: below) on its left.
    std::size_t exit(std::size_t tri, double level, bool upper) const;

    std::span<const Point> points_;
    std::span<const double> z_;
    std::vector<Triangle> triangles_;
    std::vector<bool> masked_;
    std::vector<std::size_t> neighbours_;                      // three of each triangle; `none` at the boundary
    std::vector<std::vector<Edge>> boundaries_;                // loops
    std::vector<std::pair<std::size_t, std::size_t>> places_;  // of each triangle's edges: boundary, and index in it
};

}  // namespace plotmill::stats
