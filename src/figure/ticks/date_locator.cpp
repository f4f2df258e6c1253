#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <span>
#include <utility>

#include "base/dates.h"
#include "base/zones.h"
#include "figure/ticks/locators.h"
#include "figure/ticks/numeric.h"

namespace plotmill::figure {

namespace {

constexpr std::int64_t kSecond = 1'000'000;  // in microseconds, as all times here
constexpr std::int64_t kDay = 86400 * kSecond;
constexpr double kDayMicroseconds = 86400e6;
constexpr std::int64_t kFirstDay = -719162;  // 0001-01-01
constexpr std::int64_t kEndDay = 2932897;    // 10000-01-01

// A point of time as microseconds since 1970, and its calendar fields.
struct Moment {
    std::int64_t micros = 0;
    Civil civil;
};

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - ((a % b != 0 && (a < 0) != (b < 0)) ? 1 : 0); }

Moment moment(std::int64_t micros) { return {micros, civil_from_micros(micros)}; }

// As clocks in `zone` show it, in which all rules count.
Moment moment(double days, const Zone* zone) {
    const std::int64_t micros = micros_from_civil(civil_from_date(days));
    return moment(to_local(micros, zone));
}

double to_days(std::int64_t micros) {
    const std::int64_t seconds = floor_div(micros, kSecond);
    const std::int64_t rest = micros - seconds * kSecond;
    return (static_cast<double>(seconds) + static_cast<double>(rest * 1000) / 1.0e9) / 86400.0;
}

// The day cut to the length of the month (dateutil's relativedelta).
std::int64_t plus_months(const Moment& from, int months) {
    Civil c = from.civil;
    const int month0 = c.year * 12 + (c.month - 1) + months;
    c.year = month0 / 12;
    c.month = month0 % 12 + 1;
    c.day = std::min(c.day, days_in_month(c.year, c.month));
    return micros_from_civil(c);
}

// Whole months between two moments: as many as can be added to `from` without passing `to`.
int months_between(const Moment& from, const Moment& to) {
    int months = (to.civil.year - from.civil.year) * 12 + (to.civil.month - from.civil.month);
    for (; months > 0; --months)
        if (plus_months(from, months) <= to.micros) break;
    return months;
}

struct Choice {
    DateUnit unit = DateUnit::microsecond;  // of the ticks
    DateUnit format_unit = DateUnit::year;  // as the formatter sees it
    int interval = 1;
};

// AutoDateLocator.get_locator: the largest unit of which the view holds at least five, and the first interval that
// leaves few enough ticks.
Choice choose(const Moment& lo, const Moment& hi, bool multiples) {
    static constexpr std::array<int, 17> years{1,   2,   4,   5,    10,   20,   40,   50,   100,
                                               200, 400, 500, 1000, 2000, 4000, 5000, 10000};
    static constexpr std::array<int, 5> months{1, 2, 3, 4, 6};
    static constexpr std::array<int, 5> days{1, 2, 4, 7, 14};
    static constexpr std::array<int, 6> free_days{1, 2, 3, 7, 14, 21};
    static constexpr std::array<int, 6> hours{1, 2, 3, 4, 6, 12};
    static constexpr std::array<int, 5> minutes{1, 5, 10, 15, 30};
    static constexpr std::array<int, 19> micros{1,    2,    5,     10,    20,    50,     100,    200,    500,    1000,
                                                2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000};
    struct Unit {
        DateUnit unit;
        double count;
        int max_ticks;
        std::span<const int> intervals;
    };
    const std::int64_t span = hi.micros - lo.micros;
    const int whole_months = months_between(lo, hi);
    const double whole_days = static_cast<double>(span / kDay);
    const double whole_hours = whole_days * 24 + static_cast<double>(span / (3600 * kSecond) % 24);
    const double whole_minutes = whole_hours * 60 + static_cast<double>(span / (60 * kSecond) % 60);
    const double seconds = static_cast<double>(span) / 1e6;
    const std::array<Unit, 7> units{
        {{DateUnit::year, static_cast<double>(whole_months / 12), 11, years},
         {DateUnit::month, static_cast<double>(whole_months), 12, months},
         {DateUnit::day, whole_days, 11, multiples ? std::span<const int>(days) : free_days},
         {DateUnit::hour, whole_hours, 12, hours},
         {DateUnit::minute, whole_minutes, 11, minutes},
         {DateUnit::second, std::floor(seconds), 11, minutes},
         {DateUnit::microsecond, std::floor(seconds * 1e6), 8, micros}}};
    for (const Unit& u : units) {
        if (u.count < 5) continue;
        const auto fits = [&](int interval) { return u.count <= static_cast<double>(interval) * (u.max_ticks - 1); };
        const auto found = std::find_if(u.intervals.begin(), u.intervals.end(), fits);
        return {u.unit, u.unit, found == u.intervals.end() ? u.intervals.back() : *found};
    }
    return {};  // under five microseconds: the formatter keeps its first unit, years
}

std::vector<std::int64_t> year_ticks(const Moment& lo, const Moment& hi, int interval) {
    const int first = std::max(lo.civil.year / interval * interval, 1);
    const int last = std::min((hi.civil.year + interval - 1) / interval * interval, 9999);
    // The rule starts at the view's microsecond, after a tick that has none.
    const std::int64_t fraction = lo.civil.microsecond;
    const std::int64_t start = days_from_civil(first, 1, 1) * kDay + fraction;
    std::vector<std::int64_t> ticks;
    for (int year = first; year <= last; year += interval) {
        const std::int64_t at = days_from_civil(year, 1, 1) * kDay;
        if (at >= start) ticks.push_back(at);
    }
    return ticks;
}

std::vector<std::int64_t> month_ticks(const Moment& lo, const Moment& hi, int interval) {
    std::vector<std::int64_t> ticks;
    for (int m = lo.civil.year * 12 + lo.civil.month - 1; m <= hi.civil.year * 12 + hi.civil.month - 1; ++m) {
        if (m % 12 % interval != 0) continue;
        const std::int64_t at = days_from_civil(m / 12, m % 12 + 1, 1) * kDay;
        if (at >= lo.micros && at <= hi.micros) ticks.push_back(at);
    }
    return ticks;
}

bool day_chosen(int day, int interval) {
    if (interval == 14) return day == 1 || day == 15;
    if (interval == 7) return day == 1 || day == 8 || day == 15 || day == 22;
    return (day - 1) % interval == 0;
}

std::vector<std::int64_t> day_ticks(const Moment& lo, const Moment& hi, int interval) {
    std::vector<std::int64_t> ticks;
    for (std::int64_t day = floor_div(lo.micros, kDay); day <= floor_div(hi.micros, kDay); ++day) {
        if (day * kDay < lo.micros) continue;
        if (day_chosen(civil_from_date(static_cast<double>(day)).day, interval)) ticks.push_back(day * kDay);
    }
    return ticks;
}

// Hours, minutes and seconds: multiples of the interval within the next larger unit of `per` parts.
std::vector<std::int64_t> clock_ticks(const Moment& lo, const Moment& hi, int interval, std::int64_t unit, int per) {
    std::vector<std::int64_t> ticks;
    for (std::int64_t n = floor_div(lo.micros, unit); n <= floor_div(hi.micros, unit); ++n) {
        if (ticks.size() > numeric::kMaxTicks) break;
        const std::int64_t within = n - floor_div(n, per) * per;
        if (within % interval == 0 && n * unit >= lo.micros) ticks.push_back(n * unit);
    }
    return ticks;
}

std::vector<std::int64_t> week_ticks(const Moment& lo, const Moment& hi) {
    constexpr std::int64_t week = 7, monday = 4;  // 1970-01-05
    std::vector<std::int64_t> ticks;
    for (std::int64_t n = floor_div(floor_div(lo.micros, kDay) - monday, week); n * week + monday <= kEndDay; ++n) {
        const std::int64_t at = (n * week + monday) * kDay;
        if (at > hi.micros) break;
        if (at >= lo.micros) ticks.push_back(at);
    }
    return ticks;
}

std::vector<std::int64_t> every_day_ticks(const Moment& lo, const Moment& hi, int step) {
    std::vector<std::int64_t> ticks;
    for (std::int64_t day = floor_div(lo.micros, kDay); day <= floor_div(hi.micros, kDay); ++day)
        if (day * kDay >= lo.micros && (civil_from_date(static_cast<double>(day)).day - 1) % step == 0)
            ticks.push_back(day * kDay);
    return ticks;
}

// Without interval_multiples a rule starts as long before the view as the view is long, and counts from there
// (RRuleLocator._create_rrule).
std::vector<std::int64_t> counted_ticks(const Moment& lo, const Moment& hi, const Choice& choice) {
    const int months = months_between(lo, hi);
    const std::int64_t rest = hi.micros - plus_months(lo, months);
    Moment start = moment(kFirstDay * kDay);
    if (lo.civil.year * 12 + lo.civil.month - 1 - months >= 12) {
        const std::int64_t at = plus_months(lo, -months) - rest;
        if (at >= start.micros) start = moment(at);
    }
    const std::int64_t from = start.micros - start.civil.microsecond;
    std::vector<std::int64_t> ticks;
    const auto add = [&](std::int64_t at) {
        if (at >= from && at >= lo.micros && at <= hi.micros) ticks.push_back(at);
    };
    if (choice.unit == DateUnit::year || choice.unit == DateUnit::month) {
        const int step = choice.interval * (choice.unit == DateUnit::year ? 12 : 1);
        int month = start.civil.year * 12 + (choice.unit == DateUnit::year ? 0 : start.civil.month - 1);
        for (; month <= hi.civil.year * 12 + hi.civil.month - 1; month += step)
            add(days_from_civil(month / 12, month % 12 + 1, 1) * kDay);
        return ticks;
    }
    const std::int64_t unit = choice.unit == DateUnit::day      ? kDay
                              : choice.unit == DateUnit::hour   ? 3600 * kSecond
                              : choice.unit == DateUnit::minute ? 60 * kSecond
                                                                : kSecond;
    for (std::int64_t n = floor_div(from, unit); n * unit <= hi.micros; n += choice.interval) {
        if (ticks.size() > numeric::kMaxTicks) break;
        add(n * unit);
    }
    return ticks;
}

// At their places in UTC; without any, those of the view's ends (RRuleLocator.tick_values).
std::vector<double> placed(std::vector<std::int64_t> ticks, const Moment& lo, const Moment& hi, const Zone* zone) {
    if (ticks.empty()) ticks = {lo.micros, hi.micros};
    std::vector<double> out;
    out.reserve(ticks.size());
    for (const std::int64_t at : ticks) out.push_back(to_days(from_local(at, zone)));
    return out;
}

std::vector<double> microsecond_ticks(const Moment& lo, const Moment& hi, const Zone* zone, int interval) {
    const double first = to_days(from_local(lo.micros, zone)), last = to_days(from_local(hi.micros, zone)),
                 day = std::floor(first);
    std::vector<double> ticks =
        multiple_ticks(interval, {(first - day) * kDayMicroseconds, (last - day) * kDayMicroseconds});
    for (double& t : ticks) t = t / kDayMicroseconds + day;
    return ticks;
}

}  // namespace

bool is_date(double position) {
    const double micros = std::nearbyint(position * kDayMicroseconds);
    // The last ten microseconds of the year 9999 would be rounded out of it.
    return micros >= static_cast<double>(kFirstDay) * kDayMicroseconds &&
           micros < static_cast<double>(kEndDay) * kDayMicroseconds - 10;
}

std::vector<double> date_ticks(const AutoDateLocator& locator, const AxisView& view) {
    if (!is_date(view.lo) || !is_date(view.hi)) return {};
    const auto [left, right] = std::minmax(view.lo, view.hi);
    const Moment lo = moment(left, view.zone), hi = moment(right, view.zone);
    const Choice choice = choose(lo, hi, locator.interval_multiples);
    if (choice.unit == DateUnit::microsecond) return microsecond_ticks(lo, hi, view.zone, choice.interval);
    if (!locator.interval_multiples) return placed(counted_ticks(lo, hi, choice), lo, hi, view.zone);
    std::vector<std::int64_t> ticks;
    switch (choice.unit) {
        case DateUnit::year:
            ticks = year_ticks(lo, hi, choice.interval);
            break;
        case DateUnit::month:
            ticks = month_ticks(lo, hi, choice.interval);
            break;
        case DateUnit::day:
            ticks = day_ticks(lo, hi, choice.interval);
            break;
        case DateUnit::hour:
            ticks = clock_ticks(lo, hi, choice.interval, 3600 * kSecond, 24);
            break;
        case DateUnit::minute:
            ticks = clock_ticks(lo, hi, choice.interval, 60 * kSecond, 60);
            break;
        case DateUnit::second:
        case DateUnit::microsecond:
            ticks = clock_ticks(lo, hi, choice.interval, kSecond, 60);
            break;
    }
    return placed(std::move(ticks), lo, hi, view.zone);
}

std::vector<double> calendar_ticks(const CalendarLocator& locator, const AxisView& view) {
    if (!is_date(view.lo) || !is_date(view.hi) || locator.step < 1) return {};
    const auto [left, right] = std::minmax(view.lo, view.hi);
    const Moment lo = moment(left, view.zone), hi = moment(right, view.zone);
    std::vector<std::int64_t> ticks;
    switch (locator.unit) {
        case CalendarUnit::year:
            ticks = year_ticks(lo, hi, locator.step);
            break;
        case CalendarUnit::month:
            ticks = month_ticks(lo, hi, locator.step);
            break;
        case CalendarUnit::week:
            ticks = week_ticks(lo, hi);
            break;
        case CalendarUnit::day:
            ticks = every_day_ticks(lo, hi, locator.step);
            break;
        case CalendarUnit::hour:
            ticks = clock_ticks(lo, hi, locator.step, 3600 * kSecond, 24);
            break;
        case CalendarUnit::minute:
            ticks = clock_ticks(lo, hi, locator.step, 60 * kSecond, 60);
            break;
        case CalendarUnit::second:
            ticks = clock_ticks(lo, hi, locator.step, kSecond, 60);
            break;
    }
    return placed(std::move(ticks), lo, hi, view.zone);
}

Limits date_nonsingular(Limits data) {
    auto [lo, hi] = data;
    if (!std::isfinite(lo) || !std::isfinite(hi)) return {0, 1};
    if (hi < lo) std::swap(lo, hi);
    if (lo == hi) return {lo - 365.0 * 2, hi + 365.0 * 2};
    return {lo, hi};
}

DateUnit date_unit(const AutoDateLocator& locator, const AxisView& view) {
    if (!is_date(view.lo) || !is_date(view.hi)) return DateUnit::year;
    const auto [left, right] = std::minmax(view.lo, view.hi);
    return choose(moment(left, view.zone), moment(right, view.zone), locator.interval_multiples).format_unit;
}

}  // namespace plotmill::figure
