// stairs: a stepwise constant function with given edges (patches.StepPatch).
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "values", .accepts = array, .doc = "heights of the steps", .required = true},
    {.name = "edges", .accepts = array | null_, .doc = "their edges, one more than values; 0, 1, 2, ... by default"},
    {.name = "orientation", .accepts = word, .doc = "vertical: the values are heights", .words = orientation_words},
    {.name = "baseline",
     .accepts = array | number | null_,
     .doc = "where the outline begins and ends, or the lower edges; null for none; 0 by default"},
    {.name = "fill", .accepts = flag, .doc = "fill the area down to the baseline"},
};
constexpr const FieldTable* bases[] = {&patch_properties, &data_properties};

// The outline, in pieces between gaps; `at` along the edges, `v` along the values.
Path outline(const Values& values, const Values& edges, const std::optional<Values>& baseline, bool vertical) {
    auto gap = [&](std::size_t i) {
        return std::isnan(values[i]) || (baseline && std::isnan((*baseline)[i % baseline->size()]));
    };
    Path path;
    const bool list = baseline && baseline->size() == values.size() && values.size() > 1;
    for (std::size_t begin = 0; begin < values.size();) {
        if (gap(begin)) {
            ++begin;
            continue;
        }
        std::size_t end = begin;
        while (end < values.size() && !gap(end)) ++end;
        std::vector<Point> points;
        auto add = [&](double at, double v) { points.push_back(vertical ? Point{at, v} : Point{v, at}); };
        if (!list) add(edges[begin], baseline ? (*baseline)[0] : values[begin]);
        if (list) add(edges[begin], (*baseline)[begin]);
        for (std::size_t i = begin; i < end; ++i) {
            add(edges[i], values[i]);
            add(edges[i + 1], values[i]);
        }
        if (!list) add(edges[end], baseline ? (*baseline)[0] : values[end - 1]);
        if (list) {  // back along the lower edges
            add(edges[end], (*baseline)[end - 1]);
            for (std::size_t i = end; i-- > begin;) {
                add(edges[i + 1], (*baseline)[i]);
                add(edges[i], (*baseline)[i]);
            }
            add(edges[begin], (*baseline)[begin]);
        }
        path.append(Path::polyline(points));
        begin = end;
    }
    return path;
}

void draw(const Draft& d) {
    const bool vertical = d.fields().text("orientation", "vertical") == "vertical";
    const bool fill = d.fields().boolean("fill", false);
    figure::PatchKeywords k = figure::patch_keywords(d.fields(), figure::ColorRule::separate);
    const ColorSpec* own = d.fields().color("color");
    const ColorSpec color = own ? *own : ColorSpec{-1, false, d.axes().next_line_color()};
    k.fill = fill;
    if (fill) {
        if (!k.linewidth) k.linewidth = 0;
        if (!k.facecolor) k.facecolor = color;
    } else if (!k.edgecolor) {
        k.edgecolor = color;
    }
    // Matplotlib hands the edges to the x axis and the values to the y axis, whatever the orientation.
    const auto values = axis_values(d, "values", vertical ? Direction::y : Direction::x);
    if (!values) return;
    std::optional<Values> edges = counting(values->size() + 1);
    if (d.has("edges")) edges = axis_values(d, "edges", vertical ? Direction::x : Direction::y);
    if (!edges) return;
    if (edges->size() != values->size() + 1) {
        d.error("edges", fmt::format("values has {} values, edges has {}; there must be one more edge", values->size(),
                                     edges->size()));
        return;
    }
    if (std::any_of(edges->begin(), edges->end(), [](double e) { return std::isnan(e); })) {
        d.error("edges", "'edges' must not have gaps");
        return;
    }
    std::optional<Values> baseline = Values{0};
    bool none = false;
    for (const auto& given : d.fields().all())
        if (given.field->name == "baseline" && given.value.is_null()) none = true;
    if (none) baseline.reset();
    if (d.has("baseline")) {
        baseline = plain_values(d, "baseline");
        if (!baseline) return;
        if (baseline->size() != 1 && !same_length(d, "values", values->size(), "baseline", baseline->size())) return;
    }
    double lowest = 0;
    if (baseline && !baseline->empty()) lowest = *std::min_element(baseline->begin(), baseline->end());

    figure::PatchArtist patch;
    patch.path = outline(*values, *edges, baseline, vertical);
    patch.props = figure::resolve_patch(k, d.rc());
    const figure::PatchProps props = patch.props;
    std::vector<Point> limits = patch.path.points;
    limits.push_back(vertical ? Point{(*edges)[0], lowest} : Point{lowest, (*edges)[0]});
    figure::Artist& artist = add_artist(d.out, std::move(patch), k, 1);
    artist.limit_points = std::move(limits);
    (vertical ? artist.sticky_y : artist.sticky_x).push_back(lowest);
    const std::string label = single_label(d);
    if (fill || !props.hatch.empty()) {
        add_handle(d.out, label, figure::PatchHandle{props});
    } else {
        figure::LineHandle line;  // an outline stands in the legend as a line
        line.line.drawn = props.edge.has_value();
        if (props.edge) line.line.color = *props.edge;
        line.line.width = props.width;
        line.line.dashes = props.dashes;
        line.line.dash_offset = props.dash_offset;
        if (!props.dashes.empty()) line.line.cap = scene::Cap::butt;
        add_handle(d.out, label, line);
    }
}

}  // namespace

constinit const FieldTable stairs_table{.name = "layer 'stairs'", .fields = fields, .bases = bases};

Prepared prepare_stairs(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
