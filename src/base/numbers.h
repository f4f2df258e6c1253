// Numbers as text, locale-free: reading by YAML 1.2's core rules, writing as Python and C do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace plotmill {

// The whole of `text` as a decimal number ("1", "-2.5e3", "+.5", ".inf", ".nan" are the caller's business); no
// surrounding blanks, no hexadecimal.
std::optional<double> parse_number(std::string_view text);

std::string repr(double v);      // Python's repr(float): shortest that reads back, "1e-05", "1.0", "nan", "inf"
std::string shortest(double v);  // the same without ".0" where v is an integer below 1e16: "3", "0.1", "1e+20"
std::string format_g(double v, int digits);  // C's %.{digits}g
std::string format_f(double v, int digits);  // C's %.{digits}f
std::string format_e(double v, int digits);  // C's %.{digits}e

// Python's format(value, spec) for a float, an int (is_int) and a string. Supports fill/align, sign, '#', '0', width,
// ',' and '_' grouping, precision, types b c d e E f F g G n o x X % s. No value where the spec is no Python spec for
// that type.
std::optional<std::string> py_format(double v, bool is_int, std::string_view spec);
std::optional<std::string> py_format(std::string_view v, std::string_view spec);

// C printf-style formats with one number ("%.1f%%", "%d"); no value where the format is not of that form.
std::optional<std::string> printf_format(std::string_view format, double v);

// Code points in UTF-8 text (invalid bytes count one each).
std::size_t utf8_length(std::string_view text);

}  // namespace plotmill
