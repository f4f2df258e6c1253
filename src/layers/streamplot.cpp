// streamplot: streamlines of a vector field, each with an arrow at its middle.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "figure/arrow.h"
#include "figure/data_limits.h"
#include "layers/kinds.h"
#include "layers/mapping.h"
#include "spec/common_fields.h"
#include "stats/streamlines.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using stats::FieldGrid;
using stats::StreamOptions;
using style::Rc;

constexpr std::string_view direction_words[] = {"both", "forward", "backward"};
constexpr std::string_view linewidth_names[] = {"lw"};

constexpr Field fields[] = {
    {.name = "x", .accepts = array, .doc = "x positions of the grid, evenly spaced", .required = true},
    {.name = "y", .accepts = array, .doc = "y positions of the grid, evenly spaced", .required = true},
    {.name = "u", .accepts = array, .doc = "velocities in x: a row for each y", .required = true},
    {.name = "v", .accepts = array, .doc = "velocities in y: a row for each y", .required = true},
    {.name = "density",
     .accepts = number | list,
     .doc = "how close lines come: 1 lets one through each cell of 30 x 30; [of columns, of rows]",
     .items = number,
     .min = 0.07,
     .max = 50,
     .min_items = 2,
     .max_items = 2},
    {.name = "linewidth",
     .accepts = number | array | null_,
     .doc = "points; a grid as u for widths that vary",
     .min = 0,
     .aliases = linewidth_names},
    {.name = "color", .accepts = color | array | null_, .doc = "one colour, or numbers for the colormap, a grid as u"},
    {.name = "arrowsize", .accepts = number, .doc = "factor of the arrows' size", .min = 0},
    {.name = "arrowstyle", .accepts = string, .doc = "as annotate's: \"-|>\", \"->\", \"fancy,head_width=1\", ..."},
    {.name = "minlength", .accepts = number, .doc = "shorter lines are left out; in axes widths", .min = 0},
    {.name = "maxlength", .accepts = number, .doc = "where lines end at the latest; in axes widths", .min = 0},
    {.name = "start_points", .accepts = array | null_, .doc = "points [x, y] that lines are to go through"},
    {.name = "integration_direction",
     .accepts = word,
     .doc = "which way lines go from their starting points",
     .words = direction_words},
    {.name = "broken_streamlines", .accepts = flag, .doc = "lines end where they come close to another one"},
    {.name = "zorder", .accepts = number | null_, .doc = "artists with a higher one are drawn later"},
    {.name = "data", .accepts = string, .doc = "the table that the layer's columns are of"},
};
constexpr const FieldTable* bases[] = {&mappable_properties};

struct Side {  // of the grid
    std::size_t n = 0;
    double origin = 0, size = 0, step = 0;

    double to_grid(double v) const { return (v - origin) * (1.0 / step); }
    double to_data(double v) const { return v / (1.0 / step) + origin; }
};

bool close(double a, double b) { return std::abs(a - b) <= 1e-8 + 1e-5 * std::abs(b); }

// streamplot.Grid: one direction, a list or a grid whose rows (columns) are equal.
std::optional<Side> read_side(const Draft& d, std::string_view name, Direction axis) {
    const ColumnPtr column = d.group.column(name);
    if (!column) return std::nullopt;
    auto all = axis_values(d, name, axis);
    if (!all) return std::nullopt;
    Values v;
    if (column->cols) {
        const std::size_t cols = column->cols, rows = all->size() / cols;
        const bool x = axis == Direction::x;
        for (std::size_t i = 0; i < (x ? cols : rows); ++i) v.push_back((*all)[x ? i : i * cols]);
        for (std::size_t i = 0; i < all->size(); ++i)
            if (!close(v[x ? i % cols : i / cols], (*all)[i])) {
                d.error(name, fmt::format("the {} of '{}' must be equal", x ? "rows" : "columns", name));
                return std::nullopt;
            }
    } else {
        v = std::move(*all);
    }
    if (v.size() < 2) {
        d.error(name, fmt::format("'{}' must have at least two values", name));
        return std::nullopt;
    }
    Side out{v.size(), v.front(), v.back() - v.front(), v[1] - v[0]};
    const double even = out.size / static_cast<double>(v.size() - 1);
    for (std::size_t i = 0; i + 1 < v.size(); ++i)
        if (!(v[i + 1] > v[i]) || !std::isfinite(v[i]) || !std::isfinite(v[i + 1])) {
            d.error(name, fmt::format("'{}' must increase, without gaps", name));
            return std::nullopt;
        }
    for (std::size_t i = 0; i + 1 < v.size(); ++i)
        if (!close(v[i + 1] - v[i], even)) {
            d.error(name, fmt::format("'{}' must be evenly spaced", name));
            return std::nullopt;
        }
    return out;
}

// Values of a grid of the job's size: what is not finite becomes NaN.
std::optional<Values> read_values(const Draft& d, std::string_view name, const Side& x, const Side& y) {
    const ColumnPtr column = d.group.column(name);
    auto out = column ? plain_values(d, name) : std::nullopt;
    if (!out) return std::nullopt;
    if (column->cols != x.n || column->depth != 0 || out->size() != x.n * y.n) {
        d.error(name, fmt::format("'{}' must have {} rows of {} values, as 'y' and 'x' have", name, y.n, x.n));
        return std::nullopt;
    }
    for (double& v : *out)
        if (!std::isfinite(v)) v = NAN;
    return out;
}

std::optional<std::vector<Point>> read_start_points(const Draft& d, const Side& x, const Side& y) {
    const ColumnPtr column = d.group.column("start_points");
    if (!column) return std::nullopt;
    if (column->type != ColumnType::number || column->cols != 2 || column->depth != 0) {
        d.error("start_points", "'start_points' must be points: [[x, y], ...]");
        return std::nullopt;
    }
    std::vector<Point> out;
    for (std::size_t i = 0; i + 1 < column->numbers.size(); i += 2) {
        const Point p{column->numbers[i], column->numbers[i + 1]};
        if (!(p.x >= x.origin && p.x <= x.origin + x.size && p.y >= y.origin && p.y <= y.origin + y.size)) {
            d.error("start_points", fmt::format("the point [{}, {}] is outside of the grid", p.x, p.y));
            return std::nullopt;
        }
        out.push_back({x.to_grid(p.x), y.to_grid(p.y)});
    }
    return out;
}

std::optional<StreamOptions> read_options(const Draft& d, const Side& x, const Side& y) {
    StreamOptions out;
    const Values density = numbers(d, "density").value_or(Values{1});
    out.mask_nx = static_cast<std::size_t>(30 * density.front());
    out.mask_ny = static_cast<std::size_t>(30 * density.back());
    out.minlength = d.fields().number("minlength", 0.1);
    out.maxlength = d.fields().number("maxlength", 4);
    out.broken = d.fields().boolean("broken_streamlines", true);
    const std::string direction = d.fields().text("integration_direction", "both");
    if (direction == "forward") out.direction = StreamOptions::Direction::forward;
    if (direction == "backward") out.direction = StreamOptions::Direction::backward;
    if (d.has("start_points")) {
        out.start_points = read_start_points(d, x, y);
        if (!out.start_points) return std::nullopt;
    }
    return out;
}

// The streamlines, on the grid.
std::optional<std::vector<std::vector<Point>>> read_lines(const Draft& d, const Side& x, const Side& y) {
    auto u = read_values(d, "u", x, y), v = read_values(d, "v", x, y);
    if (!u || !v) return std::nullopt;
    const auto options = read_options(d, x, y);
    if (!options) return std::nullopt;
    for (double& value : *u) value *= 1.0 / x.step;
    for (double& value : *v) value *= 1.0 / y.step;
    auto lines = stats::streamlines({x.n, y.n, *u}, {x.n, y.n, *v}, *options);
    if (!lines)
        d.axes().diagnostics().error(
            d.fields().span(),
            fmt::format("the streamlines would have more than {} points: a lower 'density' or 'maxlength' helps",
                        stats::most_stream_points));
    return lines;
}

// One colour or width for all, or a value for each point of the grid.
struct Look {
    Values widths, values;  // grids; empty where there is one for all
    double width = 1;
    Rgba color;
};

std::optional<Look> read_look(const Draft& d, const Side& x, const Side& y) {
    Look out;
    const FieldValue* color = figure::given(d.fields(), "color");
    if (!color) {
        out.color = d.axes().next_line_color();
    } else if (color->as == spec::color && !d.group.names_column("color")) {
        out.color = figure::to_rgba(color->color(), d.rc());
    } else {
        auto values = read_values(d, "color", x, y);
        if (!values) return std::nullopt;
        out.values = std::move(*values);
    }
    const FieldValue* width = figure::given(d.fields(), "linewidth");
    out.width = d.rc().number(Rc::lines_linewidth);
    if (width && std::holds_alternative<double>(width->data)) {
        out.width = width->number();
    } else if (width) {
        auto widths = read_values(d, "linewidth", x, y);
        if (!widths) return std::nullopt;
        if (!std::all_of(widths->begin(), widths->end(), [](double w) { return w >= 0; })) {
            d.error("linewidth", "the widths of 'linewidth' must be at least 0, without gaps");
            return std::nullopt;
        }
        out.widths = std::move(*widths);
    }
    return out;
}

// Index of the segment in which half of the line's length is reached.
std::size_t middle_of(const std::vector<Point>& line) {
    Values along;
    double sum = 0;
    for (std::size_t i = 0; i + 1 < line.size(); ++i)
        along.push_back(sum += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y));
    return static_cast<std::size_t>(std::lower_bound(along.begin(), along.end(), sum / 2) - along.begin());
}

// A norm that the job leaves open takes its limits from the first value that it is asked for: an arrow's.
std::optional<Mapping> read_stream_mapping(const Draft& d, const Look& look, const Values& at_arrows) {
    if (d.has("norm")) return read_mapping(d, std::span(at_arrows).first(std::min<std::size_t>(1, at_arrows.size())));
    return read_mapping(d, look.values);
}

// Where an arrow reaches as Matplotlib sees it while it is added, in data.
std::vector<Point> reach(const figure::ArrowArtist& arrow, const figure::View& view) {
    figure::DataLimits limits;
    for (figure::ArrowPiece& piece : figure::arrow_pieces(arrow, view, 1)) {
        for (Point& p : piece.path.points) p = view.inverse(p);
        figure::add_path_extents(limits, piece.path, true, true);
    }
    if (!limits.has_x() || !limits.has_y()) return {};
    return {{limits.x0, limits.y0}, {limits.x1, limits.y1}};
}

// The lines' limits where a scale is not linear: Matplotlib takes them for values after the scales, in data.
std::vector<Point> scaled_limits(const std::vector<Path>& lines, const figure::View& view) {
    figure::DataLimits limits;
    for (const Path& line : lines)
        for (const Point& p : line.points) limits.add({view.x_scale().transform(p.x), view.y_scale().transform(p.y)});
    if (!limits.has_x()) return {};
    return {{limits.x0, limits.y0}, {limits.x1, limits.y1}, {limits.minpos_x, limits.minpos_y}};
}

void draw(const Draft& d) {
    const auto x = read_side(d, "x", Direction::x), y = read_side(d, "y", Direction::y);
    if (!x || !y) return;
    const auto look = read_look(d, *x, *y);
    if (!look) return;
    std::string error;
    const auto style = figure::parse_arrow_style(d.fields().text("arrowstyle", "-|>"), error);
    if (!style) {
        d.error("arrowstyle", error);
        return;
    }
    const auto lines = read_lines(d, *x, *y);
    if (!lines) return;

    const double zorder = d.fields().number("zorder", 2);
    const FieldGrid widths{x->n, y->n, look->widths}, values{x->n, y->n, look->values};
    figure::CollectionKeywords keywords;
    keywords.edgecolor = figure::ColorList{false, {{-1, false, look->color}}};
    keywords.linewidth = Values{look->width};
    figure::CollectionArtist collection;
    collection.kind = figure::CollectionArtist::Kind::lines;
    Values all_widths, all_values, at_arrows;
    std::vector<figure::ArrowArtist> arrows;
    for (const std::vector<Point>& on_grid : *lines) {
        if (on_grid.size() < 2) continue;
        std::vector<Point> line;
        for (const Point& p : on_grid) line.push_back({x->to_data(p.x), y->to_data(p.y)});
        const std::size_t middle = middle_of(line);
        figure::ArrowArtist arrow;
        arrow.from = line[middle];
        arrow.to = {(line[middle].x + line[middle + 1].x) / 2, (line[middle].y + line[middle + 1].y) / 2};
        arrow.arrow = *style;
        arrow.scale = 10 * d.fields().number("arrowsize", 1);
        arrow.props.cap = scene::Cap::round;
        arrow.props.join = scene::Join::round;
        arrow.props.antialias = d.rc().flag(Rc::patch_antialiased);
        arrow.props.face = arrow.props.edge = look->color;
        arrow.props.width = look->width;
        if (!look->widths.empty()) arrow.props.width = widths.at(on_grid[middle]);
        if (!look->values.empty()) at_arrows.push_back(values.at(on_grid[middle]));
        arrows.push_back(std::move(arrow));
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            collection.paths.push_back(Path::polyline({line[i], line[i + 1]}));
            if (!look->widths.empty()) all_widths.push_back(widths.at(on_grid[i]));
            if (!look->values.empty()) all_values.push_back(values.at(on_grid[i]));
        }
    }
    if (!all_widths.empty()) keywords.linewidth = std::move(all_widths);
    figure::resolve_collection(keywords, d.rc(), true, collection);
    if (!look->values.empty()) {
        const auto mapping = read_stream_mapping(d, *look, at_arrows);
        if (!mapping) return;
        collection.edges = mapped_colors(*mapping, all_values);
        const std::vector<Rgba> colors = mapped_colors(*mapping, at_arrows);
        for (std::size_t i = 0; i < arrows.size(); ++i) arrows[i].props.face = arrows[i].props.edge = colors[i];
        d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, std::nullopt};
    }

    figure::Artist& added = add_artist(d.out, figure::CollectionArtist(), figure::ArtistKeywords{}, zorder);
    added.sticky_x = {x->origin, x->origin + x->size};
    added.sticky_y = {y->origin, y->origin + y->size};
    // The limits as they are before the lines are there.
    const figure::View view = d.axes().view(added);
    if (!view.straight()) added.limit_points = scaled_limits(collection.paths, view);
    added.content = std::move(collection);
    for (figure::ArrowArtist& arrow : arrows) {
        auto reached = reach(arrow, view);
        add_artist(d.out, std::move(arrow), figure::ArtistKeywords{}, zorder).limit_points = std::move(reached);
    }
}

}  // namespace

constinit const FieldTable streamplot_table{.name = "layer 'streamplot'", .fields = fields, .bases = bases};

Prepared prepare_streamplot(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
