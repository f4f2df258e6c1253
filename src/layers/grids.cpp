#include "layers/grids.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

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
    auto values = axis_values(d, name, axis);
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
        out.values = std::move(*values);
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
        const double most = g.integers ? 255 : 1;
        auto clipped = [&](double v) {
            return std::isnan(v) ? 0 : std::clamp(g.integers ? std::trunc(v) : v, 0.0, most);
        };
        image.rgba.reserve(g.rows * g.cols * 4);
        for (std::size_t i = 0; i < g.rows * g.cols; ++i) {
            for (std::size_t j = 0; j < 3; ++j) image.rgba.push_back(clipped(g.values[i * g.depth + j]));
            image.rgba.push_back(g.depth == 4 ? clipped(g.values[i * 4 + 3]) : most);
        }
        return true;
    }
    image.values = g.values;
    for (double& v : image.values)
        if (!std::isfinite(v)) v = std::nan("");
    auto mapping = read_mapping(d, image.values);
    if (!mapping) return false;
    if (!mapping->norm.scaled()) {
        mapping->norm.vmin = 0;
        mapping->norm.vmax = 1;
    }
    image.colormap = std::move(mapping->colormap);
    image.norm = std::move(mapping->norm);
    return true;
}

void add_mesh(const Draft& d, const Grid& x, const Grid& y, const Grid& c, bool gouraud) {
    const auto mapping = read_mapping(d, c.values);
    if (!mapping) return;
    const figure::CollectionKeywords k = figure::collection_keywords(d.fields(), false);
    figure::MeshArtist mesh;
    mesh.rows = x.rows - 1;
    mesh.cols = x.cols - 1;
    mesh.gouraud = gouraud;
    mesh.corners.reserve(x.values.size());
    double x0 = x.values[0], x1 = x0, y0 = y.values[0], y1 = y0;
    for (std::size_t i = 0; i < x.values.size(); ++i) {
        mesh.corners.push_back({x.values[i], y.values[i]});
        x0 = std::min(x0, x.values[i]);
        x1 = std::max(x1, x.values[i]);
        y0 = std::min(y0, y.values[i]);
        y1 = std::max(y1, y.values[i]);
    }
    mesh.faces = mapped_colors(*mapping, c.values);
    if (k.alpha)
        for (Rgba& f : mesh.faces)
            if (!(f == mapping->colormap.bad())) f.a = *k.alpha;
    if (!k.alphas.empty()) {
        if (!same_length(d, "C", mesh.faces.size(), "alpha", k.alphas.size())) return;
        for (std::size_t i = 0; i < mesh.faces.size(); ++i) mesh.faces[i].a = k.alphas[i];
    }
    if (k.edgecolor) {
        if (k.edgecolor->face)
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
    artist.limit_points = std::vector<Point>{{x0, y0}, {x1, y1}};
    artist.sticky_x = {x0, x1};
    artist.sticky_y = {y0, y1};
    d.out.grid_off = true;
    d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, k.alpha};
}

}  // namespace plotmill::layers
