#include "lint/legends.h"

#include <algorithm>

namespace plotmill::lint {

namespace {

constexpr std::size_t most_compared = 200;  // entries of one layer

// Of the entries of one layer, those that look as an earlier one with another name does.
void check_looks(const resolve::LegendSpec& legend, Report& report) {
    const auto& handles = legend.handles;
    const auto label = [&](std::size_t i) { return i < legend.labels.size() ? legend.labels[i] : handles[i].label; };
    // Containers come last, so that the entries of one layer are neighbours all the same.
    for (std::size_t begin = 0; begin < handles.size();) {
        std::size_t end = begin + 1;
        while (end < handles.size() && handles[end].layer == handles[begin].layer) ++end;
        std::size_t same = 0, first = 0, like = 0;
        for (std::size_t i = begin; i < std::min(end, begin + most_compared); ++i)
            for (std::size_t k = begin; k < i; ++k)
                if (handles[i].content == handles[k].content && label(i) != label(k)) {
                    if (same++ == 0) first = i, like = k;
                    break;
                }
        if (same > 0)
            report.say(Check::categories, legend.span,
                       std::to_string(same) + " of the " + std::to_string(end - begin) +
                           " entries that the legend has for " + report.layer_name(handles[begin].layer) +
                           (same == 1 ? " looks as another does: " : " look as others do: ") + quoted(label(first)) +
                           " as " + quoted(label(like)),
                       "a longer cycle ('rc: {axes.prop_cycle: ...}'), fewer groups, or a 'facet' tells them apart",
                       report.place_of_layer(handles[begin].layer), "the layer");
        begin = end;
    }
}

}  // namespace

void check_legends(const resolve::ResolvedFigure& figure, Report& report) {
    const auto check = [&](const resolve::LegendSpec& legend) {
        if (report.on(Check::legend) && legend.handles.empty())
            report.say(Check::legend, legend.span, "the legend has nothing to show: no layer has a 'label'",
                       "a layer with a 'label' (or with 'by') gets an entry; without 'legend' there is no empty box");
        if (report.on(Check::categories)) check_looks(legend, report);
    };
    for (const resolve::ResolvedAxes& axes : figure.axes)
        if (axes.legend) check(*axes.legend);
    if (figure.legend) check(*figure.legend);
}

}  // namespace plotmill::lint
