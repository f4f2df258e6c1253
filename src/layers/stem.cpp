// stem: lines from a baseline to heads.
#include <algorithm>
#include <fmt/format.h>

#include "layers/args.h"
#include "layers/format.h"
#include "layers/kinds.h"
#include "layers/segments.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "locs", .accepts = array, .doc = "places of the stems; 0, 1, 2, ... by default"},
    {.name = "heads", .accepts = array, .doc = "where the stems end", .required = true},
    {.name = "linefmt", .accepts = string, .doc = "colour and style of the stems; 'C0-' by default"},
    {.name = "markerfmt", .accepts = string, .doc = "colour and marker of the heads; 'o' by default"},
    {.name = "basefmt", .accepts = string, .doc = "colour and style of the baseline; 'C3-' by default"},
    {.name = "bottom", .accepts = position, .doc = "place of the baseline; 0 by default"},
    {.name = "orientation", .accepts = word, .doc = "vertical: stems go up", .words = orientation_words},
    {.name = "label", .accepts = string | null_, .doc = "the legend's words"},
};
constexpr const FieldTable* bases[] = {&data_properties};

std::optional<PlotFormat> format(const Draft& d, std::string_view name, std::string_view otherwise) {
    const FieldValue* v = figure::given(d.fields(), name);
    std::string text = v ? v->text() : std::string(otherwise);
    if (name == "markerfmt" && text.empty()) text = " ";
    return parse_plot_format(text, d.rc(), d.span_of(name)).or_report(d.axes().diagnostics());
}

void draw(const Draft& d) {
    const bool vertical = d.fields().text("orientation", "vertical") == "vertical";
    const Direction along = vertical ? Direction::x : Direction::y, across = vertical ? Direction::y : Direction::x;
    const auto heads = axis_values(d, "heads", across);
    if (!heads) return;
    const auto locs = d.has("locs") ? axis_values(d, "locs", along) : counting(heads->size());
    if (!locs || !same_length(d, "locs", locs->size(), "heads", heads->size())) return;
    if (locs->empty()) {
        d.error("heads", "'heads' must not be empty");
        return;
    }
    double bottom = 0;
    if (d.has("bottom")) {
        const auto v = axis_position(d, "bottom", across);
        if (!v) return;
        bottom = *v;
    }
    const auto line = format(d, "linefmt", "C0-"), head = format(d, "markerfmt", "o"),
               base = format(d, "basefmt", d.rc().flag(style::Rc::internal_classic_mode) ? "C2-" : "C3-");
    if (!line || !head || !base) return;

    // Of two entries with a colour alone the line style is rcParams', else as the format says.
    figure::CollectionKeywords stems;
    if (line->color) stems.edgecolor = figure::ColorList{false, {*line->color}};
    stems.linestyle = {line->linestyle.value_or(d.rc().line_style(style::Rc::lines_linestyle))};
    const figure::CollectionArtist added =
        add_segments(d, *locs, Values(locs->size(), bottom), *heads, vertical, stems);

    figure::LineKeywords marker;
    marker.color = head->color ? head->color : line->color;
    marker.linestyle = head->linestyle.value_or(LineStyle{LineStyle::Kind::none, 0, {}});
    marker.marker = head->marker.value_or(Marker{"o"});
    fill_from_cycle(d.axes(), marker);
    const figure::ResolvedLine marker_line = figure::resolve_line(marker, d.rc());
    add_line(d.out, vertical ? *locs : *heads, vertical ? *heads : *locs, marker_line, marker);

    figure::LineKeywords baseline;
    apply_format(*base, baseline);
    fill_from_cycle(d.axes(), baseline);
    const figure::ResolvedLine base_line = figure::resolve_line(baseline, d.rc());
    const auto [low, high] = std::minmax_element(locs->begin(), locs->end());
    const Values ends{*low, *high}, level{bottom, bottom};
    add_line(d.out, vertical ? ends : level, vertical ? level : ends, base_line, baseline);

    figure::StemHandle handle;
    handle.stem = figure::first_line(added);
    if (marker_line.marker) handle.marker = *marker_line.marker;
    handle.baseline = base_line.line;
    add_handle(d.out, single_label(d), std::move(handle), true);
}

}  // namespace

constinit const FieldTable stem_table{.name = "layer 'stem'", .fields = fields, .bases = bases};

Prepared prepare_stem(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
