// The numbers of a CSV file, as most are written: "-12.345", up to 19 digits. Anything else is left to fast_float, by
// the caller. Pure functions.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace plotmill::data {

namespace detail {

inline std::uint64_t load8(const char* p) {
    static_assert(std::endian::native == std::endian::little);
    std::uint64_t v;
    std::memcpy(&v, p, sizeof v);
    return v;
}

// How many of eight characters are digits, from the first on.
inline unsigned leading_digits(std::uint64_t chars) {
    const std::uint64_t high = chars & 0x8080808080808080ULL;
    const std::uint64_t low = (chars & 0x7f7f7f7f7f7f7f7fULL) ^ 0x3030303030303030ULL;  // digits: 0 to 9
    const std::uint64_t other = (low + 0x7676767676767676ULL) & 0x8080808080808080ULL;  // above 9
    const std::uint64_t stop = other | high;
    return stop ? static_cast<unsigned>(std::countr_zero(stop)) / 8 : 8;
}

// The number that the first `n` (1 to 8) of eight digits make.
inline std::uint64_t digits_value(std::uint64_t chars, unsigned n) {
    chars = (chars ^ 0x3030303030303030ULL) << (64 - 8 * n);  // zeros in front
    chars = chars * 10 + (chars >> 8);
    return (((chars & 0x000000ff000000ffULL) * 0x000f424000000064ULL) +
            (((chars >> 16) & 0x000000ff000000ffULL) * 0x0000271000000001ULL)) >>
           32;
}

inline constexpr std::uint64_t integer_powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
inline constexpr double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Adds the digits at `p` to `value`; how many there were. More than 18 are not for here: the value is then nonsense.
inline unsigned add_digits(const char* p, std::uint64_t& value) {
    unsigned total = 0;
    for (;;) {
        const std::uint64_t chars = load8(p + total);
        const unsigned n = leading_digits(chars);
        if (n == 0) return total;
        value = value * integer_powers[n] + digits_value(chars, n);
        total += n;
        if (n < 8 || total > 18) return total;
    }
}

// At most 2^53 over a power of ten up to 22 is rounded once, and so exact.
inline const char* finish(std::uint64_t mantissa, unsigned fraction, bool negative, const char* end, double& out) {
    if (mantissa > (std::uint64_t{1} << 53)) return nullptr;
    const double v = static_cast<double>(static_cast<std::int64_t>(mantissa)) / powers[fraction];
    out = std::bit_cast<double>(std::bit_cast<std::uint64_t>(v) | static_cast<std::uint64_t>(negative) << 63);
    return end;
}

inline const char* any_simple_number(const char* p, double& out, bool& integer) {
    const bool negative = *p == '-';
    p += negative;
    std::uint64_t mantissa = 0;
    const unsigned whole = add_digits(p, mantissa);
    p += whole;
    unsigned fraction = 0;
    integer = *p != '.';
    if (!integer) {
        ++p;
        fraction = add_digits(p, mantissa);
        p += fraction;
    }
    if (whole + fraction - 1 > 17) return nullptr;  // none at all, too
    return finish(mantissa, fraction, negative, p, out);
}

}  // namespace detail

inline constexpr std::size_t simple_number_room = 64;  // bytes that must be readable from `p` on

// The end of the number, or null where it is none of the simple ones.
inline const char* simple_number(const char* p, double& out, bool& integer) {
#if defined(__SSE2__)
    // The next number's place hangs on this one's length, so that is found first and at once: where the first two
    // characters that are no digits stand.
    const bool negative = *p == '-';
    const char* const start = p + negative;
    const __m128i chars = _mm_loadu_si128(reinterpret_cast<const __m128i*>(start));
    const __m128i values = _mm_sub_epi8(chars, _mm_set1_epi8('0'));
    const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
    const unsigned others = ~static_cast<unsigned>(_mm_movemask_epi8(digits)) & 0xffffu;
    const unsigned more = others & (others - 1);
    if (others == 0) return detail::any_simple_number(p, out, integer);
    const auto whole = static_cast<unsigned>(std::countr_zero(others));
    integer = start[whole] != '.';
    if (integer) {
        if (whole - 1 > 7) return detail::any_simple_number(p, out, integer);
        return detail::finish(detail::digits_value(detail::load8(start), whole), 0, negative, start + whole, out);
    }
    if (more == 0) return detail::any_simple_number(p, out, integer);
    const auto end = static_cast<unsigned>(std::countr_zero(more));
    const unsigned fraction = end - whole - 1;
    if (whole - 1 > 7 || fraction == 0) return detail::any_simple_number(p, out, integer);
    std::uint64_t mantissa = detail::digits_value(detail::load8(start), whole);
    const char* rest = start + whole + 1;
    unsigned left = fraction;
    if (left > 8) {  // sixteen characters have no third eight
        mantissa = mantissa * detail::integer_powers[8] + detail::digits_value(detail::load8(rest), 8);
        rest += 8;
        left -= 8;
    }
    mantissa = mantissa * detail::integer_powers[left] + detail::digits_value(detail::load8(rest), left);
    return detail::finish(mantissa, fraction, negative, start + end, out);
#else
    return detail::any_simple_number(p, out, integer);
#endif
}

}  // namespace plotmill::data
