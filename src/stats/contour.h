// Contour lines and the areas between two levels of values on a grid, by marching squares; lines start, run and turn at
// saddles as Matplotlib's default algorithm ("mpl2014") has them. Numbers in, numbers out; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/geometry.h"

namespace plotmill::stats {

struct ContourLine {
    std::vector<Point> points;  // of a closed one the first is not repeated at the end
    bool closed = false;
};

// One connected area: closed loops, the outer one counter-clockwise in the grid's own order, holes clockwise.
struct ContourArea {
    std::vector<std::vector<Point>> loops;
};

// A grid of values at points. Values that are not finite are masked; `corner_mask` keeps the triangles of cells that
// have one masked corner.
class ContourGrid {
public:
    // x, y and z hold ny rows of nx values and must outlive the grid; nx and ny are at least 2.
    ContourGrid(std::span<const double> x, std::span<const double> y, std::span<const double> z, std::size_t nx,
                std::size_t ny, bool corner_mask = true);

    std::vector<ContourLine> lines(double level) const;
    // Where lower < z <= upper.
    std::vector<ContourArea> areas(double lower, double upper) const;

private:
    friend class ContourTracer;

    // Edges of a cell, counter-clockwise: south, east, north, west, and the cut of a cell with a masked corner.
    static constexpr int south = 0, east = 1, north = 2, west = 3, cut = 4;
    enum class Shape : std::uint8_t { none, quad, no_sw, no_se, no_ne, no_nw };

    std::size_t cells() const { return nx_ * ny_; }  // those of the last row and column are always `none`
    bool has_edge(std::size_t cell, int edge) const;
    std::size_t from(std::size_t cell, int edge) const;  // the points where the edge begins and ends
    std::size_t to(std::size_t cell, int edge) const;
    bool boundary(std::size_t cell, int edge) const;
    // The cell on the other side and its edge; only for edges that are no boundary.
    std::size_t beyond(std::size_t cell, int edge) const;
    int next(std::size_t cell, int edge) const;  // counter-clockwise
    std::size_t edge_id(std::size_t cell, int edge) const;
    Point crossing(std::size_t cell, int edge, double level) const;
    double middle(std::size_t cell) const;

    std::span<const double> x_, y_, z_;
    std::size_t nx_, ny_;
    std::vector<Shape> shapes_;
};

}  // namespace plotmill::stats
