// quiver: a field of arrows.
#include <cmath>

#include "layers/kinds.h"
#include "layers/mapping.h"
#include "layers/vectors.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using figure::ArrowField;

constexpr std::string_view unit_words[] = {"width", "height", "dots", "inches", "x", "y", "xy"};
constexpr std::string_view angle_words[] = {"uv", "xy"};
constexpr std::string_view pivot_words[] = {"tail", "mid", "middle", "tip"};

constexpr Field fields[] = {
    {.name = "X", .accepts = array | null_, .doc = "x positions: one for each arrow, or for each column of U"},
    {.name = "Y", .accepts = array | null_, .doc = "y positions: one for each arrow, or for each row of U"},
    {.name = "U", .accepts = array, .doc = "the arrows in x", .required = true},
    {.name = "V", .accepts = array, .doc = "the arrows in y", .required = true},
    {.name = "C", .accepts = array | null_, .doc = "numbers for the colormap"},
    {.name = "color", .accepts = color | list | null_, .doc = "of the arrows; black by default", .items = color},
    {.name = "units", .accepts = word, .doc = "what 'width' is in", .words = unit_words},
    {.name = "angles",
     .accepts = word | array,
     .doc = "uv: as on the screen; xy: from (x, y) to (x + u, y + v); or degrees",
     .words = angle_words},
    {.name = "scale",
     .accepts = number | null_,
     .doc = "the length of a vector that is drawn as long as one of 'scale_units'",
     .positive = true},
    {.name = "scale_units", .accepts = word | null_, .doc = "what 'scale' is for", .words = unit_words},
    {.name = "width", .accepts = number | null_, .doc = "of the shafts, in 'units'", .positive = true},
    {.name = "headwidth", .accepts = number, .doc = "of the heads, in shaft widths", .min = 0},
    {.name = "headlength", .accepts = number, .doc = "of the heads, in shaft widths", .min = 0},
    {.name = "headaxislength", .accepts = number, .doc = "of the heads at the shaft, in shaft widths", .min = 0},
    {.name = "minshaft", .accepts = number, .doc = "length below which arrows shrink, in head lengths", .min = 0},
    {.name = "minlength", .accepts = number, .doc = "length below which arrows are dots, in shaft widths", .min = 0},
    {.name = "pivot", .accepts = word, .doc = "which part of the arrow is at its position", .words = pivot_words},
};
constexpr const FieldTable* bases[] = {&mappable_properties, &collection_properties, &data_properties};

ArrowField::Units units_of(std::string_view word) {
    using Units = ArrowField::Units;
    constexpr Units all[] = {Units::width, Units::height, Units::dots, Units::inches, Units::x, Units::y, Units::xy};
    for (std::size_t i = 0; i < std::size(all); ++i)
        if (unit_words[i] == word) return all[i];
    return Units::width;
}

void draw(const Draft& d) {
    const ColumnPtr first = d.group.column("U");
    if (!first) return;
    const auto at = vector_positions(d, *first);
    if (!at) return;
    const std::size_t n = at->size();
    const auto u = for_vectors(d, "U", n), v = for_vectors(d, "V", n);
    if (!u || !v) return;
    Values c;
    if (d.has("C")) {
        auto own = for_vectors(d, "C", n);
        if (!own) return;
        c = std::move(*own);
    }
    auto arrows = std::make_shared<ArrowField>();
    for (std::size_t i = 0; i < n; ++i) {
        Point p{(*u)[i], (*v)[i]};
        if (!c.empty() && !std::isfinite(c[i])) p.x = NAN;
        arrows->vectors.push_back(p);
    }
    const Fields& f = d.fields();
    arrows->units = units_of(f.text("units", "width"));
    arrows->width = f.number("width");
    arrows->scale = f.number("scale");
    if (const auto word = f.text("scale_units")) arrows->scale_units = units_of(*word);
    if (const FieldValue* angles = figure::given(f, "angles")) {
        if (angles->as == spec::word) {
            arrows->angles_xy = angles->text() == "xy";
        } else {
            auto own = for_vectors(d, "angles", n);
            if (!own) return;
            arrows->angles = std::move(*own);
        }
    }
    const std::string pivot = f.text("pivot", "tail");
    if (pivot == "mid" || pivot == "middle") arrows->pivot = ArrowField::Pivot::middle;
    if (pivot == "tip") arrows->pivot = ArrowField::Pivot::tip;
    arrows->headwidth = f.number("headwidth", 3);
    arrows->headlength = f.number("headlength", 5);
    arrows->headaxislength = f.number("headaxislength", 4.5);
    arrows->minshaft = f.number("minshaft", 1);
    arrows->minlength = f.number("minlength", 1);

    figure::CollectionKeywords k = figure::collection_keywords(f, false);
    const auto faces = colors(d, "facecolors"), color = colors(d, "color"), edges = colors(d, "edgecolors");
    k.facecolor = faces ? *faces : color ? *color : figure::ColorList{false, {{-1, false, {0, 0, 0, 1}}}};
    k.edgecolor = edges;
    if (!k.linewidth) k.linewidth = Values{0};
    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::polygons;
    figure::resolve_collection(k, d.rc(), false, artist);
    if (!c.empty()) {
        Values shown;
        for (std::size_t i = 0; i < n; ++i)
            if (finite(arrows->vectors[i])) shown.push_back(c[i]);
        const auto mapping = read_mapping(d, shown);
        if (!mapping) return;
        artist.faces = mapped_colors(*mapping, c);
        d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, k.alpha};
        if (k.alpha)
            for (Rgba& face : artist.faces) face.a = *k.alpha;
        if (edges && edges->face) artist.edges = artist.faces;
    }
    artist.offsets = *at;
    artist.arrows = std::move(arrows);
    add_handle(d.out, single_label(d), figure::PatchHandle{figure::first_patch(artist)});
    if (n > 0) add_artist(d.out, std::move(artist), k, 1);
}

}  // namespace

constinit const FieldTable quiver_table{.name = "layer 'quiver'", .fields = fields, .bases = bases};

Prepared prepare_quiver(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
