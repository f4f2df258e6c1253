// scatter: markers whose sizes and colours may vary from point to point.
#include <cmath>
#include <fmt/format.h>

#include "base/scan.h"
#include "layers/kinds.h"
#include "layers/mapping.h"
#include "spec/common_fields.h"
#include "style/markers.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using figure::ColorList;
using style::Rc;

constexpr Field fields[] = {
    {.name = "x", .accepts = array | position, .doc = "x positions", .required = true},
    {.name = "y", .accepts = array | position, .doc = "y positions", .required = true},
    {.name = "s", .accepts = array | number, .doc = "sizes in points squared, one or one for each point"},
    {.name = "c",
     .accepts = array | color | null_,
     .doc = "one colour, one for each point, or numbers for the colormap"},
    {.name = "marker", .accepts = marker, .doc = "shape of the points"},
    {.name = "plotnonfinite", .accepts = flag, .doc = "draw points whose c is missing in the colormap's 'bad' colour"},
    {.name = "alpha",
     .accepts = number | list | null_,
     .doc = "opacity, 0 to 1; a list for one for each point",
     .items = number,
     .min = 0,
     .max = 1},
};
constexpr const FieldTable* bases[] = {&mappable_properties, &collection_properties, &data_properties};

// What `c` says: colours, or numbers for the colormap.
struct PointColors {
    ColorList colors;
    Numbers values;
    bool mapped = false;
};

// Rows of three or four numbers as colours; no value where they are none.
std::optional<ColorList> rgba_rows(const Numbers& v, std::size_t width) {
    ColorList out;
    for (std::size_t i = 0; i + width <= v.size(); i += width) {
        for (std::size_t j = 0; j < width; ++j)
            if (!(v[i + j] >= 0 && v[i + j] <= 1)) return std::nullopt;
        out.colors.push_back({-1, false, {v[i], v[i + 1], v[i + 2], width == 4 ? v[i + 3] : 1}});
    }
    return out;
}

std::optional<PointColors> read_c(const Draft& d, const FieldValue& c, std::size_t n) {
    PointColors out;
    if (c.as == spec::color && !d.group.names_column("c")) {
        out.colors.colors.push_back(c.color());
        return out;
    }
    const ColumnPtr column = d.group.column("c");
    if (!column) return std::nullopt;
    if (column->type == ColumnType::text) {
        for (const std::string& text : column->texts) {
            const auto color = parse_color(text);
            if (!color) {
                d.error("c", fmt::format("'c' must be colours or numbers; '{}' is no colour", text));
                return std::nullopt;
            }
            out.colors.colors.push_back(*color);
        }
        return out;
    }
    if (column->type == ColumnType::date) {
        d.error("c", "'c' must be colours or numbers, not dates");
        return std::nullopt;
    }
    const Numbers& v = column->numbers;
    const std::size_t width = column->cols ? column->cols : v.size(), rows = column->cols ? column->rows() : 1;
    const bool rgb = (width == 3 || width == 4) && column->depth == 0;
    if (v.size() == n && !(column->cols && rows == 1 && rgb)) {
        out.values = v;
        out.mapped = true;
        return out;
    }
    if (rgb)
        if (auto colors = rgba_rows(v, width)) {
            out.colors = std::move(*colors);
            return out;
        }
    same_length(d, "x", n, "c", v.size());
    return std::nullopt;
}

// Entry i of a list that has one value or one for each point.
template <class T>
void keep_rows(std::vector<T>& list, const std::vector<std::size_t>& rows) {
    if (list.size() <= 1) return;
    std::vector<T> out;
    out.reserve(rows.size());
    for (std::size_t i : rows) out.push_back(list[i % list.size()]);
    list = std::move(out);
}

void draw(const Draft& d) {
    const auto x = axis_numbers(d, "x", Direction::x);
    const auto y = axis_numbers(d, "y", Direction::y);
    if (!x || !y || !same_length(d, "x", x->size(), "y", y->size())) return;
    const std::size_t n = x->size();
    const bool classic = d.rc().flag(Rc::internal_classic_mode);
    Values s{classic ? 20 : std::pow(d.rc().number(Rc::lines_markersize), 2)};
    if (d.has("s")) {
        auto given = plain_values(d, "s");
        if (!given) return;
        s = std::move(*given);
        if (s.size() != 1 && !same_length(d, "x", n, "s", s.size())) return;
    }

    figure::CollectionKeywords k = figure::collection_keywords(d.fields(), false);
    const FieldValue* c = figure::given(d.fields(), "c");
    const auto both = colors(d, "color");
    if (both && c) {
        d.error("color", "give 'c' or 'color', not both");
        return;
    }
    // Here 'color' is only a default for the other two.
    std::optional<ColorList> faces = colors(d, "facecolors"), edges = colors(d, "edgecolors");
    const bool edges_given = edges.has_value();
    if (both && !edges) edges = both;
    if (both && !faces) faces = both;
    if (!edges && !classic) {
        edges.emplace();
        if (d.rc().is_color(Rc::scatter_edgecolors))
            edges->colors.push_back(d.rc().color(Rc::scatter_edgecolors));
        else
            edges->face = true;
    }
    PointColors points;
    if (c) {
        auto read = read_c(d, *c, n);
        if (!read) return;
        points = std::move(*read);
    } else if (faces) {
        points.colors = *faces;
    } else if (classic) {
        points.colors.colors.push_back({-1, false, {0, 0, 1, 1}});
    } else {
        points.colors.colors.push_back({-1, false, d.axes().next_patch_color()});
    }
    if (points.colors.colors.size() > 1 &&
        !same_length(d, "x", n, c ? "c" : (both ? "color" : "facecolors"), points.colors.colors.size()))
        return;
    if (k.alphas.size() > 1 && !same_length(d, "x", n, "alpha", k.alphas.size())) return;

    // Points with a gap in any of their lists are left out.
    const bool keep_gaps = points.mapped && d.fields().boolean("plotnonfinite", false);
    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::paths;
    std::size_t left = n;
    if (x->extremes().all_finite() && y->extremes().all_finite() && extremes(s).all_finite() &&
        (!points.mapped || keep_gaps || points.values.extremes().all_finite())) {
        artist.offsets = Points(*x, *y);
    } else {
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < n; ++i) {
            bool whole = std::isfinite((*x)[i]) && std::isfinite((*y)[i]) && std::isfinite(s[i % s.size()]);
            if (points.mapped && !keep_gaps) whole = whole && std::isfinite(points.values[i]);
            if (whole) rows.push_back(i);
        }
        left = rows.size();
        for (std::size_t i : rows) artist.offsets.push_back({(*x)[i], (*y)[i]});
        keep_rows(s, rows);
        Values values = points.values;
        keep_rows(values, rows);
        points.values = std::move(values);
        keep_rows(points.colors.colors, rows);
        if (edges) keep_rows(edges->colors, rows);
        keep_rows(k.alphas, rows);
        if (k.linewidth) keep_rows(*k.linewidth, rows);
    }
    if (left == 0) points.values.clear();

    spec::Marker marker{"o"};
    if (const FieldValue* v = figure::given(d.fields(), "marker"))
        marker = std::get<spec::Marker>(v->data);
    else if (auto own = parse_marker(d.rc().text(Rc::scatter_marker)))
        marker = *own;
    const auto fill = style::parse_marker_fill(d.rc().text(Rc::markers_fillstyle)).value_or(style::MarkerFill::full);
    const style::MarkerShape shape = style::marker_shape(marker, fill);
    if (!shape.filled) {
        if (edges_given)
            d.axes().diagnostics().warning(
                d.span_of("edgecolors"),
                fmt::format("'edgecolors' has no effect on the unfilled marker '{}'", marker.name));
        edges.emplace();
        if (fill == style::MarkerFill::none && !points.mapped) {
            edges = points.colors;
            points.colors.colors = {{-1, true, {}}};
        } else {
            edges->face = true;
        }
        if (!k.linewidth) k.linewidth = Values{d.rc().number(Rc::lines_linewidth)};
    }
    k.facecolor = points.colors;
    k.edgecolor = edges;
    figure::resolve_collection(k, d.rc(), false, artist);
    if (!points.mapped)
        for (const char* name : {"cmap", "norm", "vmin", "vmax"})
            if (d.has(name)) {
                d.axes().diagnostics().warning(d.span_of(name),
                                               fmt::format("'{}' has no effect where 'c' does not give numbers", name));
                break;
            }
    if (points.mapped) {
        const auto mapping = read_mapping(d, points.values);
        if (!mapping) return;
        artist.faces = mapped_colors(*mapping, points.values);
        for (std::size_t i = 0; i < artist.faces.size(); ++i) {
            if (k.alpha) artist.faces[i].a = *k.alpha;
            if (!k.alphas.empty()) artist.faces[i].a = k.alphas[i % k.alphas.size()];
        }
        if (edges && edges->face) artist.edges = artist.faces;
        d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, k.alpha};
    }
    // Without offsets a path would stand for itself.
    std::optional<spec::Marker> math;
    if (style::is_math_marker(marker)) math = marker;
    if (!artist.offsets.empty()) artist.math_marker = math;
    if (!shape.empty() && !artist.offsets.empty()) artist.paths.push_back(shape.unit_path());
    for (double v : s) artist.scales.push_back(std::sqrt(v));

    const figure::ScatterHandle handle{shape.unit_path(),
                                       s,
                                       artist.faces,
                                       artist.edges,
                                       artist.widths,
                                       artist.dashes,
                                       artist.dash_offsets,
                                       artist.hatch,
                                       artist.hatch_color,
                                       artist.hatch_width,
                                       math};
    add_artist(d.out, std::move(artist), k, 1);
    d.out.needs_margins = classic && n > 0;
    add_handle(d.out, single_label(d), handle);
}

}  // namespace

constinit const FieldTable scatter_table{.name = "layer 'scatter'", .fields = fields, .bases = bases};

Prepared prepare_scatter(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
