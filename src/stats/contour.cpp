#include "stats/contour.h"

#include <cassert>
#include <cmath>
#include <numeric>

#include "base/watch.h"

namespace plotmill::stats {

namespace {

constexpr int opposite(int edge) { return (edge + 2) % 4; }

}  // namespace

ContourGrid::ContourGrid(std::span<const double> x, std::span<const double> y, std::span<const double> z,
                         std::size_t nx, std::size_t ny, bool corner_mask)
    : x_(x), y_(y), z_(z), nx_(nx), ny_(ny), shapes_(nx * ny, Shape::none) {
    assert(nx >= 2 && ny >= 2 && x.size() == nx * ny && y.size() == nx * ny && z.size() == nx * ny);
    for (std::size_t j = 0; j + 1 < ny; ++j)
        for (std::size_t i = 0; i + 1 < nx; ++i) {
            const std::size_t q = j * nx + i;
            const bool sw = std::isfinite(z[q]), se = std::isfinite(z[q + 1]), nw = std::isfinite(z[q + nx]),
                       ne = std::isfinite(z[q + nx + 1]);
            const int count = sw + se + nw + ne;
            if (count == 4) shapes_[q] = Shape::quad;
            if (count == 3 && corner_mask)
                shapes_[q] = !sw ? Shape::no_sw : !se ? Shape::no_se : !ne ? Shape::no_ne : Shape::no_nw;
        }
}

bool ContourGrid::has_edge(std::size_t cell, int edge) const {
    switch (shapes_[cell]) {
        case Shape::none:
            return false;
        case Shape::quad:
            return edge != cut;
        case Shape::no_sw:
            return edge != south && edge != west;
        case Shape::no_se:
            return edge != south && edge != east;
        case Shape::no_ne:
            return edge != north && edge != east;
        case Shape::no_nw:
            return edge != north && edge != west;
    }
    return false;
}

std::size_t ContourGrid::from(std::size_t cell, int edge) const {
    const std::size_t sw = cell, se = cell + 1, nw = cell + nx_, ne = cell + nx_ + 1;
    switch (edge) {
        case south:
            return sw;
        case east:
            return se;
        case north:
            return ne;
        case west:
            return nw;
        default:
            break;
    }
    switch (shapes_[cell]) {
        case Shape::no_sw:
            return nw;
        case Shape::no_se:
            return sw;
        case Shape::no_ne:
            return se;
        default:
            return ne;
    }
}

std::size_t ContourGrid::to(std::size_t cell, int edge) const {
    const std::size_t sw = cell, se = cell + 1, nw = cell + nx_, ne = cell + nx_ + 1;
    switch (edge) {
        case south:
            return se;
        case east:
            return ne;
        case north:
            return nw;
        case west:
            return sw;
        default:
            break;
    }
    switch (shapes_[cell]) {
        case Shape::no_sw:
            return se;
        case Shape::no_se:
            return ne;
        case Shape::no_ne:
            return nw;
        default:
            return sw;
    }
}

std::size_t ContourGrid::beyond(std::size_t cell, int edge) const {
    switch (edge) {
        case south:
            return cell - nx_;
        case east:
            return cell + 1;
        case north:
            return cell + nx_;
        default:
            return cell - 1;
    }
}

bool ContourGrid::boundary(std::size_t cell, int edge) const {
    if (edge == cut) return true;
    if ((edge == south && cell < nx_) || (edge == west && cell % nx_ == 0)) return true;
    return !has_edge(beyond(cell, edge), opposite(edge));
}

int ContourGrid::next(std::size_t cell, int edge) const {
    const std::size_t end = to(cell, edge);
    for (int e = 0; e <= cut; ++e)
        if (has_edge(cell, e) && from(cell, e) == end) return e;
    assert(false);
    return south;
}

std::size_t ContourGrid::edge_id(std::size_t cell, int edge) const {
    switch (edge) {
        case south:
            return 3 * cell;
        case west:
            return 3 * cell + 1;
        case north:
            return 3 * (cell + nx_);
        case east:
            return 3 * (cell + 1) + 1;
        default:
            return 3 * cell + 2;
    }
}

Point ContourGrid::crossing(std::size_t cell, int edge, double level) const {
    const std::size_t a = from(cell, edge), b = to(cell, edge);
    const double share = (z_[b] - level) / (z_[b] - z_[a]);
    return {x_[a] * share + x_[b] * (1.0 - share), y_[a] * share + y_[b] * (1.0 - share)};
}

double ContourGrid::middle(std::size_t cell) const {
    return 0.25 * (z_[cell] + z_[cell + 1] + z_[cell + nx_] + z_[cell + nx_ + 1]);
}

// One run over the grid, for one level or for the two of an area. Lines at the lower level have higher values to their
// left, lines at the upper level to their right: either way the area is to the left.
class ContourTracer {
public:
    ContourTracer(const ContourGrid& grid, double lower, double upper)
        : grid_(grid), levels_{lower, upper}, classes_(grid.cells()), visited_(grid.cells()) {
        for (std::size_t p = 0; p < classes_.size(); ++p)
            classes_[p] = grid.z_[p] > upper && upper != lower ? 2 : grid.z_[p] > lower ? 1 : 0;
    }

    std::vector<ContourLine> lines() {
        std::vector<ContourLine> out;
        // Lines from boundary to boundary first, then loops; the order of edges is that of their starts.
        for (std::size_t cell = 0; cell < grid_.cells(); ++cell) {
            poll(cell);
            for (int edge : start_order)
                if (enters(cell, edge, 0) && grid_.boundary(cell, edge) && !visited(cell, edge, 0))
                    out.push_back(line(cell, edge));
        }
        for (std::size_t cell = 0; cell < grid_.cells(); ++cell) {
            poll(cell);
            for (int edge : start_order)
                if (enters(cell, edge, 0) && !visited(cell, edge, 0)) out.push_back(line(cell, edge));
        }
        return out;
    }

    std::vector<ContourArea> areas() {
        connect();
        std::vector<ContourArea> out;
        std::vector<std::size_t> places(parents_.size(), none);
        auto add = [&](std::size_t edge_id, std::vector<Point> loop) {
            std::size_t& place = places[find(edge_id)];
            if (place == none) {
                place = out.size();
                out.emplace_back();
            }
            out[place].loops.push_back(std::move(loop));
        };
        auto start = [&](const Piece& p) { add(grid_.edge_id(p.cell, p.edge), loop(p)); };
        for (std::size_t cell = 0; cell < grid_.cells(); ++cell) {
            poll(cell);
            start_areas(cell, start);
        }
        return out;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    static constexpr int border = 2;  // beside the levels 0 and 1: along the grid's boundary
    static constexpr int start_order[] = {ContourGrid::south, ContourGrid::west, ContourGrid::north, ContourGrid::east,
                                          ContourGrid::cut};

    // A piece of an outline: into the cell over an edge at a level, or along a boundary edge.
    struct Piece {
        std::size_t cell;
        int edge;
        int level;
        friend bool operator==(const Piece&, const Piece&) = default;
    };

    int from(std::size_t cell, int edge) const { return classes_[grid_.from(cell, edge)]; }
    int to(std::size_t cell, int edge) const { return classes_[grid_.to(cell, edge)]; }

    bool enters(std::size_t cell, int edge, int level) const {
        if (!grid_.has_edge(cell, edge)) return false;
        const int a = from(cell, edge), b = to(cell, edge);
        return level == 0 ? a >= 1 && b == 0 : a < 2 && b == 2;
    }
    bool leaves(std::size_t cell, int edge, int level) const {
        if (!grid_.has_edge(cell, edge)) return false;
        const int a = from(cell, edge), b = to(cell, edge);
        return level == 0 ? a == 0 && b >= 1 : a == 2 && b < 2;
    }
    // Whether a part of the edge is in the area.
    bool touches(std::size_t cell, int edge) const {
        const int a = from(cell, edge), b = to(cell, edge);
        return a != b || a == 1;
    }

    bool visited(std::size_t cell, int edge, int level) const { return visited_[cell] >> (edge * 3 + level) & 1; }
    void visit(std::size_t cell, int edge, int level) {
        visited_[cell] = static_cast<std::uint16_t>(visited_[cell] | 1 << (edge * 3 + level));
    }

    int exit(std::size_t cell, int edge, int level) const {
        const int right = (edge + 1) % 4, left = (edge + 3) % 4;
        if (edge != ContourGrid::cut && grid_.shapes_[cell] == ContourGrid::Shape::quad && leaves(cell, left, level) &&
            leaves(cell, right, level)) {  // a saddle
            const bool high = grid_.middle(cell) > levels_[level];
            return high != (level == 1) ? right : left;
        }
        for (int e = 0; e <= ContourGrid::cut; ++e)
            if (e != edge && leaves(cell, e, level)) return e;
        assert(false);
        return edge;
    }

    // Calls start(piece) for the loops that begin in a cell. Where a loop begins decides which of its sides is the
    // closing one, which the straightness of an outline (and so its snapping to pixels) is not judged by.
    template <class F>
    void start_areas(std::size_t cell, F&& start) {
        using Grid = ContourGrid;
        using Shape = ContourGrid::Shape;
        const Shape shape = grid_.shapes_[cell];
        if (shape == Shape::none) return;
        auto side = [&](int edge) {
            if (!grid_.has_edge(cell, edge) || !grid_.boundary(cell, edge) || !touches(cell, edge) ||
                visited(cell, edge, border))
                return;
            start(Piece{cell, edge, enters(cell, edge, 0) ? 0 : enters(cell, edge, 1) ? 1 : border});
        };
        auto within = [&](int edge) {  // a boundary edge that is wholly in the area
            if (grid_.boundary(cell, edge) && from(cell, edge) == 1 && to(cell, edge) == 1 &&
                !visited(cell, edge, border))
                start(Piece{cell, edge, border});
        };
        auto through = [&](int entry, int way_out, int level) {
            if (!enters(cell, entry, level) || !leaves(cell, way_out, level) || visited(cell, entry, level)) return;
            const bool untouched = shape == Shape::quad && !visited(cell, (entry + 2) % 4, level);
            if (exit(cell, entry, level) == way_out || untouched) start(Piece{cell, entry, level});
        };
        auto both = [&](int a, int b) {
            through(a, b, 0);
            through(b, a, 1);
            through(a, b, 1);
            through(b, a, 0);
        };
        side(Grid::south);
        side(Grid::west);
        if (shape == Shape::no_ne) within(Grid::cut);
        if (shape == Shape::no_se) both(Grid::north, Grid::cut);
        if (shape == Shape::no_nw) both(Grid::cut, Grid::east);
        if (shape == Shape::no_sw) side(Grid::cut);
        if (shape == Shape::quad || shape == Shape::no_sw) both(Grid::north, Grid::east);
        if (grid_.has_edge(cell, Grid::north)) within(Grid::north);
    }

    ContourLine line(std::size_t cell, int edge) {
        ContourLine out;
        const std::size_t first_cell = cell;
        const int first_edge = edge;
        const bool loop = !grid_.boundary(cell, edge);
        // Loops that begin at a northern edge begin where they first leave a cell.
        const bool late = loop && edge == ContourGrid::north;
        if (!late) out.points.push_back(grid_.crossing(cell, edge, levels_[0]));
        for (std::size_t i = 0;; ++i) {
            poll(i);
            visit(cell, edge, 0);
            edge = exit(cell, edge, 0);
            out.points.push_back(grid_.crossing(cell, edge, levels_[0]));
            if (grid_.boundary(cell, edge)) break;
            cell = grid_.beyond(cell, edge);
            edge = opposite(edge);
            if (loop && cell == first_cell && edge == first_edge) break;
        }
        if (late) out.points.push_back(out.points.front());
        // As Matplotlib has it: a loop that rounding keeps from meeting its first point stays open.
        out.closed = out.points.front() == out.points.back();
        if (out.closed) out.points.pop_back();
        return out;
    }

    Piece follow(const Piece& p, std::vector<Point>& points) const {
        if (p.level != border) {
            const int edge = exit(p.cell, p.edge, p.level);
            points.push_back(grid_.crossing(p.cell, edge, levels_[p.level]));
            if (grid_.boundary(p.cell, edge)) return {p.cell, edge, border};
            return {grid_.beyond(p.cell, edge), opposite(edge), p.level};
        }
        for (int level = 0; level < 2; ++level)
            if (enters(p.cell, p.edge, level)) {
                points.push_back(grid_.crossing(p.cell, p.edge, levels_[level]));
                return {p.cell, p.edge, level};
            }
        const std::size_t corner = grid_.to(p.cell, p.edge);
        points.push_back({grid_.x_[corner], grid_.y_[corner]});
        std::size_t cell = p.cell;
        int edge = grid_.next(cell, p.edge);
        while (!grid_.boundary(cell, edge)) {  // around the corner
            cell = grid_.beyond(cell, edge);
            edge = grid_.next(cell, opposite(edge));
        }
        return {cell, edge, border};
    }

    std::vector<Point> loop(const Piece& first) {
        std::vector<Point> out;
        Piece p = first;
        do {
            visit(p.cell, p.edge, p.level);
            p = follow(p, out);
        } while (p != first);
        return out;
    }

    // Which edges' parts in the area are connected within the area.
    void connect() {
        parents_.resize(3 * (grid_.cells() + grid_.nx_ + 1));
        std::iota(parents_.begin(), parents_.end(), std::size_t{0});
        for (std::size_t cell = 0; cell < grid_.cells(); ++cell)
            for (int edge = 0; edge <= ContourGrid::cut; ++edge) {
                if (!grid_.has_edge(cell, edge) || !touches(cell, edge)) continue;
                int other = -1;
                for (int level = 0; level < 2; ++level)
                    if (enters(cell, edge, level)) other = exit(cell, edge, level);
                if (other < 0) other = grid_.next(cell, edge);
                join(grid_.edge_id(cell, edge), grid_.edge_id(cell, other));
            }
    }

    std::size_t find(std::size_t i) {
        while (parents_[i] != i) {
            parents_[i] = parents_[parents_[i]];
            i = parents_[i];
        }
        return i;
    }
    void join(std::size_t a, std::size_t b) {
        a = find(a);
        b = find(b);
        if (a != b) parents_[std::max(a, b)] = std::min(a, b);
    }

    const ContourGrid& grid_;
    double levels_[2];
    std::vector<std::uint8_t> classes_;   // of points: 0 up to the lower level, 1 between, 2 above the upper one
    std::vector<std::uint16_t> visited_;  // of cells: three bits for each edge
    std::vector<std::size_t> parents_;    // of edges
};

std::vector<ContourLine> ContourGrid::lines(double level) const { return ContourTracer(*this, level, level).lines(); }

std::vector<ContourArea> ContourGrid::areas(double lower, double upper) const {
    return ContourTracer(*this, lower, upper).areas();
}

}  // namespace plotmill::stats
