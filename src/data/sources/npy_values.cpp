#include "data/sources/npy_values.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

#include "base/dates.h"

namespace plotmill::data {
namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t not_a_time = std::numeric_limits<std::int64_t>::min();

template <class T>
T load(const char* p, bool big_endian) {
    static_assert(std::endian::native == std::endian::little);
    char bytes[sizeof(T)];
    std::memcpy(bytes, p, sizeof(T));
    if (big_endian) std::reverse(bytes, bytes + sizeof(T));
    T v;
    std::memcpy(&v, bytes, sizeof(T));
    return v;
}

double half(std::uint16_t h) {
    const int exponent = h >> 10 & 31;
    const double fraction = h & 1023;
    const double sign = h & 0x8000 ? -1 : 1;
    if (exponent == 31) return fraction == 0 ? sign * std::numeric_limits<double>::infinity() : nan_value;
    return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(1024 + fraction, exponent - 25));
}

// x86's extended precision, as NumPy's longdouble stores it in 12 or 16 bytes: 64 bits of mantissa, then sign and
// exponent. Rounded to nearest, as a cast does.
double extended(const char* p, bool big_endian, std::size_t size) {
    char bytes[16];
    std::memcpy(bytes, p, size);
    if (big_endian) std::reverse(bytes, bytes + size);
    const auto mantissa = load<std::uint64_t>(bytes, false);
    const auto top = load<std::uint16_t>(bytes + 8, false);
    const int exponent = top & 0x7fff;
    const double sign = top & 0x8000 ? -1 : 1;
    if (exponent == 0x7fff) return mantissa << 1 ? nan_value : sign * std::numeric_limits<double>::infinity();
    return static_cast<double>(sign * std::ldexp(static_cast<long double>(mantissa), exponent - 16383 - 63));
}

// take(k, p): element k, in C order, is at p.
template <class F>
void each(const NpyLayout& a, F&& take) {
    if (!a.fortran || a.shape.size() < 2) {
        const char* p = a.data;
        for (std::size_t k = 0; k < a.count; ++k, p += a.stride) take(k, p);
        return;
    }
    const std::size_t rows = a.shape[0], columns = a.shape[1], depth = a.shape.size() > 2 ? a.shape[2] : 1;
    std::size_t k = 0;
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t j = 0; j < columns; ++j)
            for (std::size_t d = 0; d < depth; ++d) take(k++, a.data + ((d * columns + j) * rows + i) * a.stride);
}

template <class F>
std::vector<double> converted(const NpyLayout& a, F&& convert) {
    std::vector<double> out(a.count);
    each(a, [&](std::size_t k, const char* p) { out[k] = convert(p); });
    return out;
}

template <class T>
std::vector<double> plain(const NpyLayout& a, bool big) {
    if (big) return converted(a, [](const char* p) { return static_cast<double>(load<T>(p, true)); });
    return converted(a, [](const char* p) { return static_cast<double>(load<T>(p, false)); });
}

// Integers of 64 bits. `inexact`: the first that does not fit.
template <class T>
std::vector<double> wide(const NpyLayout& a, bool big, std::size_t& inexact) {
    std::vector<double> out(a.count);
    std::size_t first = a.count;
    each(a, [&](std::size_t k, const char* p) {
        const T v = load<T>(p, big);
        constexpr T limit = T{1} << 53;
        if (v > limit || (std::is_signed_v<T> && v < T(0) - limit)) first = std::min(first, k);
        out[k] = static_cast<double>(v);
    });
    inexact = first;
    return out;
}

// Years and months of datetime64 are counted by the calendar.
std::vector<double> calendar_dates(const NpyLayout& a, const NpyType& t) {
    return converted(a, [&](const char* p) {
        const auto v = load<std::int64_t>(p, t.big_endian);
        constexpr std::int64_t most = 120'000;  // months, ten thousand years: what is beyond is no date
        if (v == not_a_time || v > most / t.months_per_unit || v < -most / t.months_per_unit) return nan_value;
        const std::int64_t months = v * t.months_per_unit;
        const std::int64_t year = months >= 0 ? months / 12 : -((11 - months) / 12);
        return static_cast<double>(
            days_from_civil(static_cast<int>(1970 + year), static_cast<int>(months - year * 12) + 1, 1));
    });
}

// v units, of which there are `per` in the whole, or which are as many wholes each: wholes apart, so that the fraction
// keeps its digits.
std::vector<double> times(const NpyLayout& a, bool big, double whole_per_unit) {
    const double per = std::round(1 / whole_per_unit);
    const bool parts = per >= 1 && per < 0x1p63;  // attoseconds are too many
    const auto n = parts ? static_cast<std::int64_t>(per) : std::int64_t{1};
    return converted(a, [&](const char* p) {
        const auto v = load<std::int64_t>(p, big);
        if (v == not_a_time) return nan_value;
        if (!parts) return static_cast<double>(v) * whole_per_unit;
        std::int64_t wholes = v / n, rest = v % n;
        if (rest < 0) rest += n, --wholes;
        return static_cast<double>(wholes) + static_cast<double>(rest) / per;
    });
}

void append_utf8(std::string& out, std::uint32_t c) {
    if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) c = 0xfffd;
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xc0 | c >> 6);
        out += static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xe0 | c >> 12);
        out += static_cast<char>(0x80 | (c >> 6 & 63));
        out += static_cast<char>(0x80 | (c & 63));
    } else {
        out += static_cast<char>(0xf0 | c >> 18);
        out += static_cast<char>(0x80 | (c >> 12 & 63));
        out += static_cast<char>(0x80 | (c >> 6 & 63));
        out += static_cast<char>(0x80 | (c & 63));
    }
}

std::string text(const char* p, const NpyType& t) {
    std::string s;
    if (t.kind == 'S') {
        s.assign(p, t.size);
        s.resize(std::min(s.find_last_not_of('\0') + 1, s.size()));
        return s;
    }
    for (std::size_t i = 0; i < t.size; i += 4) {
        const auto c = load<std::uint32_t>(p + i, t.big_endian);
        if (c == 0) break;
        append_utf8(s, c);
    }
    return s;
}

template <class T>
std::vector<std::string> digits(const NpyLayout& a, bool big) {
    std::vector<std::string> out(a.count);
    each(a, [&](std::size_t k, const char* p) { out[k] = std::to_string(load<T>(p, big)); });
    return out;
}

}  // namespace

std::vector<double> npy_numbers(const NpyLayout& a, const NpyType& t, std::size_t& inexact) {
    inexact = a.count;
    const bool big = t.big_endian;
    switch (t.kind) {
        case 'b':
            return converted(a, [](const char* p) { return *p ? 1.0 : 0.0; });
        case 'i':
            if (t.size == 1) return plain<std::int8_t>(a, big);
            if (t.size == 2) return plain<std::int16_t>(a, big);
            if (t.size == 4) return plain<std::int32_t>(a, big);
            return wide<std::int64_t>(a, big, inexact);
        case 'u':
            if (t.size == 1) return plain<std::uint8_t>(a, big);
            if (t.size == 2) return plain<std::uint16_t>(a, big);
            if (t.size == 4) return plain<std::uint32_t>(a, big);
            return wide<std::uint64_t>(a, big, inexact);
        case 'M':
            return t.months_per_unit ? calendar_dates(a, t) : times(a, big, t.days_per_unit);
        case 'm':
            return times(a, big, t.days_per_unit * 86400);
        default:
            if (t.size == 2) return converted(a, [big](const char* p) { return half(load<std::uint16_t>(p, big)); });
            if (t.size == 4) return plain<float>(a, big);
            if (t.size == 8) return plain<double>(a, big);
            return converted(a, [&](const char* p) { return extended(p, big, t.size); });
    }
}

std::vector<std::string> npy_texts(const NpyLayout& a, const NpyType& t) {
    std::vector<std::string> out(a.count);
    each(a, [&](std::size_t k, const char* p) { out[k] = text(p, t); });
    return out;
}

std::vector<std::string> npy_digits(const NpyLayout& a, const NpyType& t) {
    if (t.kind == 'u') return digits<std::uint64_t>(a, t.big_endian);
    return digits<std::int64_t>(a, t.big_endian);
}

}  // namespace plotmill::data
