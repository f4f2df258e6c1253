#include "base/dates.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/dates_names.h"
#include "base/numbers.h"

namespace plotmill {

namespace {

constexpr double seconds_per_day = 86400.0;
constexpr std::int64_t microseconds_per_day = 86400LL * 1000000;

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

int day_of_year(const Civil& c) {
    return static_cast<int>(days_from_civil(c.year, c.month, c.day) - days_from_civil(c.year, 1, 1)) + 1;
}

Civil civil_from_days(std::int64_t days) {
    // Years begin in March here, so that the leap day is the last of its year; an era is 400 years.
    const std::int64_t z = days + 719468;
    const std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    const std::int64_t doe = z - era * 146097;
    const std::int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    const std::int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    const std::int64_t mp = (5 * doy + 2) / 153;
    Civil c;
    c.day = static_cast<int>(doy - (153 * mp + 2) / 5 + 1);
    c.month = static_cast<int>(mp < 10 ? mp + 3 : mp - 9);
    c.year = static_cast<int>(yoe + era * 400 + (c.month <= 2 ? 1 : 0));
    return c;
}

struct IsoWeek {
    int year, week;
};

IsoWeek iso_week(const Civil& c) {
    const int wd = weekday(days_from_civil(c.year, c.month, c.day));
    const int week = (day_of_year(c) - 1 - wd + 10) / 7;
    const auto weeks_in = [](int year) {
        const int first = weekday(days_from_civil(year, 1, 1));
        return first == 3 || (first == 2 && is_leap(year)) ? 53 : 52;
    };
    if (week < 1) return {c.year - 1, weeks_in(c.year - 1)};
    if (week > weeks_in(c.year)) return {c.year + 1, 1};
    return {c.year, week};
}

// A number by a directive: glibc's flags override its padding.
std::string padded_number(int value, int width, char pad, char flag) {
    if (flag == '-') return fmt::format("{}", value);
    if (flag == '_') pad = ' ';
    if (flag == '0') pad = '0';
    return pad == '0' ? fmt::format("{:0{}}", value, width) : fmt::format("{:{}}", value, width);
}

std::string expand(const Civil& c, std::string_view format);

// The text of one directive; false where it is unknown.
bool directive(const Civil& c, char code, char flag, std::string& out) {
    const int wd = weekday(days_from_civil(c.year, c.month, c.day));
    const int hour12 = c.hour % 12 == 0 ? 12 : c.hour % 12;
    const auto number = [&](int value, int width, char pad = '0') {
        out += padded_number(value, width, pad, flag);
        return true;
    };
    const auto composed = [&](std::string_view format) {
        std::string text = expand(c, format);
        if (flag == '^')
            for (char& ch : text) ch = upper(ch);
        out += text;
        return true;
    };
    const auto word = [&](std::string_view text) {
        for (char ch : text) {
            out += flag == '^' || flag == '#' ? upper(ch) : ch;
        }
        return true;
    };
    switch (code) {
        case 'a':
            return word(day_names[static_cast<std::size_t>(wd)].substr(0, 3));
        case 'A':
            return word(day_names[static_cast<std::size_t>(wd)]);
        case 'b':
        case 'h':
            return word(month_names[static_cast<std::size_t>(c.month - 1)].substr(0, 3));
        case 'B':
            return word(month_names[static_cast<std::size_t>(c.month - 1)]);
        case 'c':
            return composed("%a %b %e %H:%M:%S %Y");
        case 'C':
            return number(c.year / 100, 2);
        case 'd':
            return number(c.day, 2);
        case 'D':
            return composed("%m/%d/%y");
        case 'e':
            return number(c.day, 2, ' ');
        case 'f':
            out += fmt::format("{:06}", c.microsecond);
            return true;  // Python's own: takes no flag
        case 'F':
            return composed("%Y-%m-%d");
        case 'g':
            return number(iso_week(c).year % 100, 2);
        case 'G':
            return number(iso_week(c).year, 1);
        case 'H':
            return number(c.hour, 2);
        case 'I':
            return number(hour12, 2);
        case 'j':
            return number(day_of_year(c), 3);
        case 'k':
            return number(c.hour, 2, ' ');
        case 'l':
            return number(hour12, 2, ' ');
        case 'm':
            return number(c.month, 2);
        case 'M':
            return number(c.minute, 2);
        case 'n':
            out += '\n';
            return true;
        case 'p':
            if (flag == '#') {
                out += c.hour < 12 ? "am" : "pm";
                return true;
            }
            return word(c.hour < 12 ? "AM" : "PM");
        case 'P':
            out += c.hour < 12 ? "am" : "pm";
            return true;
        case 'r':
            return composed("%I:%M:%S %p");
        case 'R':
            return composed("%H:%M");
        case 's':
            out += fmt::format(
                "{}", days_from_civil(c.year, c.month, c.day) * 86400 + c.hour * 3600 + c.minute * 60 + c.second);
            return true;
        case 'S':
            return number(c.second, 2);
        case 't':
            out += '\t';
            return true;
        case 'T':
        case 'X':
            return composed("%H:%M:%S");
        case 'u':
            return number(wd + 1, 1);
        case 'U':
            return number((day_of_year(c) + 6 - (wd + 1) % 7) / 7, 2);
        case 'V':
            return number(iso_week(c).week, 2);
        case 'w':
            return number((wd + 1) % 7, 1);
        case 'W':
            return number((day_of_year(c) + 6 - wd) / 7, 2);
        case 'x':
            return composed("%m/%d/%y");
        case 'y':
            return number(((c.year % 100) + 100) % 100, 2);
        case 'Y':
            return number(c.year, 1);
        case 'z':
        case 'Z':
            return true;
        case '%':
            out += '%';
            return true;
        default:
            return false;
    }
}

std::string expand(const Civil& c, std::string_view format) {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '%' || i + 1 == format.size()) {
            out += format[i];
            continue;
        }
        std::size_t code = i + 1;
        char flag = 0;
        while (code < format.size() && std::string_view("-_0^#").find(format[code]) != std::string_view::npos)
            flag = format[code++];
        if (code == format.size() || !directive(c, format[code], flag, out)) {
            out += '%';
            continue;
        }
        i = code;
    }
    return out;
}

// Digits at the start of `text`, exactly `count`; -1 where they are not.
int take_digits(std::string_view& text, std::size_t count) {
    if (text.size() < count) return -1;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
}

// "[.fraction]" to microseconds (further digits are cut); -1 where a point has no digit after it.
int take_fraction(std::string_view& text) {
    if (!take(text, '.')) return 0;
    int value = 0;
    std::size_t digits = 0;
    for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; ++digits, text.remove_prefix(1))
        if (digits < 6) value = value * 10 + (text[0] - '0');
    if (digits == 0 || digits > 18) return -1;
    for (; digits < 6; ++digits) value *= 10;
    return value;
}

}  // namespace

std::int64_t days_from_civil(int year, int month, int day) {
    const std::int64_t y = static_cast<std::int64_t>(year) - (month <= 2 ? 1 : 0);
    const std::int64_t era = (y >= 0 ? y : y - 399) / 400;
    const std::int64_t yoe = y - era * 400;
    const std::int64_t doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const std::int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

double date_from_civil(const Civil& c) {
    const std::int64_t whole =
        days_from_civil(c.year, c.month, c.day) * 86400 + c.hour * 3600 + c.minute * 60 + c.second;
    double seconds = static_cast<double>(whole);
    seconds += static_cast<double>(static_cast<std::int64_t>(c.microsecond) * 1000) / 1.0e9;
    return seconds / seconds_per_day;
}

Civil civil_from_date(double days) {
    constexpr double limit = 1e8;  // far beyond the years 1 to 9999, and safe to turn into microseconds
    if (!(std::fabs(days) < limit)) days = std::isnan(days) ? 0 : std::copysign(limit, days);
    std::int64_t us = static_cast<std::int64_t>(std::nearbyint(days * static_cast<double>(microseconds_per_day)));
    if (std::fabs(days) > 70 * 365) {
        std::int64_t part = us % 1000000;
        if (part < 0) part += 1000000;
        const auto rounded = static_cast<std::int64_t>(std::nearbyint(static_cast<double>(part) / 20.0)) * 20;
        us += rounded - part;
    }
    return civil_from_micros(us);
}

std::int64_t micros_from_civil(const Civil& c) {
    return days_from_civil(c.year, c.month, c.day) * microseconds_per_day +
           (c.hour * 3600LL + c.minute * 60LL + c.second) * 1000000 + c.microsecond;
}

Civil civil_from_micros(std::int64_t us) {
    std::int64_t day = us / microseconds_per_day, rest = us % microseconds_per_day;
    if (rest < 0) {
        rest += microseconds_per_day;
        --day;
    }
    Civil c = civil_from_days(day);
    c.microsecond = static_cast<int>(rest % 1000000);
    const int seconds = static_cast<int>(rest / 1000000);
    c.hour = seconds / 3600;
    c.minute = seconds / 60 % 60;
    c.second = seconds % 60;
    return c;
}

int weekday(std::int64_t days) {
    const std::int64_t r = (days + 3) % 7;
    return static_cast<int>(r < 0 ? r + 7 : r);
}

int days_in_month(int year, int month) {
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12) return 0;
    return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::optional<double> parse_iso_date(std::string_view text) {
    Civil c;
    c.year = take_digits(text, 4);
    if (c.year < 1 || !take(text, '-')) return std::nullopt;
    c.month = take_digits(text, 2);
    if (c.month < 1 || c.month > 12 || !take(text, '-')) return std::nullopt;
    c.day = take_digits(text, 2);
    if (c.day < 1 || c.day > days_in_month(c.year, c.month)) return std::nullopt;
    if (text.empty()) return date_from_civil(c);

    if (!take(text, 'T') && !take(text, ' ')) return std::nullopt;
    c.hour = take_digits(text, 2);
    if (c.hour < 0 || c.hour > 23 || !take(text, ':')) return std::nullopt;
    c.minute = take_digits(text, 2);
    if (c.minute < 0 || c.minute > 59) return std::nullopt;
    if (take(text, ':')) {
        c.second = take_digits(text, 2);
        if (c.second < 0 || c.second > 59) return std::nullopt;
        c.microsecond = take_fraction(text);
        if (c.microsecond < 0) return std::nullopt;
    }
    if (text.empty() || text == "Z") return date_from_civil(c);

    const int sign = text[0] == '+' ? 1 : text[0] == '-' ? -1 : 0;
    if (sign == 0) return std::nullopt;
    text.remove_prefix(1);
    const int hours = take_digits(text, 2);
    int minutes = 0;
    if (hours < 0 || hours > 23) return std::nullopt;
    if (!text.empty()) {
        take(text, ':');
        minutes = take_digits(text, 2);
        if (minutes < 0 || minutes > 59 || !text.empty()) return std::nullopt;
    }
    // In whole seconds, so that the shift does not add a rounding of its own.
    std::int64_t seconds = days_from_civil(c.year, c.month, c.day) * 86400 + c.hour * 3600 + c.minute * 60 + c.second;
    seconds -= sign * (hours * 3600 + minutes * 60);
    return (static_cast<double>(seconds) + static_cast<double>(c.microsecond) / 1e6) / seconds_per_day;
}

std::string format_date(double days, std::string_view format) { return expand(civil_from_date(days), format); }

std::string format_date(const Civil& c, std::string_view format) { return expand(c, format); }

std::string iso_date(double days) {
    const Civil c = civil_from_date(days);
    std::string out = fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
    if (c.hour == 0 && c.minute == 0 && c.second == 0 && c.microsecond == 0) return out;
    out += fmt::format(" {:02}:{:02}", c.hour, c.minute);
    if (c.second == 0 && c.microsecond == 0) return out;
    out += fmt::format(":{:02}", c.second);
    if (c.microsecond == 0) return out;
    out += fmt::format(".{:06}", c.microsecond);
    while (out.back() == '0') out.pop_back();
    return out;
}

}  // namespace plotmill
