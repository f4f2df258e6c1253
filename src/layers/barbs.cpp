// barbs: a field of wind barbs (quiver.Barbs).
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "layers/kinds.h"
#include "layers/mapping.h"
#include "layers/vectors.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view pivot_words[] = {"tip", "middle"};

constexpr Field size_fields[] = {
    {.name = "spacing", .accepts = number, .doc = "between flags and barbs"},
    {.name = "height", .accepts = number, .doc = "from the shaft to the tip of a flag or a full barb"},
    {.name = "width", .accepts = number, .doc = "of a flag; a full barb's is half of it"},
    {.name = "emptybarb", .accepts = number, .doc = "radius of the circle that stands for a calm"},
};
constexpr FieldTable size_table{.name = "'sizes'", .fields = size_fields};

constexpr Field increment_fields[] = {
    {.name = "half", .accepts = number, .doc = "what a half barb stands for; 5", .positive = true},
    {.name = "full", .accepts = number, .doc = "what a full barb stands for; 10", .positive = true},
    {.name = "flag", .accepts = number, .doc = "what a flag stands for; 50", .positive = true},
};
constexpr FieldTable increment_table{.name = "'barb_increments'", .fields = increment_fields};

constexpr Field fields[] = {
    {.name = "X", .accepts = array | null_, .doc = "x positions: one for each barb, or for each column of U"},
    {.name = "Y", .accepts = array | null_, .doc = "y positions: one for each barb, or for each row of U"},
    {.name = "U", .accepts = array, .doc = "the wind in x", .required = true},
    {.name = "V", .accepts = array, .doc = "the wind in y", .required = true},
    {.name = "C", .accepts = array | null_, .doc = "numbers for the colormap"},
    {.name = "length", .accepts = number, .doc = "of the barbs: about points"},
    {.name = "pivot",
     .accepts = word | number,
     .doc = "which part of the barb is at its position; or points from there to its tip",
     .words = pivot_words},
    {.name = "barbcolor",
     .accepts = color | list | null_,
     .doc = "of all but the flags; a list for one colour each barb",
     .items = color},
    {.name = "flagcolor",
     .accepts = color | list | null_,
     .doc = "of the flags; a list for one colour each barb",
     .items = color},
    {.name = "sizes",
     .accepts = object | null_,
     .doc = "sizes of the parts, as shares of 'length'",
     .table = &size_table},
    {.name = "fill_empty", .accepts = flag, .doc = "fill the circles of calms"},
    {.name = "rounding", .accepts = flag, .doc = "round to half barbs; else what is less is left out"},
    {.name = "barb_increments",
     .accepts = object | null_,
     .doc = "what half barbs, full barbs and flags stand for",
     .table = &increment_table},
    {.name = "flip_barb", .accepts = flag | array, .doc = "barbs on the other side; also one value for each barb"},
};
constexpr const FieldTable* bases[] = {&mappable_properties, &collection_properties, &data_properties};

constexpr double most_pieces = 10'000;  // of one barb

struct Shape {
    double length, spacing, height, width, radius, tip_y;
    double half, full, flag;
    bool rounding, fill_empty;
};

Shape read_shape(const Draft& d) {
    const Fields& f = d.fields();
    const Fields none;
    const Fields &sizes = f.object("sizes") ? *f.object("sizes") : none,
                 &steps = f.object("barb_increments") ? *f.object("barb_increments") : none;
    Shape out{};
    out.length = f.number("length", 7);
    out.spacing = out.length * sizes.number("spacing", 0.125);
    out.height = out.length * sizes.number("height", 0.4);
    out.width = out.length * sizes.number("width", 0.25);
    out.radius = out.length * sizes.number("emptybarb", 0.15);
    if (const FieldValue* pivot = figure::given(f, "pivot"))
        out.tip_y = std::holds_alternative<double>(pivot->data) ? pivot->number()
                    : pivot->text() == "middle"                 ? -out.length / 2
                                                                : 0;
    out.half = steps.number("half", 5);
    out.full = steps.number("full", 10);
    out.flag = steps.number("flag", 50);
    out.rounding = f.boolean("rounding", true);
    out.fill_empty = f.boolean("fill_empty", false);
    return out;
}

// A circle of 20 corners that stands for a calm (patches.CirclePolygon); one that is not filled goes back on its way.
std::vector<Point> calm(const Shape& s) {
    constexpr int corners = 20;
    std::vector<Point> out;
    for (int i = 0; i <= corners; ++i) {
        const double at = 2 * std::numbers::pi / corners * (i % corners) + std::numbers::pi / 2;
        out.push_back({s.radius * std::cos(at), s.radius * std::sin(at)});
    }
    if (!s.fill_empty)
        for (std::size_t i = out.size(); i-- > 0;) out.push_back(Point(out[i]));
    return out;
}

struct Pieces {  // Barbs._find_tails
    double flags, full;
    bool half;
    bool empty() const { return flags == 0 && full == 0 && !half; }
};

Pieces pieces_of(const Shape& s, double speed) {
    if (s.rounding) speed = s.half * std::trunc(speed / s.half + 0.5);
    Pieces out{};
    out.flags = std::floor(speed / s.flag);
    speed = std::fmod(speed, s.flag);
    out.full = std::floor(speed / s.full);
    out.half = std::fmod(speed, s.full) >= s.half;
    return out;
}

// A barb that goes up from its tip, as one outline which runs along the shaft and out and back along each piece
// (Barbs._make_barbs).
std::vector<Point> barb(const Shape& s, const Pieces& pieces, bool flip) {
    const double height = flip ? -s.height : s.height, y0 = s.tip_y;
    double at = s.length;
    std::vector<Point> out{{0, y0}};
    for (double i = 0; i < pieces.flags; ++i) {
        if (at != s.length) at += s.spacing / 2;
        out.insert(out.end(), {{0, y0 + at}, {height, y0 - s.width / 2 + at}, {0, y0 - s.width + at}});
        at -= s.width + s.spacing;
    }
    for (double i = 0; i < pieces.full; ++i) {
        out.insert(out.end(), {{0, y0 + at}, {height, y0 + at + s.width / 2}, {0, y0 + at}});
        at -= s.spacing;
    }
    if (pieces.half) {
        if (at == s.length) {  // set off from the end, so that it is not taken for a full one
            out.push_back({0, y0 + at});
            at -= 1.5 * s.spacing;
        }
        out.insert(out.end(), {{0, y0 + at}, {height / 2, y0 + at + s.width / 4}, {0, y0 + at}});
    }
    return out;
}

struct Winds {
    std::vector<Point> at, vectors;
    Values colors;  // empty, or one for each
    std::vector<bool> flips;
};

// Without those that have a gap.
std::optional<Winds> read_winds(const Draft& d) {
    const ColumnPtr first = d.group.column("U");
    if (!first) return std::nullopt;
    const auto at = vector_positions(d, *first);
    if (!at) return std::nullopt;
    const std::size_t n = at->size();
    const auto u = for_vectors(d, "U", n), v = for_vectors(d, "V", n);
    if (!u || !v) return std::nullopt;
    std::optional<Values> c;
    if (d.has("C") && !(c = for_vectors(d, "C", n))) return std::nullopt;
    std::vector<bool> flips{false};
    if (d.has("flip_barb")) {
        auto own = truth_values(d, "flip_barb");
        if (!own) return std::nullopt;
        flips = std::move(*own);
        if (flips.size() != 1 && !same_length(d, "U", n, "flip_barb", flips.size())) return std::nullopt;
    }
    Winds out;
    for (std::size_t i = 0; i < n; ++i) {
        const Point wind{(*u)[i], (*v)[i]};
        if (!finite((*at)[i]) || !finite(wind) || (c && !std::isfinite((*c)[i]))) continue;
        out.at.push_back((*at)[i]);
        out.vectors.push_back(wind);
        out.flips.push_back(flips[flips.size() == 1 ? 0 : i]);
        if (c) out.colors.push_back((*c)[i]);
    }
    return out;
}

// Faces are the flags, edges the rest (Barbs.__init__).
std::optional<figure::CollectionKeywords> read_keywords(const Draft& d) {
    figure::CollectionKeywords k = figure::collection_keywords(d.fields(), false);
    const auto barb_color = colors(d, "barbcolor"), flag_color = colors(d, "flagcolor"),
               face_color = colors(d, "facecolors"), color = colors(d, "color");
    if (color) {
        k.facecolor = k.edgecolor = color;
    } else if (barb_color && flag_color) {
        k.edgecolor = barb_color;
        k.facecolor = flag_color;
    } else {
        k.edgecolor = figure::ColorList{true, {}};
        k.facecolor = flag_color   ? flag_color
                      : barb_color ? barb_color
                      : face_color ? face_color
                                   : figure::ColorList{false, {{-1, false, {0, 0, 0, 1}}}};
    }
    if (!k.linewidth) k.linewidth = Values{1};
    return k;
}

void draw(const Draft& d) {
    const auto winds = read_winds(d);
    if (!winds) return;
    const Shape shape = read_shape(d);
    const std::vector<Point> circle = calm(shape);
    figure::CollectionArtist artist;
    artist.kind = figure::CollectionArtist::Kind::polygons;
    for (std::size_t i = 0; i < winds->at.size(); ++i) {
        const Point wind = winds->vectors[i];
        const double speed = std::hypot(wind.x, wind.y);
        const Pieces pieces = pieces_of(shape, speed);
        if (!(pieces.flags + pieces.full <= most_pieces)) {
            d.error("U",
                    fmt::format("the barb of a wind of {} would have more than {} pieces: larger 'barb_increments' "
                                "help",
                                speed, most_pieces));
            return;
        }
        if (pieces.empty()) {
            artist.paths.push_back(Path::polyline(circle, true));
            continue;
        }
        std::vector<Point> points = barb(shape, pieces, winds->flips[i]);
        const double angle = std::atan2(wind.y, wind.x) + std::numbers::pi / 2;
        const double c = std::cos(angle), s = std::sin(angle);
        for (Point& p : points) p = {p.x * c - p.y * s, p.x * s + p.y * c};
        artist.paths.push_back(Path::polyline(points, true));
    }
    const auto k = read_keywords(d);
    if (!k) return;
    figure::resolve_collection(*k, d.rc(), false, artist);
    if (d.has("C")) {
        const auto mapping = read_mapping(d, winds->colors);
        if (!mapping) return;
        artist.faces = mapped_colors(*mapping, winds->colors);
        if (k->alpha)
            for (Rgba& face : artist.faces) face.a = *k->alpha;
        if (k->edgecolor->face) artist.edges = artist.faces;
        d.out.mappable = figure::Mappable{mapping->colormap, mapping->norm, k->alpha};
    }
    artist.offsets = winds->at;
    artist.scales = {shape.length / 2};  // Matplotlib's size is length^2 / 4
    add_handle(d.out, single_label(d), figure::PatchHandle{figure::first_patch(artist)});
    if (!winds->at.empty()) add_artist(d.out, std::move(artist), *k, 1);
}

}  // namespace

constinit const FieldTable barbs_table{.name = "layer 'barbs'", .fields = fields, .bases = bases};

Prepared prepare_barbs(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
