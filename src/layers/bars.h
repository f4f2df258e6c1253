// Bars as Axes.bar and barh make them, also for histograms. Called by one thread per figure.
#pragma once

#include "layers/args.h"

namespace plotmill::layers {

// One series of bars. `at` is where they stand on the axis of positions, `thickness` their extent there; they reach
// from `base` to `base + length` on the axis of values. The four lists are equally long.
struct Bars {
    bool horizontal = false;
    Values at, length, thickness, base;
    bool centred = true;      // align="center"; else `at` is the left (lower) edge
    figure::ColorList color;  // repeated over the bars
    std::optional<figure::ColorList> edgecolor;
    Values linewidths;                 // empty: rcParams
    std::vector<std::string> hatches;  // empty: none
    figure::PatchKeywords properties;  // laid over the above (Artist.set)
    bool sticky = true;
    Label label;
};

// Adds the bars and the legend's handles. A list of labels must have one for each bar, else it is reported.
void add_bars(const Draft& d, const Bars& bars);

}  // namespace plotmill::layers
