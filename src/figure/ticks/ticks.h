// Tick locators and formatters (matplotlib.ticker and matplotlib.dates), as plain descriptions and pure functions; any
// thread. Positions are in data units of the axis (days since 1970-01-01 on date axes). Arguments that Matplotlib
// refuses (a base that is no base, steps that do not increase) are the caller's to refuse; here they only yield no
// ticks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/zones.h"
#include "figure/scale.h"

namespace plotmill::figure {

// ---- Locators: descriptions. A null locator has no ticks.
struct NullLocator {};
struct FixedLocator {
    std::vector<double> positions;
    bool integers = false;  // all were written as integers: StrMethodFormatter shows them as such
};
struct AutoLocator {};  // MaxNLocator(nbins="auto", steps=[1, 2, 2.5, 5, 10])
struct MaxNLocator {
    int nbins = 10;  // 0: "auto", as many as the axis has room for, at most 9
    bool integer = false;
    std::vector<double> steps;  // between 1 and 10, increasing; empty: 1 1.5 2 2.5 3 4 5 6 8 10
    bool symmetric = false;
    bool prune_lower = false, prune_upper = false;
    int min_n_ticks = 2;
};
struct MultipleLocator {
    double base = 1;  // > 0
};
struct AutoMinorLocator {
    int n = 0;  // subdivisions of a major interval; 0: 4 or 5. Needs the major ticks
};
struct LogLocator {  // numticks="auto"
    double base = 10;
    bool auto_subs = false;  // subs="auto": between the powers, where there is room
    std::vector<double> subs{1.0};
};
struct SymlogLocator {
    double base = 10, linthresh = 2;
    std::vector<double> subs{1.0};
};
struct LogitLocator {
    bool minor = false;
};
struct AutoDateLocator {
    bool interval_multiples = true;  // date.interval_multiples
};
enum class CalendarUnit : std::uint8_t { year, month, week, day, hour, minute, second };
struct CalendarLocator {  // dates.YearLocator, MonthLocator, WeekdayLocator (Mondays), DayLocator, ...
    CalendarUnit unit = CalendarUnit::day;
    int step = 1;  // every step-th, counted from the beginning of the next larger unit (years: from the year 0)
};
struct CategoryLocator {  // 0, 1, ..., count - 1
    std::size_t count = 0;
};
struct ThetaLocator {};  // angles in radians: every 45 degrees of a full circle, else AutoLocator over degrees
using Locator =
    std::variant<NullLocator, FixedLocator, AutoLocator, MaxNLocator, MultipleLocator, AutoMinorLocator, LogLocator,
                 SymlogLocator, LogitLocator, AutoDateLocator, CalendarLocator, CategoryLocator, ThetaLocator>;

// What a locator may ask of its axis.
struct AxisView {
    double lo = 0, hi = 1;  // view limits in order of the axis (lo > hi when inverted)
    double minpos = 0;      // smallest positive data value (infinity: none)
    int tick_space = 9;     // how many ticks fit: tick_space()
    Scale scale;
    bool is_x = true;
    bool round_numbers = false;  // rcParams axes.autolimit_mode is "round_numbers"
    const Zone* zone = nullptr;  // of dates
};

// Axis.get_tick_space(): how many labels fit an axis of that length; both lengths in points (or any one unit).
int tick_space(double axis_length, double label_size, bool is_x);

// Positions, not cut to the limits (as Matplotlib's locator()), increasing (fixed ones as given). `major` is needed by
// AutoMinorLocator. More than 10000 computed positions are none at all, with `too_many` set.
std::vector<double> tick_positions(const Locator& locator, const AxisView& view, const std::vector<double>& major = {},
                                   bool* too_many = nullptr);

// Axis.get_minorticklocs(): the positions of a minor locator without those that lie on a major tick.
std::vector<double> minor_tick_positions(const Locator& minor, const std::vector<double>& major, const AxisView& view,
                                         bool* too_many = nullptr);

// Whether a tick at `position` is drawn: inside the limits, with a slack of 1e-10 of the scaled axis.
bool tick_in_view(double position, const AxisView& view);

// Limits widened where they are degenerate or impossible (Locator.nonsingular of each locator; date and log axes have
// their own rules). Called by set_xlim and by autoscaling; lo <= hi comes back.
std::pair<double, double> nonsingular(const Locator& locator, double lo, double hi, double minpos, const Scale& scale);
// Limits grown to ticks where `round_numbers` (rcParams axes.autolimit_mode): Locator.view_limits, the last step of
// autoscaling. Of the view, tick_space, minpos and scale are used.
std::pair<double, double> view_limits(const Locator& locator, double lo, double hi, const AxisView& view,
                                      bool round_numbers);

// ---- Formatters
struct NullFormatter {};
struct FixedFormatter {
    std::vector<std::string> labels;  // by place among the tick positions
};
struct ScalarFormatter {
    bool use_offset = true;              // axes.formatter.useoffset
    std::optional<double> offset;        // a fixed offset
    bool scientific = true;              // ticklabel_format(style=...)
    int power_low = -5, power_high = 6;  // axes.formatter.limits
    bool use_math_text = false;          // axes.formatter.use_mathtext
    int offset_threshold = 4;            // axes.formatter.offset_threshold
    bool unicode_minus = true;           // axes.unicode_minus
};
struct LogFormatter {  // LogFormatterSciNotation; takes linthresh from the axis where its scale is symlog
    double base = 10;
    int min_exponent = 0;          // axes.formatter.min_exponent
    bool label_only_base = false;  // True where a log scale was given its own subs, for the minor ticks
};
struct LogitFormatter {
    bool minor = false;
};
struct PercentFormatter {
    double xmax = 100;
    std::optional<int> decimals;
    std::string symbol = "%";
    bool unicode_minus = true;
};
struct EngFormatter {
    std::string unit;
    std::optional<int> places;
    bool unicode_minus = true;
    std::string sep = " ";
    bool use_math_text = false;  // axes.formatter.use_mathtext
};
struct StrMethodFormatter {  // "{x:.1f} m"; also {pos}. Minus signs stay as str.format writes them
    std::string format;
    bool truncate = false;  // of the number, as "%d" does
};
struct DateFormatter {
    std::string format;  // strftime
};
struct AutoDateFormatter {  // date.autoformatter.*; asks the AutoDateLocator for its choice
    std::string year = "%Y", month = "%Y-%m", day = "%Y-%m-%d", hour = "%m-%d %H", minute = "%d %H:%M",
                second = "%H:%M:%S", microsecond = "%M:%S.%f";
};
struct ConciseDateFormatter {};  // date.converter: concise
struct CategoryFormatter {
    std::vector<std::string> names;
};
struct ThetaFormatter {};  // radians as degrees
using Formatter = std::variant<NullFormatter, FixedFormatter, ScalarFormatter, LogFormatter, LogitFormatter,
                               PercentFormatter, EngFormatter, StrMethodFormatter, DateFormatter, AutoDateFormatter,
                               ConciseDateFormatter, CategoryFormatter, ThetaFormatter>;

struct TickLabels {
    std::vector<std::string> labels;  // one per position, "" where there is none
    std::string offset;               // "+1e9", "1e-7", ...: the offset text of the axis
};

// Labels for `positions` (as the locator gave them, all of them: the choice of digits depends on those inside the
// view). `locator` is the locator that made them (date formatters ask it).
TickLabels format_ticks(const Formatter& formatter, const Locator& locator, const std::vector<double>& positions,
                        const AxisView& view);

// Whether a StrMethodFormatter's format is one ("{x:.1f}"): no value, or why not. `integers`: the ticks are integers,
// so that "{x:d}" is right.
std::optional<std::string> check_str_method(std::string_view format, bool integers = false);
// One number in such a format; no value where it is none.
std::optional<std::string> str_method_text(std::string_view format, double x);

// The locators and formatters that a scale brings along (Scale.set_default_locators_and_formatters). `minor_visible` is
// rcParams xtick.minor.visible or ytick.minor.visible.
struct AxisDefaults {
    Locator major, minor;
    Formatter major_format, minor_format;
};
AxisDefaults default_ticks(const Scale& scale, bool minor_visible = false);

}  // namespace plotmill::figure
