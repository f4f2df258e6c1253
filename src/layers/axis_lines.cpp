// axhline, axvline, axhspan and axvspan: lines and bands across the axes.
#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using figure::Space;
using namespace spec;

constexpr Field axhline_fields[] = {
    {.name = "y", .accepts = position | string, .doc = "height of the line, in data units; 0 by default"},
    {.name = "xmin", .accepts = number, .doc = "left end, as a fraction of the axes; 0 by default"},
    {.name = "xmax", .accepts = number, .doc = "right end, as a fraction of the axes; 1 by default"},
};
constexpr Field axvline_fields[] = {
    {.name = "x", .accepts = position | string, .doc = "place of the line, in data units; 0 by default"},
    {.name = "ymin", .accepts = number, .doc = "lower end, as a fraction of the axes; 0 by default"},
    {.name = "ymax", .accepts = number, .doc = "upper end, as a fraction of the axes; 1 by default"},
};
constexpr Field axhspan_fields[] = {
    {.name = "ymin", .accepts = position | string, .doc = "lower edge, in data units", .required = true},
    {.name = "ymax", .accepts = position | string, .doc = "upper edge, in data units", .required = true},
    {.name = "xmin", .accepts = number, .doc = "left edge, as a fraction of the axes; 0 by default"},
    {.name = "xmax", .accepts = number, .doc = "right edge, as a fraction of the axes; 1 by default"},
};
constexpr Field axvspan_fields[] = {
    {.name = "xmin", .accepts = position | string, .doc = "left edge, in data units", .required = true},
    {.name = "xmax", .accepts = position | string, .doc = "right edge, in data units", .required = true},
    {.name = "ymin", .accepts = number, .doc = "lower edge, as a fraction of the axes; 0 by default"},
    {.name = "ymax", .accepts = number, .doc = "upper edge, as a fraction of the axes; 1 by default"},
};

constexpr const FieldTable* line_bases[] = {&line_properties, &data_properties};
constexpr const FieldTable* patch_bases[] = {&patch_properties, &data_properties};

// A line at a place of `axis`, across the other one. Matplotlib makes it a plain Line2D: rcParams' colour, no cycle.
Prepared axis_line(const LayerInput& in, Direction axis) {
    const bool vertical = axis == Direction::x;
    return for_each_group(in, [&](const Draft& d) {
        const std::string_view name = vertical ? "x" : "y";
        double at = 0;
        if (d.has(name)) {
            const auto v = axis_position(d, name, axis);
            if (!v) return;
            at = *v;
        }
        const double low = d.fields().number(vertical ? "ymin" : "xmin", 0);
        const double high = d.fields().number(vertical ? "ymax" : "xmax", 1);
        const figure::LineKeywords keywords = figure::line_keywords(d.fields());
        const figure::ResolvedLine line = figure::resolve_line(keywords, d.rc());
        const Values across{low, high}, place{at, at};
        add_line(d.out, vertical ? place : across, vertical ? across : place, line, keywords, 2,
                 vertical ? Space::x_data_y_axes : Space::x_axes_y_data);
        d.out.autoscale_x = vertical ? Autoscale::if_outside : Autoscale::no;
        d.out.autoscale_y = vertical ? Autoscale::no : Autoscale::if_outside;
        (vertical ? d.out.outside_x : d.out.outside_y).push_back(at);
        add_handle(d.out, single_label(d), line_handle(line));
    });
}

Prepared axis_span(const LayerInput& in, Direction axis) {
    const bool vertical = axis == Direction::x;
    return for_each_group(in, [&](const Draft& d) {
        const auto low = axis_position(d, vertical ? "xmin" : "ymin", axis);
        const auto high = axis_position(d, vertical ? "xmax" : "ymax", axis);
        if (!low || !high) return;
        const double from = d.fields().number(vertical ? "ymin" : "xmin", 0);
        const double to = d.fields().number(vertical ? "ymax" : "xmax", 1);
        const figure::PatchKeywords keywords = figure::patch_keywords(d.fields());
        figure::PatchArtist patch;
        const double x0 = vertical ? *low : from, x1 = vertical ? *high : to;
        const double y0 = vertical ? from : *low, y1 = vertical ? to : *high;
        patch.path = Path::polyline({{x0, y0}, {x0, y1}, {x1, y1}, {x1, y0}}, true);
        if (vertical) patch.steps = 100;  // Axes.axhspan does not
        patch.props = figure::resolve_patch(keywords, d.rc());
        const figure::PatchHandle handle{patch.props};
        add_artist(d.out, std::move(patch), keywords, 1).space = vertical ? Space::x_data_y_axes : Space::x_axes_y_data;
        d.out.autoscale_x = vertical ? Autoscale::yes : Autoscale::no;
        d.out.autoscale_y = vertical ? Autoscale::no : Autoscale::yes;
        add_handle(d.out, single_label(d), handle);
    });
}

}  // namespace

constinit const FieldTable axhline_table{.name = "layer 'axhline'", .fields = axhline_fields, .bases = line_bases};
constinit const FieldTable axvline_table{.name = "layer 'axvline'", .fields = axvline_fields, .bases = line_bases};
constinit const FieldTable axhspan_table{.name = "layer 'axhspan'", .fields = axhspan_fields, .bases = patch_bases};
constinit const FieldTable axvspan_table{.name = "layer 'axvspan'", .fields = axvspan_fields, .bases = patch_bases};

Prepared prepare_axhline(const LayerInput& in) { return axis_line(in, Direction::y); }
Prepared prepare_axvline(const LayerInput& in) { return axis_line(in, Direction::x); }
Prepared prepare_axhspan(const LayerInput& in) { return axis_span(in, Direction::y); }
Prepared prepare_axvspan(const LayerInput& in) { return axis_span(in, Direction::x); }

}  // namespace plotmill::layers
