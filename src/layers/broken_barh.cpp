// broken_barh: a row of horizontal rectangles.
#include <fmt/format.h>

#include "base/dates.h"
#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "xranges", .accepts = array, .doc = "a list of [left end, width]", .required = true},
    {.name = "yrange",
     .accepts = list,
     .doc = "[lower end, height] of all",
     .items = position,
     .min_items = 2,
     .max_items = 2,
     .required = true},
};
constexpr const FieldTable* bases[] = {&collection_properties, &data_properties};

// Left ends and widths; the ends may be dates.
bool read_ranges(const Draft& d, Column& ends, Values& widths) {
    const ValuePtr value = figure::given(d.fields(), "xranges")->value;
    auto fail = [&](Span span) {
        d.axes().diagnostics().error(span, "expected [left end, width] for each range of 'xranges'");
        d.out.failed = true;
        return false;
    };
    if (value && value->kind == Value::Kind::list) {
        for (const ValuePtr& item : value->items) {
            if (item->kind != Value::Kind::list || item->items.size() != 2 || !item->items[1]->is_number())
                return fail(item->span);
            const Value& end = *item->items[0];
            const auto date = parse_iso_date(end.text);
            if (!end.is_number() && !date) return fail(end.span);
            if (!end.is_number()) ends.type = ColumnType::date;
            ends.numbers.push_back(end.is_number() ? end.number : *date);
            widths.push_back(item->items[1]->number);
        }
        return true;
    }
    const ColumnPtr column = d.group.column("xranges");
    if (!column) return false;
    if (column->type == ColumnType::text || column->cols != 2) return fail(d.span_of("xranges"));
    for (std::size_t i = 0; i + 1 < column->numbers.size(); i += 2) {
        ends.numbers.push_back(column->numbers[i]);
        widths.push_back(column->numbers[i + 1]);
    }
    return true;
}

void draw(const Draft& d) {
    Column ends;
    Values widths;
    if (!read_ranges(d, ends, widths)) return;
    const auto x = d.axes().convert(Direction::x, ends, d.span_of("xranges"));
    const auto& yrange = figure::given(d.fields(), "yrange")->list();
    const auto y = d.axes().convert(Direction::y, yrange[0]);
    if (!x || !y) return;
    const double top = *y + yrange[1].number();
    figure::CollectionKeywords keywords = figure::collection_keywords(d.fields(), false);
    if (d.in.by && !keywords.facecolor)
        keywords.facecolor = figure::ColorList{false, {{-1, false, d.axes().next_patch_color()}}};
    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::polygons;
    for (std::size_t i = 0; i < x->size(); ++i) {
        const double left = (*x)[i], right = left + widths[i];
        artist.paths.push_back(Path::polyline({{left, *y}, {left, top}, {right, top}, {right, *y}}, true));
    }
    figure::resolve_collection(keywords, d.rc(), false, artist);
    const figure::PatchHandle handle{figure::first_patch(artist)};
    add_artist(d.out, std::move(artist), keywords, 1);
    add_handle(d.out, single_label(d), handle);
}

}  // namespace

constinit const FieldTable broken_barh_table{.name = "layer 'broken_barh'", .fields = fields, .bases = bases};

Prepared prepare_broken_barh(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
