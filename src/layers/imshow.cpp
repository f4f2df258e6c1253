// imshow, matshow, spy: images of data or colours, matrices.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "layers/grids.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using style::Rc;

constexpr std::string_view aspect_words[] = {"equal", "auto"};
constexpr std::string_view origin_words[] = {"upper", "lower"};
constexpr std::string_view stage_words[] = {"data", "rgba"};
constexpr std::string_view interpolation_words[] = {
    "antialiased", "none",    "nearest", "bilinear", "bicubic", "spline16", "spline36", "hanning", "hamming", "hermite",
    "kaiser",      "quadric", "catrom",  "gaussian", "bessel",  "mitchell", "sinc",     "lanczos", "blackman"};

constexpr Field image_fields[] = {
    {.name = "origin", .accepts = word | null_, .doc = "where the first row is", .words = origin_words},
    {.name = "extent",
     .accepts = list | null_,
     .doc = "[left, right, bottom, top] in data units",
     .items = position,
     .min_items = 4,
     .max_items = 4},
    {.name = "aspect",
     .accepts = word | number | null_,
     .doc = "of the axes: equal, auto, or height of a unit of y over width of a unit of x",
     .words = aspect_words,
     .positive = true},
    {.name = "interpolation", .accepts = word | null_, .doc = "between the values", .words = interpolation_words},
    {.name = "interpolation_stage",
     .accepts = word | null_,
     .doc = "between values, or between their colours",
     .words = stage_words},
    {.name = "resample", .accepts = flag, .doc = "every value counts where the image is shown smaller"},
    {.name = "filternorm", .accepts = flag, .doc = "filter weights sum up to one"},
    {.name = "filterrad",
     .accepts = number,
     .doc = "radius of sinc, lanczos and blackman",
     .max = 64,
     .positive = true},
    {.name = "alpha",
     .accepts = number | array | null_,
     .doc = "opacity, 0 to 1; or one for each value",
     .min = 0,
     .max = 1},
    {.name = "zorder", .accepts = number, .doc = "artists with a higher one are drawn later"},
    {.name = "visible", .accepts = flag, .doc = "false draws nothing"},
    {.name = "clip_on", .accepts = flag, .doc = "clip at the axes' box"},
    {.name = "label", .accepts = string | null_, .doc = "a name; images stand in no legend"},
};
constexpr FieldTable image_properties{.name = "an image", .fields = image_fields};

constexpr Field imshow_fields[] = {
    {.name = "X", .accepts = array, .doc = "values in rows, or colours [r, g, b(, a)] in rows", .required = true},
};
constexpr const FieldTable* imshow_bases[] = {&image_properties, &mappable_properties, &data_properties};

constexpr Field matshow_fields[] = {
    {.name = "Z", .accepts = array, .doc = "the matrix, in rows", .required = true},
};

constexpr Field spy_fields[] = {
    {.name = "Z", .accepts = array, .doc = "the matrix, in rows", .required = true},
    {.name = "precision", .accepts = number, .doc = "values up to it count as 0", .min = 0},
    {.name = "color", .accepts = color, .doc = "of the markers", .aliases = color_aliases},
};
// Marker and line properties make it a plot of markers.
constexpr const FieldTable* spy_bases[] = {&image_properties, &mappable_properties, &line_properties, &data_properties};

struct Defaults {
    std::string origin, interpolation, aspect;
    std::optional<style::Colormap> colormap;
};

void add_image(const Draft& d, std::string_view name, Grid g, const Defaults& defaults) {
    const Fields& f = d.fields();
    figure::ImageArtist image;
    const figure::ArtistKeywords k = figure::artist_keywords(f);
    if (g.depth && figure::given(f, "colorbar") && f.get("colorbar")->as == spec::object) {
        d.error("colorbar", fmt::format("'{}' has colours: there is nothing that a colour bar could show", name));
        return;
    }
    if (!set_pixels(d, g, image)) return;
    if (!g.depth) {
        if (defaults.colormap && !d.has("cmap")) image.colormap = *defaults.colormap;
        d.out.mappable = figure::Mappable{image.colormap, image.norm, k.alpha, {}};
    }
    image.alpha = k.alpha.value_or(1);
    if (const FieldValue* alpha = figure::given(f, "alpha"); alpha && alpha->as == spec::array) {
        if (g.depth) {
            d.error("alpha", fmt::format("'{}' has colours, whose opacity is their fourth number", name));
            return;
        }
        auto alphas = grid_values(d, "alpha");
        if (!alphas) return;
        if (alphas->rows != g.rows || alphas->cols != g.cols) {
            d.error("alpha",
                    fmt::format("'alpha' is {} x {}, {} is {} x {}", alphas->rows, alphas->cols, name, g.rows, g.cols));
            return;
        }
        image.alphas = std::move(alphas->values);
        for (double& a : image.alphas) a = std::isnan(a) ? 0 : std::clamp(a, 0.0, 1.0);
    }
    image.interpolation = f.text("interpolation", defaults.interpolation);
    std::transform(
        image.interpolation.begin(), image.interpolation.end(), image.interpolation.begin(),
        [](unsigned char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : static_cast<char>(c); });
    image.rgba_stage = f.text("interpolation_stage", "data") == "rgba";
    image.filterrad = f.number("filterrad", 4);
    image.filternorm = f.boolean("filternorm", true);
    image.resample = f.boolean("resample", d.rc().flag(Rc::image_resample));
    image.upper = f.text("origin", defaults.origin) == "upper";
    const double w = static_cast<double>(g.cols), h = static_cast<double>(g.rows);
    image.extent = image.upper ? Rect{-0.5, h - 0.5, w - 0.5, -0.5} : Rect{-0.5, -0.5, w - 0.5, h - 0.5};
    if (const FieldValue* v = figure::given(f, "extent")) {
        double at[4];
        for (std::size_t i = 0; i < 4; ++i) {
            const auto one = d.axes().convert(i < 2 ? Direction::x : Direction::y, v->list()[i]);
            if (!one) return;
            if (!std::isfinite(*one)) {
                d.error("extent", "'extent' must be four finite places");
                return;
            }
            at[i] = *one;
        }
        image.extent = {at[0], at[2], at[1], at[3]};
    }
    const Rect e = image.extent;
    // Rows from below, whichever way the extent runs: with origin upper the first row is at the top of the extent.
    figure::Artist& artist = add_artist(d.out, std::move(image), k, 0);
    artist.sticky_x = {e.x0, e.x1};
    artist.sticky_y = {e.y0, e.y1};
    d.out.autoscale_x = d.out.autoscale_y = Autoscale::no;
    d.out.xlim = std::pair(e.x0, e.x1);
    d.out.ylim = std::pair(e.y0, e.y1);
    d.out.keep_autoscale = true;
    d.out.aspect = defaults.aspect;
    if (const FieldValue* v = figure::given(f, "aspect"))
        d.out.aspect = std::holds_alternative<double>(v->data) ? fmt::format("{}", v->number()) : v->text();
}

Defaults image_defaults(const Draft& d) {
    const style::RcParams& rc = d.rc();
    Defaults out;
    out.origin = rc.text(Rc::image_origin);
    out.interpolation = rc.text(Rc::image_interpolation);
    out.aspect =
        rc.is_number(Rc::image_aspect) ? fmt::format("{}", rc.number(Rc::image_aspect)) : rc.text(Rc::image_aspect);
    return out;
}

void draw_imshow(const Draft& d) {
    if (auto g = grid_values(d, "X", true)) add_image(d, "X", std::move(*g), image_defaults(d));
}

void draw_matshow(const Draft& d) {
    auto g = grid_values(d, "Z", true);
    if (!g) return;
    Defaults defaults = image_defaults(d);
    defaults.origin = "upper";
    defaults.interpolation = "nearest";
    defaults.aspect = "equal";
    add_image(d, "Z", std::move(*g), defaults);
    d.out.matrix_ticks = true;
}

void draw_spy(const Draft& d) {
    auto g = grid_values(d, "Z");
    if (!g) return;
    const double precision = d.fields().number("precision", 0);
    d.out.matrix_ticks = true;
    if (!d.has("marker") && !d.has("markersize")) {
        Defaults defaults = image_defaults(d);
        defaults.origin = "upper";
        defaults.interpolation = "nearest";
        defaults.aspect = "equal";
        defaults.colormap = style::Colormap::listed({Rgba{1, 1, 1, 1}, Rgba{0, 0, 0, 1}}, "binary");
        for (double& v : g->values) v = std::abs(v) > precision ? 1 : 0;
        add_image(d, "Z", std::move(*g), defaults);
        return;
    }
    Values x, y;
    for (std::size_t r = 0; r < g->rows; ++r)
        for (std::size_t c = 0; c < g->cols; ++c) {
            const double v = std::abs(g->at(r, c));
            if (precision == 0 ? v != 0 : v > precision) {
                x.push_back(static_cast<double>(c));
                y.push_back(static_cast<double>(r));
            }
        }
    figure::LineKeywords k = figure::line_keywords(d.fields());
    k.linestyle = spec::LineStyle{spec::LineStyle::Kind::none, 0, {}};
    if (!k.marker) k.marker = spec::Marker{"s"};
    if (!k.markersize) k.markersize = 10;
    if (!k.color) k.color = d.rc().color(Rc::lines_color);
    const figure::ResolvedLine line = figure::resolve_line(k, d.rc());
    add_line(d.out, std::move(x), std::move(y), line, k);
    add_handle(d.out, single_label(d), line_handle(line));
    d.out.xlim = std::pair(-0.5, static_cast<double>(g->cols) - 0.5);
    d.out.ylim = std::pair(static_cast<double>(g->rows) - 0.5, -0.5);
    d.out.autoscale_x = d.out.autoscale_y = Autoscale::no;
    d.out.aspect = "equal";
    if (const FieldValue* v = figure::given(d.fields(), "aspect"))
        d.out.aspect = std::holds_alternative<double>(v->data) ? fmt::format("{}", v->number()) : v->text();
}

}  // namespace

constinit const FieldTable imshow_table{.name = "layer 'imshow'", .fields = imshow_fields, .bases = imshow_bases};
constinit const FieldTable matshow_table{.name = "layer 'matshow'", .fields = matshow_fields, .bases = imshow_bases};
constinit const FieldTable spy_table{.name = "layer 'spy'", .fields = spy_fields, .bases = spy_bases};

Prepared prepare_imshow(const LayerInput& in) { return for_each_group(in, draw_imshow); }
Prepared prepare_matshow(const LayerInput& in) { return for_each_group(in, draw_matshow); }
Prepared prepare_spy(const LayerInput& in) { return for_each_group(in, draw_spy); }

}  // namespace plotmill::layers
