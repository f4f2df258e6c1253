// contour and contourf: lines at levels of gridded values, and the areas between them.
#include "stats/contour.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "figure/ticks/ticks.h"
#include "layers/grid.h"
#include "layers/kinds.h"
#include "layers/mapping.h"
#include "spec/common_fields.h"
#include "spec/job_tables.h"

namespace plotmill::layers {

namespace {

using namespace spec;
using style::Rc;

constexpr std::string_view origin_words[] = {"lower", "upper", "image"};

constexpr Field shared_fields[] = {
    {.name = "X", .accepts = array | null_, .doc = "x positions: one for each column of Z, or a grid as Z"},
    {.name = "Y", .accepts = array | null_, .doc = "y positions: one for each row of Z, or a grid as Z"},
    {.name = "Z", .accepts = array, .doc = "a grid of values", .required = true},
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
    {.name = "origin",
     .accepts = word | null_,
     .doc = "without X and Y: values are in the middle of pixels, from below or above",
     .words = origin_words},
    {.name = "extent",
     .accepts = list | null_,
     .doc = "without X and Y: [left, right, bottom, top] of the grid",
     .items = number,
     .min_items = 4,
     .max_items = 4},
    {.name = "antialiased", .accepts = flag | null_, .doc = "smooth edges", .aliases = antialiased_aliases},
    {.name = "corner_mask", .accepts = flag | null_, .doc = "keep half of a cell that has one missing corner"},
    {.name = "zorder", .accepts = number | null_, .doc = "artists with a higher one are drawn later"},
    {.name = "data", .accepts = string, .doc = "the table that the layer's columns are of"},
    // Its own rule: boundaries and lines at the levels.
    {.name = "colorbar",
     .accepts = flag | object,
     .doc = "what the colours mean",
     .table = &spec::colorbar_table,
     .later = "colour bars of contours are not drawn yet"},
};
constexpr FieldTable shared_table{.name = "contours", .fields = shared_fields};
constexpr const FieldTable* bases[] = {&shared_table, &mappable_properties};

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
     .accepts = flag | any | null_,
     .doc = "the levels' values on the lines",
     .later = "the labels of contour lines are not drawn yet"},
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

std::optional<Levels> read_levels(const Draft& d, const Values& z, bool filled, bool log) {
    Levels out;
    out.least = INFINITY;
    out.most = -INFINITY;
    for (double v : z)
        if (std::isfinite(v)) {
            out.least = std::min(out.least, v);
            out.most = std::max(out.most, v);
        }
    if (out.least > out.most) {
        d.error("Z", log ? "'Z' has no values above 0" : "'Z' has no finite values");
        return std::nullopt;
    }
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

struct Colors {
    std::vector<Rgba> colors;  // one for each line or area
    bool monochrome = false;
};

// Colours by their list: ListedColormap and its indices.
Colors listed_colors(const Draft& d, const figure::ColorList& list, const Levels& levels, bool filled,
                     std::optional<double> alpha) {
    Colors out;
    std::vector<Rgba> given;
    for (const ColorSpec& c : list.colors) given.push_back(figure::to_rgba(c, d.rc(), alpha));
    const long n = static_cast<long>(levels.levels.size()) - (filled ? 1 : 0);
    const long all = n + levels.below + levels.above;
    // As many colours as areas with those beyond the levels: the outer ones are for these.
    const bool own_outer = static_cast<long>(given.size()) == all && (levels.below || levels.above) && given.size() > 1;
    const Rgba under = given.front(), over = given.back();
    if (own_outer && levels.below) given.erase(given.begin());
    out.monochrome = given.size() == 1;
    auto inner = [&](long i) { return given[static_cast<std::size_t>(i) % given.size()]; };
    const bool below = filled && levels.below, above = filled && levels.above;
    for (long i = below ? -1 : 0; i < n + above; ++i) {
        if (i < 0)
            out.colors.push_back(own_outer ? under : inner(0));
        else if (i >= n)
            out.colors.push_back(own_outer ? over : inner(n - 1));
        else
            out.colors.push_back(inner(i));
    }
    return out;
}

constexpr double beyond_all = 1e250;

std::optional<Colors> read_colors(const Draft& d, const Levels& levels, const Values& bounds, bool filled, bool log) {
    const std::optional<double> alpha = d.fields().number("alpha");
    if (const auto list = colors(d, "colors")) {
        if (d.has("cmap")) {
            d.error("cmap", "give 'colors' or 'cmap', not both");
            return std::nullopt;
        }
        if (list->colors.empty()) {
            d.error("colors", "'colors' is empty");
            return std::nullopt;
        }
        return listed_colors(d, *list, levels, filled, alpha);
    }
    auto mapping = read_mapping(d, levels.levels);
    if (!mapping) return std::nullopt;
    if (levels.below || levels.above) mapping->norm.clip = false;
    Values layers = levels.levels;
    if (filled) {
        layers.clear();
        for (std::size_t i = 0; i + 1 < bounds.size(); ++i)
            layers.push_back(log ? std::sqrt(bounds[i]) * std::sqrt(bounds[i + 1]) : 0.5 * (bounds[i] + bounds[i + 1]));
    }
    Colors out;
    out.colors = mapped_colors(*mapping, layers);
    if (alpha)
        for (Rgba& c : out.colors) c.a = *alpha;
    return out;
}

bool log_norm(const Draft& d) {
    const FieldValue* v = figure::given(d.fields(), "norm");
    if (!v) return false;
    if (const auto* text = std::get_if<std::string>(&v->data)) return *text == "log";
    return !v->object().all().empty() && v->object().all().front().field->name == "log";
}

Path line_path(const stats::ContourLine& line) { return Path::polyline(line.points, line.closed); }

void draw_lines(const Draft& d, const Grid& grid, const Levels& levels, const Colors& colors,
                const stats::ContourGrid& contours) {
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
    for (std::size_t i = 0; i < n; ++i) {
        LineStyle style = colors.monochrome && levels.levels[i] < below ? negative : LineStyle{};
        if (!styles.empty()) style = styles[i % styles.size()];
        keywords.linewidth = Values{widths[i % widths.size()]};
        keywords.linestyle = std::vector<LineStyle>{style};
        keywords.edgecolor = figure::ColorList{false, {{-1, false, colors.colors[i]}}};
        keywords.facecolor = figure::ColorList{false, {{-1, true, {}}}};
        if (const FieldValue* v = figure::given(d.fields(), "antialiased")) keywords.antialiased = v->boolean();
        figure::CollectionArtist artist;
        figure::resolve_collection(keywords, d.rc(), false, artist);
        for (const stats::ContourLine& line : contours.lines(levels.levels[i])) artist.paths.push_back(line_path(line));
        add_grid_artist(d, grid, std::move(artist), d.fields().number("zorder", 2));
    }
}

void draw_areas(const Draft& d, const Grid& grid, const Levels& levels, Values bounds, const Colors& colors,
                const stats::ContourGrid& contours, bool log) {
    const auto hatches = figure::given(d.fields(), "hatches");
    if (levels.least == bounds[0])
        bounds[0] = log ? 0.99 * levels.least : bounds[0] - 1;  // the least value belongs to it
    for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
        figure::CollectionKeywords keywords;
        keywords.facecolor = figure::ColorList{false, {{-1, false, colors.colors[i]}}};
        keywords.edgecolor = figure::ColorList{false, {{-1, true, {}}}};
        keywords.antialiased = d.fields().boolean("antialiased", false);
        if (hatches && !hatches->list().empty()) {
            const FieldValue& hatch = hatches->list()[i % hatches->list().size()];
            if (!hatch.is_null()) keywords.hatch = hatch.text();
        }
        figure::CollectionArtist artist;
        figure::resolve_collection(keywords, d.rc(), false, artist);
        // The upper bound of the first area may have been given as its lower one was moved.
        for (const stats::ContourArea& area : contours.areas(bounds[i], bounds[i + 1])) {
            Path path;
            for (const auto& loop : area.loops) path.append(Path::polyline(loop, true));
            artist.paths.push_back(std::move(path));
        }
        add_grid_artist(d, grid, std::move(artist), d.fields().number("zorder", 1));
    }
}

void draw(const Draft& d, bool filled) {
    auto grid = read_grid(d);
    if (!grid) return;
    const bool log = log_norm(d) && !d.has("colors");
    if (log)
        for (double& v : grid->z)
            if (v <= 0) v = NAN;
    const auto levels = read_levels(d, grid->z, filled, log);
    if (!levels) return;
    Values bounds = levels->levels;
    if (levels->below) bounds.insert(bounds.begin(), log ? 1 / beyond_all : -beyond_all);
    if (levels->above) bounds.push_back(beyond_all);
    const auto colors = read_colors(d, *levels, bounds, filled, log);
    if (!colors) return;
    const bool corners = d.fields().boolean("corner_mask", d.rc().flag(Rc::contour_corner_mask));
    d.out.tight = true;
    const stats::ContourGrid contours(grid->x, grid->y, grid->z, grid->nx, grid->ny, corners);
    if (filled)
        draw_areas(d, *grid, *levels, std::move(bounds), *colors, contours, log);
    else
        draw_lines(d, *grid, *levels, *colors, contours);
}

}  // namespace

constinit const FieldTable contour_table{.name = "layer 'contour'", .fields = line_fields, .bases = bases};
constinit const FieldTable contourf_table{.name = "layer 'contourf'", .fields = fill_fields, .bases = bases};

Prepared prepare_contour(const LayerInput& in) {
    return for_each_group(in, [](const Draft& d) { draw(d, false); });
}
Prepared prepare_contourf(const LayerInput& in) {
    return for_each_group(in, [](const Draft& d) { draw(d, true); });
}

}  // namespace plotmill::layers
