#include <cmath>
#include <cstddef>

#include "figure/ticks/locators.h"
#include "figure/ticks/numeric.h"

namespace plotmill::figure {

using numeric::floor_div;
using numeric::power_of_ten;

namespace {

// ticker._Edge_integer: multiples of a step at or below, at or above a value, with some slack, more of it where the
// offset that was taken off is large compared to the step.
class EdgeInteger {
public:
    EdgeInteger(double step, double offset) : step_(step) {
        offset = std::abs(offset);
        if (offset > 0) {
            const double digits = std::log10(offset / step);
            tolerance_ = std::min(0.4999, std::max(1e-10, power_of_ten(digits - 12)));
        }
    }
    double at_or_below(double v) const {
        const auto [d, m] = numeric::divmod(v, step_);
        return std::abs(m / step_ - 1) < tolerance_ ? d + 1 : d;
    }
    double at_or_above(double v) const {
        const auto [d, m] = numeric::divmod(v, step_);
        return std::abs(m / step_) < tolerance_ ? d : d + 1;
    }

private:
    double step_;
    double tolerance_ = 1e-10;
};

struct ScaleRange {
    double scale, offset;
};

ScaleRange scale_range(double lo, double hi, int n) {
    const double span = std::abs(hi - lo), mean = (hi + lo) / 2;
    double offset = 0;
    if (std::abs(mean) / span >= 100)
        offset = std::copysign(power_of_ten(std::floor(std::log10(std::abs(mean)))), mean);
    return {power_of_ten(std::floor(std::log10(span / n))), offset};
}

bool usable_steps(const std::vector<double>& steps) {
    if (steps.empty()) return false;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (!(steps[i] >= 1 && steps[i] <= 10) || (i > 0 && !(steps[i] > steps[i - 1]))) return false;
    return true;
}

// The steps from 1 to 10, continued downwards by one decade and upwards by one step.
std::vector<double> staircase(std::vector<double> steps) {
    if (!usable_steps(steps)) steps = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};
    if (steps.front() != 1) steps.insert(steps.begin(), 1);
    if (steps.back() != 10) steps.push_back(10);
    std::vector<double> out;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) out.push_back(0.1 * steps[i]);
    out.insert(out.end(), steps.begin(), steps.end());
    out.push_back(10 * steps[1]);
    return out;
}

std::vector<double> raw_ticks(const MaxNLocator& locator, int nbins, Limits view, bool round_numbers) {
    const auto [scale, offset] = scale_range(view.first, view.second, nbins);
    const double lo = view.first - offset, hi = view.second - offset;
    const double raw_step = (hi - lo) / nbins;
    std::vector<double> steps;
    for (double s : staircase(locator.steps)) {
        s *= scale;
        if (!locator.integer || s < 1 || std::abs(s - std::nearbyint(s)) < 0.001) steps.push_back(s);
    }
    std::size_t first = 0;
    while (first < steps.size() && !(steps[first] >= raw_step)) ++first;
    if (first == steps.size()) return {};  // limits that are no finite range

    if (round_numbers) {
        for (; first + 1 < steps.size(); ++first)
            if (floor_div(lo, steps[first]) * steps[first] + steps[first] * nbins >= hi) break;
    }
    std::vector<double> ticks;
    for (std::size_t i = first + 1; i-- > 0;) {
        double step = steps[i];
        if (locator.integer && std::floor(hi) - std::ceil(lo) >= locator.min_n_ticks - 1) step = std::max(1.0, step);
        const double base = floor_div(lo, step) * step;
        const EdgeInteger edge(step, offset);
        const double low = edge.at_or_below(lo - base), high = edge.at_or_above(hi - base);
        ticks = numeric::arange(low, high + 1, 1);
        int shown = 0;
        for (double& t : ticks) {
            t = t * step + base;
            shown += t <= hi && t >= lo;
        }
        if (shown >= locator.min_n_ticks) break;
    }
    for (double& t : ticks) t += offset;
    return ticks;
}

void make_symmetric(Limits& limits) {
    limits.second = std::max(std::abs(limits.first), std::abs(limits.second));
    limits.first = -limits.second;
}

}  // namespace

MaxNLocator auto_locator() { return {.nbins = 0, .steps = {1, 2, 2.5, 5, 10}}; }

int resolve_bins(const MaxNLocator& locator, int tick_space) {
    if (locator.nbins > 0) return locator.nbins;
    return std::min(std::max(tick_space, std::max(1, locator.min_n_ticks - 1)), 9);
}

std::vector<double> max_n_ticks(const MaxNLocator& locator, int nbins, Limits view, bool round_numbers) {
    if (locator.symmetric) make_symmetric(view);
    view = numeric::nonsingular(view.first, view.second, 1e-13, 1e-14);
    std::vector<double> ticks = raw_ticks(locator, nbins, view, round_numbers);
    if (locator.prune_lower && !ticks.empty()) ticks.erase(ticks.begin());
    if (locator.prune_upper && !ticks.empty()) ticks.pop_back();
    return ticks;
}

Limits max_n_view_limits(const MaxNLocator& locator, int nbins, Limits data, bool round_numbers) {
    if (locator.symmetric) make_symmetric(data);
    data = numeric::nonsingular(data.first, data.second, 1e-12, 1e-13);
    if (!round_numbers) return data;
    const std::vector<double> ticks = raw_ticks(locator, nbins, data, true);
    return ticks.empty() ? data : Limits{ticks.front(), ticks.back()};
}

std::vector<double> multiple_ticks(double base, Limits view) {
    if (!(base > 0)) return {};
    auto [lo, hi] = view;
    if (hi < lo) std::swap(lo, hi);
    lo = EdgeInteger(base, 0).at_or_above(lo) * base;
    const double n = floor_div(hi - lo + 0.001 * base, base);
    std::vector<double> ticks = numeric::arange(0, n + 3, 1);
    for (double& t : ticks) t = lo - base + t * base;
    return ticks;
}

Limits multiple_view_limits(double base, Limits data, bool round_numbers) {
    if (round_numbers && base > 0) {
        const EdgeInteger edge(base, 0);
        data = {edge.at_or_below(data.first) * base, edge.at_or_above(data.second) * base};
        if (data.first == data.second) data = {data.first - 1, data.second + 1};
    }
    return numeric::nonsingular(data.first, data.second);
}

std::vector<double> auto_minor_ticks(int subdivisions, const AxisView& view, const std::vector<double>& major) {
    if (view.scale.kind == ScaleKind::log || major.size() < 2) return {};
    const double major_step = major[1] - major[0];
    if (subdivisions <= 0) {
        const double exponent = std::log10(major_step);
        const double mantissa = power_of_ten(exponent - std::floor(exponent));
        const bool fifths = numeric::is_close(mantissa, 1) || numeric::is_close(mantissa, 2.5) ||
                            numeric::is_close(mantissa, 5) || numeric::is_close(mantissa, 10);
        subdivisions = fifths ? 5 : 4;
    }
    const double step = major_step / subdivisions, origin = major[0];
    const auto [lo, hi] = std::minmax(view.lo, view.hi);
    const double first = (floor_div(lo - origin, step) + 1) * step;
    const double last = (floor_div(hi - origin, step) + 1) * step;
    std::vector<double> ticks = numeric::arange(first, last, step);
    for (double& t : ticks) t += origin;
    return ticks;
}

}  // namespace plotmill::figure
