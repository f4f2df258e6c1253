#include "figure/ticks/ticks.h"

#include <algorithm>
#include <climits>
#include <cmath>

#include "figure/ticks/formatters.h"
#include "figure/ticks/locators.h"
#include "figure/ticks/numeric.h"

namespace plotmill::figure {

namespace {

template <class... F>
struct Overloaded : F... {
    using F::operator()...;
};
template <class... F>
Overloaded(F...) -> Overloaded<F...>;

std::vector<double> counting(std::size_t count) {
    std::vector<double> out(count);
    for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<double>(i);
    return out;
}

std::vector<double> max_n(const MaxNLocator& locator, const AxisView& view) {
    return max_n_ticks(locator, resolve_bins(locator, view.tick_space), {view.lo, view.hi}, view.round_numbers);
}

Limits max_n_limits(const MaxNLocator& locator, Limits data, const AxisView& view, bool round_numbers) {
    return max_n_view_limits(locator, resolve_bins(locator, view.tick_space), data, round_numbers);
}

std::vector<std::string> category_labels(const CategoryFormatter& f, const std::vector<double>& positions) {
    std::vector<std::string> out;
    for (double p : positions) {
        const double i = numeric::round_half_even(p);
        const bool known = i >= 0 && i < static_cast<double>(f.names.size());
        out.push_back(known ? f.names[static_cast<std::size_t>(i)] : std::string());
    }
    return out;
}

std::vector<std::string> fixed_labels(const FixedFormatter& f, std::size_t count) {
    std::vector<std::string> out(f.labels.begin(),
                                 f.labels.begin() + static_cast<std::ptrdiff_t>(std::min(count, f.labels.size())));
    out.resize(count);
    return out;
}

DateUnit calendar_unit(const CalendarLocator& locator) {
    switch (locator.unit) {
        case CalendarUnit::year:
            return DateUnit::year;
        case CalendarUnit::month:
            return DateUnit::month;
        case CalendarUnit::week:
        case CalendarUnit::day:
            return DateUnit::day;
        case CalendarUnit::hour:
            return DateUnit::hour;
        case CalendarUnit::minute:
            return DateUnit::minute;
        case CalendarUnit::second:
            return DateUnit::second;
    }
    return DateUnit::day;
}

// AutoDateFormatter takes the first of its scales that is as long as the locator's unit, a day for locators that know
// none. (A week would be written as its month; it is a day here.)
const std::string& auto_date_format(const AutoDateFormatter& f, const Locator& locator, const AxisView& view) {
    DateUnit unit = DateUnit::day;
    if (std::holds_alternative<AutoDateLocator>(locator)) unit = date_unit(std::get<AutoDateLocator>(locator), view);
    if (const auto* calendar = std::get_if<CalendarLocator>(&locator)) unit = calendar_unit(*calendar);
    switch (unit) {
        case DateUnit::year:
            return f.year;
        case DateUnit::month:
            return f.month;
        case DateUnit::day:
            return f.day;
        case DateUnit::hour:
            return f.hour;
        case DateUnit::minute:
            return f.minute;
        case DateUnit::second:
            return f.second;
        case DateUnit::microsecond:
            return f.microsecond;
    }
    return f.day;
}

bool has_integer_positions(const Locator& locator) {
    if (const auto* fixed = std::get_if<FixedLocator>(&locator)) return fixed->integers;
    return std::holds_alternative<CategoryLocator>(locator);
}

template <class F>
TickLabels each(const std::vector<double>& positions, F label) {
    TickLabels out;
    for (double p : positions) out.labels.push_back(label(p));
    return out;
}

}  // namespace

int tick_space(double axis_length, double label_size, bool is_x) {
    const double size = label_size * (is_x ? 3 : 2);
    if (!(size > 0)) return INT_MAX;
    return static_cast<int>(std::clamp(std::floor(axis_length / size), 0.0, static_cast<double>(INT_MAX)));
}

std::vector<double> tick_positions(const Locator& locator, const AxisView& view, const std::vector<double>& major,
                                   bool* too_many) {
    if (too_many) *too_many = false;
    if (const auto* fixed = std::get_if<FixedLocator>(&locator)) return fixed->positions;
    if (const auto* category = std::get_if<CategoryLocator>(&locator)) return counting(category->count);
    if (!std::isfinite(view.lo) || !std::isfinite(view.hi)) return {};
    const Limits limits{view.lo, view.hi};
    std::vector<double> ticks =
        std::visit(Overloaded{[](const NullLocator&) { return std::vector<double>(); },
                              [](const FixedLocator& l) { return l.positions; },
                              [&](const AutoLocator&) { return max_n(auto_locator(), view); },
                              [&](const MaxNLocator& l) { return max_n(l, view); },
                              [&](const MultipleLocator& l) { return multiple_ticks(l.base, limits); },
                              [&](const AutoMinorLocator& l) { return auto_minor_ticks(l.n, view, major); },
                              [&](const LogLocator& l) { return log_ticks(l, view); },
                              [&](const SymlogLocator& l) { return symlog_ticks(l, limits); },
                              [&](const LogitLocator& l) { return logit_ticks(l.minor, view); },
                              [&](const AutoDateLocator& l) { return date_ticks(l, view); },
                              [&](const CalendarLocator& l) { return calendar_ticks(l, view); },
                              [](const CategoryLocator& l) { return counting(l.count); },
                              [&](const ThetaLocator&) { return theta_ticks(view); }},
                   locator);
    if (ticks.size() > numeric::kMaxTicks) {
        if (too_many) *too_many = true;
        return {};
    }
    return ticks;
}

std::vector<double> minor_tick_positions(const Locator& minor, const std::vector<double>& major, const AxisView& view,
                                         bool* too_many) {
    std::vector<double> ticks = tick_positions(minor, view, major, too_many);
    std::vector<double> taken;
    for (double m : major) {
        const double t = view.scale.transform(m);
        if (!std::isnan(t)) taken.push_back(t);
    }
    std::sort(taken.begin(), taken.end());
    const double tolerance = std::abs(view.scale.transform(view.hi) - view.scale.transform(view.lo)) * 1e-5;
    std::erase_if(ticks, [&](double tick) {
        const double t = view.scale.transform(tick);
        const auto next = std::lower_bound(taken.begin(), taken.end(), t);
        const auto near = [&](double other) { return other == t || std::abs(other - t) <= tolerance; };
        return (next != taken.end() && near(*next)) || (next != taken.begin() && near(*(next - 1)));
    });
    return ticks;
}

bool tick_in_view(double position, const AxisView& view) {
    double lo = view.scale.transform(view.lo), hi = view.scale.transform(view.hi);
    if (lo > hi) std::swap(lo, hi);
    const double t = view.scale.transform(position), slack = (hi - lo) * 1e-10;
    return lo - slack <= t && t <= hi + slack;
}

std::pair<double, double> nonsingular(const Locator& locator, double lo, double hi, double minpos, const Scale&) {
    if (const auto* log = std::get_if<LogLocator>(&locator)) return log_nonsingular(log->base, {lo, hi}, minpos);
    if (std::holds_alternative<LogitLocator>(locator)) return logit_nonsingular({lo, hi}, minpos);
    if (std::holds_alternative<AutoDateLocator>(locator) || std::holds_alternative<CalendarLocator>(locator))
        return date_nonsingular({lo, hi});
    return numeric::nonsingular(lo, hi, 0.05);
}

std::pair<double, double> view_limits(const Locator& locator, double lo, double hi, const AxisView& view,
                                      bool round_numbers) {
    const Limits data{lo, hi};
    return std::visit(
        Overloaded{[&](const AutoLocator&) { return max_n_limits(auto_locator(), data, view, round_numbers); },
                   [&](const MaxNLocator& l) { return max_n_limits(l, data, view, round_numbers); },
                   [&](const LogitLocator&) { return max_n_limits(logit_linear_locator(), data, view, round_numbers); },
                   [&](const MultipleLocator& l) { return multiple_view_limits(l.base, data, round_numbers); },
                   [&](const LogLocator& l) { return log_view_limits(l.base, data, view.minpos, round_numbers); },
                   [&](const SymlogLocator& l) { return symlog_view_limits(l.base, data, round_numbers); },
                   [&](const auto&) { return numeric::nonsingular(lo, hi); }},
        locator);
}

TickLabels format_ticks(const Formatter& formatter, const Locator& locator, const std::vector<double>& positions,
                        const AxisView& view) {
    using Labels = TickLabels;
    return std::visit(
        Overloaded{[&](const NullFormatter&) {
                       return Labels{std::vector<std::string>(positions.size()), {}};
                   },
                   [&](const FixedFormatter& f) {
                       return Labels{fixed_labels(f, positions.size()), {}};
                   },
                   [&](const ScalarFormatter& f) { return scalar_labels(f, positions, view); },
                   [&](const LogFormatter& f) {
                       return Labels{log_labels(f, positions, view), {}};
                   },
                   [&](const LogitFormatter& f) {
                       return Labels{logit_labels(f.minor, positions), {}};
                   },
                   [&](const PercentFormatter& f) {
                       return each(positions, [&](double p) { return percent_label(f, p, view); });
                   },
                   [&](const EngFormatter& f) { return each(positions, [&](double p) { return eng_label(f, p); }); },
                   [&](const StrMethodFormatter& f) {
                       if (f.truncate) {
                           std::vector<double> whole = positions;
                           for (double& p : whole) p = std::trunc(p);
                           return Labels{str_method_labels(f, whole, has_integer_positions(locator)), {}};
                       }
                       return Labels{str_method_labels(f, positions, has_integer_positions(locator)), {}};
                   },
                   [&](const DateFormatter& f) {
                       return each(positions, [&](double p) { return date_label(f.format, p, view.zone); });
                   },
                   [&](const AutoDateFormatter& f) {
                       const std::string& format = auto_date_format(f, locator, view);
                       return each(positions, [&](double p) { return date_label(format, p, view.zone); });
                   },
                   [&](const ConciseDateFormatter&) { return concise_date_labels(positions, view.zone); },
                   [&](const CategoryFormatter& f) {
                       return Labels{category_labels(f, positions), {}};
                   },
                   [&](const ThetaFormatter&) {
                       return Labels{theta_labels(positions, view), {}};
                   }},
        formatter);
}

AxisDefaults default_ticks(const Scale& scale, bool minor_visible) {
    switch (scale.kind) {
        case ScaleKind::linear:
        case ScaleKind::function:
            break;
        case ScaleKind::log:
        case ScaleKind::function_log:
            return {LogLocator{scale.base}, LogLocator{scale.base, true}, LogFormatter{scale.base},
                    LogFormatter{scale.base}};
        case ScaleKind::symlog:
            return {SymlogLocator{scale.base, scale.linthresh}, SymlogLocator{scale.base, scale.linthresh},
                    LogFormatter{scale.base}, NullFormatter{}};
        case ScaleKind::logit:
            return {LogitLocator{false}, LogitLocator{true}, LogitFormatter{false}, LogitFormatter{true}};
    }
    AxisDefaults out{AutoLocator{}, NullLocator{}, ScalarFormatter{}, NullFormatter{}};
    if (minor_visible) out.minor = AutoMinorLocator{};
    return out;
}

}  // namespace plotmill::figure
