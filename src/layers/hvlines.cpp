// hlines and vlines: collections of parallel lines.
#include "layers/kinds.h"
#include "layers/segments.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr const FieldTable* bases[] = {&collection_properties, &data_properties};

constexpr Field hlines_fields[] = {
    {.name = "y", .accepts = array | position, .doc = "heights of the lines", .required = true},
    {.name = "xmin", .accepts = array | position, .doc = "left ends, one or one for each line", .required = true},
    {.name = "xmax", .accepts = array | position, .doc = "right ends, one or one for each line", .required = true},
    {.name = "colors",
     .accepts = color | list | mapping,
     .doc = "one colour, or one for each line; with 'by', {value: colour}",
     .items = color},
};
constexpr Field vlines_fields[] = {
    {.name = "x", .accepts = array | position, .doc = "places of the lines", .required = true},
    {.name = "ymin", .accepts = array | position, .doc = "lower ends, one or one for each line", .required = true},
    {.name = "ymax", .accepts = array | position, .doc = "upper ends, one or one for each line", .required = true},
    {.name = "colors",
     .accepts = color | list | mapping,
     .doc = "one colour, or one for each line; with 'by', {value: colour}",
     .items = color},
};

Prepared lines(const LayerInput& in, bool vertical) {
    return for_each_group(in, [&](const Draft& d) {
        const std::string_view at_name = vertical ? "x" : "y", low_name = vertical ? "ymin" : "xmin",
                               high_name = vertical ? "ymax" : "xmax";
        const Direction along = vertical ? Direction::y : Direction::x;
        std::optional<Values> at, low, high;
        if (vertical) {
            at = axis_values(d, at_name, Direction::x);
            low = axis_values(d, low_name, along);
            high = axis_values(d, high_name, along);
        } else {
            low = axis_values(d, low_name, along);
            high = axis_values(d, high_name, along);
            at = axis_values(d, at_name, Direction::y);
        }
        if (!at || !low || !high) return;
        if (!broadcast(d, low_name, *low, at_name, at->size())) return;
        if (!broadcast(d, high_name, *high, at_name, at->size())) return;
        figure::CollectionKeywords keywords = figure::collection_keywords(d.fields(), true);
        if (d.in.by && !keywords.edgecolor)
            keywords.edgecolor = figure::ColorList{false, {{-1, false, d.axes().next_line_color()}}};
        const figure::CollectionArtist added = add_segments(d, *at, *low, *high, vertical, keywords);
        if (at->empty()) d.out.autoscale_x = d.out.autoscale_y = Autoscale::no;
        add_handle(d.out, single_label(d), figure::LinesHandle{figure::first_line(added)});
    });
}

}  // namespace

constinit const FieldTable hlines_table{.name = "layer 'hlines'", .fields = hlines_fields, .bases = bases};
constinit const FieldTable vlines_table{.name = "layer 'vlines'", .fields = vlines_fields, .bases = bases};

Prepared prepare_hlines(const LayerInput& in) { return lines(in, false); }
Prepared prepare_vlines(const LayerInput& in) { return lines(in, true); }

}  // namespace plotmill::layers
