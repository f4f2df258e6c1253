#include "layers/grid.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace plotmill::layers {

namespace {

// X or Y as a grid; no value after a report.
std::optional<Values> positions(const Draft& d, std::string_view name, Direction axis, const Grid& grid) {
    const bool columns = axis == Direction::x;
    const ColumnPtr column = d.group.column(name);
    if (!column) return std::nullopt;
    auto values = d.axes().convert(axis, *column, d.span_of(name));
    if (!values) return std::nullopt;
    const std::size_t wanted = columns ? grid.nx : grid.ny;
    if (column->cols != 0) {
        if (column->depth == 0 && column->cols == grid.nx && values->size() == grid.z.size()) return values;
        d.error(name, fmt::format("{} is {} x {}, Z is {} x {}", name, column->rows(), column->cols, grid.ny, grid.nx));
        return std::nullopt;
    }
    if (values->size() != wanted) {
        d.error(name, fmt::format("{} has {} values, Z has {} {}", name, values->size(), wanted,
                                  columns ? "columns" : "rows"));
        return std::nullopt;
    }
    Values out(grid.z.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = (*values)[columns ? i % grid.nx : i / grid.nx];
    return out;
}

// Positions by index, or by origin and extent (ContourSet._initialize_x_y).
void own_positions(const Draft& d, Grid& grid) {
    std::string origin = d.fields().text("origin", "");
    if (origin == "image") origin = d.rc().text(style::Rc::image_origin);
    const auto extent = numbers(d, "extent");
    const double nx = static_cast<double>(grid.nx), ny = static_cast<double>(grid.ny);
    Values e{0, nx, 0, ny};
    if (extent) e = *extent;
    auto place = [&](double first, double last, std::size_t i, std::size_t n) {
        const double count = static_cast<double>(n), at = static_cast<double>(i);
        if (!origin.empty()) return first + (at + 0.5) * ((last - first) / count);
        if (!extent) return at;
        return i + 1 == n ? last : at * ((last - first) / (count - 1)) + first;
    };
    grid.x.resize(grid.z.size());
    grid.y.resize(grid.z.size());
    for (std::size_t j = 0; j < grid.ny; ++j)
        for (std::size_t i = 0; i < grid.nx; ++i) {
            grid.x[j * grid.nx + i] = place(e[0], e[1], i, grid.nx);
            grid.y[j * grid.nx + i] = place(e[2], e[3], origin == "upper" ? grid.ny - 1 - j : j, grid.ny);
        }
}

}  // namespace

std::optional<Grid> read_grid(const Draft& d) {
    const ColumnPtr z = d.group.column("Z");
    if (!z) return std::nullopt;
    if (z->type == ColumnType::text || z->type == ColumnType::date) {
        d.error("Z", "'Z' must be numbers");
        return std::nullopt;
    }
    if (z->cols < 2 || z->depth != 0 || z->rows() < 2) {
        d.error("Z", "'Z' must be a grid of at least 2 x 2 values");
        return std::nullopt;
    }
    Grid out{.nx = z->cols, .ny = z->rows(), .x = {}, .y = {}, .z = z->numbers};
    if (d.has("X") != d.has("Y")) {
        d.error(d.has("X") ? "X" : "Y", "give both of 'X' and 'Y', or none");
        return std::nullopt;
    }
    if (!d.has("X")) {
        own_positions(d, out);
        return out;
    }
    auto x = positions(d, "X", Direction::x, out);
    auto y = positions(d, "Y", Direction::y, out);
    if (!x || !y) return std::nullopt;
    out.x = std::move(*x);
    out.y = std::move(*y);
    return out;
}

void add_grid_artist(const Draft& d, const Grid& grid, figure::CollectionArtist artist, double zorder) {
    const auto [x0, x1] = std::minmax_element(grid.x.begin(), grid.x.end());
    const auto [y0, y1] = std::minmax_element(grid.y.begin(), grid.y.end());
    figure::Artist& added = add_artist(d.out, std::move(artist), figure::ArtistKeywords{}, zorder);
    added.sticky_x = {*x0, *x1};
    added.sticky_y = {*y0, *y1};
    added.limit_points = {{*x0, *y0}, {*x1, *y1}};
}

}  // namespace plotmill::layers
