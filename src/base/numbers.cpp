#include "base/numbers.h"

#include <array>
#include <charconv>
#include <cmath>
#include <fast_float/fast_float.h>

namespace plotmill {

namespace {

constexpr int max_digits = 1100;  // more than any double has

// std::to_chars with a precision writes what C's printf writes in the C locale.
std::string to_chars_text(double v, std::chars_format form, int digits) {
    std::array<char, 1600> buffer;
    const int capped = digits < 0 ? 6 : std::min(digits, max_digits);
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), v, form, capped);
    std::string out(buffer.data(), end.ptr);
    return out;
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    if (!text.empty() && text[0] == '+') text.remove_prefix(1), text = !text.empty() && text[0] == '-' ? "" : text;
    if (text.empty()) return std::nullopt;
    const char first = text[0] == '-' && text.size() > 1 ? text[1] : text[0];
    if (first != '.' && (first < '0' || first > '9')) return std::nullopt;  // "inf", "nan" and words
    double value = 0;
    const auto r = fast_float::from_chars(text.data(), text.data() + text.size(), value);
    if (r.ec == std::errc::invalid_argument || r.ptr != text.data() + text.size()) return std::nullopt;
    return value;
}

std::string repr(double v) {
    if (std::isnan(v)) return "nan";
    if (std::isinf(v)) return v < 0 ? "-inf" : "inf";
    std::array<char, 64> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), v, std::chars_format::scientific);
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));

    // "d.ddde+XX" taken apart: Python writes exponents below -4 and from 16 on.
    const std::size_t e = text.find('e');
    int exponent = 0;
    std::from_chars(text.data() + e + (text[e + 1] == '+' ? 2 : 1), text.data() + text.size(), exponent);
    if (exponent < -4 || exponent >= 16) return std::string(text);
    std::string digits;
    for (char c : text.substr(0, e))
        if (c >= '0' && c <= '9') digits += c;
    std::string out = text[0] == '-' ? "-" : "";
    if (exponent < 0) {
        out += "0.";
        out.append(static_cast<std::size_t>(-exponent - 1), '0');
        return out + digits;
    }
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() <= whole) {
        out += digits;
        out.append(whole - digits.size(), '0');
        return out + ".0";
    }
    return out + digits.substr(0, whole) + "." + digits.substr(whole);
}

std::string shortest(double v) {
    if (const double size = std::fabs(v); size >= 1e-4 && size < 1e15) {  // where repr() writes no exponent
        std::array<char, 32> buffer;
        const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), v, std::chars_format::fixed);
        if (end.ec == std::errc()) return {buffer.data(), end.ptr};
    }
    std::string out = repr(v);
    if (out.ends_with(".0")) out.resize(out.size() - 2);
    return out;
}

std::string format_g(double v, int digits) {
    if (!std::isfinite(v)) return repr(v);
    return to_chars_text(v, std::chars_format::general, digits);
}

std::string format_f(double v, int digits) {
    if (!std::isfinite(v)) return repr(v);
    return to_chars_text(v, std::chars_format::fixed, digits);
}

std::string format_e(double v, int digits) {
    if (!std::isfinite(v)) return repr(v);
    return to_chars_text(v, std::chars_format::scientific, digits);
}

std::size_t utf8_length(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::size_t want = c >= 0xf0 && c <= 0xf4 ? 4 : c >= 0xe0 && c < 0xf0 ? 3 : c >= 0xc2 && c < 0xe0 ? 2 : 1;
        std::size_t n = 1;
        while (n < want && i + n < text.size() && (static_cast<unsigned char>(text[i + n]) & 0xc0) == 0x80) ++n;
        i += n == want ? n : 1;
    }
    return count;
}

}  // namespace plotmill
