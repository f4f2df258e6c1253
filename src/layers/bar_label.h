// Numbers (or words) on bars, as Axes.bar_label sets them: for bar, barh and hist. Called by one thread per figure.
#pragma once

#include "layers/bars.h"
#include "layers/errorbars.h"

namespace plotmill::layers {

extern const spec::FieldTable bar_label_table;  // the mapping's keys

inline constexpr spec::Field bar_label_field{
    .name = "bar_label",
    .accepts = spec::flag | spec::string | spec::object,
    .doc =
        "numbers on the bars: true, a format as \"%.1f\" or \"{x:,.0f}\", or {labels, fmt, label_type, padding, ...}",
    .table = &bar_label_table};

struct BarLabels {
    std::string fmt = "%g";
    std::vector<std::optional<std::string>> labels;  // empty, or one for each bar of all series; none: the number
    bool center = false;
    double padding = 0;  // points
    figure::TextProps props;
    figure::ArtistKeywords keywords;
};

// What the layer's `bar_label` asks for. `bars`, `series`: how many labels it may give, and to how many series they
// belong. No value where nothing was asked for, and after a report.
std::optional<BarLabels> read_bar_labels(const Draft& d, std::size_t bars, std::size_t series);

// Labels one series. `values`: a bar whose value is NaN gets none. `errors`: error bars along the bars; a label then
// stands beyond them. `first`: the place of the series' first label in `labels`.
void add_bar_labels(const Draft& d, const BarLabels& labels, const Bars& bars, const Values& values,
                    const std::optional<ErrorLengths>& errors, std::size_t first);

}  // namespace plotmill::layers
