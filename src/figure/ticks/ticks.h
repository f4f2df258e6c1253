// Tick locators and formatters (matplotlib.ticker and matplotlib.dates), as plain descriptions and pure functions.
// Positions are in data units of the axis (days since 1970-01-01 on date axes).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "figure/scale.h"

namespace plotmill::figure {

// ---- Locators: descriptions. A null / none locator has no ticks.
struct NullLocator {};
struct FixedLocator { std::vector<double> positions; };
struct AutoLocator {};                                   // MaxNLocator('auto', steps 1 2 2.5 5 10)
struct MaxNLocator { int nbins = 9; bool integer = false; std::vector<double> steps; bool symmetric = false; bool prune_lower = false, prune_upper = false; };
struct MultipleLocator { double base = 1; };
struct AutoMinorLocator { int n = 0; };                  // 0: automatic; needs the major ticks
struct LogLocator { double base = 10; bool auto_subs = false; std::vector<double> subs{1.0}; };  // numticks automatic
struct SymlogLocator { double base = 10, linthresh = 2; std::vector<double> subs{1.0}; };
struct LogitLocator { bool minor = false; };
struct AutoDateLocator {};
struct CategoryLocator { std::size_t count = 0; };       // 0, 1, ..., count - 1
using Locator = std::variant<NullLocator, FixedLocator, AutoLocator, MaxNLocator, MultipleLocator, AutoMinorLocator, LogLocator,
                             SymlogLocator, LogitLocator, AutoDateLocator, CategoryLocator>;

// What a locator may ask of its axis.
struct AxisView {
    double lo = 0, hi = 1;          // view limits in order of the axis (lo > hi when inverted)
    double minpos = 0;              // smallest positive data value (infinity: none)
    int tick_space = 9;             // how many ticks fit: Axis.get_tick_space()
    Scale scale;
    bool is_x = true;
};

// Positions, not cut to the limits (as Matplotlib's locator()), in increasing order. `major` is needed by AutoMinorLocator.
// At most 1000 * 10 positions come back (Locator.MAXTICKS is 1000; more than that is an empty list with `too_many` set).
std::vector<double> tick_positions(const Locator& locator, const AxisView& view, const std::vector<double>& major = {});

// Limits grown to ticks where rcParams axes.autolimit_mode is "round_numbers", and widened where they are degenerate or
// impossible (Locator.nonsingular and view_limits of each locator; date and log axes have their own rules).
std::pair<double, double> nonsingular(const Locator& locator, double lo, double hi, double minpos, const Scale& scale);
std::pair<double, double> view_limits(const Locator& locator, double lo, double hi, const AxisView& view, bool round_numbers);

// ---- Formatters
struct NullFormatter {};
struct FixedFormatter { std::vector<std::string> labels; };            // by place among the tick positions
struct ScalarFormatter {
    bool use_offset = true;             // axes.formatter.useoffset
    std::optional<double> offset;       // a fixed offset
    bool scientific = true;             // ticklabel_format(style=...)
    int power_low = -5, power_high = 6; // axes.formatter.limits
    bool use_math_text = false;         // axes.formatter.use_mathtext
    int offset_threshold = 4;           // axes.formatter.offset_threshold
    bool unicode_minus = true;          // axes.unicode_minus
};
struct LogFormatter { double base = 10; bool minor = false; double linthresh = 0; bool symlog = false; int min_exponent = 0; };  // LogFormatterSciNotation
struct LogitFormatter { bool minor = false; };
struct PercentFormatter { double xmax = 100; std::optional<int> decimals; std::string symbol = "%"; };
struct EngFormatter { std::string unit; std::optional<int> places; bool unicode_minus = true; };
struct StrMethodFormatter { std::string format; bool unicode_minus = true; };   // "{x:.1f} m"; also {pos}
struct DateFormatter { std::string format; };
struct AutoDateFormatter {};                                       // needs the AutoDateLocator's choice
struct CategoryFormatter { std::vector<std::string> names; };
using Formatter = std::variant<NullFormatter, FixedFormatter, ScalarFormatter, LogFormatter, LogitFormatter, PercentFormatter, EngFormatter,
                               StrMethodFormatter, DateFormatter, AutoDateFormatter, CategoryFormatter>;

struct TickLabels {
    std::vector<std::string> labels;   // one per position, "" where there is none
    std::string offset;                // "+1e9", "1e-7", ...: the offset text of the axis
};

// Labels for `positions` (as the locator gave them, all of them: the choice of digits depends on those inside the view).
// `locator` is the locator that made them (date formatters ask it).
TickLabels format_ticks(const Formatter& formatter, const Locator& locator, const std::vector<double>& positions, const AxisView& view);

// Whether a StrMethodFormatter's format is one ("{x:.1f}"): no value, or why not.
std::optional<std::string> check_str_method(std::string_view format);

// The locators and formatters that a scale brings along (Scale.set_default_locators_and_formatters).
struct AxisDefaults { Locator major, minor; Formatter major_format, minor_format; };
AxisDefaults default_ticks(const Scale& scale);

}  // namespace plotmill::figure
