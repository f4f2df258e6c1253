// contour and contourf: lines at levels of gridded values, and the areas between them.
#include "stats/contour.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "layers/contour_set.h"
#include "layers/grids.h"
#include "layers/kinds.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view origin_words[] = {"lower", "upper", "image"};

constexpr Field grid_fields[] = {
    {.name = "X", .accepts = array | null_, .doc = "x positions: one for each column of Z, or a grid as Z"},
    {.name = "Y", .accepts = array | null_, .doc = "y positions: one for each row of Z, or a grid as Z"},
    {.name = "Z", .accepts = array, .doc = "a grid of values", .required = true},
    {.name = "origin",
     .accepts = word | null_,
     .doc = "without X and Y: values are in the middle of pixels, from below or above",
     .words = origin_words},
    {.name = "extent",
     .accepts = list | null_,
     .doc = "without X and Y: [left, right, bottom, top] of the grid",
     .items = number,
     .min_items = 4,
     .max_items = 4},
    {.name = "corner_mask", .accepts = flag | null_, .doc = "keep half of a cell that has one missing corner"},
};
constexpr const FieldTable* line_bases[] = {&contour_set_fields, &contour_line_fields};
constexpr const FieldTable* area_bases[] = {&contour_set_fields, &contour_area_fields};

class GridContours final : public ContourSource {
public:
    explicit GridContours(const stats::ContourGrid& grid) : grid_(grid) {}

    std::vector<Path> lines(double level) const override {
        std::vector<Path> out;
        for (const stats::ContourLine& line : grid_.lines(level))
            out.push_back(Path::polyline(line.points, line.closed));
        return out;
    }
    std::vector<Path> areas(double lower, double upper) const override {
        std::vector<Path> out;
        for (const stats::ContourArea& area : grid_.areas(lower, upper)) {
            Path& path = out.emplace_back();
            for (const auto& loop : area.loops) path.append(Path::polyline(loop, true));
        }
        return out;
    }

private:
    const stats::ContourGrid& grid_;
};

// X or Y, one for each value; no value after a report.
std::optional<Values> positions(const Draft& d, std::string_view name, Direction axis, const Grid& z) {
    const auto places = mesh_coordinates(d, name, axis, axis == Direction::x ? z.rows : z.cols);
    if (!places) return std::nullopt;
    if (places->rows == z.rows && places->cols == z.cols && places->depth == 0) return places->values;
    const ColumnPtr column = d.group.column(name);
    if (column->cols != 0)
        d.error(name, fmt::format("{} is {} x {}, Z is {} x {}", name, places->rows, places->cols, z.rows, z.cols));
    else
        d.error(name, fmt::format("{} has {} values, Z has {} {}", name, column->size(),
                                  axis == Direction::x ? z.cols : z.rows, axis == Direction::x ? "columns" : "rows"));
    return std::nullopt;
}

// Positions by index, or by origin and extent (ContourSet._initialize_x_y).
void own_positions(const Draft& d, const Grid& z, Values& x, Values& y) {
    std::string origin = d.fields().text("origin", "");
    if (origin == "image") origin = d.rc().text(style::Rc::image_origin);
    const auto extent = numbers(d, "extent");
    Values e{0, static_cast<double>(z.cols), 0, static_cast<double>(z.rows)};
    if (extent) e = *extent;
    auto place = [&](double first, double last, std::size_t i, std::size_t n) {
        const double count = static_cast<double>(n), at = static_cast<double>(i);
        if (!origin.empty()) return first + (at + 0.5) * ((last - first) / count);
        if (!extent) return at;
        return i + 1 == n ? last : at * ((last - first) / (count - 1)) + first;
    };
    for (std::size_t r = 0; r < z.rows; ++r)
        for (std::size_t c = 0; c < z.cols; ++c) {
            x.push_back(place(e[0], e[1], c, z.cols));
            y.push_back(place(e[2], e[3], origin == "upper" ? z.rows - 1 - r : r, z.rows));
        }
}

void draw(const Draft& d, bool filled) {
    auto z = grid_values(d, "Z");
    if (!z) return;
    if (z->cols < 2 || z->rows < 2) {
        d.error("Z", "'Z' must be a grid of at least 2 x 2 values");
        return;
    }
    if (d.has("X") != d.has("Y")) {
        d.error(d.has("X") ? "X" : "Y", "give both of 'X' and 'Y', or none");
        return;
    }
    Values x, y;
    if (d.has("X")) {
        auto own_x = positions(d, "X", Direction::x, *z), own_y = positions(d, "Y", Direction::y, *z);
        if (!own_x || !own_y) return;
        x = std::move(*own_x);
        y = std::move(*own_y);
    } else {
        own_positions(d, *z, x, y);
    }
    const bool log = log_contours(d);
    double least = INFINITY, most = -INFINITY;
    for (double& v : z->values) {
        if (log && v <= 0) v = NAN;
        if (!std::isfinite(v)) continue;
        least = std::min(least, v);
        most = std::max(most, v);
    }
    const auto [x0, x1] = std::minmax_element(x.begin(), x.end());
    const auto [y0, y1] = std::minmax_element(y.begin(), y.end());
    const bool corners = d.fields().boolean("corner_mask", d.rc().flag(style::Rc::contour_corner_mask));
    const stats::ContourGrid contours(x, y, z->values, z->cols, z->rows, corners);
    add_contours(d, filled, "Z", least, most, {*x0, *y0, *x1, *y1}, GridContours(contours));
}

}  // namespace

constinit const FieldTable contour_table{.name = "layer 'contour'", .fields = grid_fields, .bases = line_bases};
constinit const FieldTable contourf_table{.name = "layer 'contourf'", .fields = grid_fields, .bases = area_bases};

Prepared prepare_contour(const LayerInput& in) {
    return for_each_group(in, [](const Draft& d) { draw(d, false); });
}
Prepared prepare_contourf(const LayerInput& in) {
    return for_each_group(in, [](const Draft& d) { draw(d, true); });
}

}  // namespace plotmill::layers
