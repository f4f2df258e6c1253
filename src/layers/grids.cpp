#include "layers/grids.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <span>
#include <utility>

namespace plotmill::layers {

using figure::ColorList;
using spec::FieldValue;
using style::Rc;

namespace {

// Columns of a table as the rows of a grid; null where they are none of one length.
ColumnPtr stacked(const std::vector<ColumnPtr>& rows) {
    auto out = std::make_shared<Column>();
    out->cols = rows.front()->size();
    out->integers = true;
    for (const ColumnPtr& row : rows) {
        const bool numbers = row->type == ColumnType::number || row->type == ColumnType::boolean;
        if (!numbers || row->cols || row->size() != out->cols || row->size() == 0) return nullptr;
        out->integers = out->integers && row->integers;
        out->numbers.append(row->numbers);
    }
    return out;
}

}  // namespace

std::optional<Grid> grid_values(const Draft& d, std::string_view name, bool colors) {
    const std::size_t before = d.axes().diagnostics().error_count();
    const std::vector<ColumnPtr> series = d.group.series(name);
    if (d.axes().diagnostics().error_count() != before) return std::nullopt;
    ColumnPtr column = series.size() > 1 ? stacked(series) : nullptr;
    if (!column) column = d.group.column(name);
    if (!column) return std::nullopt;
    if (column->type != ColumnType::number && column->type != ColumnType::boolean) {
        d.error(name,
                fmt::format("'{}' must be numbers, not {}", name, column->type == ColumnType::date ? "dates" : "text"));
        return std::nullopt;
    }
    Grid out;
    out.cols = column->cols;
    out.depth = column->depth;
    out.rows = column->cols ? column->rows() : 0;
    out.integers = column->integers;
    if (out.cols == 0 || out.rows == 0 || (out.depth && !colors)) {
        d.error(name, fmt::format("'{}' must have two dimensions: a list of rows, or an array of a file", name));
        return std::nullopt;
    }
    out.values = column->numbers;
    return out;
}

std::optional<Grid> mesh_coordinates(const Draft& d, std::string_view name, Direction axis, std::size_t repeat) {
    const ColumnPtr column = d.group.column(name);
    if (!column) return std::nullopt;
    const auto values = axis_numbers(d, name, axis);
    if (!values) return std::nullopt;
    for (const double v : *values)
        if (!std::isfinite(v)) {
            d.error(name, fmt::format("'{}' must have no gaps", name));
            return std::nullopt;
        }
    Grid out;
    if (column->cols) {
        out.cols = column->cols;
        out.rows = column->rows();
        out.values = *values;
        return out;
    }
    const std::size_t n = values->size();
    out.rows = axis == Direction::x ? repeat : n;
    out.cols = axis == Direction::x ? n : repeat;
    out.values.reserve(n * repeat);
    for (std::size_t r = 0; r < out.rows; ++r)
        for (std::size_t c = 0; c < out.cols; ++c) out.values.push_back((*values)[axis == Direction::x ? c : r]);
    return out;
}

bool set_pixels(const Draft& d, const Grid& g, figure::ImageArtist& image) {
    image.rows = g.rows;
    image.cols = g.cols;
    if (g.depth) {
        image.bytes = g.integers;
        image.colors = g.values;
        image.depth = g.depth;
        return true;
    }
    image.values = g.values;  // shared, but where something infinite has to be a gap for the norm, too
    if (const Extremes e = g.values.extremes(); !e.all_finite() && (std::isinf(e.low) || std::isinf(e.high)))
        for (double& v : image.values)
            if (!std::isfinite(v)) v = std::nan("");
    auto mapping = read_mapping(d, std::as_const(image.values));
    if (!mapping) return false;
    if (!mapping->norm.scaled()) {
        mapping->norm.vmin = 0;
        mapping->norm.vmax = 1;
    }
    image.colormap = std::move(mapping->colormap);
    image.norm = std::move(mapping->norm);
    return true;
}

namespace {

struct Ends {
    double low, high;
};
Ends ends_of(std::span<const double> values) {
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return {*low, *high};
}

// Colours, edges and the rest of a mesh whose cells are set, and its place in the axes.
void finish_mesh(const Draft& d, figure::MeshArtist mesh, const Grid& c, Ends x, Ends y) {
    const auto mapping = read_mapping(d, c.values);
    if (!mapping) return;
    const figure::CollectionKeywords k = figure::collection_keywords(d.fields(), false);
    const bool own_edges = k.edgecolor && k.edgecolor->face;
    const auto lighter = [&](Rgba& f) {
        if (k.alpha && !(f == mapping->colormap.bad())) f.a = *k.alpha;
    };
    if (!mesh.gouraud && k.alphas.empty() && !own_edges)
        mesh.indices = mapped_indices(*mapping, c.values, mesh.palette);
    if (mesh.indices) {
        for (Rgba& f : mesh.palette) lighter(f);
    } else {
        mesh.faces = mapped_colors(*mapping, c.values);
        for (Rgba& f : mesh.faces) lighter(f);
    }
    if (!k.alphas.empty()) {
        if (!same_length(d, "C", mesh.faces.size(), "alpha", k.alphas.size())) return;
        for (std::size_t i = 0; i < mesh.faces.size(); ++i) mesh.faces[i].a = k.alphas[i];
    }
    if (k.edgecolor) {
        if (own_edges)
            mesh.edges = mesh.faces;
        else if (!k.edgecolor->is_none())
            for (const ColorSpec& e : k.edgecolor->colors) mesh.edges.push_back(figure::to_rgba(e, d.rc(), k.alpha));
    }
    mesh.width = k.linewidth && !k.linewidth->empty() ? k.linewidth->front() : d.rc().number(Rc::patch_linewidth);
    mesh.antialias = k.antialiased.value_or(false);
    mesh.snap = k.snap != scene::Snap::automatic   ? k.snap
                : d.rc().flag(Rc::pcolormesh_snap) ? scene::Snap::on
                                                   : scene::Snap::off;
    figure::Artist& artist = add_artist(d.out, std::move(mesh), k, 1);
    artist.limit_points = std::vector<Point>{{x.low, y.low}, {x.high, y.high}};
    artist.sticky_x = {x.low, x.high};
    artist.sticky_y = {y.low, y.high};
    d.out.grid_off = true;
    d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, k.alpha};
}

}  // namespace

void add_mesh(const Draft& d, const Grid& x, const Grid& y, const Grid& c, bool gouraud) {
    figure::MeshArtist mesh;
    mesh.rows = x.rows - 1;
    mesh.cols = x.cols - 1;
    mesh.gouraud = gouraud;
    mesh.corners.reserve(x.values.size());
    for (std::size_t i = 0; i < x.values.size(); ++i) mesh.corners.push_back({x.values[i], y.values[i]});
    finish_mesh(d, std::move(mesh), c, ends_of(x.values), ends_of(y.values));
}

void add_mesh(const Draft& d, Values x, Values y, const Grid& c) {
    figure::MeshArtist mesh;
    mesh.rows = y.size() - 1;
    mesh.cols = x.size() - 1;
    const Ends of_x = ends_of(x), of_y = ends_of(y);
    mesh.x = std::move(x);
    mesh.y = std::move(y);
    finish_mesh(d, std::move(mesh), c, of_x, of_y);
}

}  // namespace plotmill::layers
