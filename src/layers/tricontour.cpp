// tricontour and tricontourf: lines at levels of values at scattered points, and the areas between them.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "layers/contour_set.h"
#include "layers/kinds.h"
#include "layers/triangulation.h"
#include "stats/tri_contour.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "z", .accepts = array, .doc = "the values at the points", .required = true},
};
constexpr const FieldTable* line_bases[] = {&triangulation_fields, &contour_set_fields, &contour_line_fields};
constexpr const FieldTable* area_bases[] = {&triangulation_fields, &contour_set_fields, &contour_area_fields};

class TriangleContours final : public ContourSource {
public:
    explicit TriangleContours(const stats::TriContours& contours) : contours_(contours) {}

    std::vector<Path> lines(double level) const override {
        std::vector<Path> out;
        for (const stats::ContourLine& line : contours_.lines(level))
            out.push_back(Path::polyline(line.points, line.closed));
        return out;
    }
    // All loops of an area are one path, which is not closed.
    std::vector<Path> areas(double lower, double upper) const override {
        Path path;
        for (const auto& loop : contours_.area(lower, upper)) path.append(Path::polyline(loop));
        if (path.empty()) return {};
        return {std::move(path)};
    }

private:
    const stats::TriContours& contours_;
};

// The least and the greatest value of the points that triangles have; no value after a report.
std::optional<std::pair<double, double>> range_of(const Draft& d, const Triangulation& t, const Values& z) {
    double least = INFINITY, most = -INFINITY;
    for (std::size_t i = 0; i < t.triangles.size(); ++i)
        for (std::size_t k = 0; t.shown(i) && k < 3; ++k) {
            const std::size_t p = t.triangles[i][k];
            if (!std::isfinite(z[p])) {
                d.error("z", fmt::format("'z' must be finite at all points of triangles; value {} is not", p + 1));
                return std::nullopt;
            }
            least = std::min(least, z[p]);
            most = std::max(most, z[p]);
        }
    if (least <= 0 && log_contours(d)) {
        d.error("z", fmt::format("'z' must be above 0 for logarithmic levels, and its least value is {}", least));
        return std::nullopt;
    }
    return std::pair(least, most);
}

bool corners_differ(const Draft& d, const Triangulation& t) {
    for (const auto& [a, b, c] : t.triangles)
        if (a == b || b == c || c == a) {
            d.error("triangles",
                    fmt::format("the triangle [{}, {}, {}] has a point twice, and contours cannot cross it", a, b, c));
            return false;
        }
    return true;
}

void draw(const Draft& d, bool filled) {
    const auto t = read_triangulation(d);
    if (!t || !corners_differ(d, *t)) return;
    const auto z = plain_values(d, "z");
    if (!z || !same_length(d, "x", t->points.size(), "z", z->size())) return;
    const auto range = range_of(d, *t, *z);
    if (!range) return;
    const std::vector<Point> limits = t->limits();
    if (limits.empty()) {
        d.error("x", "a triangulation needs points");
        return;
    }
    std::vector<stats::Triangle> triangles = t->triangles;
    if (t->given) stats::turn_counter_clockwise(t->points, triangles);
    const stats::TriContours contours(t->points, *z, std::move(triangles), t->masked);
    add_contours(d, filled, "z", range->first, range->second, {limits[0].x, limits[0].y, limits[1].x, limits[1].y},
                 TriangleContours(contours));
}

}  // namespace

constinit const FieldTable tricontour_table{.name = "layer 'tricontour'", .fields = fields, .bases = line_bases};
constinit const FieldTable tricontourf_table{.name = "layer 'tricontourf'", .fields = fields, .bases = area_bases};

Prepared prepare_tricontour(const LayerInput& in) {
    return for_each_group(in, [](const Draft& d) { draw(d, false); });
}
Prepared prepare_tricontourf(const LayerInput& in) {
    return for_each_group(in, [](const Draft& d) { draw(d, true); });
}

}  // namespace plotmill::layers
