// plot and step: lines with markers.
#include "layers/kinds.h"
#include "layers/lines.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view where_words[] = {"pre", "mid", "post"};

constexpr Field plot_fields[] = {
    {.name = "x", .accepts = array | position, .doc = "x positions; 0, 1, 2, ... by default"},
    {.name = "y",
     .accepts = array | position,
     .doc = "y positions; several series as a list of lists or expressions, or the columns of an array",
     .required = true},
    {.name = "fmt", .accepts = string, .doc = "colour, marker and line style in short: 'ro', 'C4-.s'"},
    {.name = "scalex", .accepts = flag, .doc = "whether the x limits follow these data; true by default"},
    {.name = "scaley", .accepts = flag, .doc = "whether the y limits follow these data; true by default"},
};
constexpr Field step_fields[] = {
    {.name = "x", .accepts = array | position, .doc = "x positions", .required = true},
    {.name = "y",
     .accepts = array | position,
     .doc = "y positions; several series as a list of lists or expressions, or the columns of an array",
     .required = true},
    {.name = "where",
     .accepts = word,
     .doc = "where the steps are: pre (the default), mid or post",
     .words = where_words},
    {.name = "fmt", .accepts = string, .doc = "colour, marker and line style in short: 'ro', 'C4-.s'"},
    {.name = "scalex", .accepts = flag, .doc = "whether the x limits follow these data; true by default"},
    {.name = "scaley", .accepts = flag, .doc = "whether the y limits follow these data; true by default"},
};
constexpr const FieldTable* line_bases[] = {&line_properties, &data_properties};

Prepared lines(const LayerInput& in, const std::optional<std::string>& drawstyle) {
    Prepared out = for_each_group(in, [&](const Draft& d) { draw_lines(d, drawstyle); });
    if (!in.fields.boolean("scalex", true)) out.autoscale_x = Autoscale::no;
    if (!in.fields.boolean("scaley", true)) out.autoscale_y = Autoscale::no;
    return out;
}

}  // namespace

constinit const FieldTable plot_table{.name = "layer 'plot'", .fields = plot_fields, .bases = line_bases};
constinit const FieldTable step_table{.name = "layer 'step'", .fields = step_fields, .bases = line_bases};

Prepared prepare_plot(const LayerInput& in) { return lines(in, std::nullopt); }

Prepared prepare_step(const LayerInput& in) { return lines(in, "steps-" + in.fields.text("where", "pre")); }

}  // namespace plotmill::layers
