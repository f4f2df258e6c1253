#include "layers/triangulation.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "x", .accepts = array, .doc = "x positions of the points", .required = true},
    {.name = "y", .accepts = array, .doc = "y positions of the points", .required = true},
    {.name = "triangles",
     .accepts = array | null_,
     .doc = "triples of points, from 0; Delaunay's triangulation by default"},
    {.name = "mask", .accepts = array | null_, .doc = "which triangles to leave out"},
    {.name = "data", .accepts = string, .doc = "the table that the layer's columns are of"},
};

bool read_triangles(const Draft& d, Triangulation& out) {
    const ColumnPtr column = d.group.column("triangles");
    if (!column) return false;
    if (column->type != ColumnType::number || column->cols != 3 || column->depth != 0) {
        d.error("triangles", "'triangles' must be triples of points: [[0, 1, 2], ...]");
        return false;
    }
    const std::size_t n = out.points.size();
    for (std::size_t i = 0; i + 2 < column->numbers.size(); i += 3) {
        stats::Triangle t{};
        for (std::size_t k = 0; k < 3; ++k) {
            const double v = column->numbers[i + k];
            if (!(v >= 0 && v < static_cast<double>(n)) || v != std::floor(v)) {
                d.error("triangles",
                        fmt::format("the points of 'triangles' are from 0 to {}, not {}", static_cast<long>(n) - 1, v));
                return false;
            }
            t[k] = static_cast<std::size_t>(v);
        }
        out.triangles.push_back(t);
    }
    out.given = true;
    return true;
}

bool make_triangles(const Draft& d, Triangulation& out) {
    if (!std::all_of(out.points.begin(), out.points.end(), [](Point p) { return finite(p); })) {
        d.error("x", "the points of a triangulation must not be missing");
        return false;
    }
    stats::Delaunay made = stats::delaunay(out.points);
    if (!made.problem.empty()) {
        d.error("x", "the points cannot be triangulated: " + made.problem);
        return false;
    }
    out.triangles = std::move(made.triangles);
    return true;
}

}  // namespace

constinit const FieldTable triangulation_fields{.name = "a triangulation", .fields = fields};

std::vector<Point> Triangulation::limits() const {
    if (points.empty()) return {};
    Point low = points[0], high = points[0];
    for (const Point& p : points) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y)};
    }
    return {low, high};
}

std::optional<Triangulation> read_triangulation(const Draft& d) {
    const auto x = axis_values(d, "x", Direction::x), y = axis_values(d, "y", Direction::y);
    if (!x || !y || !same_length(d, "x", x->size(), "y", y->size())) return std::nullopt;
    Triangulation out;
    out.points.reserve(x->size());
    for (std::size_t i = 0; i < x->size(); ++i) out.points.push_back({(*x)[i], (*y)[i]});
    if (!(d.has("triangles") ? read_triangles(d, out) : make_triangles(d, out))) return std::nullopt;
    if (d.has("mask")) {
        auto masked = truth_values(d, "mask");
        if (!masked) return std::nullopt;
        if (masked->size() != out.triangles.size()) {
            d.error("mask", fmt::format("mask has {} values for {} triangles", masked->size(), out.triangles.size()));
            return std::nullopt;
        }
        out.masked = std::move(*masked);
    }
    return out;
}

}  // namespace plotmill::layers
