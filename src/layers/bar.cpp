// bar and barh: plain bars, and grouped or stacked ones (a mapping of series, or `by`).
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

#include "base/watch.h"
#include "layers/bar_label.h"
#include "layers/bars.h"
#include "layers/errorbars.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view align_words[] = {"center", "edge"};
constexpr std::string_view mode_words[] = {"grouped", "stacked"};

constexpr Field error_fields[] = {
    {.name = "ecolor", .accepts = color | list, .doc = "colour of the error bars; black by default", .items = color},
    {.name = "capsize", .accepts = number, .doc = "half the length of the caps, in points", .min = 0},
};
constexpr FieldTable error_table{.name = "error bars", .fields = error_fields};
constexpr Field error_kw_fields[] = {
    {.name = "elinewidth", .accepts = number, .doc = "width of the error bars, in points", .min = 0},
    {.name = "capthick", .accepts = number, .doc = "thickness of the caps, in points", .min = 0},
};
constexpr const FieldTable* error_kw_bases[] = {&error_table, &line_properties};
constexpr FieldTable error_kw_table{.name = "'error_kw'", .fields = error_kw_fields, .bases = error_kw_bases};

constexpr Field shared_fields[] = {
    {.name = "align",
     .accepts = word,
     .doc = "whether bars stand in the middle of their position or begin there",
     .words = align_words},
    {.name = "mode",
     .accepts = word,
     .doc = "several series beside each other (grouped) or on each other (stacked)",
     .words = mode_words},
    {.name = "color",
     .accepts = color | list,
     .doc = "colour of the bars, or one for each bar (or series)",
     .items = color},
    {.name = "edgecolor",
     .accepts = color | list | null_,
     .doc = "colour of the outlines, or one for each bar",
     .items = color,
     .aliases = edgecolor_aliases},
    {.name = "linewidth",
     .accepts = number | list | null_,
     .doc = "width of the outlines in points, or one for each bar",
     .items = number,
     .min = 0,
     .aliases = linewidth_aliases},
    {.name = "hatch",
     .accepts = string | list | null_,
     .doc = "pattern of / \\ | - + x o O . *, or one for each bar",
     .items = string | null_,
     .letters = hatch_letters},
    {.name = "tick_label", .accepts = string | list, .doc = "words below the bars", .items = string},
    {.name = "log", .accepts = flag, .doc = "a logarithmic axis of values"},
    {.name = "xerr", .accepts = array | number, .doc = "lengths of horizontal error bars"},
    {.name = "yerr", .accepts = array | number, .doc = "lengths of vertical error bars"},
    {.name = "error_kw", .accepts = object, .doc = "further properties of the error bars", .table = &error_kw_table},
    bar_label_field,
};
constexpr FieldTable shared_table{.name = "bars", .fields = shared_fields};
constexpr const FieldTable* bases[] = {&shared_table, &error_table, &patch_properties, &data_properties};

constexpr Field bar_fields[] = {
    {.name = "x", .accepts = array | position, .doc = "positions, dates or names of the bars", .required = true},
    {.name = "height",
     .accepts = array | position | mapping,
     .doc = "heights; a mapping of labels to lists for grouped or stacked bars",
     .items = array,
     .required = true},
    {.name = "width",
     .accepts = array | number,
     .doc = "widths; of a whole group where bars are grouped; 0.8 by default"},
    {.name = "bottom", .accepts = array | position, .doc = "where the bars begin; 0 by default"},
};
constexpr Field barh_fields[] = {
    {.name = "y", .accepts = array | position, .doc = "positions, dates or names of the bars", .required = true},
    {.name = "width",
     .accepts = array | position | mapping,
     .doc = "widths; a mapping of labels to lists for grouped or stacked bars",
     .items = array,
     .required = true},
    {.name = "height",
     .accepts = array | number,
     .doc = "heights; of a whole group where bars are grouped; 0.8 by default"},
    {.name = "left", .accepts = array | position, .doc = "where the bars begin; 0 by default"},
};

// The names of the two directions' arguments.
struct Names {
    bool horizontal;
    std::string_view at, length, thickness, base;
    Direction position_axis() const { return horizontal ? Direction::y : Direction::x; }
    Direction value_axis() const { return horizontal ? Direction::x : Direction::y; }
};
constexpr Names vertical_names{false, "x", "height", "width", "bottom"};
constexpr Names horizontal_names{true, "y", "width", "height", "left"};

// Everything but the numbers, the colour and the label.
Bars style_of(const Draft& d, const Names& names) {
    Bars out;
    out.horizontal = names.horizontal;
    out.centred = d.fields().text("align", "center") == "center";
    out.edgecolor = colors(d, "edgecolor");
    out.linewidths = numbers(d, "linewidth").value_or(Values{});
    if (d.has("hatch")) out.hatches = *texts(d, "hatch");
    out.properties = figure::patch_keywords(d.fields(), figure::ColorRule::separate);
    // These are cycled over the bars instead.
    out.properties.edgecolor.reset();
    out.properties.linewidth.reset();
    out.properties.hatch.clear();
    return out;
}

// The lengths that a label has to keep clear of.
std::optional<ErrorLengths> add_errors(const Draft& d, const Bars& bars) {
    if (!d.has("xerr") && !d.has("yerr")) return std::nullopt;
    const std::size_t n = bars.at.size();
    const std::string_view against = bars.horizontal ? "y" : "x";
    Errorbars out;
    out.xerr = error_lengths(d, "xerr", against, n);
    out.yerr = error_lengths(d, "yerr", against, n);
    if ((d.has("xerr") && !out.xerr) || (d.has("yerr") && !out.yerr)) return std::nullopt;
    out.line = false;
    out.ecolor = figure::ColorList{false, {{-1, false, {0, 0, 0, 1}}}};
    if (bars.properties.zorder) out.keywords.zorder = *bars.properties.zorder + 0.01;
    if (auto own = colors(d, "ecolor")) out.ecolor = *own;
    if (d.has("capsize")) out.capsize = d.fields().number("capsize", 0);
    if (const Fields* kw = d.fields().object("error_kw")) {
        const std::optional<double> zorder = out.keywords.zorder;
        out.keywords = {};
        read_errorbar_style(*kw, out);
        if (!out.keywords.zorder) out.keywords.zorder = zorder;
    }
    for (std::size_t i = 0; i < n; ++i) {
        const double middle = bars.centred ? bars.at[i] : bars.at[i] + 0.5 * bars.thickness[i];
        const double end = bars.base[i] + bars.length[i];
        out.x.push_back(bars.horizontal ? end : middle);
        out.y.push_back(bars.horizontal ? middle : end);
    }
    // Of both, labels look at the horizontal ones, which Matplotlib makes first.
    std::optional<ErrorLengths> along = bars.horizontal ? out.xerr : out.xerr ? std::nullopt : out.yerr;
    add_errorbars(d, std::move(out));
    return along;
}

figure::ColorList next_color(const Draft& d) { return {false, {{-1, false, d.axes().next_patch_color()}}}; }

void set_tick_labels(const Draft& d, const Names& names, const Values& at) {
    auto words = texts(d, "tick_label");
    if (!words) return;
    if (words->size() == 1) words->assign(at.size(), (*words)[0]);
    if (same_length(d, names.at, at.size(), "tick_label", words->size()))
        d.axes().set_ticks(names.position_axis(), at, std::move(*words));
}

void draw_plain(const Draft& d, const Names& names) {
    Bars bars = style_of(d, names);
    const auto color = colors(d, "color");
    bars.color = color ? *color : next_color(d);
    bars.label = label_of(d);
    if (d.fields().boolean("log", false)) d.axes().set_log_scale(names.value_axis());
    std::optional<Values> at, length;
    if (names.horizontal) {
        length = axis_values(d, names.length, Direction::x);
        at = axis_values(d, names.at, Direction::y);
    } else {
        at = axis_values(d, names.at, Direction::x);
        length = axis_values(d, names.length, Direction::y);
    }
    std::optional<Values> thickness = d.has(names.thickness) ? plain_values(d, names.thickness) : Values{0.8};
    std::optional<Values> base = d.has(names.base) ? axis_values(d, names.base, names.value_axis()) : Values{0};
    if (!at || !length || !thickness || !base) return;
    // As numpy broadcasts: whatever has one value is repeated.
    std::size_t n = at->size();
    std::string_view longest = names.at;
    auto widen = [&](std::string_view name, std::size_t size) {
        if (n != 1 || size == 1) return;
        n = size;
        longest = name;
    };
    widen(names.length, length->size());
    widen(names.thickness, thickness->size());
    widen(names.base, base->size());
    if (at->size() == 1 && n != 1) at->assign(n, (*at)[0]);
    if (length->size() != 1 && length->size() != n) {
        same_length(d, longest, n, names.length, length->size());
        return;
    }
    if (!broadcast(d, names.length, *length, longest, n) || !broadcast(d, names.thickness, *thickness, longest, n) ||
        !broadcast(d, names.base, *base, longest, n))
        return;
    bars.at = std::move(*at);
    bars.length = std::move(*length);
    bars.thickness = std::move(*thickness);
    bars.base = std::move(*base);
    const auto labels = read_bar_labels(d, n, 1);
    add_bars(d, bars);
    const auto errors = add_errors(d, bars);
    if (labels) add_bar_labels(d, *labels, bars, bars.length, errors, 0);
    set_tick_labels(d, names, bars.at);
}

// ---- Several series

struct Series {
    std::string label;
    Values length;  // NaN: a missing bar
    std::optional<ColorSpec> color;
};

// Places on the axis for text positions: 0, 1, 2, ... with the names as ticks, or the axis's own categories.
std::optional<Values> places_of(const Draft& d, const Names& names, const Column& column) {
    const Direction axis = names.position_axis();
    if (column.type != ColumnType::text || d.axes().is_category(axis))
        return d.axes().convert(axis, column, d.span_of(names.at));
    Values at = counting(column.size());
    d.axes().set_ticks(axis, at, column.texts);
    return at;
}

void draw_series(const Draft& d, const Names& names, const Values& at, std::vector<Series> series) {
    if (series.empty()) return;
    const bool stacked = d.fields().text("mode", "grouped") == "stacked";
    if (d.fields().boolean("log", false)) d.axes().set_log_scale(names.value_axis());
    const std::size_t n = at.size();
    std::optional<Values> thickness = d.has(names.thickness) ? plain_values(d, names.thickness) : Values{0.8};
    std::optional<Values> base = d.has(names.base) ? axis_values(d, names.base, names.value_axis()) : Values{0};
    if (!thickness || !base || !broadcast(d, names.thickness, *thickness, names.at, n) ||
        !broadcast(d, names.base, *base, names.at, n))
        return;
    const auto color = colors(d, "color");
    if (color && color->colors.size() > 1 && color->colors.size() < series.size()) {
        d.error("color", fmt::format("color has {} colours for {} series", color->colors.size(), series.size()));
        return;
    }
    Bars bars = style_of(d, names);
    const double count = static_cast<double>(series.size());
    const auto labels = read_bar_labels(d, n * series.size(), series.size());
    for (std::size_t i = 0; i < series.size(); ++i) {
        Bars one = bars;
        if (series[i].color)
            one.color = {false, {*series[i].color}};
        else if (!color)
            one.color = next_color(d);
        else
            one.color = {false, {color->colors[color->colors.size() > 1 ? i : 0]}};
        one.label.given = true;
        one.label.texts = {series[i].label};
        one.length = series[i].length;
        for (double& v : one.length)
            if (std::isnan(v)) v = 0;
        one.at = at;
        one.thickness = *thickness;
        one.base = *base;
        if (stacked) {
            for (std::size_t j = 0; j < n; ++j) (*base)[j] += one.length[j];
        } else {
            for (std::size_t j = 0; j < n; ++j) {
                one.thickness[j] = (*thickness)[j] / count;
                one.at[j] = at[j] + (static_cast<double>(i) - (count - 1) / 2) * one.thickness[j];
            }
        }
        add_bars(d, one);
        const auto errors = add_errors(d, one);
        if (labels) add_bar_labels(d, *labels, one, series[i].length, errors, i * n);
    }
    set_tick_labels(d, names, at);
}

void draw_mapping(const Draft& d, const Names& names) {
    const ColumnPtr column = d.group.column(names.at);
    if (!column) return;
    const FieldValue& v = *figure::given(d.fields(), names.length);
    const auto columns = d.group.series(names.length);
    const auto& entries = v.value->entries;
    if (columns.size() != entries.size()) {
        d.out.failed = true;  // reported by the group
        return;
    }
    std::vector<Series> series;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (columns[i]->type == ColumnType::text || columns[i]->type == ColumnType::date) {
            d.error(names.length, fmt::format("'{}' in '{}' must be numbers", entries[i].key, names.length));
            return;
        }
        series.push_back({entries[i].key, columns[i]->numbers, {}});
    }
    const auto at = places_of(d, names, *column);
    if (!at) return;
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series[i].length.size() != at->size()) {
            d.error(names.length, fmt::format("{} has {} values, '{}' in {} has {}", names.at, at->size(),
                                              entries[i].key, names.length, series[i].length.size()));
            return;
        }
    draw_series(d, names, *at, std::move(series));
}

// The distinct positions of several columns, in order of first appearance, and the place of each row among them.
class Positions {
public:
    // No value for a row whose position is missing.
    std::optional<std::size_t> place(const Column& column, std::size_t row, bool add) {
        if (column.type == ColumnType::text) {
            if (row < column.missing.size() && column.missing[row]) return std::nullopt;
            return find(texts_, column.texts[row], add, [&] { all_.texts.push_back(column.texts[row]); });
        }
        const double v = column.numbers[row];
        if (std::isnan(v)) return std::nullopt;
        return find(numbers_, v, add, [&] { all_.numbers.push_back(v); });
    }
    void add(const Column& column) {
        all_.type = column.type;
        all_.integers = column.integers;
        const std::size_t n = column.size();
        for (std::size_t i = 0; i < n; ++i) {
            poll(i);
            place(column, i, true);
        }
    }
    const Column& all() const { return all_; }

private:
    template <class Map, class Key, class F>
    std::optional<std::size_t> find(Map& map, const Key& key, bool add, F&& append) {
        const auto at = map.find(key);
        if (at != map.end()) return at->second;
        if (!add) return std::nullopt;
        const std::size_t place = map.size();
        map.emplace(key, place);
        append();
        return place;
    }

    std::map<std::string, std::size_t> texts_;
    std::map<double, std::size_t> numbers_;
    Column all_;
};

Prepared draw_by(const LayerInput& in, const Names& names) {
    Prepared out;
    const std::size_t before = in.axes.diagnostics().error_count();
    const Draft d{in, *in.groups.front(), out};
    Positions positions;
    std::vector<ColumnPtr> at;
    bool complete = true;
    if (in.whole) {
        if (const ColumnPtr all = in.whole->column(names.at)) positions.add(*all);
    }
    for (const auto& group : in.groups) {
        at.push_back(group->column(names.at));
        complete = complete && at.back();
        if (at.back()) positions.add(*at.back());
    }
    std::vector<Series> series;
    for (std::size_t g = 0; complete && g < at.size(); ++g) {
        const Draft one{in, *in.groups[g], out};
        const auto length = plain_values(one, names.length);
        if (!length || !same_length(one, names.at, at[g]->size(), names.length, length->size())) {
            complete = false;
            break;
        }
        Series s{in.groups[g]->label(), Values(positions.all().size(), std::nan("")), {}};
        if (in.groups[g]->fields())
            if (const auto own = colors(one, "color")) s.color = own->colors.front();
        for (std::size_t i = 0; i < length->size(); ++i)
            if (const auto place = positions.place(*at[g], i, false)) s.length[*place] = (*length)[i];
        series.push_back(std::move(s));
    }
    if (complete)
        if (const auto places = places_of(d, names, positions.all())) draw_series(d, names, *places, std::move(series));
    if (!complete || in.axes.diagnostics().error_count() != before) out.failed = true;
    return out;
}

Prepared prepare(const LayerInput& in, const Names& names) {
    if (in.by) return draw_by(in, names);
    return for_each_group(in, [&](const Draft& d) {
        const FieldValue* length = figure::given(d.fields(), names.length);
        if (length && length->as == spec::mapping)
            draw_mapping(d, names);
        else
            draw_plain(d, names);
    });
}

}  // namespace

constinit const FieldTable bar_table{.name = "layer 'bar'", .fields = bar_fields, .bases = bases};
constinit const FieldTable barh_table{.name = "layer 'barh'", .fields = barh_fields, .bases = bases};

Prepared prepare_bar(const LayerInput& in) { return prepare(in, vertical_names); }
Prepared prepare_barh(const LayerInput& in) { return prepare(in, horizontal_names); }

}  // namespace plotmill::layers
