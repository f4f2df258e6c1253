// Dates as days since 1970-01-01 (proleptic Gregorian, fractional days for time), as Matplotlib's date axes hold them.
// Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace plotmill {

struct Civil {
    int year = 1970, month = 1, day = 1;  // month 1..12
    int hour = 0, minute = 0, second = 0, microsecond = 0;
    friend bool operator==(const Civil&, const Civil&) = default;
};

std::int64_t days_from_civil(int year, int month, int day);
double date_from_civil(const Civil& c);  // as matplotlib.dates.date2num
Civil civil_from_date(double days);      // rounded as matplotlib.dates.num2date: to the microsecond, and to a
                                         // multiple of 20 us for dates more than ~70 years from 1970
// Microseconds since 1970, exactly.
std::int64_t micros_from_civil(const Civil& c);
Civil civil_from_micros(std::int64_t micros);
int weekday(std::int64_t days);  // Monday = 0
int days_in_month(int year, int month);

// YYYY-MM-DD, or that with HH:MM[:SS[.fraction]] after a 'T' or one space and an optional zone (Z, +HH[:MM]; converted
// to UTC). No value for anything else, impossible dates included.
std::optional<double> parse_iso_date(std::string_view text);

// C-locale strftime: %a %A %b %B %c %d %f %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %Z(empty) %z(empty) %% %e %F %T %D
// %-d style (glibc's "-" flag). Unknown directives are kept as they are, as glibc does.
std::string format_date(double days, std::string_view format);
std::string format_date(const Civil& c, std::string_view format);

// Python's datetime.strptime for the same directives (those that it takes); the whole text must match.
std::optional<double> parse_date(std::string_view text, std::string_view format);

// ISO text, shortest: "2024-03-01", "2024-03-01 12:30", seconds and fraction only where they are not zero.
std::string iso_date(double days);

}  // namespace plotmill
