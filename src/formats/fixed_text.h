// Numbers as vector files hold them: a few decimals, no exponent, no trailing zeros, the same in every locale.
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>

namespace plotmill::formats {

inline constexpr double farthest = 1e7;  // what lies beyond is drawn there

// v in units of 10^-decimals; what is not finite counts as 0.
inline std::int64_t fixed_units(double v, int decimals) {
    constexpr double powers[] = {1, 10, 100, 1000, 1e4, 1e5, 1e6};
    if (std::isnan(v)) return 0;
    return std::llround(std::clamp(v, -farthest, farthest) * powers[decimals]);
}

inline void put_units(std::string& out, std::int64_t units, int decimals) {
    constexpr std::int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    if (units < 0) out += '-';
    const std::uint64_t size = static_cast<std::uint64_t>(units < 0 ? -units : units);
    const std::uint64_t power = static_cast<std::uint64_t>(powers[decimals]);
    std::uint64_t rest = size % power;
    char digits[24];
    if (size >= power || rest == 0) out.append(digits, std::to_chars(digits, digits + sizeof digits, size / power).ptr);
    if (rest == 0) return;
    out += '.';
    for (std::uint64_t place = power / 10; rest != 0; place /= 10) {
        out += static_cast<char>('0' + rest / place);
        rest %= place;
    }
}

// "12.5", "-.25", "0"
inline void put_fixed(std::string& out, double v, int decimals) { put_units(out, fixed_units(v, decimals), decimals); }

inline std::string fixed_text(double v, int decimals) {
    std::string out;
    put_fixed(out, v, decimals);
    return out;
}

}  // namespace plotmill::formats
