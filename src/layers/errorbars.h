// Error bars as Axes.errorbar makes them, for errorbar itself and for bars with errors. Called by one thread per
// figure.
#pragma once

#include "layers/args.h"
#include "layers/format.h"

namespace plotmill::layers {

struct ErrorLengths {
    Values low, high;  // at least 0, one for each point
};

struct Errorbars {
    Values x, y;  // equal lengths
    std::optional<ErrorLengths> xerr, yerr;
    std::vector<bool> lolims, uplims, xlolims, xuplims;  // empty, or one for each point
    std::vector<bool> every;                             // empty: bars at every point
    bool line = true;                                    // false: fmt "none", only bars and caps
    figure::LineKeywords keywords;                       // of the data line; format already applied
    std::optional<figure::ColorList> ecolor;             // as the line
    std::optional<double> elinewidth, capsize, capthick;
    bool barsabove = false;
    std::string label;
};

// The argument `name` (a length for all points, one for each, or two rows of them) for `n` points named `against`. No
// value where it was not given or is faulty.
std::optional<ErrorLengths> error_lengths(const Draft& d, std::string_view name, std::string_view against,
                                          std::size_t n);

// What `fields` (an errorbar's, or a bar's error_kw) say about caps, colours and lines.
void read_errorbar_style(const spec::Fields& fields, Errorbars& out);

// Adds the data line, the bars, the caps and the legend's handle.
void add_errorbars(const Draft& d, Errorbars bars);

}  // namespace plotmill::layers
