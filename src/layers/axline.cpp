// axline: an endless line.
#include <fmt/format.h>

#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "xy1",
     .accepts = list,
     .doc = "a point of the line: [x, y]",
     .items = position | string,
     .min_items = 2,
     .max_items = 2,
     .required = true},
    {.name = "xy2",
     .accepts = list | null_,
     .doc = "another point of it",
     .items = position | string,
     .min_items = 2,
     .max_items = 2},
    {.name = "slope", .accepts = number | null_, .doc = "its slope, in place of xy2; on linear axes only"},
};
constexpr const FieldTable* bases[] = {&line_properties, &data_properties};

std::optional<Point> point(const Draft& d, std::string_view name) {
    const auto& items = figure::given(d.fields(), name)->list();
    const auto x = d.axes().convert(Direction::x, items[0]);
    const auto y = d.axes().convert(Direction::y, items[1]);
    if (!x || !y) return std::nullopt;
    return Point{*x, *y};
}

void draw(const Draft& d) {
    if (d.has("xy2") == d.has("slope")) {
        d.error(d.has("slope") ? "slope" : "xy1", "exactly one of 'xy2' and 'slope' must be given");
        return;
    }
    if (d.has("slope") && (d.axes().log_scale(Direction::x) || d.axes().log_scale(Direction::y))) {
        d.error("slope", "'slope' needs linear axes; give 'xy2'");
        return;
    }
    figure::InfiniteLineArtist line;
    const auto xy1 = point(d, "xy1");
    if (!xy1) return;
    line.xy1 = *xy1;
    if (d.has("xy2")) {
        line.xy2 = point(d, "xy2");
        if (!line.xy2) return;
        if (line.xy1 == *line.xy2) {
            d.error("xy2", "a line needs two points that differ");
            return;
        }
    } else {
        line.slope = d.fields().number("slope", 0);
    }
    const figure::LineKeywords keywords = figure::line_keywords(d.fields());
    const figure::ResolvedLine resolved = figure::resolve_line(keywords, d.rc());
    line.line = resolved.line;
    line.marker = resolved.marker;
    line.markevery = resolved.markevery;
    add_artist(d.out, std::move(line), keywords, 2);
    add_handle(d.out, single_label(d), line_handle(resolved));
}

}  // namespace

constinit const FieldTable axline_table{.name = "layer 'axline'", .fields = fields, .bases = bases};

Prepared prepare_axline(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
