// From what was written to typed values of rcParams: the validators of Matplotlib's rcsetup.py. Pure functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/color.h"
#include "spec/reader.h"
#include "style/literal.h"
#include "style/rc.h"

namespace plotmill::style {

// No value where it is none of that kind. Colours may be hexadecimal digits without '#', and tuples.
std::optional<double> read_number(const Literal& value);
std::optional<std::vector<double>> read_numbers(const Literal& value);
std::optional<ColorSpec> read_color(const Literal& value);
std::optional<spec::LineStyle> read_line_style(const Literal& value);
std::optional<spec::Marker> read_marker(const Literal& value);

// Whether `words` ("a|b|c") holds the word.
bool is_word(std::string_view word, std::string_view words);

// The value of one parameter. Where there is none, `problem` is what to say after the parameter's name:
// "wants a number, not 'abc'".
std::optional<RcValue> read_rc_value(const RcInfo& info, const Literal& value, std::string& problem);

}  // namespace plotmill::style
