// The angles of a polar axes (projections.polar.ThetaLocator and ThetaFormatter).
#include <cmath>
#include <fmt/format.h>
#include <numbers>

#include "figure/polar.h"
#include "figure/ticks/formatters.h"
#include "figure/ticks/locators.h"

namespace plotmill::figure {

namespace {

constexpr double to_degrees = 180 / std::numbers::pi, to_radians = std::numbers::pi / 180;

}  // namespace

std::vector<double> theta_ticks(const AxisView& view) {
    std::vector<double> ticks;
    const double lo = view.lo * to_degrees, hi = view.hi * to_degrees;
    if (is_full_circle_degrees(lo, hi)) {
        for (int k = 0; k < 8; ++k) ticks.push_back(k * 2 * std::numbers::pi / 8);
        return ticks;
    }
    const MaxNLocator degrees{.nbins = 0, .steps = {1, 1.5, 3, 4.5, 9, 10}};
    ticks = max_n_ticks(degrees, resolve_bins(degrees, view.tick_space), {lo, hi}, view.round_numbers);
    for (double& t : ticks) t *= to_radians;
    return ticks;
}

std::vector<std::string> theta_labels(const std::vector<double>& positions, const AxisView& view) {
    const double span = std::abs(view.hi - view.lo) * to_degrees;
    const double power = span > 0 ? std::log10(span) - 1.5 : 0;
    const int digits = std::isfinite(power) ? std::clamp(-static_cast<int>(power), 0, 300) : 0;
    std::vector<std::string> out;
    for (double p : positions) out.push_back(fmt::format("{:.{}f}\u00b0", p * to_degrees, digits));
    return out;
}

}  // namespace plotmill::figure
