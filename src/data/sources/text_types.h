// What texts of a data source mean as values of a type: shared by the readers and by `types`. Pure functions, any
// thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "data/sources/source.h"

namespace plotmill::data {

// "true" and "false" as programs write them: all small, capitalised, all large.
std::optional<double> truth_value(std::string_view text);

// A text as the rule's type, which is not `text`: dates as days, durations as seconds, truth as 0 and 1.
std::optional<double> value_of_type(std::string_view text, const ColumnRule& rule);

ColumnType column_type(ColumnRule::Type type);

// "no number", "no ISO date (YYYY-MM-DD)": words that fit after "'x' is".
std::string not_of_type(const ColumnRule& rule);

// Whether the digits of an integer are lost in `value`, which was read from them: it is beyond 2^53.
bool is_inexact(std::string_view digits, double value);

// What an integer beyond 2^53 is told. `row`: from 1, where the source has no lines.
std::string inexact_integer(std::string_view value, std::string_view column, std::size_t row = 0);

}  // namespace plotmill::data
