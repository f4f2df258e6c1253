#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <string>

#include "base/numbers.h"
#include "figure/ticks/formatters.h"
#include "figure/ticks/numeric.h"

namespace plotmill::figure {

using numeric::is_close_to_int;
using numeric::power_of_ten;
using numeric::round_half_even;
using numeric::to_int;

namespace {

std::string integer(double v) { return std::to_string(to_int(v)); }

// LogFormatter.set_locs with minor_thresholds (1, 0.4): the multiples of a power of the base that get a label, by how
// many powers the view spans.
std::vector<double> labelled_multiples(double base, const AxisView& view) {
    const auto [lo, hi] = std::minmax(view.lo, view.hi);
    const bool symlog = view.scale.kind == ScaleKind::symlog;
    if (!symlog && lo <= 0) return {1};
    double decades = 0;
    if (symlog) {
        const double threshold = view.scale.linthresh;
        if (lo < -threshold) decades += std::log(lo / std::min(hi, -threshold)) / std::log(base);
        if (hi > threshold) decades += std::log(hi / std::max(lo, threshold)) / std::log(base);
    } else {
        decades = std::abs(std::log(hi) / std::log(base) - std::log(lo) / std::log(base));
    }
    if (decades > 1) return {1};
    if (decades <= 0.4) return numeric::arange(1, base + 1, 1);
    std::vector<double> out;
    const long last = to_int(base) / 2;  // numpy.geomspace(1, base, int(base) // 2 + 1), rounded
    for (long i = 0; i <= std::min(last, 1000L); ++i) {
        const double exponent = last == 0 ? 0 : static_cast<double>(i) / static_cast<double>(last);
        out.push_back(i == last && last > 0 ? round_half_even(base) : round_half_even(std::pow(base, exponent)));
    }
    return out;
}

std::string log_label(const LogFormatter& f, double value, const std::vector<double>& multiples) {
    if (value == 0) return "$\\mathdefault{0}$";
    if (!std::isfinite(value)) return {};
    const std::string sign = value < 0 ? "-" : "";
    const double x = std::abs(value);
    double fx = std::log(x) / std::log(f.base);
    const bool is_decade = is_close_to_int(fx);
    const double exponent = is_decade ? round_half_even(fx) : std::floor(fx);
    const double coefficient = round_half_even(std::pow(f.base, fx - exponent));
    if (is_decade) fx = exponent;
    if (f.label_only_base && !is_decade) return {};
    if (std::find(multiples.begin(), multiples.end(), coefficient) == multiples.end()) return {};

    const std::string base = f.base == std::floor(f.base) ? integer(f.base) : repr(f.base);
    if (std::abs(fx) < f.min_exponent) return "$\\mathdefault{" + sign + format_g(x, 6) + "}$";
    if (is_decade) return "$\\mathdefault{" + sign + base + "^{" + integer(fx) + "}}$";
    double shown = std::pow(f.base, fx - exponent);
    if (is_close_to_int(shown)) shown = round_half_even(shown);
    return "$\\mathdefault{" + sign + format_g(shown, 6) + "\\times" + base + "^{" + integer(exponent) + "}}$";
}

bool is_power_of_ten(double v) {
    if (!std::isfinite(v)) return false;
    if (v == 0) return true;
    const double exponent = std::log(std::abs(v)) / std::log(10.0);
    return numeric::is_close(exponent, round_half_even(exponent), 1e-7);
}

bool is_half(double v) { return is_close_to_int(2 * v) && round_half_even(2 * v) == 1; }

// LogitFormatter.set_locs: which minor ticks get a label: all where they are few, else those with the most space
// around, none where they are decades that the major ticks left out.
std::vector<double> labelled_minor_ticks(const std::vector<double>& positions) {
    constexpr std::size_t threshold = 25, number = 6;
    const bool ideal = std::all_of(positions.begin(), positions.end(),
                                   [](double p) { return is_power_of_ten(p) || is_power_of_ten(1 - p) || is_half(p); });
    const std::size_t n = positions.size();
    if (ideal || n >= threshold) return {};
    if (n < number) return positions;
    std::vector<double> gaps;  // between the ticks, on the logit scale
    for (std::size_t i = 0; i + 1 < n; ++i)
        gaps.push_back(-std::log(1 / positions[i + 1] - 1) - -std::log(1 / positions[i] - 1));
    constexpr double inf = std::numeric_limits<double>::infinity();
    struct Space {
        double smaller, sum;
        std::size_t index;
    };
    std::vector<Space> spaces;
    for (std::size_t i = 0; i < n; ++i) {
        const bool has_left = i > 0, has_right = i + 1 < n;
        const double left = has_left ? gaps[i - 1] : inf, right = has_right ? gaps[i] : inf;
        const double smaller = std::min(left, right);
        spaces.push_back({std::isnan(smaller) ? inf : smaller, (has_left ? left : 0) + (has_right ? right : 0), i});
    }
    std::stable_sort(spaces.begin(), spaces.end(), [](const Space& a, const Space& b) {
        if (a.smaller != b.smaller) return a.smaller < b.smaller;
        return a.sum < b.sum;
    });
    std::vector<double> out;
    for (std::size_t i = n - number; i < n; ++i) out.push_back(positions[spaces[i].index]);
    return out;
}

// LogitFormatter._format_value: as many digits as tell the value from its nearest neighbour. `sorted` holds all
// positions; `mirror`: value is 1 - p of one of them.
std::string logit_value(double value, const std::vector<double>& sorted, bool mirror, bool scientific) {
    const double exponent = scientific ? std::floor(std::log10(value)) : 0;
    double digits = scientific ? 0 : 1;
    if (sorted.size() >= 2) {
        // The second smallest distance; the smallest is that of the value to itself.
        const auto at = std::lower_bound(sorted.begin(), sorted.end(), mirror ? 1 - value : value) - sorted.begin();
        const auto size = static_cast<std::ptrdiff_t>(sorted.size());
        std::vector<double> distances;
        for (auto i = std::max<std::ptrdiff_t>(at - 2, 0); i < std::min(at + 3, size); ++i) {
            const double p = sorted[static_cast<std::size_t>(i)];
            distances.push_back(std::abs((mirror ? 1 - p : p) - value));
        }
        std::nth_element(distances.begin(), distances.begin() + 1, distances.end());
        double wanted = -std::log10(distances[1]) + exponent;
        wanted = is_close_to_int(wanted) ? round_half_even(wanted) : std::ceil(wanted);
        digits = std::clamp(wanted, digits, 400.0);
    }
    const std::string mantissa =
        format_f(scientific ? value * power_of_ten(-exponent) : value, static_cast<int>(to_int(digits)));
    return scientific ? mantissa + "\\cdot10^{" + integer(exponent) + "}" : mantissa;
}

std::string logit_label(double p, const std::vector<double>& sorted) {
    if (!(p > 0 && p < 1)) return {};
    std::string s;
    if (is_half(p)) {
        s = "\\frac{1}{2}";
    } else if (p < 0.5 && is_power_of_ten(p)) {
        s = "10^{" + integer(round_half_even(std::log10(p))) + "}";
    } else if (p > 0.5 && is_power_of_ten(1 - p)) {
        s = "1-10^{" + integer(round_half_even(std::log10(1 - p))) + "}";
    } else if (p < 0.1) {
        s = logit_value(p, sorted, false, true);
    } else if (p > 0.9) {
        s = "1-" + logit_value(1 - p, sorted, true, true);
    } else {
        s = logit_value(p, sorted, false, false);
    }
    return "$\\mathdefault{" + s + "}$";
}

}  // namespace

std::vector<std::string> log_labels(const LogFormatter& f, const std::vector<double>& positions, const AxisView& view) {
    if (!(f.base > 0) || f.base == 1) return std::vector<std::string>(positions.size());
    const std::vector<double> multiples = labelled_multiples(f.base, view);
    std::vector<std::string> out;
    for (double p : positions) out.push_back(log_label(f, p, multiples));
    return out;
}

std::vector<std::string> logit_labels(bool minor, const std::vector<double>& positions) {
    std::vector<double> labelled, sorted;
    if (minor) labelled = labelled_minor_ticks(positions);
    for (double p : positions)
        if (!std::isnan(p)) sorted.push_back(p);
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::string> out;
    for (double p : positions) {
        const bool wanted = !minor || std::find(labelled.begin(), labelled.end(), p) != labelled.end();
        out.push_back(wanted ? logit_label(p, sorted) : std::string());
    }
    return out;
}

}  // namespace plotmill::figure
