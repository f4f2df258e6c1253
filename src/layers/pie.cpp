// pie: a circle of wedges, or a ring of them.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <numbers>
#include <numeric>

#include "base/numbers.h"
#include "figure/wedge.h"
#include "layers/args.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using style::Rc;

constexpr Field wedge_fields[] = {
    {.name = "width", .accepts = number | null_, .doc = "of a ring of wedges; the whole radius by default"},
};
constexpr const FieldTable* wedge_bases[] = {&patch_properties};
constexpr FieldTable wedge_table{.name = "'wedgeprops'", .fields = wedge_fields, .bases = wedge_bases};

constexpr Field fields[] = {
    {.name = "x", .accepts = array, .doc = "the wedges' sizes", .required = true},
    {.name = "explode", .accepts = array | null_, .doc = "how far each wedge stands out, in radii of 1"},
    {.name = "labels", .accepts = array | null_, .doc = "the wedges' labels, also in the legend"},
    {.name = "colors",
     .accepts = color | list | null_,
     .doc = "the wedges' colours, repeated as needed; the colour cycle by default",
     .items = color},
    {.name = "hatch",
     .accepts = string | list | null_,
     .doc = "the wedges' hatches, repeated as needed",
     .items = string | null_,
     .letters = hatch_letters},
    {.name = "autopct", .accepts = string | null_, .doc = "a format of each wedge's percentage: \"%1.1f%%\""},
    {.name = "pctdistance", .accepts = number, .doc = "where the percentage stands, in radii"},
    {.name = "shadow", .accepts = flag, .doc = "a shadow below each wedge"},
    {.name = "labeldistance",
     .accepts = number | null_,
     .doc = "where the label stands, in radii; null for labels in the legend only"},
    {.name = "startangle", .accepts = number, .doc = "where the first wedge begins, degrees from the x axis"},
    {.name = "radius", .accepts = number, .doc = "of the pie, in data units", .positive = true},
    {.name = "counterclock", .accepts = flag, .doc = "false goes on clockwise"},
    {.name = "wedgeprops", .accepts = object | null_, .doc = "how wedges look", .table = &wedge_table},
    {.name = "textprops", .accepts = object | null_, .doc = "how texts look", .table = &text_properties},
    {.name = "center",
     .accepts = list,
     .doc = "[x, y] of the pie's middle",
     .items = number,
     .min_items = 2,
     .max_items = 2},
    {.name = "frame", .accepts = flag, .doc = "keep the axes' frame and ticks"},
    {.name = "rotatelabels", .accepts = flag, .doc = "turn each label to the angle of its wedge"},
    {.name = "normalize", .accepts = flag, .doc = "false: x are shares of the circle, which may stay open"},
    {.name = "data", .accepts = string, .doc = "the table that the layer's columns are of"},
};

// numpy's sum of single-precision numbers, which adds them in pairs.
float pairwise_sum(const float* v, std::size_t n) {
    if (n < 8) {
        float sum = 0;
        for (std::size_t i = 0; i < n; ++i) sum += v[i];
        return sum;
    }
    if (n <= 128) {
        float r[8];
        std::copy_n(v, 8, r);
        std::size_t i = 8;
        for (; i + 8 <= n; i += 8)
            for (std::size_t j = 0; j < 8; ++j) r[j] += v[i + j];
        float sum = ((r[0] + r[1]) + (r[2] + r[3])) + ((r[4] + r[5]) + (r[6] + r[7]));
        for (; i < n; ++i) sum += v[i];
        return sum;
    }
    std::size_t half = n / 2;
    half -= half % 8;
    return pairwise_sum(v, half) + pairwise_sum(v + half, n - half);
}

// Shares of the circle, in single precision as Matplotlib has them.
std::optional<std::vector<float>> shares_of(const Draft& d) {
    const auto x = plain_values(d, "x");
    if (!x) return std::nullopt;
    std::vector<float> out;
    for (double v : *x) {
        if (!(v >= 0)) {
            d.error("x", "the sizes of wedges must be numbers that are not negative");
            return std::nullopt;
        }
        out.push_back(static_cast<float>(v));
    }
    const float sum = pairwise_sum(out.data(), out.size());
    if (d.fields().boolean("normalize", true)) {
        if (!out.empty() && !(sum > 0 && std::isfinite(sum))) {
            d.error("x", "the sizes of wedges must have a finite sum above 0");
            return std::nullopt;
        }
        for (float& v : out) v /= sum;
    } else if (!(sum <= 1)) {
        d.error("x", fmt::format("with normalize: false the sizes must sum up to 1 at most, not {}", shortest(sum)));
        return std::nullopt;
    }
    return out;
}

std::optional<std::vector<std::string>> labels_of(const Draft& d, std::size_t n) {
    const FieldValue* v = figure::given(d.fields(), "labels");
    if (!v) return std::vector<std::string>(n);
    std::vector<std::string> out;
    if (v->value->kind == spec::Value::Kind::list) {  // as written
        for (const ValuePtr& item : v->value->items) out.push_back(item->text);
    } else {
        const ColumnPtr column = d.group.column("labels");
        if (!column) return std::nullopt;
        if (column->type == ColumnType::text)
            out = column->texts;
        else
            for (double x : column->numbers) out.push_back(column->integers ? shortest(x) : repr(x));
    }
    if (!same_length(d, "x", n, "labels", out.size())) return std::nullopt;
    return out;
}

// patches.Shadow, which Matplotlib shifts by points taken as data units.
void add_shadow(const Draft& d, const figure::PatchArtist& wedge, const figure::ArtistKeywords& keywords,
                const Rgba& face) {
    figure::PatchArtist shadow = wedge;
    const double shift = -0.02 * d.axes().dpi() / 72;
    shadow.path = wedge.path.transformed(Affine::translate(shift, shift));
    const Rgba dark{face.r * 0.3, face.g * 0.3, face.b * 0.3, 0.5};
    if (shadow.props.face) shadow.props.face = dark;
    shadow.props.edge = shadow.props.hatch_color = dark;
    const double zorder = std::nextafter(keywords.zorder.value_or(1), -std::numeric_limits<double>::infinity());
    figure::ArtistKeywords own = keywords;
    own.zorder = zorder;
    figure::Artist& artist = add_artist(d.out, std::move(shadow), own, zorder);
    artist.limits_x = artist.limits_y = false;
}

void draw(const Draft& d) {
    const Fields& f = d.fields();
    static const Fields none;
    const Fields& wedgeprops = f.object("wedgeprops") ? *f.object("wedgeprops") : none;
    const Fields& textprops = f.object("textprops") ? *f.object("textprops") : none;
    const auto shares = shares_of(d);
    if (!shares) return;
    const std::size_t n = shares->size();
    const auto labels = labels_of(d, n);
    Values explode(n, 0);
    if (d.has("explode")) {
        auto own = plain_values(d, "explode");
        if (!own || !same_length(d, "x", n, "explode", own->size())) return;
        explode = std::move(*own);
    }
    const auto own_colors = colors(d, "colors");
    if (own_colors && own_colors->colors.empty()) d.error("colors", "'colors' has no colours");
    const auto hatches = texts(d, "hatch");
    const FieldValue* autopct = figure::given(f, "autopct");
    if (autopct && !printf_format(autopct->text(), 0)) {
        d.error("autopct", "'autopct' is a format of one number, as \"%1.1f%%\"");
        return;
    }
    if (!labels) return;
    const auto center = numbers(d, "center").value_or(Values{0, 0});
    const double radius = f.number("radius", 1), pctdistance = f.number("pctdistance", 0.6);
    const FieldValue* distance = f.get("labeldistance");
    const bool labelled = !distance || !distance->is_null();
    const double labeldistance = f.number("labeldistance", 1.1);
    const bool counterclock = f.boolean("counterclock", true), turned = f.boolean("rotatelabels", false);
    const figure::PatchKeywords own_props = figure::patch_keywords(wedgeprops, figure::ColorRule::in_order);
    const figure::ArtistKeywords own_text = figure::artist_keywords(textprops);

    auto add_text = [&](const std::string& text, Point at, const figure::TextDefaults& defaults) {
        if (text.empty()) return;
        figure::TextArtist artist;
        artist.text = text;
        artist.position = at;
        artist.props = figure::text_props(textprops, d.rc(), defaults);
        figure::Artist& added = add_artist(d.out, std::move(artist), own_text, 3);
        added.clip = own_text.clip_on.value_or(false);
        added.limits_x = added.limits_y = false;
    };

    d.axes().set_aspect(1);
    double theta1 = f.number("startangle", 0) / 360;
    for (std::size_t i = 0; i < n; ++i) {
        const double share = (*shares)[i];
        const double theta2 = counterclock ? theta1 + share : theta1 - share;
        const double middle = 2 * std::numbers::pi * 0.5 * (theta1 + theta2);
        const double x = center[0] + explode[i] * std::cos(middle), y = center[1] + explode[i] * std::sin(middle);

        figure::PatchKeywords k = own_props;
        const ColorSpec next = own_colors && !own_colors->colors.empty()
                                   ? own_colors->colors[i % own_colors->colors.size()]
                                   : ColorSpec{-1, false, d.axes().next_patch_color()};
        if (!k.facecolor) k.facecolor = next;
        if (k.hatch.empty() && hatches && !hatches->empty()) k.hatch = (*hatches)[i % hatches->size()];
        if (!k.clip_on) k.clip_on = false;
        figure::PatchArtist wedge;
        const auto width = wedgeprops.number("width");
        wedge.path = figure::wedge_path({.centre = {x, y},
                                         .radius = radius,
                                         .theta1 = 360. * std::min(theta1, theta2),
                                         .theta2 = 360. * std::max(theta1, theta2),
                                         .width = width.value_or(0),
                                         .ring = width.has_value()});
        wedge.props = figure::resolve_patch(k, d.rc());
        add_handle(d.out, (*labels)[i], figure::PatchHandle{wedge.props});
        add_artist(d.out, wedge, k, 1);
        if (f.boolean("shadow", false)) add_shadow(d, wedge, k, figure::to_rgba(*k.facecolor, d.rc()));

        if (labelled) {
            const Point at{x + labeldistance * radius * std::cos(middle),
                           y + labeldistance * radius * std::sin(middle)};
            figure::TextDefaults defaults;
            defaults.fontsize = d.rc().font_points(Rc::xtick_labelsize);
            defaults.ha = at.x > 0 ? "left" : "right";
            defaults.va = "center";
            if (turned) {
                defaults.va = at.y > 0 ? "bottom" : "top";
                defaults.rotation = std::fmod(middle * 180 / std::numbers::pi + (at.x > 0 ? 0 : 180), 360);
                if (defaults.rotation < 0) defaults.rotation += 360;
            }
            add_text((*labels)[i], at, defaults);
        }
        if (autopct) {
            const Point at{x + pctdistance * radius * std::cos(middle), y + pctdistance * radius * std::sin(middle)};
            figure::TextDefaults defaults;
            defaults.ha = defaults.va = "center";
            add_text(*printf_format(autopct->text(), 100. * share), at, defaults);
        }
        theta1 = theta2;
    }
    if (f.boolean("frame", false)) return;
    d.axes().set_frame_on(false);
    d.axes().set_ticks(Direction::x, {}, {});
    d.axes().set_ticks(Direction::y, {}, {});
    d.axes().set_limits(Direction::x, -1.25 + center[0], 1.25 + center[0]);
    d.axes().set_limits(Direction::y, -1.25 + center[1], 1.25 + center[1]);
    d.out.autoscale_x = d.out.autoscale_y = Autoscale::no;
}

}  // namespace

constinit const FieldTable pie_table{.name = "layer 'pie'", .fields = fields};

Prepared prepare_pie(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
