// Python's format-spec mini-language and its '%' formats; declared in base/numbers.h.
#include <algorithm>
#include <cmath>

#include "base/numbers.h"

namespace plotmill {

namespace {

constexpr int max_width = 4096;  // a format from a file must not ask for gigabytes

struct FormatSpec {
    std::string fill = " ";
    char align = 0;  // '<' '>' '^' '='; 0: the type's default
    char sign = '-';
    bool sign_given = false;
    bool no_negative_zero = false;
    bool alternate = false;
    int width = 0;
    char grouping = 0;
    int precision = -1;
    char type = 0;
};

bool is_align(char c) { return c == '<' || c == '>' || c == '^' || c == '='; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Bytes of the character at the start of `text`.
std::size_t first_character(std::string_view text) {
    std::size_t n = text.empty() ? 0 : 1;
    while (n > 0 && n < text.size() && (static_cast<unsigned char>(text[n]) & 0xc0) == 0x80) ++n;
    return n;
}

// Reads a decimal number at the start of `text`; false where it is above max_width.
bool take_number(std::string_view& text, int& value) {
    value = 0;
    while (!text.empty() && is_digit(text[0])) {
        value = value * 10 + (text[0] - '0');
        if (value > max_width) return false;
        text.remove_prefix(1);
    }
    return true;
}

bool take(std::string_view& text, char c) {
    if (text.empty() || text[0] != c) return false;
    text.remove_prefix(1);
    return true;
}

std::optional<FormatSpec> parse_spec(std::string_view text, bool is_text) {
    FormatSpec spec;
    bool fill_given = false;
    const std::size_t first = first_character(text);
    if (first > 0 && text.size() > first && is_align(text[first])) {
        spec.fill = std::string(text.substr(0, first));
        spec.align = text[first];
        text.remove_prefix(first + 1);
        fill_given = true;
    } else if (!text.empty() && is_align(text[0])) {
        spec.align = text[0];
        text.remove_prefix(1);
    }
    if (!text.empty() && (text[0] == '+' || text[0] == '-' || text[0] == ' ')) {
        spec.sign = text[0];
        spec.sign_given = true;
        text.remove_prefix(1);
    }
    if (take(text, 'z')) spec.no_negative_zero = true;
    if (take(text, '#')) spec.alternate = true;
    if (!fill_given && take(text, '0')) {
        spec.fill = "0";
        if (!spec.align && !is_text) spec.align = '=';
    }
    if (!take_number(text, spec.width)) return std::nullopt;
    if (!text.empty() && (text[0] == ',' || text[0] == '_')) {
        spec.grouping = text[0];
        text.remove_prefix(1);
        if (!text.empty() && (text[0] == ',' || text[0] == '_')) return std::nullopt;
    }
    if (take(text, '.')) {
        if (text.empty() || !is_digit(text[0])) return std::nullopt;
        if (!take_number(text, spec.precision)) return std::nullopt;
    }
    if (text.size() > 1) return std::nullopt;
    if (text.size() == 1) spec.type = text[0];
    return spec;
}

std::string padded(std::string_view body, const FormatSpec& spec, char default_align) {
    const std::size_t length = utf8_length(body);
    const auto width = static_cast<std::size_t>(spec.width);
    std::string out;
    if (length >= width) return std::string(body);
    const std::size_t missing = width - length;
    const char align = spec.align ? spec.align : default_align;
    const std::size_t left = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
    for (std::size_t i = 0; i < left; ++i) out += spec.fill;
    out += body;
    for (std::size_t i = left; i < missing; ++i) out += spec.fill;
    return out;
}

// A number's pieces: sign and prefix stay in front of '=' padding, `digits` are grouped, `rest` is the fraction,
// exponent, percent sign or the letters of inf and nan.
struct NumberParts {
    std::string sign, prefix, digits, rest;
};

// Groups the digits and fills them with zeros up to `min_width` characters, as CPython's InsertThousandsGrouping.
std::string grouped(std::string_view digits, char separator, std::size_t size, std::size_t min_width) {
    std::string reversed;
    std::size_t in_group = 0, i = digits.size();
    while (i > 0 || reversed.size() < min_width) {
        if (separator && in_group == size) {
            // No separator in front: it must be followed (to the left) by one more digit, even past the width.
            reversed += separator;
            in_group = 0;
        }
        reversed += i > 0 ? digits[--i] : '0';
        ++in_group;
    }
    return {reversed.rbegin(), reversed.rend()};
}

std::string assemble(NumberParts parts, const FormatSpec& spec, std::size_t group_size) {
    const std::size_t fixed = parts.sign.size() + parts.prefix.size() + parts.rest.size();
    const auto width = static_cast<std::size_t>(spec.width);
    const char align = spec.align ? spec.align : '>';
    const bool zero_fill = spec.fill == "0" && align == '=';
    const char separator = parts.digits.empty() ? '\0' : spec.grouping;  // inf and nan: no groups of zeros
    parts.digits = grouped(parts.digits, separator, group_size, zero_fill && width > fixed ? width - fixed : 0);
    const std::string front = parts.sign + parts.prefix;
    const std::string back = parts.digits + parts.rest;
    if (align != '=') return padded(front + back, spec, '>');
    std::string out = front;
    for (std::size_t n = front.size() + back.size(); n < width; ++n) out += spec.fill;
    return out + back;
}

std::string sign_text(bool negative, char sign) { return negative ? "-" : sign == '-' ? "" : std::string(1, sign); }

// 'g' of printf, with '#' (zeros kept), and with `add_dot_0` as format() without a type but with a precision does.
std::string general(double v, int precision, bool alternate, bool add_dot_0) {
    const int p = precision == 0 ? 1 : precision;
    const std::string text = format_e(v, p - 1);
    const std::size_t e = text.find('e');
    const int exponent = std::stoi(text.substr(e + 1));
    std::string digits;
    for (char c : text.substr(0, e))
        if (is_digit(c)) digits += c;
    if (static_cast<int>(digits.size()) < p) digits.append(static_cast<std::size_t>(p) - digits.size(), '0');
    if (!alternate) {
        const std::size_t last = digits.find_last_not_of('0');
        digits.resize(last == std::string::npos ? 1 : last + 1);
    }
    std::string out;
    if (exponent < -4 || exponent >= p - (add_dot_0 ? 1 : 0)) {
        out = digits.substr(0, 1);
        if (digits.size() > 1 || alternate) out += "." + digits.substr(1);
        return out + text.substr(e);
    }
    if (exponent < 0) return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') + digits;
    const auto whole = static_cast<std::size_t>(exponent) + 1;
    if (digits.size() < whole) digits.append(whole - digits.size(), '0');
    out = digits.substr(0, whole);
    if (digits.size() > whole)
        out += "." + digits.substr(whole);
    else if (add_dot_0)
        out += ".0";
    else if (alternate)
        out += ".";
    return out;
}

// |v|, finite, without sign.
std::string float_body(double v, char type, int precision, bool alternate) {
    const char kind = type >= 'A' && type <= 'Z' ? static_cast<char>(type - 'A' + 'a') : type;
    std::string out;
    switch (kind) {
        case 'e':
            out = format_e(v, precision);
            break;
        case 'f':
        case '%':
            out = format_f(v, precision);
            break;
        default:
            return general(v, precision, alternate, false);
    }
    if (alternate && precision == 0) {
        const std::size_t e = out.find('e');
        out.insert(e == std::string::npos ? out.size() : e, ".");
    }
    return out;
}

void upper(std::string& text) {
    for (char& c : text)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
}

std::optional<std::string> format_float(double v, const FormatSpec& spec) {
    NumberParts parts;
    bool negative = std::signbit(v) && !std::isnan(v);
    double magnitude = std::fabs(v);
    std::string body;
    if (spec.type == '%') magnitude *= 100;
    if (!std::isfinite(v)) {
        body = std::isnan(v) ? "nan" : "inf";
    } else if (!std::isfinite(magnitude)) {
        body = "inf";
    } else if (spec.type == 0 && spec.precision < 0) {
        body = repr(magnitude);
        if (spec.alternate && body.find('.') == std::string::npos) body.insert(body.find('e'), ".");
    } else if (spec.type == 0) {
        body = general(magnitude, spec.precision, spec.alternate, true);
    } else {
        body = float_body(magnitude, spec.type, spec.precision < 0 ? 6 : spec.precision, spec.alternate);
    }
    const bool all_zero = body.find_first_of("123456789in") == std::string::npos ||
                          body.substr(0, body.find('e')).find_first_of("123456789in") == std::string::npos;
    if (spec.no_negative_zero && all_zero) negative = false;
    if (spec.type == '%') body += '%';
    if (spec.type == 'E' || spec.type == 'F' || spec.type == 'G') upper(body);
    std::size_t whole = 0;
    while (whole < body.size() && is_digit(body[whole])) ++whole;
    parts.sign = sign_text(negative, spec.sign);
    parts.digits = body.substr(0, whole);
    parts.rest = body.substr(whole);
    return assemble(std::move(parts), spec, 3);
}

// The digits of a whole non-negative double in base 2, 8 or 16: fmod by the base is exact.
std::string in_base(double v, int base, bool upper_case) {
    std::string out;
    do {
        const int digit = static_cast<int>(std::fmod(v, base));
        out += "0123456789abcdef"[digit];
        v = (v - digit) / base;
    } while (v > 0);
    if (upper_case) upper(out);
    return {out.rbegin(), out.rend()};
}

std::optional<std::string> utf8_character(double v) {
    if (!(v >= 0 && v <= 0x10ffff)) return std::nullopt;
    const auto c = static_cast<std::uint32_t>(v);
    const auto byte = [](std::uint32_t b) { return static_cast<char>(b); };
    if (c >= 0xd800 && c < 0xe000) return std::nullopt;
    if (c < 0x80) return std::string{byte(c)};
    if (c < 0x800) return std::string{byte(0xc0 | c >> 6), byte(0x80 | (c & 63))};
    if (c < 0x10000) return std::string{byte(0xe0 | c >> 12), byte(0x80 | (c >> 6 & 63)), byte(0x80 | (c & 63))};
    return std::string{byte(0xf0 | c >> 18), byte(0x80 | (c >> 12 & 63)), byte(0x80 | (c >> 6 & 63)),
                       byte(0x80 | (c & 63))};
}

std::optional<std::string> format_int(double v, const FormatSpec& spec) {
    if (spec.precision >= 0 || spec.no_negative_zero) return std::nullopt;
    const char type = spec.type ? spec.type : 'd';
    NumberParts parts;
    if (type == 'c') {
        if (spec.sign_given || spec.alternate || spec.grouping) return std::nullopt;
        const auto character = utf8_character(v);
        if (!character) return std::nullopt;
        if (spec.align == '=') {
            FormatSpec right = spec;
            right.align = '>';
            return padded(*character, right, '>');
        }
        return padded(*character, spec, '>');
    }
    const double magnitude = std::fabs(v);
    parts.sign = sign_text(v < 0, spec.sign);
    std::size_t group_size = 3;
    switch (type) {
        case 'd':
            parts.digits = format_f(magnitude, 0);
            break;
        case 'n':
            if (spec.grouping) return std::nullopt;
            parts.digits = format_f(magnitude, 0);
            break;
        case 'b':
        case 'o':
        case 'x':
        case 'X':
            if (spec.grouping == ',') return std::nullopt;
            group_size = 4;
            parts.digits = in_base(magnitude, type == 'b' ? 2 : type == 'o' ? 8 : 16, type == 'X');
            if (spec.alternate) parts.prefix = {'0', type};
            break;
        default:
            return std::nullopt;
    }
    return assemble(std::move(parts), spec, group_size);
}

bool is_float_type(char type) { return type != 0 && std::string_view("eEfFgG%").find(type) != std::string_view::npos; }

}  // namespace

std::optional<std::string> py_format(double v, bool is_int, std::string_view text) {
    const auto spec = parse_spec(text, false);
    if (!spec) return std::nullopt;
    if (is_int && std::isfinite(v) && !is_float_type(spec->type)) return format_int(std::trunc(v), *spec);
    if (spec->type != 0 && spec->type != 'n' && !is_float_type(spec->type)) return std::nullopt;
    if (spec->type == 'n' && spec->grouping) return std::nullopt;
    return format_float(v, *spec);
}

std::optional<std::string> py_format(std::string_view v, std::string_view text) {
    const auto spec = parse_spec(text, true);
    if (!spec || (spec->type != 0 && spec->type != 's')) return std::nullopt;
    if (spec->sign_given || spec->alternate || spec->grouping || spec->no_negative_zero || spec->align == '=')
        return std::nullopt;
    if (spec->precision >= 0) {
        std::size_t bytes = 0;
        for (int i = 0; i < spec->precision && bytes < v.size(); ++i) bytes += first_character(v.substr(bytes));
        v = v.substr(0, bytes);
    }
    return padded(v, *spec, '<');
}

namespace {

// One conversion after its '%'.
std::optional<std::string> convert(std::string_view& rest, double v) {
    FormatSpec spec;
    bool zero = false, left = false;
    for (;; rest.remove_prefix(1)) {
        if (rest.empty()) return std::nullopt;
        if (rest[0] == '-')
            left = true;
        else if (rest[0] == '0')
            zero = true;
        else if (rest[0] == '#')
            spec.alternate = true;
        else if (rest[0] == '+')
            spec.sign = '+';
        else if (rest[0] == ' ')
            spec.sign = spec.sign == '+' ? '+' : ' ';
        else
            break;
    }
    if (!take_number(rest, spec.width)) return std::nullopt;
    if (take(rest, '.') && !take_number(rest, spec.precision)) return std::nullopt;
    if (!rest.empty() && (rest[0] == 'h' || rest[0] == 'l' || rest[0] == 'L')) rest.remove_prefix(1);
    if (rest.empty()) return std::nullopt;
    char type = rest[0];
    rest.remove_prefix(1);
    if (type == 's' || type == 'r') {
        std::string text = repr(v);
        if (spec.precision >= 0) text = text.substr(0, static_cast<std::size_t>(spec.precision));
        spec.align = left ? '<' : '>';
        return padded(text, spec, '>');
    }
    spec.align = left ? '<' : zero ? '=' : '>';
    if (zero && !left) spec.fill = "0";
    if (type == 'd' || type == 'i' || type == 'u') {
        if (!std::isfinite(v)) return std::nullopt;
        const double whole = std::trunc(v);
        NumberParts parts;
        parts.sign = sign_text(whole < 0, spec.sign);
        parts.digits = format_f(std::fabs(whole), 0);
        const auto least = static_cast<std::size_t>(std::max(spec.precision, 0));
        if (parts.digits.size() < least) parts.digits.insert(0, least - parts.digits.size(), '0');
        return assemble(std::move(parts), spec, 3);
    }
    if (type == '%' || !is_float_type(type)) return std::nullopt;
    spec.type = type;
    return format_float(v, spec);
}

}  // namespace

std::optional<std::string> printf_format(std::string_view format, double v) {
    std::string out;
    bool used = false;
    while (!format.empty()) {
        const std::size_t percent = format.find('%');
        out += format.substr(0, percent);
        if (percent == std::string_view::npos) break;
        format.remove_prefix(percent + 1);
        if (take(format, '%')) {
            out += '%';
            continue;
        }
        if (used) return std::nullopt;
        const auto text = convert(format, v);
        if (!text) return std::nullopt;
        out += *text;
        used = true;
    }
    if (!used) return std::nullopt;
    return out;
}

}  // namespace plotmill
