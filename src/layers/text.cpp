// text: words at a place in data units.
#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr Field fields[] = {
    {.name = "x", .accepts = position | string, .doc = "x position, in data units", .required = true},
    {.name = "y", .accepts = position | string, .doc = "y position, in data units", .required = true},
    {.name = "s", .accepts = string, .doc = "the text; math between $", .required = true},
};
constexpr const FieldTable* bases[] = {&text_properties, &data_properties};

void draw(const Draft& d) {
    const auto x = axis_position(d, "x", Direction::x);
    const auto y = axis_position(d, "y", Direction::y);
    if (!x || !y) return;
    figure::TextArtist text;
    text.span = d.span_of("s");
    text.text = d.fields().text("s", "");
    text.position = {*x, *y};
    text.props = figure::text_props(d.fields(), d.rc());
    figure::ArtistKeywords keywords = figure::artist_keywords(d.fields());
    if (!keywords.clip_on) keywords.clip_on = false;
    figure::Artist& artist = add_artist(d.out, std::move(text), keywords, 3);
    artist.limits_x = artist.limits_y = false;
    d.out.autoscale_x = d.out.autoscale_y = Autoscale::no;
}

}  // namespace

constinit const FieldTable text_table{.name = "layer 'text'", .fields = fields, .bases = bases};

Prepared prepare_text(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
