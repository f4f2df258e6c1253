// Histograms as NumPy 1.24 makes them: bin edges by number or by rule, counts, densities; quantiles. Numbers in,
// numbers out; pure functions, any thread. Faults have no place, the caller adds one.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/wide.h"

namespace plotmill::stats {

struct Range {
    double first = 0, last = 1;
};

enum class BinRule : std::uint8_t { automatic, doane, fd, rice, scott, sqrt, stone, sturges };
std::optional<BinRule> parse_bin_rule(std::string_view name);  // "auto", "doane", ...
std::span<const std::string_view> bin_rule_names();

inline constexpr std::size_t max_bins = 10'000'000;

// numpy.histogram_bin_edges. Without a range, all values must be finite. Values outside of a range do not count.
Result<std::vector<double>> bin_edges(std::span<const double> values, std::size_t bins,
                                      std::optional<Range> range = {});
Result<std::vector<double>> bin_edges(std::span<const double> values, BinRule rule, std::optional<Range> range = {});
// Edges as given: at least one, and they must not decrease.
Status check_edges(std::span<const double> edges);

// numpy.histogram with edges: bins are half-open but for the last, which is closed; NaN is in none. `weights` is empty,
// or one a value. One count per bin (edges - 1).
std::vector<double> histogram(std::span<const double> values, std::span<const double> edges,
                              std::span<const double> weights = {});

// numpy.histogram with a number of bins over a finite range: the fast path, whose rounding at edges is its own.
std::vector<double> uniform_histogram(std::span<const double> values, Range range, std::size_t bins,
                                      std::span<const double> weights = {}, bool wide = wide_loops());

// numpy.histogram2d with edges both ways: one row of counts for each bin of y, in it one for each of x.
std::vector<double> histogram2d(std::span<const double> x, std::span<const double> y, std::span<const double> x_edges,
                                std::span<const double> y_edges, std::span<const double> weights = {});
// Over the areas of the bins and their sum (density=True).
std::vector<double> density2d(std::span<const double> counts, std::span<const double> x_edges,
                              std::span<const double> y_edges);

// Counts over bin widths and their sum (density=True).
std::vector<double> density(std::span<const double> counts, std::span<const double> edges);

// numpy.quantile (linear): `sorted` ascending, not empty, no NaN; 0 <= q <= 1.
double quantile(std::span<const double> sorted, double q);

double mean(std::span<const double> values);
double standard_deviation(std::span<const double> values);  // of the population (ddof 0)

}  // namespace plotmill::stats
