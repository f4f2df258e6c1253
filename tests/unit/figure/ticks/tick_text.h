// Ticks as one line of text, for tables of expectations: "0=0.0 | 0.5=0.5 | 1=1.0", positions to 12 digits, labels
// without Matplotlib's \mathdefault wrapper.
#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "base/numbers.h"
#include "figure/ticks/ticks.h"

namespace plotmill::figure {

inline std::string plain_label(const std::string& label) {
    const std::string prefix = "$\\mathdefault{";
    if (!label.starts_with(prefix)) return label;
    return label.substr(prefix.size(), label.size() - prefix.size() - 2);
}

inline std::string joined(const std::vector<std::string>& parts, const char* separator = " | ") {
    std::string out;
    for (const std::string& p : parts) out += (out.empty() ? "" : separator) + p;
    return out;
}

inline std::string positions_text(const std::vector<double>& positions) {
    std::vector<std::string> parts;
    for (double p : positions) parts.push_back(format_g(p, 12));
    return joined(parts, " ");
}

// Those inside the view; `only_labelled`: of these the ones with a label.
inline std::string ticks_text(const std::vector<double>& positions, const std::vector<std::string>& labels,
                              const AxisView& view, bool only_labelled = false) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < positions.size(); ++i)
        if (tick_in_view(positions[i], view) && !(only_labelled && labels[i].empty()))
            parts.push_back(format_g(positions[i], 12) + "=" + plain_label(labels[i]));
    return joined(parts);
}

// What set_xlim does to the limits, then all ticks.
struct AxisTicks {
    AxisView view;
    std::string major, minor, offset;
};

inline AxisTicks axis_ticks(AxisView view, const AxisDefaults& tick) {
    const bool inverted = view.lo > view.hi;
    auto [lo, hi] = nonsingular(tick.major, view.lo, view.hi, view.minpos, view.scale);
    std::tie(lo, hi) = view.scale.limit_range(lo, hi, view.minpos);
    view.lo = inverted ? hi : lo;
    view.hi = inverted ? lo : hi;
    const std::vector<double> major = tick_positions(tick.major, view);
    const TickLabels labels = format_ticks(tick.major_format, tick.major, major, view);
    const std::vector<double> minor = minor_tick_positions(tick.minor, major, view);
    const TickLabels minor_labels = format_ticks(tick.minor_format, tick.minor, minor, view);
    return {view, ticks_text(major, labels.labels, view), ticks_text(minor, minor_labels.labels, view, true),
            labels.offset};
}

}  // namespace plotmill::figure
