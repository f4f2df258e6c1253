#include "stats/bins.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>

#include "base/arrays.h"
#include "base/sort.h"
#include "base/watch.h"

namespace plotmill::stats {
namespace {

constexpr std::array<std::string_view, 8> rule_names = {"auto",  "doane", "fd",    "rice",
                                                        "scott", "sqrt",  "stone", "sturges"};
constexpr std::size_t block = 65536;  // NumPy's: sums of weights are rounded block by block

Diagnostic fault(std::string message) { return error_at({}, std::move(message)); }

Result<Range> outer_edges(std::span<const double> values, std::optional<Range> range) {
    Range r{0, 1};
    if (range) {
        r = *range;
        if (r.first > r.last) return fault("the range's end lies before its start");
        if (!std::isfinite(r.first) || !std::isfinite(r.last)) return fault("the range is not finite");
    } else if (!values.empty()) {
        r = {values[0], values[0]};
        for (double v : values) {
            if (!std::isfinite(v)) return fault("the values are not all finite, so that their range is not either");
            r.first = std::min(r.first, v);
            r.last = std::max(r.last, v);
        }
    }
    if (r.first == r.last) {
        r.first -= 0.5;
        r.last += 0.5;
    }
    return r;
}

double spread(std::span<const double> x) {
    const auto [low, high] = std::minmax_element(x.begin(), x.end());
    return *high - *low;
}

double size_of(std::span<const double> x) { return static_cast<double>(x.size()); }

// Widths of bins by the rules; 0 where a rule knows none. x is not empty.
double fd_width(std::span<const double> x) {
    std::vector<double> sorted(x.begin(), x.end());
    sort_values(sorted.begin(), sorted.end());
    const double iqr = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    return 2.0 * iqr * std::pow(size_of(x), -1.0 / 3.0);
}

double sturges_width(std::span<const double> x) { return spread(x) / (std::log2(size_of(x)) + 1.0); }

double doane_width(std::span<const double> x) {
    if (x.size() <= 2) return 0;
    const double n = size_of(x);
    const double sg1 = std::sqrt(6.0 * (n - 2) / ((n + 1.0) * (n + 3)));
    const double sigma = standard_deviation(x);
    if (!(sigma > 0)) return 0;
    const double center = mean(x);
    std::vector<double> cubes(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) cubes[i] = std::pow((x[i] - center) / sigma, 3);
    const double g1 = mean(cubes);
    return spread(x) / (1.0 + std::log2(n) + std::log2(1.0 + std::fabs(g1) / sg1));
}

double stone_width(std::span<const double> x, Range range) {
    const double n = size_of(x), width = spread(x);
    if (x.size() <= 1 || width == 0) return 0;
    const auto most = std::max<std::size_t>(100, static_cast<std::size_t>(std::sqrt(n)));
    std::size_t best = 1;
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t bins = 1; bins <= most; ++bins) {
        double dot = 0;
        for (double count : uniform_histogram(x, range, bins)) dot += (count / n) * (count / n);
        const double risk = (2 - (n + 1) * dot) / (width / static_cast<double>(bins));
        if (risk < least) least = risk, best = bins;
    }
    return width / static_cast<double>(best);
}

double rule_width(std::span<const double> x, BinRule rule, Range range) {
    switch (rule) {
        case BinRule::automatic: {
            const double fd = fd_width(x), sturges = sturges_width(x);
            return fd != 0 ? std::min(fd, sturges) : sturges;
        }
        case BinRule::doane:
            return doane_width(x);
        case BinRule::fd:
            return fd_width(x);
        case BinRule::rice:
            return spread(x) / (2.0 * std::pow(size_of(x), 1.0 / 3));
        case BinRule::scott:
            return std::pow(24.0 * std::pow(std::numbers::pi, 0.5) / size_of(x), 1.0 / 3.0) * standard_deviation(x);
        case BinRule::sqrt:
            return spread(x) / std::sqrt(size_of(x));
        case BinRule::stone:
            return stone_width(x, range);
        case BinRule::sturges:
            return sturges_width(x);
    }
    return 0;
}

}  // namespace

std::optional<BinRule> parse_bin_rule(std::string_view name) {
    const auto found = std::find(rule_names.begin(), rule_names.end(), name);
    if (found == rule_names.end()) return std::nullopt;
    return static_cast<BinRule>(found - rule_names.begin());
}

std::span<const std::string_view> bin_rule_names() { return rule_names; }

Result<std::vector<double>> bin_edges(std::span<const double> values, std::size_t bins, std::optional<Range> range) {
    if (bins < 1) return fault("expected at least one bin");
    if (bins > max_bins) return fault("too many bins (more than " + std::to_string(max_bins) + ")");
    auto outer = outer_edges(values, range);
    if (!outer) return outer.take_errors();
    return linspace(outer->first, outer->last, bins + 1);
}

Result<std::vector<double>> bin_edges(std::span<const double> values, BinRule rule, std::optional<Range> range) {
    auto outer = outer_edges(values, range);
    if (!outer) return outer.take_errors();
    std::vector<double> inside;
    if (range) {
        std::copy_if(values.begin(), values.end(), std::back_inserter(inside),
                     [&](double v) { return v >= outer->first && v <= outer->last; });
        values = inside;
    }
    double bins = 1;
    if (!values.empty()) {
        const double width = rule_width(values, rule, *outer);
        if (width != 0) bins = std::ceil((outer->last - outer->first) / width);
    }
    if (!(bins >= 1 && bins <= static_cast<double>(max_bins)))
        return fault("the rule '" + std::string(rule_names[static_cast<std::size_t>(rule)]) +
                     "' asks for too many bins (the values lie too far apart; give 'bins' or 'range')");
    return linspace(outer->first, outer->last, static_cast<std::size_t>(bins) + 1);
}

Status check_edges(std::span<const double> edges) {
    if (edges.empty()) return fault("expected at least one bin edge");
    for (std::size_t i = 1; i < edges.size(); ++i)
        if (edges[i - 1] > edges[i]) return fault("bin edges must increase");
    return Ok{};
}

std::vector<double> histogram(std::span<const double> values, std::span<const double> edges,
                              std::span<const double> weights) {
    assert(weights.empty() || weights.size() == values.size());
    if (edges.size() < 2) return {};
    std::vector<double> cumulated(edges.size(), 0.0);
    std::vector<std::pair<double, double>> part;
    std::vector<double> sums;
    // NaN sorts behind everything, as in NumPy.
    const auto before = [](double a, double b) { return a < b || (std::isnan(b) && !std::isnan(a)); };
    for (std::size_t start = 0; start < values.size(); start += block) {
        const std::size_t n = std::min(block, values.size() - start);
        poll_now();
        part.clear();
        for (std::size_t i = start; i < start + n; ++i)
            part.emplace_back(values[i], weights.empty() ? 1.0 : weights[i]);
        std::stable_sort(part.begin(), part.end(),
                         [&](const auto& a, const auto& b) { return before(a.first, b.first); });
        sums.assign(1, 0.0);
        double total = 0;
        for (const auto& p : part) sums.push_back(total += p.second);
        for (std::size_t k = 0; k < edges.size(); ++k) {
            const bool last = k + 1 == edges.size();
            const auto at = last ? std::upper_bound(part.begin(), part.end(), edges[k],
                                                    [&](double e, const auto& p) { return before(e, p.first); })
                                 : std::lower_bound(part.begin(), part.end(), edges[k],
                                                    [&](const auto& p, double e) { return before(p.first, e); });
            cumulated[k] += sums[static_cast<std::size_t>(at - part.begin())];
        }
    }
    std::vector<double> counts(edges.size() - 1);
    for (std::size_t k = 0; k + 1 < edges.size(); ++k) counts[k] = cumulated[k + 1] - cumulated[k];
    return counts;
}

namespace {

#ifdef PLOTMILL_WIDE
constexpr std::size_t most_wide_bins = 16384;

// Counts four values at a time into `counts`, one table for each lane. `slow` takes those that lie so near an edge that
// rounding decides, which is where the index alone does not tell the bin. How many values were done.
template <class Slow>
PLOTMILL_AVX2 std::size_t count_wide(std::span<const double> values, Range range, std::size_t bins, double norm,
                                     std::uint32_t* counts, Slow&& slow) {
    const std::size_t table = bins + 1;  // the last entry is for values out of the range
    const double largest = std::max(std::fabs(range.first), std::fabs(range.last));
    const double margin = 1e-6 + 16 * std::numeric_limits<double>::epsilon() * largest * norm;
    if (!(margin < 0.25)) return 0;
    const __m256d first = _mm256_set1_pd(range.first), last = _mm256_set1_pd(range.last), k = _mm256_set1_pd(norm),
                  near = _mm256_set1_pd(margin), far = _mm256_set1_pd(1 - margin),
                  outside = _mm256_set1_pd(static_cast<double>(bins));
    const std::size_t n = values.size() / 4 * 4;
    alignas(16) std::uint32_t at[4];
    for (std::size_t i = 0; i < n; i += 4) {
        const __m256d v = _mm256_loadu_pd(values.data() + i);
        const __m256d in = _mm256_and_pd(_mm256_cmp_pd(v, first, _CMP_GE_OQ), _mm256_cmp_pd(v, last, _CMP_LE_OQ));
        const __m256d f = _mm256_mul_pd(_mm256_sub_pd(v, first), k);
        const __m256d rest = _mm256_sub_pd(f, _mm256_floor_pd(f));
        const __m256d close = _mm256_or_pd(_mm256_cmp_pd(rest, near, _CMP_LT_OQ), _mm256_cmp_pd(rest, far, _CMP_GT_OQ));
        if (_mm256_movemask_pd(_mm256_and_pd(in, close))) {
            for (std::size_t j = i; j < i + 4; ++j) slow(values[j]);
            continue;
        }
        _mm_store_si128(reinterpret_cast<__m128i*>(at), _mm256_cvttpd_epi32(_mm256_blendv_pd(outside, f, in)));
        for (std::size_t j = 0; j < 4; ++j) ++counts[j * table + at[j]];
    }
    return n;
}
#endif

}  // namespace

std::vector<double> uniform_histogram(std::span<const double> values, Range range, std::size_t bins,
                                      std::span<const double> weights, [[maybe_unused]] bool wide) {
    assert(bins >= 1 && (weights.empty() || weights.size() == values.size()));
    if (range.first == range.last) range = {range.first - 0.5, range.last + 0.5};
    const std::vector<double> edges = linspace(range.first, range.last, bins + 1);
    const double norm = static_cast<double>(bins) / (range.last - range.first);
    std::vector<double> counts(bins, 0.0), part(bins, 0.0);
    const auto add = [&](double v, double weight) {
        if (!(v >= range.first && v <= range.last)) return;
        auto at = static_cast<std::size_t>((v - range.first) * norm);
        if (at >= bins) at = bins - 1;
        // The index is off by one where it was rounded over an edge.
        if (at > 0 && v < edges[at]) --at;
        if (v >= edges[at + 1] && at != bins - 1) ++at;
        part[at] += weight;
    };
    std::size_t start = 0;
#ifdef PLOTMILL_WIDE
    if (wide && weights.empty() && bins <= most_wide_bins &&
        values.size() < std::numeric_limits<std::uint32_t>::max()) {
        std::vector<std::uint32_t> lanes(4 * (bins + 1), 0);
        start = count_wide(values, range, bins, norm, lanes.data(), [&](double v) { add(v, 1.0); });
        for (std::size_t k = 0; k < bins; ++k) {
            counts[k] = part[k];
            for (std::size_t j = 0; j < 4; ++j) counts[k] += lanes[j * (bins + 1) + k];
        }
    }
#endif
    for (; start < values.size(); start += block) {
        poll_now();
        std::fill(part.begin(), part.end(), 0.0);
        for (std::size_t i = start; i < std::min(start + block, values.size()); ++i)
            add(values[i], weights.empty() ? 1.0 : weights[i]);
        for (std::size_t k = 0; k < bins; ++k) counts[k] += part[k];
    }
    return counts;
}

namespace {

// The bin of a value, from the left; the last one is closed. No bin: edges.size().
std::size_t bin_of(std::span<const double> edges, double v) {
    if (!(v >= edges.front() && v <= edges.back())) return edges.size();
    if (v == edges.back()) return edges.size() - 2;
    return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), v) - edges.begin()) - 1;
}

}  // namespace

std::vector<double> histogram2d(std::span<const double> x, std::span<const double> y, std::span<const double> x_edges,
                                std::span<const double> y_edges, std::span<const double> weights) {
    const std::size_t nx = x_edges.size() - 1, ny = y_edges.size() - 1;
    std::vector<double> counts(nx * ny, 0);
    for (std::size_t i = 0; i < x.size(); ++i) {
        poll(i);
        const std::size_t at_x = bin_of(x_edges, x[i]), at_y = bin_of(y_edges, y[i]);
        if (at_x < nx && at_y < ny) counts[at_y * nx + at_x] += weights.empty() ? 1 : weights[i];
    }
    return counts;
}

std::vector<double> density2d(std::span<const double> counts, std::span<const double> x_edges,
                              std::span<const double> y_edges) {
    const std::size_t nx = x_edges.size() - 1;
    double sum = 0;
    for (double v : counts) sum += v;
    std::vector<double> out(counts.begin(), counts.end());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t c = i % nx, r = i / nx;
        out[i] = out[i] / (x_edges[c + 1] - x_edges[c]) / (y_edges[r + 1] - y_edges[r]) / sum;
    }
    return out;
}

std::vector<double> density(std::span<const double> counts, std::span<const double> edges) {
    assert(counts.size() + 1 == edges.size());
    const double total = pairwise_sum(counts.data(), counts.size());
    std::vector<double> d(counts.size());
    for (std::size_t k = 0; k < counts.size(); ++k) d[k] = counts[k] / (edges[k + 1] - edges[k]) / total;
    return d;
}

double quantile(std::span<const double> sorted, double q) {
    assert(!sorted.empty());
    const double at = (static_cast<double>(sorted.size()) - 1) * q;
    const double below = std::floor(at);
    const auto i = static_cast<std::size_t>(std::clamp(below, 0.0, static_cast<double>(sorted.size() - 1)));
    const double a = sorted[i], b = sorted[std::min(i + 1, sorted.size() - 1)];
    const double t = at - below, difference = b - a;
    return t >= 0.5 ? b - difference * (1 - t) : a + difference * t;
}

double mean(std::span<const double> values) {
    return pairwise_sum(values.data(), values.size()) / static_cast<double>(values.size());
}

double standard_deviation(std::span<const double> values) {
    const double center = mean(values);
    std::vector<double> squares(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) squares[i] = (values[i] - center) * (values[i] - center);
    return std::sqrt(mean(squares));
}

}  // namespace plotmill::stats
