// Python's strptime; declared in base/dates.h. Python turns the format into a regular expression whose pieces are
// greedy and give characters back; the matcher below tries the same lengths in the same order.
#include <array>
#include <string>
#include <utility>

#include "base/dates.h"
#include "base/dates_names.h"

namespace plotmill {

namespace {

constexpr int unset = -1;
constexpr int max_steps = 20000;  // backtracking over a hostile format ends here

struct Fields {
    int year = unset, month = 1, day = 1, hour = 0, minute = 0, second = 0, microsecond = 0;
    int hour12 = unset, pm = unset, day_of_year = unset, weekday = unset;
    int week = unset, week_start = unset;  // %U: 6 (Sunday), %W: 0
    int iso_year = unset, iso_week = unset;
    bool zone = false;
    std::int64_t zone_us = 0;
};

char fold(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool starts_with_word(std::string_view text, std::string_view word) {
    if (text.size() < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i)
        if (fold(text[i]) != fold(word[i])) return false;
    return true;
}

class Matcher {
public:
    explicit Matcher(Fields& fields) : f_(fields) {}

    bool match(std::string_view format, std::string_view text) {
        if (++steps_ > max_steps) return false;
        if (format.empty()) return text.empty();
        if (is_blank(format[0])) {
            std::size_t blanks = 0;
            while (!format.empty() && is_blank(format[0])) format.remove_prefix(1);
            while (blanks < text.size() && is_blank(text[blanks])) ++blanks;
            for (; blanks > 0; --blanks)
                if (match(format, text.substr(blanks))) return true;
            return false;
        }
        if (format[0] != '%') {
            if (text.empty() || fold(text[0]) != fold(format[0])) return false;
            return match(format.substr(1), text.substr(1));
        }
        if (format.size() < 2) return false;
        return directive(format[1], format.substr(2), text);
    }

private:
    // Tries the longest number first. Each number is digits within [low, high], at most `width` of them (at least
    // `least`), by Python's own expressions.
    bool number(int low, int high, std::size_t least, std::size_t width, bool blank_pad, int Fields::*field,
                std::string_view format, std::string_view text) {
        for (std::size_t n = width; n >= least && n > 0; --n) {
            if (text.size() < n) continue;
            int value = 0;
            bool digits = true;
            for (std::size_t i = 0; i < n; ++i) {
                if (blank_pad && n == 2 && i == 0 && text[0] == ' ') continue;
                digits = digits && is_digit(text[i]);
                value = value * 10 + (text[i] - '0');
            }
            if (!digits || value < low || value > high) continue;
            if (try_rest(field, value, format, text.substr(n))) return true;
        }
        return false;
    }

    bool try_rest(int Fields::*field, int value, std::string_view format, std::string_view rest) {
        const int old = f_.*field;
        f_.*field = value;
        if (match(format, rest)) return true;
        f_.*field = old;
        return false;
    }

    template <std::size_t N>
    bool name(const std::array<std::string_view, N>& names, bool abbreviated, int first, int Fields::*field,
              std::string_view format, std::string_view text) {
        for (std::size_t i = 0; i < N; ++i) {
            const std::string_view word = abbreviated ? names[i].substr(0, 3) : names[i];
            if (!starts_with_word(text, word)) continue;
            if (try_rest(field, static_cast<int>(i) + first, format, text.substr(word.size()))) return true;
        }
        return false;
    }

    bool fraction(std::string_view format, std::string_view text) {
        for (std::size_t n = 6; n > 0; --n) {
            if (text.size() < n) continue;
            int value = 0;
            bool digits = true;
            for (std::size_t i = 0; i < 6; ++i) {
                const char c = i < n ? text[i] : '0';
                digits = digits && is_digit(c);
                value = value * 10 + (c - '0');
            }
            if (digits && try_rest(&Fields::microsecond, value, format, text.substr(n))) return true;
        }
        return false;
    }

    // "+HH[:]MM[[:]SS[.ffffff]]" or "Z".
    bool zone(std::string_view format, std::string_view text) {
        f_.zone = true;
        f_.zone_us = 0;
        if (!text.empty() && text[0] == 'Z') return match(format, text.substr(1));
        if (text.empty() || (text[0] != '+' && text[0] != '-')) return false;
        const int sign = text[0] == '-' ? -1 : 1;
        std::array<int, 3> parts{};
        std::size_t pos = 1, count = 0;
        bool colons = false;
        for (; count < 3; ++count) {
            std::size_t p = pos;
            if (count > 0 && p < text.size() && text[p] == ':') {
                if (count == 2 && !colons) break;
                colons = true;
                ++p;
            } else if (count == 2 && colons) {
                break;
            }
            if (p + 2 > text.size() || !is_digit(text[p]) || !is_digit(text[p + 1])) break;
            const int value = (text[p] - '0') * 10 + (text[p + 1] - '0');
            if (count > 0 && value > 59) break;
            parts[count] = value;
            pos = p + 2;
        }
        if (count < 2) return false;
        if (count == 3 && pos + 1 < text.size() && text[pos] == '.' && is_digit(text[pos + 1])) {
            std::int64_t us = 0;
            std::size_t n = 1;
            for (; n <= 6 && pos + n < text.size() && is_digit(text[pos + n]); ++n)
                us = us * 10 + (text[pos + n] - '0');
            pos += n;
            for (; n <= 6; ++n) us *= 10;
            f_.zone_us += us;
        }
        f_.zone_us += (parts[0] * 3600LL + parts[1] * 60LL + parts[2]) * 1000000;
        f_.zone_us *= sign;
        return match(format, text.substr(pos));
    }

    bool directive(char code, std::string_view format, std::string_view text) {
        switch (code) {
            case 'a':
                return name(day_names, true, 0, &Fields::weekday, format, text);
            case 'A':
                return name(day_names, false, 0, &Fields::weekday, format, text);
            case 'b':
                return name(month_names, true, 1, &Fields::month, format, text);
            case 'B':
                return name(month_names, false, 1, &Fields::month, format, text);
            case 'd':
                return number(1, 31, 1, 2, true, &Fields::day, format, text);
            case 'f':
                return fraction(format, text);
            case 'H':
                return number(0, 23, 1, 2, false, &Fields::hour, format, text);
            case 'I':
                return number(1, 12, 1, 2, false, &Fields::hour12, format, text);
            case 'j':
                return number(1, 366, 1, 3, false, &Fields::day_of_year, format, text);
            case 'm':
                return number(1, 12, 1, 2, false, &Fields::month, format, text);
            case 'M':
                return number(0, 59, 1, 2, false, &Fields::minute, format, text);
            case 'p':
                if (starts_with_word(text, "AM")) return try_rest(&Fields::pm, 0, format, text.substr(2));
                if (starts_with_word(text, "PM")) return try_rest(&Fields::pm, 1, format, text.substr(2));
                return false;
            case 'S':
                return number(0, 61, 1, 2, false, &Fields::second, format, text);
            case 'U':
                f_.week_start = 6;
                return number(0, 53, 1, 2, false, &Fields::week, format, text);
            case 'W':
                f_.week_start = 0;
                return number(0, 53, 1, 2, false, &Fields::week, format, text);
            case 'w':
                return week_day(0, 6, format, text);
            case 'u':
                return week_day(1, 7, format, text);
            case 'V':
                return number(1, 53, 1, 2, false, &Fields::iso_week, format, text);
            case 'G':
                return number(0, 9999, 4, 4, false, &Fields::iso_year, format, text);
            case 'Y':
                return number(0, 9999, 4, 4, false, &Fields::year, format, text);
            case 'y': {
                if (text.size() < 2 || !is_digit(text[0]) || !is_digit(text[1])) return false;
                const int value = (text[0] - '0') * 10 + (text[1] - '0');
                return try_rest(&Fields::year, value + (value <= 68 ? 2000 : 1900), format, text.substr(2));
            }
            case 'z':
                return zone(format, text);
            case 'Z':
                if (starts_with_word(text, "UTC") || starts_with_word(text, "GMT"))
                    return match(format, text.substr(3));
                return false;
            case '%':
                return !text.empty() && text[0] == '%' && match(format, text.substr(1));
            default:
                return false;
        }
    }

    bool week_day(int low, int high, std::string_view format, std::string_view text) {
        if (text.empty() || !is_digit(text[0])) return false;
        const int value = text[0] - '0';
        if (value < low || value > high) return false;
        return try_rest(&Fields::weekday, (value + 6) % 7, format, text.substr(1));
    }

    Fields& f_;
    int steps_ = 0;
};

// Year, month and day from a year with a day, or a week with a weekday; false where there is no such day.
bool settle_day(Fields& f) {
    const bool leap_day_without_year = f.year == unset && f.month == 2 && f.day == 29 && f.iso_year == unset;
    if (f.iso_year != unset) {
        if (f.iso_week == unset || f.weekday == unset || f.day_of_year != unset || f.year != unset) return false;
        const std::int64_t fourth = days_from_civil(f.iso_year, 1, 4);
        const std::int64_t day = fourth - weekday(fourth) + (f.iso_week - 1) * 7 + f.weekday;
        const Civil c = civil_from_date(static_cast<double>(day));
        f.year = c.year, f.month = c.month, f.day = c.day;
        return true;
    }
    if (f.iso_week != unset) return false;
    if (f.year == unset) f.year = 1900;
    if (f.day_of_year == unset && f.week != unset && f.weekday != unset) {
        int first = weekday(days_from_civil(f.year, 1, 1));
        int wd = f.weekday;
        if (f.week_start == 6) {
            first = (first + 1) % 7;
            wd = (wd + 1) % 7;
        }
        const int week0 = (7 - first) % 7;
        f.day_of_year = f.week == 0 ? 1 + wd - first : 1 + week0 + 7 * (f.week - 1) + wd;
        const Civil c = civil_from_date(static_cast<double>(days_from_civil(f.year, 1, 1) + f.day_of_year - 1));
        f.year = c.year, f.month = c.month, f.day = c.day;
    } else if (f.day_of_year != unset) {
        const Civil c = civil_from_date(static_cast<double>(days_from_civil(f.year, 1, 1) + f.day_of_year - 1));
        f.year = c.year, f.month = c.month, f.day = c.day;
    }
    if (leap_day_without_year) return false;
    return f.year >= 1 && f.year <= 9999 && f.day <= days_in_month(f.year, f.month);
}

// The format with %c, %x and %X written out; no value where a directive stands twice (Python refuses that).
std::optional<std::string> plain_format(std::string_view format) {
    std::string out;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const char code = format[i] == '%' && i + 1 < format.size() ? format[i + 1] : '\0';
        i += code ? 1 : 0;
        switch (code) {
            case 'c':
                out += "%a %b %d %H:%M:%S %Y";
                break;
            case 'x':
                out += "%m/%d/%y";
                break;
            case 'X':
                out += "%H:%M:%S";
                break;
            case '\0':
                out += format[i];
                break;
            default:
                out += {'%', code};
        }
    }
    std::array<bool, 256> seen{};
    for (std::size_t i = 0; i + 1 < out.size(); ++i) {
        if (out[i] != '%') continue;
        const auto code = static_cast<unsigned char>(out[++i]);
        if (code != '%' && std::exchange(seen[code], true)) return std::nullopt;
    }
    return out;
}

}  // namespace

std::optional<double> parse_date(std::string_view text, std::string_view written) {
    if (text.size() > 256 || written.size() > 256) return std::nullopt;
    const auto format = plain_format(written);
    Fields f;
    if (!format || !Matcher(f).match(*format, text)) return std::nullopt;
    if (f.hour12 != unset) f.hour = f.hour12 % 12 + (f.pm == 1 ? 12 : 0);
    if (!settle_day(f) || f.second > 59) return std::nullopt;
    const std::int64_t zone_seconds = f.zone_us / 1000000, zone_rest = f.zone_us % 1000000;
    std::int64_t seconds = days_from_civil(f.year, f.month, f.day) * 86400 + f.hour * 3600 + f.minute * 60 + f.second;
    seconds -= zone_seconds;
    return (static_cast<double>(seconds) + static_cast<double>(f.microsecond - zone_rest) / 1e6) / 86400.0;
}

}  // namespace plotmill
