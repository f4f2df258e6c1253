// annotate: words with an arrow to a point, each in coordinates of its own.
#include "figure/arrow.h"
#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using figure::ArrowProps;
using figure::Coords;
using namespace spec;

constexpr std::string_view text_words[] = {"data",
                                           "polar",
                                           "axes fraction",
                                           "axes points",
                                           "axes pixels",
                                           "axes fontsize",
                                           "figure fraction",
                                           "figure points",
                                           "figure pixels",
                                           "figure fontsize",
                                           "subfigure fraction",
                                           "subfigure points",
                                           "subfigure pixels",
                                           "offset points",
                                           "offset pixels",
                                           "offset fontsize"};
constexpr std::span xy_words(text_words, 13);  // without the offsets from xy

constexpr Field arrow_fields[] = {
    {.name = "arrowstyle",
     .accepts = string,
     .doc = "->, -|>, -[, |-|, fancy, simple, wedge, ..., with parameters: \"->,head_width=0.3\""},
    {.name = "connectionstyle",
     .accepts = string | null_,
     .doc = "arc3, angle3, angle, arc or bar, with parameters: \"arc3,rad=0.2\""},
    {.name = "shrinkA", .accepts = number, .doc = "gap at the text, points", .min = 0},
    {.name = "shrinkB", .accepts = number, .doc = "gap at the point, points", .min = 0},
    {.name = "relpos",
     .accepts = list,
     .doc = "[x, y]: where it starts, as shares of the text's box",
     .items = number,
     .min_items = 2,
     .max_items = 2},
    {.name = "patchA", .accepts = null_, .doc = "null: the arrow starts inside the text's box"},
    {.name = "patchB", .accepts = null_, .doc = "null, as by default"},
    {.name = "mutation_scale",
     .accepts = number,
     .doc = "size of the arrow's head, points; the text's size by default",
     .positive = true},
    {.name = "mutation_aspect",
     .accepts = number | null_,
     .doc = "height over width of the arrow's head; 1 by default",
     .positive = true},
    {.name = "width", .accepts = number, .doc = "without an arrowstyle: of the arrow's tail, points"},
    {.name = "headwidth", .accepts = number, .doc = "without an arrowstyle: of the arrow's head, points"},
    {.name = "headlength", .accepts = number, .doc = "without an arrowstyle: of the arrow's head, points", .min = 0},
    {.name = "shrink",
     .accepts = number,
     .doc = "without an arrowstyle: gap at both ends, as a share of the length",
     .min = 0},
};
constexpr const FieldTable* arrow_bases[] = {&patch_properties};
constexpr FieldTable arrowprops_table{.name = "'arrowprops'", .fields = arrow_fields, .bases = arrow_bases};

constexpr Field fields[] = {
    {.name = "text", .accepts = string, .doc = "the words; math between $", .required = true},
    {.name = "xy",
     .accepts = list,
     .doc = "the point: [x, y]",
     .items = position | string,
     .min_items = 2,
     .max_items = 2,
     .required = true},
    {.name = "xytext",
     .accepts = list | null_,
     .doc = "the place of the text: [x, y]; the point by default",
     .items = position | string,
     .min_items = 2,
     .max_items = 2},
    {.name = "xycoords",
     .accepts = word | list,
     .doc = "what xy means: data, \"axes fraction\", ...; a list of two for x and y",
     .words = xy_words,
     .items = word,
     .min_items = 2,
     .max_items = 2},
    {.name = "textcoords",
     .accepts = word | list | null_,
     .doc = "what xytext means, also \"offset points\"; as xycoords by default",
     .words = text_words,
     .items = word,
     .min_items = 2,
     .max_items = 2},
    {.name = "arrowprops",
     .accepts = object | null_,
     .doc = "the arrow from the text to the point",
     .table = &arrowprops_table},
    {.name = "annotation_clip",
     .accepts = flag | null_,
     .doc = "draw only where the point is inside the axes; by default where it is in data"},
};
constexpr const FieldTable* bases[] = {&text_properties, &data_properties};

Coords parse_coords(std::string_view text) {
    Coords out;
    if (text == "polar") out.origin = Coords::Origin::polar;
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) return out;
    const std::string_view unit = text.substr(space + 1);
    out.origin = text.starts_with("axes")     ? Coords::Origin::axes
                 : text.starts_with("offset") ? Coords::Origin::offset
                                              : Coords::Origin::figure;
    out.unit = unit == "points"     ? Coords::Unit::points
               : unit == "fontsize" ? Coords::Unit::fontsize
               : unit == "fraction" ? Coords::Unit::fraction
                                    : Coords::Unit::pixels;
    return out;
}

bool read_coords(const Draft& d, std::string_view name, Coords (&out)[2]) {
    const FieldValue* v = figure::given(d.fields(), name);
    if (!v) return true;
    for (std::size_t i = 0; i < 2; ++i) out[i] = parse_coords(v->as == spec::list ? v->list()[i].text() : v->text());
    if ((out[0].origin == Coords::Origin::polar) == (out[1].origin == Coords::Origin::polar)) return true;
    d.error(name, "'polar' is an angle and a radius: it cannot be mixed with other coordinates");
    return false;
}

std::optional<Point> read_point(const Draft& d, std::string_view name, const Coords (&coords)[2]) {
    const auto& items = figure::given(d.fields(), name)->list();
    double out[2];
    for (std::size_t i = 0; i < 2; ++i) {
        if (coords[i].origin == Coords::Origin::data) {
            const auto v = d.axes().convert(i == 0 ? Direction::x : Direction::y, items[i]);
            if (!v) return std::nullopt;
            out[i] = *v;
        } else if (!std::holds_alternative<double>(items[i].data) || items[i].date) {
            d.error(name, "'" + std::string(name) + "' takes numbers where it is not in data units");
            return std::nullopt;
        } else {
            out[i] = items[i].number();
        }
    }
    return Point{out[0], out[1]};
}

std::optional<ArrowProps> read_arrow(const Draft& d, const Fields& f) {
    ArrowProps out;
    std::string error;
    bool good = true;
    auto fault = [&](std::string_view at, std::string message) {
        d.axes().diagnostics().error(f.span_of(at), std::move(message));
        good = false;
    };
    const bool styled = figure::given(f, "arrowstyle") != nullptr;
    if (styled) {
        if (auto style = figure::parse_arrow_style(f.text("arrowstyle", ""), error))
            out.arrow = std::move(*style);
        else
            fault("arrowstyle", error);
        for (const char* name : {"width", "headwidth", "headlength", "shrink"})
            if (f.has(name)) fault(name, std::string("'") + name + "' is for arrows without an 'arrowstyle'");
    } else {
        out.plain = ArrowProps::Plain{f.number("width", 4), f.number("headwidth", 12), f.number("headlength", 12),
                                      f.number("shrink", 0)};
        if (f.has("relpos")) fault("relpos", "'relpos' needs an 'arrowstyle'");
    }
    if (const auto text = f.text("connectionstyle")) {
        if (auto style = figure::parse_connection_style(*text, error))
            out.connection = std::move(*style);
        else
            fault("connectionstyle", error);
    }
    if (good)
        if (std::string conflict = figure::arrow_conflict(out.arrow, out.connection); !conflict.empty())
            fault("connectionstyle", std::move(conflict));
    out.shrink_a = f.number("shrinkA", 2);
    out.shrink_b = f.number("shrinkB", 2);
    out.scale = f.number("mutation_scale");
    out.aspect = f.number("mutation_aspect", 1);
    if (const auto* v = figure::given(f, "relpos")) out.relpos = {v->list()[0].number(), v->list()[1].number()};
    out.avoid_text = !f.has("patchA");
    if (d.rc().flag(style::Rc::patch_force_edgecolor)) out.text_edge = d.rc().number(style::Rc::patch_linewidth);
    figure::PatchKeywords keywords = figure::patch_keywords(f);
    if (!keywords.capstyle) keywords.capstyle = scene::Cap::round;
    if (!keywords.joinstyle) keywords.joinstyle = scene::Join::round;
    out.props = figure::resolve_patch(keywords, d.rc(), true);
    out.visible = keywords.visible.value_or(true);
    if (!good) return std::nullopt;
    return out;
}

void draw(const Draft& d) {
    figure::AnnotationArtist note;
    note.text = d.fields().text("text", "");
    note.span = d.span_of("text");
    const bool own = figure::given(d.fields(), "textcoords");
    if (!read_coords(d, "xycoords", note.xy_coords)) return;
    if (!read_coords(d, own ? "textcoords" : "xycoords", note.text_coords)) return;
    const auto xy = read_point(d, "xy", note.xy_coords);
    if (!xy) return;
    note.xy = note.xytext = *xy;
    if (d.has("xytext")) {
        const auto place = read_point(d, "xytext", note.text_coords);
        if (!place) return;
        note.xytext = *place;
    }
    note.props = figure::text_props(d.fields(), d.rc());
    if (const auto* v = figure::given(d.fields(), "arrowprops")) {
        note.arrow = read_arrow(d, v->object());
        if (!note.arrow) return;
    }
    if (const auto* v = figure::given(d.fields(), "annotation_clip")) note.clip = v->boolean();
    figure::ArtistKeywords keywords = figure::artist_keywords(d.fields());
    if (!keywords.clip_on) keywords.clip_on = false;
    figure::Artist& artist = add_artist(d.out, std::move(note), keywords, 3);
    artist.limits_x = artist.limits_y = false;
    d.out.autoscale_x = d.out.autoscale_y = Autoscale::no;
}

}  // namespace

constinit const FieldTable annotate_table{.name = "layer 'annotate'", .fields = fields, .bases = bases};

Prepared prepare_annotate(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
