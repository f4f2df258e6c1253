#include "base/durations.h"

#include <algorithm>
#include <string>

#include "base/numbers.h"

namespace plotmill {
namespace {

struct Unit {
    std::string_view name;
    double seconds;
};
constexpr Unit units[] = {{"w", 604800},   {"week", 604800}, {"weeks", 604800},   {"d", 86400},        {"day", 86400},
                          {"days", 86400}, {"h", 3600},      {"hr", 3600},        {"hour", 3600},      {"hours", 3600},
                          {"m", 60},       {"min", 60},      {"mins", 60},        {"minute", 60},      {"minutes", 60},
                          {"s", 1},        {"sec", 1},       {"secs", 1},         {"second", 1},       {"seconds", 1},
                          {"ms", 1e-3},    {"us", 1e-6},     {"\xC2\xB5s", 1e-6}, {"\xCE\xBCs", 1e-6}, {"ns", 1e-9}};

bool digit(char c) { return c >= '0' && c <= '9'; }
void blanks(std::string_view& s) {
    while (!s.empty() && (s.front() == ' ' || s.front() == ',')) s.remove_prefix(1);
}

std::optional<double> number(std::string_view& s) {
    std::size_t n = 0;
    while (n < s.size() && (digit(s[n]) || s[n] == '.')) ++n;
    const auto v = parse_number(s.substr(0, n));
    if (v) s.remove_prefix(n);
    return v;
}

// "H:MM" and "H:MM:SS[.fraction]", the whole of it.
std::optional<double> clock(std::string_view s) {
    double total = 0, factor = 3600;
    for (int part = 0; part < 3; ++part, factor /= 60) {
        const std::size_t colon = s.find(':');
        const std::string_view digits = s.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        if (last && part == 0) return std::nullopt;
        if (part > 0 && digits.find('.') != 2 && digits.size() != 2) return std::nullopt;
        if (!std::all_of(digits.begin(), digits.end(), [&](char c) { return digit(c) || (c == '.' && part == 2); }))
            return std::nullopt;
        const auto v = parse_number(digits);
        if (!v || (part > 0 && *v >= 60)) return std::nullopt;
        total += *v * factor;
        if (last) return total;
        s.remove_prefix(colon + 1);
    }
    return std::nullopt;
}

// "1DT2H30M", after the P.
std::optional<double> iso(std::string_view s) {
    double total = 0;
    bool time = false, any = false;
    while (!s.empty()) {
        if (s.front() == 'T' && !time) {
            time = true;
            any = false;
            s.remove_prefix(1);
            continue;
        }
        const auto v = number(s);
        if (!v || s.empty()) return std::nullopt;
        const char c = s.front();
        const double unit = time ? (c == 'H'   ? 3600
                                    : c == 'M' ? 60
                                    : c == 'S' ? 1
                                               : 0)
                                 : (c == 'W'   ? 604800
                                    : c == 'D' ? 86400
                                               : 0);
        if (unit == 0) return std::nullopt;
        total += *v * unit;
        any = true;
        s.remove_prefix(1);
    }
    if (!any) return std::nullopt;
    return total;
}

}  // namespace

std::optional<double> parse_duration(std::string_view s) {
    while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
    blanks(s);
    double sign = 1;
    if (!s.empty() && (s.front() == '-' || s.front() == '+')) {
        sign = s.front() == '-' ? -1 : 1;
        s.remove_prefix(1);
    }
    if (s.starts_with('P')) {
        const auto v = iso(s.substr(1));
        return v ? std::optional(sign * *v) : std::nullopt;
    }
    double total = 0;
    bool any = false;
    while (!s.empty()) {
        if (s.find(':') != std::string_view::npos && s.find_first_not_of("0123456789:.+-") == std::string_view::npos) {
            double own = any ? 1 : sign;  // after "-1 day," (as Python and pandas write it) the clock counts forwards
            if (any && (s.front() == '+' || s.front() == '-')) {
                own = s.front() == '-' ? -1 : 1;
                s.remove_prefix(1);
            }
            const auto v = clock(s);
            if (!v) return std::nullopt;
            return sign * total + own * *v;
        }
        const auto v = number(s);
        if (!v) return std::nullopt;
        blanks(s);
        std::size_t n = 0;
        while (n < s.size() && !digit(s[n]) && s[n] != ' ' && s[n] != ',' && s[n] != '.') ++n;
        const auto unit =
            std::find_if(std::begin(units), std::end(units), [&](const Unit& u) { return u.name == s.substr(0, n); });
        if (n == 0 || unit == std::end(units)) return std::nullopt;
        total += *v * unit->seconds;
        any = true;
        s.remove_prefix(n);
        blanks(s);
    }
    if (!any) return std::nullopt;
    return sign * total;
}

}  // namespace plotmill
