// fill_between and fill_betweenx: the area between two curves.
#include "layers/areas.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view step_words[] = {"pre", "mid", "post"};

constexpr Field shared_fields[] = {
    {.name = "where", .accepts = array | null_, .doc = "which points belong to the area"},
    {.name = "interpolate", .accepts = flag, .doc = "end the area where the curves cross"},
    {.name = "step", .accepts = word | null_, .doc = "steps between the points: pre, mid or post", .words = step_words},
};
constexpr FieldTable shared_table{.name = "an area", .fields = shared_fields};
constexpr const FieldTable* bases[] = {&shared_table, &collection_properties, &data_properties};

constexpr Field between_fields[] = {
    {.name = "x", .accepts = array | position, .doc = "x positions of both curves", .required = true},
    {.name = "y1", .accepts = array | position, .doc = "the first curve", .required = true},
    {.name = "y2", .accepts = array | position, .doc = "the second curve; 0 by default"},
};
constexpr Field betweenx_fields[] = {
    {.name = "y", .accepts = array | position, .doc = "y positions of both curves", .required = true},
    {.name = "x1", .accepts = array | position, .doc = "the first curve", .required = true},
    {.name = "x2", .accepts = array | position, .doc = "the second curve; 0 by default"},
};

void draw(const Draft& d, bool vertical) {
    const std::string_view along_name = vertical ? "x" : "y", first_name = vertical ? "y1" : "x1",
                           second_name = vertical ? "y2" : "x2";
    const Direction across = vertical ? Direction::y : Direction::x;
    figure::CollectionKeywords keywords = figure::collection_keywords(d.fields(), false);
    // Matplotlib 1 drew every area in patch.facecolor.
    if (!keywords.facecolor && !d.rc().flag(style::Rc::internal_classic_mode))
        keywords.facecolor = figure::ColorList{false, {{-1, false, d.axes().next_patch_color()}}};
    auto along = axis_values(d, along_name, vertical ? Direction::x : Direction::y);
    auto first = axis_values(d, first_name, across);
    auto second = d.has(second_name) ? axis_values(d, second_name, across) : Values{0};
    if (!along || !first || !second) return;
    const std::size_t n = along->size();
    if (!broadcast(d, first_name, *first, along_name, n) || !broadcast(d, second_name, *second, along_name, n)) return;
    Area area;
    area.vertical = vertical;
    if (d.has("where")) {
        auto where = truth_values(d, "where");
        if (!where) return;
        if (!same_length(d, along_name, n, "where", where->size())) return;
        area.where = std::move(*where);
    }
    area.along = std::move(*along);
    area.first = std::move(*first);
    area.second = std::move(*second);
    area.interpolate = d.fields().boolean("interpolate", false);
    area.step = parse_step(d.fields().text("step", ""));
    add_area(d, area, keywords, single_label(d));
}

}  // namespace

constinit const FieldTable fill_between_table{.name = "layer 'fill_between'", .fields = between_fields, .bases = bases};
constinit const FieldTable fill_betweenx_table{
    .name = "layer 'fill_betweenx'", .fields = betweenx_fields, .bases = bases};

Prepared prepare_fill_between(const LayerInput& in) {
    return for_each_group(in, [](const Draft& d) { draw(d, true); });
}
Prepared prepare_fill_betweenx(const LayerInput& in) {
    return for_each_group(in, [](const Draft& d) { draw(d, false); });
}

}  // namespace plotmill::layers
