// violinplot: estimated densities of sets of values, mirrored.
#include <algorithm>
#include <cmath>

#include "base/sort.h"
#include "layers/areas.h"
#include "layers/kinds.h"
#include "layers/segments.h"
#include "layers/sets.h"
#include "spec/common_fields.h"
#include "stats/bins.h"
#include "stats/kde.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view bandwidth_words[] = {"scott", "silverman"};

constexpr Field fields[] = {
    {.name = "dataset",
     .accepts = array | position,
     .doc = "the values; several sets as a list of expressions or of lists",
     .required = true},
    {.name = "positions", .accepts = array | null_, .doc = "where the violins stand; 1, 2, ... by default"},
    {.name = "vert", .accepts = flag, .doc = "false lays the violins on their side"},
    {.name = "widths",
     .accepts = number | list,
     .doc = "greatest width of the violins, or one for each",
     .items = number},
    {.name = "showmeans", .accepts = flag, .doc = "a line at the mean"},
    {.name = "showextrema", .accepts = flag, .doc = "lines at the extremes and between them"},
    {.name = "showmedians", .accepts = flag, .doc = "a line at the median"},
    {.name = "quantiles",
     .accepts = array | null_,
     .doc = "lines at these quantiles (0 to 1): a list for each violin, or one list for a single violin"},
    {.name = "points",
     .accepts = integer,
     .doc = "at how many points the densities are estimated",
     .min = 1,
     .max = 100'000},
    {.name = "bw_method",
     .accepts = word | number | null_,
     .doc = "the kernel's bandwidth: scott, silverman, or in standard deviations",
     .words = bandwidth_words,
     .positive = true},
};
constexpr const FieldTable* bases[] = {&data_properties};

// numpy.linspace.
Values spread(double first, double last, std::size_t n) {
    Values out(n, first);
    const double step = n > 1 ? (last - first) / static_cast<double>(n - 1) : 0;
    for (std::size_t i = 1; i < n; ++i) out[i] = static_cast<double>(i) * step + first;
    if (n > 1) out.back() = last;
    return out;
}

Values density(const Draft& d, const Values& values, const Values& at) {
    if (std::all_of(values.begin(), values.end(), [&](double v) { return v == values[0]; })) {
        Values out;
        for (double v : at) out.push_back(v == values[0] ? 1 : 0);
        return out;
    }
    double factor = stats::scott_factor(values.size());
    if (const FieldValue* v = figure::given(d.fields(), "bw_method")) {
        if (const auto* own = std::get_if<double>(&v->data))
            factor = *own;
        else if (v->text() == "silverman")
            factor = stats::silverman_factor(values.size());
    }
    return stats::gaussian_kde(values, factor, at);
}

// Evaluating costs values times points.
constexpr double max_work = 4e9;

void draw(const Draft& d, const Sets& sets) {
    const std::size_t n = sets.values.size();
    const auto place = read_positions(d, n);
    const auto widths = widths_of(d, "widths", n, 0.5);
    if (!place || !widths) return;
    std::vector<Values> quantiles(n);
    if (d.has("quantiles")) {
        auto own = plain_series(d, "quantiles", Part::rows);
        if (!own) return;
        if (own->size() != 1 || !own->front().empty()) {
            if (!same_length(d, "dataset", n, "quantiles", own->size())) return;
            quantiles = std::move(*own);
        }
        for (const Values& q : quantiles)
            for (double v : q)
                if (!(v >= 0 && v <= 1)) {
                    d.error("quantiles", "'quantiles' must be from 0 to 1");
                    return;
                }
    }
    const auto points = static_cast<std::size_t>(d.fields().number("points", 100));
    double work = 0;
    for (const Values& v : sets.values) {
        if (v.empty() || std::any_of(v.begin(), v.end(), [](double x) { return !std::isfinite(x); })) {
            d.error("dataset", v.empty() ? "a set of 'dataset' has no values" : "'dataset' has missing values");
            return;
        }
        work += static_cast<double>(v.size()) * static_cast<double>(points);
    }
    if (work > max_work) {
        d.error("points", "too many values times 'points' for an estimate");
        return;
    }

    const bool vertical = d.fields().boolean("vert", true);
    const ColorSpec color{-1, false, d.axes().next_line_color()};
    figure::CollectionKeywords body;
    body.facecolor = figure::ColorList{false, {color}};
    body.alpha = 0.3;
    figure::CollectionKeywords lines;
    lines.edgecolor = figure::ColorList{false, {color}};

    Values means, mins, maxes, medians, at_quantiles, low, high, low_quantiles, high_quantiles;
    for (std::size_t i = 0; i < n; ++i) {
        Values sorted = sets.values[i];
        sort_values(sorted.begin(), sorted.end());
        const double pos = place->at[i], width = (*widths)[i];
        Area area;
        area.vertical = !vertical;
        area.along = spread(sorted.front(), sorted.back(), points);
        const Values density_at = density(d, sets.values[i], area.along);
        const double most = *std::max_element(density_at.begin(), density_at.end());
        for (double v : density_at) {
            const double reach = 0.5 * width * v / most;
            area.first.push_back(-reach + pos);
            area.second.push_back(reach + pos);
        }
        add_area(d, area, body, "");
        means.push_back(stats::mean(sets.values[i]));
        mins.push_back(sorted.front());
        maxes.push_back(sorted.back());
        const std::size_t half = sorted.size() / 2;
        medians.push_back(sorted.size() % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2);
        low.push_back(-0.25 * width + pos);
        high.push_back(0.25 * width + pos);
        for (double q : quantiles[i]) {
            at_quantiles.push_back(stats::quantile(sorted, 100 * q / 100));
            low_quantiles.push_back(low.back());
            high_quantiles.push_back(high.back());
        }
    }
    if (d.fields().boolean("showmeans", false)) add_segments(d, means, low, high, !vertical, lines);
    if (d.fields().boolean("showextrema", true)) {
        add_segments(d, maxes, low, high, !vertical, lines);
        add_segments(d, mins, low, high, !vertical, lines);
        add_segments(d, place->at, mins, maxes, vertical, lines);
    }
    if (d.fields().boolean("showmedians", false)) add_segments(d, medians, low, high, !vertical, lines);
    if (!at_quantiles.empty()) add_segments(d, at_quantiles, low_quantiles, high_quantiles, !vertical, lines);
    if (!sets.labels.empty()) d.axes().add_ticks(vertical ? Direction::x : Direction::y, place->at, sets.labels);
}

}  // namespace

constinit const FieldTable violinplot_table{.name = "layer 'violinplot'", .fields = fields, .bases = bases};

Prepared prepare_violinplot(const LayerInput& in) { return draw_sets(in, "dataset", draw); }

}  // namespace plotmill::layers
