// The locators, one function each: Locator.tick_values, nonsingular and view_limits. Internal to figure/ticks; pure
// functions, any thread. Lists are cut one past numeric::kMaxTicks.
#pragma once

#include <utility>
#include <vector>

#include "figure/ticks/ticks.h"

namespace plotmill::figure {

using Limits = std::pair<double, double>;

// linear_locators.cpp. MaxNLocator's nbins is settled here: see resolve_bins.
MaxNLocator auto_locator();
int resolve_bins(const MaxNLocator& locator, int tick_space);
std::vector<double> max_n_ticks(const MaxNLocator& locator, int nbins, Limits view, bool round_numbers);
Limits max_n_view_limits(const MaxNLocator& locator, int nbins, Limits data, bool round_numbers);
std::vector<double> multiple_ticks(double base, Limits view);
Limits multiple_view_limits(double base, Limits data, bool round_numbers);
std::vector<double> auto_minor_ticks(int subdivisions, const AxisView& view, const std::vector<double>& major);

// log_locators.cpp
std::vector<double> log_ticks(const LogLocator& locator, const AxisView& view);
Limits log_nonsingular(double base, Limits data, double minpos);
Limits log_view_limits(double base, Limits data, double minpos, bool round_numbers);
std::vector<double> symlog_ticks(const SymlogLocator& locator, Limits view);
Limits symlog_view_limits(double base, Limits data, bool round_numbers);
std::vector<double> logit_ticks(bool minor, const AxisView& view);
Limits logit_nonsingular(Limits data, double minpos);
MaxNLocator logit_linear_locator();

// theta_ticks.cpp
std::vector<double> theta_ticks(const AxisView& view);

// date_locator.cpp
enum class DateUnit { year, month, day, hour, minute, second, microsecond };
std::vector<double> date_ticks(const AutoDateLocator& locator, const AxisView& view);
std::vector<double> calendar_ticks(const CalendarLocator& locator, const AxisView& view);
Limits date_nonsingular(Limits data);
// The unit by which an AutoDateFormatter chooses its format (AutoDateLocator._get_unit()).
DateUnit date_unit(const AutoDateLocator& locator, const AxisView& view);
// Whether num2date takes the position: years 1 to 9999.
bool is_date(double position);

}  // namespace plotmill::figure
