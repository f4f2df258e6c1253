#include "spec/scalar.h"

#include <cmath>
#include <limits>

#include "base/numbers.h"

namespace plotmill::spec {
namespace {

bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view s, std::size_t i) {
    while (i < s.size() && digit(s[i])) ++i;
    return i;
}

int digit_value(char c) {
    if (digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return 99;
}

// 0x1F, 0o17: no sign, as the core schema has it.
bool based_integer(std::string_view s, CoreScalar& out) {
    if (s.size() < 3 || s[0] != '0' || (s[1] != 'x' && s[1] != 'o')) return false;
    const int base = s[1] == 'x' ? 16 : 8;
    double v = 0;
    for (char c : s.substr(2)) {
        const int d = digit_value(c);
        if (d >= base) return false;
        v = v * base + d;
    }
    out = {Value::Kind::integer, v, !std::isfinite(v)};
    return true;
}

bool decimal(std::string_view s, CoreScalar& out) {
    std::size_t i = (s[0] == '-' || s[0] == '+') ? 1 : 0;
    const std::size_t whole = skip_digits(s, i);
    std::size_t digits = whole - i;
    bool integer = true;
    i = whole;
    if (i < s.size() && s[i] == '.') {
        const std::size_t end = skip_digits(s, i + 1);
        digits += end - i - 1;
        integer = false;
        i = end;
    }
    if (digits == 0) return false;
    bool shrinks = false;
    if (i < s.size() && (s[i] == 'e' || s[i] == 'E')) {
        ++i;
        if (i < s.size() && (s[i] == '-' || s[i] == '+')) shrinks = s[i++] == '-';
        const std::size_t end = skip_digits(s, i);
        if (end == i) return false;
        integer = false;
        i = end;
    }
    if (i != s.size()) return false;
    const auto v = parse_number(s);
    out.kind = integer ? Value::Kind::integer : Value::Kind::number;
    if (v && std::isfinite(*v)) {
        out.number = *v;
    } else if (shrinks) {
        out.number = 0;  // 1e-400
    } else {
        out.number = s[0] == '-' ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
        out.out_of_range = true;
    }
    return true;
}

bool special(std::string_view s, CoreScalar& out) {
    double sign = 1;
    std::string_view t = s;
    if (t[0] == '-' || t[0] == '+') {
        sign = t[0] == '-' ? -1 : 1;
        t.remove_prefix(1);
    }
    if (t == ".inf" || t == ".Inf" || t == ".INF") {
        out = {Value::Kind::number, sign * std::numeric_limits<double>::infinity(), false};
        return true;
    }
    if (s == ".nan" || s == ".NaN" || s == ".NAN") {
        out = {Value::Kind::number, std::numeric_limits<double>::quiet_NaN(), false};
        return true;
    }
    return false;
}

}  // namespace

CoreScalar read_core_scalar(std::string_view s) {
    using Kind = Value::Kind;
    if (s.empty() || s == "~" || s == "null" || s == "Null" || s == "NULL") return {Kind::null, 0, false};
    const char c = s[0];
    if (digit(c) || c == '-' || c == '+' || c == '.') {
        CoreScalar out;
        if (based_integer(s, out) || decimal(s, out) || special(s, out)) return out;
        return {};
    }
    if (s == "true" || s == "True" || s == "TRUE") return {Kind::boolean, 1, false};
    if (s == "false" || s == "False" || s == "FALSE") return {Kind::boolean, 0, false};
    return {};
}

}  // namespace plotmill::spec
