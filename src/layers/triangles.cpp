// triplot and tripcolor: triangulations of scattered points.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "layers/format.h"
#include "layers/kinds.h"
#include "layers/mapping.h"
#include "spec/common_fields.h"
#include "stats/delaunay.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using stats::Triangle;

constexpr Field shared_fields[] = {
    {.name = "x", .accepts = array, .doc = "x positions of the points", .required = true},
    {.name = "y", .accepts = array, .doc = "y positions of the points", .required = true},
    {.name = "triangles",
     .accepts = array | null_,
     .doc = "triples of points, from 0; Delaunay's triangulation by default"},
    {.name = "mask", .accepts = array | null_, .doc = "which triangles to leave out"},
    {.name = "data", .accepts = string, .doc = "the table that the layer's columns are of"},
};
constexpr FieldTable shared_table{.name = "a triangulation", .fields = shared_fields};

constexpr Field plot_fields[] = {
    {.name = "fmt", .accepts = string, .doc = "colour, marker and line style in short"},
};
constexpr const FieldTable* plot_bases[] = {&shared_table, &line_properties};

constexpr std::string_view shading_words[] = {"flat"};
constexpr std::string_view shading_later[] = {"gouraud"};
constexpr Field color_fields[] = {
    {.name = "c", .accepts = array | null_, .doc = "numbers for the colormap, one for each point or each triangle"},
    {.name = "facecolors", .accepts = array | null_, .doc = "numbers for the colormap, one for each triangle"},
    {.name = "shading",
     .accepts = word,
     .doc = "flat: one colour for each triangle",
     .words = shading_words,
     .later_words = shading_later},
};
constexpr const FieldTable* color_bases[] = {&shared_table, &mappable_properties, &collection_properties};

struct Triangulation {
    Values x, y;
    std::vector<Triangle> triangles;
    std::vector<bool> masked;  // empty, or one for each triangle

    bool shown(std::size_t i) const { return masked.empty() || !masked[i]; }
};

std::optional<Triangulation> read_triangulation(const Draft& d) {
    auto x = axis_values(d, "x", Direction::x), y = axis_values(d, "y", Direction::y);
    if (!x || !y || !same_length(d, "x", x->size(), "y", y->size())) return std::nullopt;
    Triangulation out{std::move(*x), std::move(*y), {}, {}};
    const std::size_t n = out.x.size();
    if (d.has("triangles")) {
        const ColumnPtr column = d.group.column("triangles");
        if (!column) return std::nullopt;
        if (column->type != ColumnType::number || column->cols != 3 || column->depth != 0) {
            d.error("triangles", "'triangles' must be triples of points: [[0, 1, 2], ...]");
            return std::nullopt;
        }
        for (std::size_t i = 0; i + 2 < column->numbers.size(); i += 3) {
            Triangle t{};
            for (std::size_t k = 0; k < 3; ++k) {
                const double v = column->numbers[i + k];
                if (!(v >= 0 && v < static_cast<double>(n)) || v != std::floor(v)) {
                    d.error("triangles", fmt::format("the points of 'triangles' are from 0 to {}, not {}",
                                                     static_cast<long>(n) - 1, v));
                    return std::nullopt;
                }
                t[k] = static_cast<std::size_t>(v);
            }
            out.triangles.push_back(t);
        }
    } else {
        std::vector<Point> points;
        for (std::size_t i = 0; i < n; ++i) points.push_back({out.x[i], out.y[i]});
        if (!std::all_of(points.begin(), points.end(), [](Point p) { return finite(p); })) {
            d.error("x", "the points of a triangulation must not be missing");
            return std::nullopt;
        }
        auto made = stats::delaunay(points);
        if (!made) {
            d.error("x", "a triangulation needs at least three points that are not on one line");
            return std::nullopt;
        }
        out.triangles = std::move(*made);
    }
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

bool has_marker(const figure::LineKeywords& k) { return k.marker && k.marker->name != "none"; }

void draw_edges(const Draft& d) {
    const auto t = read_triangulation(d);
    if (!t) return;
    figure::LineKeywords k = figure::line_keywords(d.fields());
    const Span span = d.has("fmt") ? d.span_of("fmt") : d.fields().span();
    const auto format = parse_plot_format(d.fields().text("fmt", ""), d.rc(), span).or_report(d.axes().diagnostics());
    if (!format) return;
    apply_format(*format, k);

    std::set<std::pair<std::size_t, std::size_t>> edges;
    for (std::size_t i = 0; i < t->triangles.size(); ++i)
        for (std::size_t e = 0; t->shown(i) && e < 3; ++e) {
            const std::size_t a = t->triangles[i][e], b = t->triangles[i][(e + 1) % 3];
            edges.insert({std::max(a, b), std::min(a, b)});
        }
    Values x, y;
    if (!k.linestyle || k.linestyle->kind != LineStyle::Kind::none)
        for (const auto& [a, b] : edges) {
            x.insert(x.end(), {t->x[a], t->x[b], NAN});
            y.insert(y.end(), {t->y[a], t->y[b], NAN});
        }
    figure::LineKeywords lines = k;
    lines.marker = spec::Marker{"none"};
    fill_from_cycle(d.axes(), lines);
    const figure::ResolvedLine line = figure::resolve_line(lines, d.rc());
    add_line(d.out, std::move(x), std::move(y), line, lines, 1);
    add_handle(d.out, single_label(d), line_handle(line));

    figure::LineKeywords markers = k;
    markers.linestyle = LineStyle{.kind = LineStyle::Kind::none, .dashes = {}};
    fill_from_cycle(d.axes(), markers);
    if (has_marker(k)) add_line(d.out, t->x, t->y, figure::resolve_line(markers, d.rc()), markers);
}

// One number for each triangle.
std::optional<Values> face_values(const Draft& d, const Triangulation& t) {
    if (d.has("facecolors")) {
        auto own = plain_values(d, "facecolors");
        if (!own) return std::nullopt;
        if (own->size() == t.triangles.size()) return own;
        d.error("facecolors",
                fmt::format("facecolors has {} values for {} triangles", own->size(), t.triangles.size()));
        return std::nullopt;
    }
    if (!d.has("c")) {
        d.axes().diagnostics().error(d.fields().span(), "'tripcolor' needs 'c' or 'facecolors'");
        return std::nullopt;
    }
    auto c = plain_values(d, "c");
    if (!c) return std::nullopt;
    if (c->size() == t.x.size()) {
        Values out;
        for (const Triangle& one : t.triangles) out.push_back(((*c)[one[0]] + (*c)[one[1]] + (*c)[one[2]]) / 3);
        return out;
    }
    if (c->size() == t.triangles.size()) return c;
    d.error("c",
            fmt::format("c has {} values for {} points and {} triangles", c->size(), t.x.size(), t.triangles.size()));
    return std::nullopt;
}

void draw_faces(const Draft& d) {
    const auto t = read_triangulation(d);
    if (!t) return;
    const auto all = face_values(d, *t);
    if (!all) return;
    Values values;
    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::polygons;
    for (std::size_t i = 0; i < t->triangles.size(); ++i) {
        if (!t->shown(i)) continue;
        values.push_back((*all)[i]);
        std::vector<Point> corners;
        for (std::size_t p : t->triangles[i]) corners.push_back({t->x[p], t->y[p]});
        artist.paths.push_back(Path::polyline(corners, true));
    }
    figure::CollectionKeywords k = figure::collection_keywords(d.fields(), false);
    k.facecolor.reset();
    k.edgecolor = colors(d, "edgecolors");
    if (!k.edgecolor) k.edgecolor = figure::ColorList{false, {{-1, true, {}}}};
    if (!k.linewidth) k.linewidth = Values{0.25};
    if (!k.antialiased && k.edgecolor->is_none()) k.antialiased = false;
    figure::resolve_collection(k, d.rc(), false, artist);
    const auto mapping = read_mapping(d, values);
    if (!mapping) return;
    artist.faces = mapped_colors(*mapping, values);
    d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, figure::artist_keywords(d.fields()).alpha};
    if (k.alpha)
        for (Rgba& face : artist.faces) face.a = *k.alpha;
    if (k.edgecolor->face) artist.edges = artist.faces;
    add_handle(d.out, single_label(d), figure::PatchHandle{figure::first_patch(artist)});
    figure::Artist& added = add_artist(d.out, std::move(artist), k, 1);
    const auto [x0, x1] = std::minmax_element(t->x.begin(), t->x.end());
    const auto [y0, y1] = std::minmax_element(t->y.begin(), t->y.end());
    added.limit_points.emplace();
    if (!t->x.empty()) added.limit_points = {{*x0, *y0}, {*x1, *y1}};
}

}  // namespace

constinit const FieldTable triplot_table{.name = "layer 'triplot'", .fields = plot_fields, .bases = plot_bases};
constinit const FieldTable tripcolor_table{.name = "layer 'tripcolor'", .fields = color_fields, .bases = color_bases};

Prepared prepare_triplot(const LayerInput& in) { return for_each_group(in, draw_edges); }
Prepared prepare_tripcolor(const LayerInput& in) { return for_each_group(in, draw_faces); }

}  // namespace plotmill::layers
