// stackplot: areas stacked on each other.
#include <fmt/format.h>

#include "layers/areas.h"
#include "layers/kinds.h"
#include "spec/common_fields.h"

namespace plotmill::layers {

namespace {

using namespace spec;

constexpr std::string_view baseline_words[] = {"zero", "sym", "wiggle", "weighted_wiggle"};

constexpr Field fields[] = {
    {.name = "x", .accepts = array, .doc = "x positions", .required = true},
    {.name = "y",
     .accepts = array,
     .doc = "heights of the areas: one row, or one expression, for each",
     .required = true},
    {.name = "labels", .accepts = string | list, .doc = "the legend's words, one for each area", .items = string},
    {.name = "colors", .accepts = color | list | null_, .doc = "colours of the areas, repeated", .items = color},
    {.name = "baseline", .accepts = word, .doc = "where the stack begins", .words = baseline_words},
};
constexpr const FieldTable* bases[] = {&collection_properties, &data_properties};

// The lowest curve; the areas' upper curves in `stack` (so far plain sums) are moved with it.
Values first_line(std::string_view baseline, const std::vector<Values>& y, std::vector<Values>& stack) {
    const std::size_t m = y.size(), n = y[0].size();
    Values first(n, 0);
    if (baseline == "zero") return first;
    const Values total = stack.back();
    if (baseline == "sym") {
        for (std::size_t j = 0; j < n; ++j) first[j] = -total[j] * 0.5;
    } else if (baseline == "wiggle") {
        const double count = static_cast<double>(m);
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t i = 0; i < m; ++i) first[j] += y[i][j] * (count - 0.5 - static_cast<double>(i));
            first[j] /= -count;
        }
    } else {
        double center = 0;
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t i = 0; i < m; ++i) {
                const double increase = j == 0 ? y[i][0] : y[i][j] - y[i][j - 1];
                const double below = total[j] - stack[i][j] + 0.5 * y[i][j];
                const double move_up = j == 0 ? 0.5 : total[j] > 0 ? below / total[j] : 0;
                center += (move_up - 0.5) * increase;
            }
            first[j] = center - 0.5 * total[j];
        }
    }
    for (Values& row : stack)
        for (std::size_t j = 0; j < n; ++j) row[j] += first[j];
    return first;
}

void draw(const Draft& d) {
    const auto x = axis_values(d, "x", Direction::x);
    const auto y = axis_series(d, "y", Direction::y, Part::rows);
    if (!x || !y || y->empty()) return;
    for (const Values& row : *y)
        if (!same_length(d, "x", x->size(), "y", row.size())) return;
    const auto own = colors(d, "colors");
    const auto labels = texts(d, "labels").value_or(std::vector<std::string>{});
    if (labels.size() > y->size())
        d.axes().diagnostics().warning(
            d.span_of("labels"),
            fmt::format("labels has {} texts for {} area{}", labels.size(), y->size(), y->size() == 1 ? "" : "s"));
    const figure::CollectionKeywords keywords = figure::collection_keywords(d.fields(), false);
    std::vector<Values> stack = *y;
    for (std::size_t i = 1; i < stack.size(); ++i)
        for (std::size_t j = 0; j < x->size(); ++j) stack[i][j] += stack[i - 1][j];
    Area area;
    area.along = *x;
    area.first = first_line(d.fields().text("baseline", "zero"), *y, stack);
    area.sticky = {0};
    for (std::size_t i = 0; i < stack.size(); ++i) {
        figure::CollectionKeywords k = keywords;
        const ColorSpec color = own && !own->colors.empty() ? own->colors[i % own->colors.size()]
                                                            : ColorSpec{-1, false, d.axes().next_line_color()};
        k.facecolor = figure::ColorList{false, {color}};
        area.second = stack[i];
        add_area(d, area, k, i < labels.size() ? labels[i] : std::string());
        area.first = stack[i];
        area.sticky.clear();
    }
}

}  // namespace

constinit const FieldTable stackplot_table{.name = "layer 'stackplot'", .fields = fields, .bases = bases};

Prepared prepare_stackplot(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
