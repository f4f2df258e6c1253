#include "layers/contour_set.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "figure/ticks/ticks.h"
#include "layers/clabel.h"
#include "layers/mapping.h"
#include "spec/common_fields.h"
#include "spec/job_tables.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using style::Rc;

constexpr std::string_view locator_words[] = {"log"};
constexpr Field set_fields[] = {
    {.name = "levels",
     .accepts = integer | array | null_,
     .doc = "the levels, increasing; or about how many of them",
     .min = 0,
     .max = 10'000},
    {.name = "colors",
     .accepts = color | list | null_,
     .doc = "one colour, or one for each level; instead of a colormap",
     .items = color},
    {.name = "alpha", .accepts = number | null_, .doc = "opacity, 0 to 1", .min = 0, .max = 1},
    {.name = "extend", .accepts = word, .doc = "also colour what is below or above the levels", .words = extend_words},
    {.name = "locator",
     .accepts = word | null_,
     .doc = "log: levels at powers of 10, and a logarithmic norm",
     .words = locator_words},
    {.name = "antialiased", .accepts = flag | null_, .doc = "smooth edges", .aliases = antialiased_aliases},
    {.name = "zorder", .accepts = number | null_, .doc = "artists with a higher one are drawn later"},
    {.name = "data", .accepts = string, .doc = "the table that the layer's columns are of"},
};
constexpr const FieldTable* set_bases[] = {&mappable_properties};

constexpr std::string_view linewidths_aliases[] = {"linewidth", "lw"};
constexpr std::string_view linestyles_aliases[] = {"linestyle", "ls"};
constexpr Field line_fields[] = {
    {.name = "linewidths",
     .accepts = number | list | null_,
     .doc = "points; a list for one each level",
     .items = number,
     .min = 0,
     .aliases = linewidths_aliases},
    {.name = "linestyles",
     .accepts = linestyle | list | null_,
     .doc = "of the lines; a list for one each level",
     .items = linestyle,
     .aliases = linestyles_aliases},
    {.name = "negative_linestyles",
     .accepts = linestyle | null_,
     .doc = "of lines below 0 where all lines have one colour"},
    {.name = "clabel",
     .accepts = flag | object | null_,
     .doc = "the levels' values on the lines",
     .table = &clabel_table},
};
constexpr Field fill_fields[] = {
    {.name = "hatches",
     .accepts = list | null_,
     .doc = "hatches of the areas, repeated as needed",
     .items = string | null_,
     .letters = hatch_letters},
};

struct Levels {
    Values levels;                      // as given
    double least, most;                 // of the values
    bool below = false, above = false;  // extend
};

// ContourSet._autolev.
Values automatic_levels(int n, double least, double most, bool log, bool below, bool above) {
    figure::AxisView view;
    view.lo = least;
    view.hi = most;
    view.minpos = least;
    figure::Locator locator = figure::MaxNLocator{.nbins = n + 1, .steps = {}, .min_n_ticks = 1};
    if (log) {
        view.scale.kind = figure::ScaleKind::log;
        locator = figure::LogLocator{};
    }
    const Values all = figure::tick_positions(locator, view);
    long first = 0, last = static_cast<long>(all.size());
    for (long i = 0; i < static_cast<long>(all.size()); ++i)
        if (all[static_cast<std::size_t>(i)] < least) first = i;
    for (long i = static_cast<long>(all.size()); i-- > 0;)
        if (all[static_cast<std::size_t>(i)] > most) last = i + 1;
    first += below;
    last -= above;
    if (last - first < 3) {
        first = 0;
        last = static_cast<long>(all.size());
    }
    return {all.begin() + first, all.begin() + last};
}

std::optional<Levels> read_levels(const Draft& d, double least, double most, bool filled, bool log) {
    Levels out{.levels = {}, .least = least, .most = most};
    const std::string extend = d.fields().text("extend", "neither");
    out.below = extend == "min" || extend == "both";
    out.above = extend == "max" || extend == "both";
    std::optional<int> count = 7;
    if (const FieldValue* v = figure::given(d.fields(), "levels")) {
        if (const auto* n = std::get_if<double>(&v->data)) {
            count = static_cast<int>(*n);
        } else {
            const ColumnPtr column = d.group.column("levels");
            if (!column) return std::nullopt;
            if (column->type != ColumnType::number) {
                d.error("levels", "'levels' must be numbers");
                return std::nullopt;
            }
            out.levels = column->numbers;
            count.reset();
        }
    }
    if (count) out.levels = automatic_levels(*count, out.least, out.most, log, out.below, out.above);
    if (!filled &&
        std::none_of(out.levels.begin(), out.levels.end(), [&](double v) { return v > out.least && v < out.most; })) {
        d.axes().diagnostics().warning(d.span_of("levels"), "no contour level is within the range of the values");
        out.levels = {out.least};
    }
    if (filled && out.levels.size() < 2) {
        d.error("levels", "filled contours need at least two levels");
        return std::nullopt;
    }
    for (std::size_t i = 0; i + 1 < out.levels.size(); ++i)
        if (!(out.levels[i + 1] > out.levels[i])) {
            d.error("levels", "'levels' must increase");
            return std::nullopt;
        }
    return out;
}

// The colours as a colormap and a norm, and the values that stand for them (ContourSet._process_colors).
struct Colors {
    Mapping mapping;
    Values values;             // one for each line or area
    std::vector<Rgba> colors;  // theirs
    bool monochrome = false;
};

Colors listed_colors(const Draft& d, const figure::ColorList& list, const Levels& levels, bool filled,
                     std::optional<double> alpha) {
    std::vector<Rgba> given;
    for (const ColorSpec& c : list.colors) given.push_back(figure::to_rgba(c, d.rc(), alpha));
    const std::size_t n = levels.levels.size() - (filled ? 1 : 0);
    // As many colours as areas with those beyond the levels: the outer ones are for these.
    const bool own_outer =
        given.size() == n + levels.below + levels.above && (levels.below || levels.above) && given.size() > 1;
    const Rgba under = given.front(), over = given.back();
    if (own_outer && levels.below) given.erase(given.begin());
    std::vector<Rgba> table(std::max<std::size_t>(n, 1));
    for (std::size_t i = 0; i < table.size(); ++i) table[i] = given[i % given.size()];
    Colors out{{style::Colormap::listed(std::move(table)), style::Norm::no_norm()}, {}, {}, given.size() == 1};
    if (own_outer && levels.below) out.mapping.colormap.set_under(under);
    if (own_outer && levels.above) out.mapping.colormap.set_over(over);
    const bool below = filled && levels.below, above = filled && levels.above;
    for (long i = below ? -1 : 0; i < static_cast<long>(n) + above; ++i) out.values.push_back(static_cast<double>(i));
    return out;
}

constexpr double beyond_all = 1e250;

std::optional<Colors> read_colors(const Draft& d, const Levels& levels, const Values& bounds, bool filled, bool log) {
    const std::optional<double> alpha = d.fields().number("alpha");
    std::optional<Colors> out;
    if (const auto list = colors(d, "colors")) {
        if (d.has("cmap")) {
            d.error("cmap", "give 'colors' or 'cmap', not both");
            return std::nullopt;
        }
        if (list->colors.empty()) {
            d.error("colors", "'colors' is empty");
            return std::nullopt;
        }
        out = listed_colors(d, *list, levels, filled, alpha);
    } else {
        auto mapping = read_mapping(d, levels.levels, log ? style::Norm::log() : style::Norm(), false);
        if (!mapping) return std::nullopt;
        if (levels.below || levels.above) mapping->norm.clip = false;
        out = Colors{std::move(*mapping), levels.levels, {}, false};
        if (filled) {
            out->values.clear();
            for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
                out->values.push_back(log ? std::sqrt(bounds[i]) * std::sqrt(bounds[i + 1])
                                          : 0.5 * (bounds[i] + bounds[i + 1]));
        }
    }
    out->colors = mapped_colors(out->mapping, out->values);
    if (alpha)
        for (Rgba& c : out->colors) c.a = *alpha;
    return out;
}

void add(const Draft& d, const Rect& limits, figure::CollectionArtist artist, double zorder) {
    figure::Artist& added = add_artist(d.out, std::move(artist), figure::ArtistKeywords{}, zorder);
    added.sticky_x = {limits.x0, limits.x1};
    added.sticky_y = {limits.y0, limits.y1};
    added.limit_points = {{limits.x0, limits.y0}, {limits.x1, limits.y1}};
}

// The widths of the lines, one each.
Values draw_lines(const Draft& d, const Rect& limits, const Levels& levels, const Colors& colors,
                  const ContourSource& source) {
    const std::size_t n = levels.levels.size();
    figure::CollectionKeywords keywords;
    Values widths{d.rc().is_none(Rc::contour_linewidth) ? d.rc().number(Rc::lines_linewidth)
                                                        : d.rc().number(Rc::contour_linewidth)};
    if (auto own = numbers(d, "linewidths"); own && !own->empty()) widths = std::move(*own);
    std::vector<LineStyle> styles;
    if (const FieldValue* v = figure::given(d.fields(), "linestyles")) {
        if (const auto* one = std::get_if<LineStyle>(&v->data))
            styles.push_back(*one);
        else
            for (const FieldValue& item : v->list()) styles.push_back(std::get<LineStyle>(item.data));
    }
    LineStyle negative = d.rc().line_style(Rc::contour_negative_linestyle);
    if (const FieldValue* v = figure::given(d.fields(), "negative_linestyles")) negative = std::get<LineStyle>(v->data);
    const double below = -(levels.most - levels.least) * 1e-15;
    Values used;
    const double zorder = d.fields().number("zorder", 2);
    for (std::size_t i = 0; i < n; ++i) {
        LineStyle style = colors.monochrome && levels.levels[i] < below ? negative : LineStyle{};
        if (!styles.empty()) style = styles[i % styles.size()];
        used.push_back(widths[i % widths.size()]);
        keywords.linewidth = Values{used.back()};
        keywords.linestyle = std::vector<LineStyle>{style};
        keywords.edgecolor = figure::ColorList{false, {{-1, false, colors.colors[i]}}};
        keywords.facecolor = figure::ColorList{false, {{-1, true, {}}}};
        if (const FieldValue* v = figure::given(d.fields(), "antialiased")) keywords.antialiased = v->boolean();
        figure::CollectionArtist artist;
        figure::resolve_collection(keywords, d.rc(), false, artist);
        artist.paths = source.lines(levels.levels[i]);
        add(d, limits, std::move(artist), zorder);
    }
    const FieldValue* clabel = figure::given(d.fields(), "clabel");
    auto labels = clabel ? read_clabel(d, *clabel, levels.levels, colors.colors) : std::nullopt;
    if (!labels) return used;
    double label_zorder = 2 + zorder;
    if (clabel->as == object) label_zorder = clabel->object().number("zorder", label_zorder);
    figure::Artist& added = add_artist(d.out, std::move(*labels), figure::ArtistKeywords{}, label_zorder);
    added.limits_x = added.limits_y = false;
    return used;
}

std::vector<std::string> read_hatches(const Draft& d) {
    std::vector<std::string> out;
    if (const FieldValue* v = figure::given(d.fields(), "hatches"))
        for (const FieldValue& hatch : v->list()) out.push_back(hatch.is_null() ? "" : hatch.text());
    return out;
}

void draw_areas(const Draft& d, const Rect& limits, const Levels& levels, Values bounds, const Colors& colors,
                const std::vector<std::string>& hatches, const ContourSource& source, bool log) {
    if (levels.least == bounds[0])
        bounds[0] = log ? 0.99 * levels.least : bounds[0] - 1;  // the least value belongs to it
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        figure::CollectionKeywords keywords;
        keywords.facecolor = figure::ColorList{false, {{-1, false, colors.colors[i]}}};
        keywords.edgecolor = figure::ColorList{false, {{-1, true, {}}}};
        keywords.antialiased = d.fields().boolean("antialiased", false);
        if (!hatches.empty()) keywords.hatch = hatches[i % hatches.size()];
        figure::CollectionArtist artist;
        figure::resolve_collection(keywords, d.rc(), false, artist);
        // The upper bound of the first area may have been given as its lower one was moved.
        artist.paths = source.areas(bounds[i], bounds[i + 1]);
        add(d, limits, std::move(artist), d.fields().number("zorder", 1));
    }
}

}  // namespace

constinit const FieldTable contour_set_fields{.name = "contours", .fields = set_fields, .bases = set_bases};
constinit const FieldTable contour_line_fields{.name = "contour lines", .fields = line_fields};
constinit const FieldTable contour_area_fields{.name = "contour areas", .fields = fill_fields};

bool log_contours(const Draft& d) {
    if (d.has("locator")) return true;
    const FieldValue* v = figure::given(d.fields(), "norm");
    if (!v) return false;
    if (const auto* text = std::get_if<std::string>(&v->data)) return *text == "log";
    return !v->object().all().empty() && v->object().all().front().field->name == "log";
}

void add_contours(const Draft& d, bool filled, std::string_view values, double least, double most, const Rect& limits,
                  const ContourSource& source) {
    const bool log = log_contours(d);
    if (least > most) {
        d.error(values, fmt::format("'{}' has no {} values", values, log ? "positive" : "finite"));
        return;
    }
    const auto levels = read_levels(d, least, most, filled, log);
    if (!levels) return;
    d.out.tight = true;
    Values bounds = levels->levels;
    if (levels->below) bounds.insert(bounds.begin(), log ? 1 / beyond_all : -beyond_all);
    if (levels->above) bounds.push_back(beyond_all);
    auto colors = read_colors(d, *levels, bounds, filled, log);
    if (!colors) return;
    figure::Mappable::Contours shown{.levels = levels->levels,
                                     .boundaries = bounds,
                                     .values = colors->values,
                                     .filled = filled,
                                     .below = levels->below,
                                     .above = levels->above,
                                     .hatches = {},
                                     .colors = {},
                                     .widths = {}};
    if (filled) {
        shown.hatches = read_hatches(d);
        draw_areas(d, limits, *levels, std::move(bounds), *colors, shown.hatches, source, log);
    } else {
        shown.widths = draw_lines(d, limits, *levels, *colors, source);
        shown.colors = colors->colors;
    }
    d.out.mappable = figure::Mappable{std::move(colors->mapping.colormap), std::move(colors->mapping.norm),
                                      d.fields().number("alpha"), std::move(shown)};
}

}  // namespace plotmill::layers
