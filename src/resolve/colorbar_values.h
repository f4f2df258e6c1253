// What a colour bar shows, in numbers: the edges of its colours, the values that stand for them, where they are along
// the bar and how long its ends beyond it are (Colorbar._process_values, _proportional_y, _mesh). Pure functions.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "figure/artist.h"
#include "figure/scale.h"

namespace plotmill::resolve {

struct BarOptions {
    bool below = false, above = false;  // extend; of contours their own
    bool uniform = true;                // spacing of boundaries
    bool auto_ends = false;             // extendfrac: auto
    std::pair<double, double> ends{0.05, 0.05};
    std::vector<double> boundaries, values;  // the job's; empty: those of the norm
};

struct BarValues {
    bool below = false, above = false;
    bool by_edges = false;           // colours between boundaries that were given, not along the norm
    std::vector<double> boundaries;  // those beyond the ends included
    std::vector<double> values;      // of the colours, one between each two boundaries
    std::vector<double> places;      // of the boundaries within the bar
    double low = 0, high = 1;
    double end_low = 0, end_high = 0;  // lengths of the ends, as shares of the bar between them
    figure::Scale scale;
};

BarValues bar_values(const figure::Mappable& mappable, const BarOptions& options);

// Colorbar._locate: where a value is along the bar.
double bar_place(const BarValues& bar, const style::Norm& norm, double value);

// FixedLocator with nbins=10: every n-th, with the one that is nearest to 0.
std::vector<double> thinned(const std::vector<double>& all);

}  // namespace plotmill::resolve
