#include <algorithm>
#include <cmath>

#include "figure/ticks/locators.h"
#include "figure/ticks/numeric.h"

namespace plotmill::figure {

using numeric::arange;
using numeric::floor_div;
using numeric::to_int;

namespace {

double decade_greater_equal(double v, double base);

double decade_less_equal(double v, double base) {
    if (v == 0) return v;
    if (v < 0) return -decade_greater_equal(-v, base);
    return std::pow(base, std::floor(std::log(v) / std::log(base)));
}

double decade_greater_equal(double v, double base) {
    if (v == 0) return v;
    if (v < 0) return -decade_less_equal(-v, base);
    return std::pow(base, std::ceil(std::log(v) / std::log(base)));
}

double decade_greater(double v, double base);

double decade_less(double v, double base) {
    if (v < 0) return -decade_greater(-v, base);
    const double less = decade_less_equal(v, base);
    return less == v ? less / base : less;
}

double decade_greater(double v, double base) {
    if (v < 0) return -decade_less(-v, base);
    const double greater = decade_greater_equal(v, base);
    return greater == v ? greater * base : greater;
}

bool only_ones(const std::vector<double>& subs) { return subs.empty() || (subs.size() == 1 && subs[0] == 1.0); }

}  // namespace

std::vector<double> log_ticks(const LogLocator& locator, const AxisView& view) {
    const double base = locator.base;
    if (!(base > 0) || base == 1) return {};
    const int num_ticks = std::clamp(view.tick_space, 2, 9);
    double lo = view.lo, hi = view.hi;
    if (lo <= 0) {
        lo = view.minpos;
        if (!(lo > 0) || !std::isfinite(lo)) return {};
    }
    if (hi < lo) std::swap(lo, hi);
    const double log_lo = std::log(lo) / std::log(base), log_hi = std::log(hi) / std::log(base);
    if (!std::isfinite(log_lo) || !std::isfinite(log_hi)) return {};
    const long decades = to_int(std::floor(log_hi)) - to_int(std::ceil(log_lo));

    std::vector<double> subs = locator.subs;
    if (locator.auto_subs) {
        if (decades > 10 || base < 3) return {};
        subs = arange(2.0, base, 1);
    }
    long stride = floor_div(decades + 1, static_cast<long>(num_ticks)) + 1;
    // A stride as long as the axis would leave one tick.
    if (stride >= decades) stride = std::max(1L, decades - 1);

    std::vector<double> ticks;
    const bool have_subs = !only_ones(subs);
    if (!have_subs || stride == 1) {
        const auto powers = arange(std::floor(log_lo) - static_cast<double>(stride),
                                   std::ceil(log_hi) + 2 * static_cast<double>(stride), static_cast<double>(stride));
        for (double power : powers) {
            const double decade = std::pow(base, power);
            if (!std::isfinite(decade)) continue;
            if (have_subs)
                for (double sub : subs) ticks.push_back(sub * decade);
            else
                ticks.push_back(decade);
            if (ticks.size() > numeric::kMaxTicks) return ticks;
        }
    }
    if (subs.size() > 1 && stride == 1) {
        const auto shown = std::count_if(ticks.begin(), ticks.end(), [&](double t) { return lo <= t && t <= hi; });
        if (shown <= 1) return max_n_ticks(auto_locator(), 9, {lo, hi}, view.round_numbers);
    }
    return ticks;
}

Limits log_nonsingular(double base, Limits data, double minpos) {
    auto [lo, hi] = data;
    if (lo > hi) std::swap(lo, hi);
    if (!std::isfinite(lo) || !std::isfinite(hi) || hi <= 0) return {1, 10};
    if (!std::isfinite(minpos)) minpos = 1e-300;
    if (lo <= 0) lo = minpos;
    if (lo == hi) return {decade_less(lo, base), decade_greater(hi, base)};
    return {lo, hi};
}

Limits log_view_limits(double base, Limits data, double minpos, bool round_numbers) {
    data = log_nonsingular(base, data, minpos);
    if (round_numbers) data = {decade_less_equal(data.first, base), decade_greater_equal(data.second, base)};
    return data;
}

std::vector<double> symlog_ticks(const SymlogLocator& locator, Limits view) {
    const double base = locator.base, threshold = locator.linthresh;
    if (!(base > 1) || !(threshold > 0)) return {};
    auto [lo, hi] = view;
    if (hi < lo) std::swap(lo, hi);
    if (-threshold < lo && lo < hi && hi < threshold) return {lo, hi};

    // Three sections: logarithmic below -linthresh, a tick at 0, logarithmic above linthresh.
    const bool below = lo<-threshold, above = hi> threshold;
    const bool middle = (below && hi > -threshold) || (above && lo < threshold);
    const auto exponents = [base](double from, double to) -> Limits {
        return {std::floor(std::log(from) / std::log(base)), std::ceil(std::log(to) / std::log(base))};
    };
    Limits a{0, 0}, c{0, 0};
    if (below) a = exponents(std::abs(std::min(-threshold, hi)), std::abs(lo) + 1);
    if (above) c = exponents(std::max(threshold, lo), hi + 1);
    const double total = (a.second - a.first) + (c.second - c.first) + (middle ? 1 : 0);
    constexpr double num_ticks = 15;
    const double stride = std::max(floor_div(total, num_ticks - 1), 1.0);

    std::vector<double> decades;
    if (below) {
        const auto powers = arange(a.first, a.second, stride);
        for (auto p = powers.rbegin(); p != powers.rend(); ++p) decades.push_back(-1 * std::pow(base, *p));
    }
    if (middle) decades.push_back(0.0);
    if (above)
        for (double p : arange(c.first, c.second, stride)) decades.push_back(std::pow(base, p));
    if (only_ones(locator.subs)) return decades;

    std::vector<double> ticks;
    for (double decade : decades) {
        if (decade == 0) {
            ticks.push_back(0);
        } else {
            for (double sub : locator.subs) ticks.push_back(sub * decade);
        }
        if (ticks.size() > numeric::kMaxTicks) break;
    }
    std::sort(ticks.begin(), ticks.end());
    return ticks;
}

Limits symlog_view_limits(double base, Limits data, bool round_numbers) {
    auto [lo, hi] = data;
    if (hi < lo) std::swap(lo, hi);
    if (round_numbers) {
        lo = decade_less_equal(lo, base);
        hi = decade_greater_equal(hi, base);
        if (lo == hi) {
            lo = decade_less(lo, base);
            hi = decade_greater(hi, base);
        }
    }
    return numeric::nonsingular(lo, hi);
}

MaxNLocator logit_linear_locator() { return {.nbins = 0, .steps = {1, 2, 5, 10}}; }

std::vector<double> logit_ticks(bool minor, const AxisView& view) {
    const int nbins = std::max(view.tick_space, 2);
    const auto [lo, hi] = logit_nonsingular({view.lo, view.hi}, view.minpos);
    // Ideal ticks by their number: ... -2: 0.01, -1: 0.1, 0: 0.5, 1: 0.9, 2: 0.99 ...
    const auto ideal = [](long b) {
        const auto x = static_cast<double>(b);
        return b < 0 ? std::pow(10.0, x) : b > 0 ? 1 - std::pow(10.0, -x) : 0.5;
    };
    const long first = to_int(lo < 0.5 ? std::floor(std::log10(lo)) : lo < 0.9 ? 0 : -std::ceil(std::log10(1 - lo)));
    const long last = to_int(hi <= 0.5 ? std::ceil(std::log10(hi)) : hi <= 0.9 ? 1 : -std::floor(std::log10(1 - hi)));
    if (std::abs(first) > 400 || std::abs(last) > 400) return {};
    const long count = last - first - 1;
    if (count < 2) {  // so far zoomed in that linear ticks do
        if (minor) return {};
        const MaxNLocator linear = logit_linear_locator();
        return max_n_ticks(linear, resolve_bins(linear, view.tick_space), {lo, hi}, view.round_numbers);
    }
    std::vector<double> ticks;
    if (count > nbins) {
        const long every = to_int(std::ceil(static_cast<double>(count) / nbins));
        for (long b = first; b <= last; ++b)
            if ((b % every != 0) == minor) ticks.push_back(ideal(b));
        return ticks;
    }
    if (!minor) {
        for (long b = first; b <= last; ++b) ticks.push_back(ideal(b));
        return ticks;
    }
    for (long b = first; b < last; ++b) {
        if (b < -1) {
            for (int k = 2; k < 10; ++k) ticks.push_back(k * std::pow(10.0, static_cast<double>(b)));
        } else if (b == -1) {
            for (int k = 2; k < 5; ++k) ticks.push_back(k / 10.0);
        } else if (b == 0) {
            for (int k = 6; k < 9; ++k) ticks.push_back(k / 10.0);
        } else {
            for (int k = 9; k > 1; --k) ticks.push_back(1 - k * std::pow(10.0, static_cast<double>(-b - 1)));
        }
    }
    return ticks;
}

Limits logit_nonsingular(Limits data, double minpos) {
    constexpr double standard_minpos = 1e-7;
    constexpr Limits initial{standard_minpos, 1 - standard_minpos};
    auto [lo, hi] = data;
    if (lo > hi) std::swap(lo, hi);
    if (!std::isfinite(lo) || !std::isfinite(hi) || hi <= 0 || lo >= 1) return initial;
    if (!std::isfinite(minpos)) minpos = standard_minpos;
    if (lo <= 0) lo = minpos;
    if (hi >= 1) hi = 1 - minpos;
    if (lo == hi) return {0.1 * lo, 1 - 0.1 * lo};
    return {lo, hi};
}

}  // namespace plotmill::figure
