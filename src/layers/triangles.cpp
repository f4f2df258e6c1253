// triplot and tripcolor: triangulations of scattered points.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

#include "layers/format.h"
#include "layers/kinds.h"
#include "layers/mapping.h"
#include "layers/triangulation.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using stats::Triangle;

constexpr Field plot_fields[] = {
    {.name = "fmt", .accepts = string, .doc = "colour, marker and line style in short"},
};
constexpr const FieldTable* plot_bases[] = {&triangulation_fields, &line_properties};

constexpr std::string_view shading_words[] = {"flat", "gouraud"};
constexpr Field color_fields[] = {
    {.name = "c", .accepts = array | null_, .doc = "numbers for the colormap, one for each point or each triangle"},
    {.name = "facecolors", .accepts = array | null_, .doc = "numbers for the colormap, one for each triangle"},
    {.name = "shading",
     .accepts = word,
     .doc = "flat: one colour for each triangle; gouraud: colours that run between the points",
     .words = shading_words},
};
constexpr const FieldTable* color_bases[] = {&triangulation_fields, &mappable_properties, &collection_properties};

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
            x.insert(x.end(), {t->points[a].x, t->points[b].x, NAN});
            y.insert(y.end(), {t->points[a].y, t->points[b].y, NAN});
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
    if (!has_marker(k)) return;
    x.clear();
    y.clear();
    for (const Point& p : t->points) {
        x.push_back(p.x);
        y.push_back(p.y);
    }
    add_line(d.out, std::move(x), std::move(y), figure::resolve_line(markers, d.rc()), markers);
}

// Numbers for the colormap: one for each point, or one for each triangle.
struct ColorValues {
    Values values;
    bool at_points = false;
};

std::optional<ColorValues> read_values(const Draft& d, const Triangulation& t) {
    const bool faces = d.has("facecolors");
    if (!faces && !d.has("c")) {
        d.axes().diagnostics().error(d.fields().span(), "'tripcolor' needs 'c' or 'facecolors'");
        return std::nullopt;
    }
    auto values = plain_values(d, faces ? "facecolors" : "c");
    if (!values) return std::nullopt;
    const std::size_t n = values->size();
    // As many points as triangles: they are of the points.
    if (!faces && n == t.points.size()) return ColorValues{std::move(*values), true};
    if (n == t.triangles.size()) return ColorValues{std::move(*values), false};
    if (faces)
        d.error("facecolors", fmt::format("facecolors has {} values for {} triangles", n, t.triangles.size()));
    else
        d.error("c",
                fmt::format("c has {} values for {} points and {} triangles", n, t.points.size(), t.triangles.size()));
    return std::nullopt;
}

// Colours of values; the alpha leaves what has no value as it is (Colormap.__call__).
std::vector<Rgba> with_alpha(const Mapping& mapping, const Values& values, std::optional<double> alpha) {
    std::vector<Rgba> out = mapped_colors(mapping, values);
    if (alpha)
        for (std::size_t i = 0; i < out.size(); ++i)
            if (std::isfinite(values[i])) out[i].a = *alpha;
    return out;
}

void draw_smooth(const Draft& d, const Triangulation& t, const Values& values, const figure::CollectionKeywords& k) {
    const auto mapping = read_mapping(d, values);
    if (!mapping) return;
    const std::vector<Rgba> colors = with_alpha(*mapping, values, k.alpha);
    figure::TriMeshArtist artist;
    for (std::size_t i = 0; i < t.triangles.size(); ++i) {
        if (!t.shown(i)) continue;
        const auto [a, b, c] = t.triangles[i];
        artist.triangles.push_back({t.points[a], t.points[b], t.points[c]});
        artist.colors.push_back({colors[a], colors[b], colors[c]});
    }
    d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, k.alpha};
    if (!colors.empty()) add_handle(d.out, single_label(d), figure::PatchHandle{{.face = colors[0]}});
    add_artist(d.out, std::move(artist), k, 1).limit_points = t.limits();
}

void draw_flat(const Draft& d, const Triangulation& t, const ColorValues& colors, figure::CollectionKeywords k) {
    Values values;
    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::polygons;
    for (std::size_t i = 0; i < t.triangles.size(); ++i) {
        if (!t.shown(i)) continue;
        const auto [a, b, c] = t.triangles[i];
        const Values& v = colors.values;
        values.push_back(colors.at_points ? (v[a] + v[b] + v[c]) / 3 : v[i]);
        artist.paths.push_back(Path::polyline({t.points[a], t.points[b], t.points[c]}, true));
    }
    k.facecolor.reset();
    k.edgecolor = layers::colors(d, "edgecolors");
    if (!k.edgecolor) k.edgecolor = figure::ColorList{false, {{-1, true, {}}}};
    if (!k.linewidth) k.linewidth = Values{0.25};
    if (!k.antialiased && k.edgecolor->is_none()) k.antialiased = false;
    figure::resolve_collection(k, d.rc(), false, artist);
    const auto mapping = read_mapping(d, values);
    if (!mapping) return;
    artist.faces = with_alpha(*mapping, values, k.alpha);
    d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, k.alpha};
    if (k.edgecolor->face) artist.edges = artist.faces;
    add_handle(d.out, single_label(d), figure::PatchHandle{figure::first_patch(artist)});
    add_artist(d.out, std::move(artist), k, 1).limit_points = t.limits();
}

void draw_faces(const Draft& d) {
    const auto t = read_triangulation(d);
    if (!t) return;
    const auto values = read_values(d, *t);
    if (!values) return;
    const figure::CollectionKeywords k = figure::collection_keywords(d.fields(), false);
    d.out.grid_off = true;
    if (d.fields().text("shading", "flat") != "gouraud") {
        draw_flat(d, *t, *values, k);
    } else if (values->at_points) {
        draw_smooth(d, *t, values->values, k);
    } else {
        d.error(d.has("facecolors") ? "facecolors" : "c",
                "'shading: gouraud' needs a value for each point, not for each triangle");
    }
}

}  // namespace

constinit const FieldTable triplot_table{.name = "layer 'triplot'", .fields = plot_fields, .bases = plot_bases};
constinit const FieldTable tripcolor_table{.name = "layer 'tripcolor'", .fields = color_fields, .bases = color_bases};

Prepared prepare_triplot(const LayerInput& in) { return for_each_group(in, draw_edges); }
Prepared prepare_tripcolor(const LayerInput& in) { return for_each_group(in, draw_faces); }

}  // namespace plotmill::layers
