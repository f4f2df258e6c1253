#include <cmath>

#include "base/numbers.h"
#include "figure/ticks/formatters.h"
#include "figure/ticks/numeric.h"

namespace plotmill::figure {

using numeric::floor_div;
using numeric::power_of_ten;

namespace {

// What the labels of one axis share: label = (value - offset) / 10^magnitude with so many decimals.
struct Style {
    double offset = 0;
    int magnitude = 0;
    int decimals = 0;
};

int floor_log10(double v) { return static_cast<int>(numeric::to_int(std::floor(std::log10(v)))); }

// Positions inside the view.
std::vector<double> visible(const std::vector<double>& positions, const AxisView& view) {
    const auto [lo, hi] = std::minmax(view.lo, view.hi);
    std::vector<double> out;
    for (double p : positions)
        if (lo <= p && p <= hi) out.push_back(p);
    return out;
}

// ScalarFormatter._compute_offset. The powers of ten are compared by their exponents, as Matplotlib does, since 10^oom
// itself is inexact.
double common_offset(const std::vector<double>& shown, int threshold) {
    if (shown.empty()) return 0;
    const auto [lowest, highest] = std::minmax_element(shown.begin(), shown.end());
    const double lo = *lowest, hi = *highest;
    if (lo == hi || (lo <= 0 && 0 <= hi)) return 0;
    const double abs_min = std::min(std::abs(lo), std::abs(hi)), abs_max = std::max(std::abs(lo), std::abs(hi));
    if (!std::isfinite(abs_max)) return 0;
    constexpr double smallest = -330;
    const double start = std::ceil(std::log10(abs_max));
    double oom = start;
    // The smallest power of ten up to which both ends are equal.
    while (oom > smallest && floor_div(abs_min, power_of_ten(oom)) == floor_div(abs_max, power_of_ten(oom))) --oom;
    ++oom;
    if ((abs_max - abs_min) / power_of_ten(oom) <= 1e-2) {
        // They lie on both sides of a multiple of a large power of ten.
        oom = start;
        while (oom > smallest && !(floor_div(abs_max, power_of_ten(oom)) - floor_div(abs_min, power_of_ten(oom)) > 1))
            --oom;
        ++oom;
    }
    const double unit = power_of_ten(oom), multiple = floor_div(abs_max, unit);
    if (!(multiple >= power_of_ten(threshold - 1))) return 0;
    return std::copysign(1.0, lo) * multiple * unit;
}

// ScalarFormatter._set_order_of_magnitude
int order_of_magnitude(const ScalarFormatter& f, const std::vector<double>& shown, double offset,
                       const AxisView& view) {
    if (!f.scientific) return 0;
    if (f.power_low == f.power_high && f.power_low != 0) return f.power_low;
    if (shown.empty()) return 0;
    int oom = 0;
    if (offset != 0) {
        oom = floor_log10(std::abs(view.hi - view.lo));
    } else {
        double largest = 0;
        for (double p : shown) largest = std::max(largest, std::abs(p));
        if (largest != 0) oom = floor_log10(largest);
    }
    return oom <= f.power_low || oom >= f.power_high ? oom : 0;
}

// ScalarFormatter._set_format: the fewest decimals that tell the positions apart.
int decimals_needed(const std::vector<double>& positions, double offset, int magnitude, const AxisView& view) {
    const double unit = power_of_ten(magnitude);
    std::vector<double> scaled;
    for (double p : positions) scaled.push_back((p - offset) / unit);
    std::vector<double> ends = scaled;
    if (positions.size() < 2) {
        ends.push_back((view.lo - offset) / unit);
        ends.push_back((view.hi - offset) / unit);
    }
    const auto [lo, hi] = std::minmax_element(ends.begin(), ends.end());
    double range = *hi - *lo;
    if (range == 0) range = std::max(std::abs(*hi), std::abs(*lo));
    if (range == 0) range = 1;
    if (!std::isfinite(range)) return 0;
    const int range_oom = floor_log10(range);
    int decimals = std::max(0, 3 - range_oom);
    const double slack = 1e-3 * power_of_ten(range_oom);
    for (; decimals >= 0; --decimals) {
        double worst = 0;
        for (double v : scaled) {
            const double error = std::abs(v - numeric::round_to(v, decimals));
            if (!(error <= worst)) worst = error;
        }
        if (!(worst < slack)) break;
    }
    return decimals + 1;
}

// ScalarFormatter.format_data: significand and exponent, as offset texts are written.
std::string format_data(double value, bool math) {
    const int exponent = floor_log10(std::abs(value));
    const double s = numeric::round_to(value / power_of_ten(exponent), 10);
    const std::string significand = s == std::floor(s) ? format_f(s, 0) : format_g(s, 10);
    if (exponent == 0) return significand;
    if (!math) return significand + "e" + std::to_string(exponent);
    const std::string power = "10^{" + std::to_string(exponent) + "}";
    return s == 1 ? power : significand + " \\times " + power;
}

std::string offset_text(const ScalarFormatter& f, const Style& style) {
    if (style.magnitude == 0 && style.offset == 0) return {};
    std::string offset, scale;
    if (style.offset != 0) {
        offset = format_data(style.offset, f.use_math_text);
        if (style.offset > 0) offset = "+" + offset;
    }
    if (style.magnitude != 0) {
        scale =
            f.use_math_text ? format_data(power_of_ten(style.magnitude), true) : "1e" + std::to_string(style.magnitude);
    }
    if (!f.use_math_text) return fix_minus(scale + offset, f.unicode_minus);
    if (!scale.empty()) scale = "\\times\\mathdefault{" + scale + "}";
    return fix_minus("$" + scale + "\\mathdefault{" + offset + "}$", f.unicode_minus);
}

}  // namespace

std::string fix_minus(std::string_view text, bool unicode_minus) {
    if (!unicode_minus) return std::string(text);
    std::string out;
    for (char c : text) {
        if (c == '-')
            out += "\u2212";
        else
            out += c;
    }
    return out;
}

TickLabels scalar_labels(const ScalarFormatter& f, const std::vector<double>& positions, const AxisView& view) {
    TickLabels out;
    if (positions.empty()) return out;
    const std::vector<double> shown = visible(positions, view);
    // set_useOffset takes 0 and 1 for False and True.
    const bool automatic = f.offset ? *f.offset == 1 : f.use_offset;
    Style style;
    style.offset = automatic ? common_offset(shown, f.offset_threshold) : f.offset.value_or(0);
    style.magnitude = order_of_magnitude(f, shown, style.offset, view);
    style.decimals = decimals_needed(positions, style.offset, style.magnitude, view);
    const double unit = power_of_ten(style.magnitude);
    for (double p : positions) {
        double v = (p - style.offset) / unit;
        if (std::abs(v) < 1e-8) v = 0;
        std::string label = format_f(v, style.decimals);
        if (f.use_math_text) label = "$\\mathdefault{" + label + "}$";
        out.labels.push_back(fix_minus(label, f.unicode_minus));
    }
    out.offset = offset_text(f, style);
    return out;
}

}  // namespace plotmill::figure
