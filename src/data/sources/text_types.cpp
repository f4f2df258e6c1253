#include "data/sources/text_types.h"

#include <cmath>

#include "base/dates.h"
#include "base/durations.h"
#include "base/numbers.h"

namespace plotmill::data {

std::optional<double> truth_value(std::string_view text) {
    if (text == "true" || text == "True" || text == "TRUE") return 1;
    if (text == "false" || text == "False" || text == "FALSE") return 0;
    return std::nullopt;
}

std::optional<double> value_of_type(std::string_view text, const ColumnRule& rule) {
    using Type = ColumnRule::Type;
    switch (rule.type) {
        case Type::text:
            break;
        case Type::number:
            return parse_number(text);
        case Type::date:
            return rule.date_format.empty() ? parse_iso_date(text) : parse_date(text, rule.date_format);
        case Type::boolean:
            if (text == "1" || text == "yes" || text == "t") return 1;
            if (text == "0" || text == "no" || text == "f") return 0;
            return truth_value(text);
        case Type::duration:
            return parse_duration(text);
    }
    return std::nullopt;
}

ColumnType column_type(ColumnRule::Type type) {
    using Type = ColumnRule::Type;
    switch (type) {
        case Type::text:
            return ColumnType::text;
        case Type::date:
            return ColumnType::date;
        case Type::boolean:
            return ColumnType::boolean;
        case Type::number:
        case Type::duration:
            break;
    }
    return ColumnType::number;
}

std::string not_of_type(const ColumnRule& rule) {
    using Type = ColumnRule::Type;
    switch (rule.type) {
        case Type::number:
            return "no number";
        case Type::date:
            return rule.date_format.empty() ? "no ISO date (YYYY-MM-DD)"
                                            : "no date of the form '" + rule.date_format + "'";
        case Type::boolean:
            return "neither true nor false";
        case Type::duration:
            return "no duration (as 01:30:00, 1h30m, 250 ms or PT90M)";
        case Type::text:
            break;
    }
    return "no text";
}

bool is_inexact(std::string_view digits, double value) {
    constexpr double limit = 9007199254740992.0;
    if (std::fabs(value) < limit) return false;
    const std::size_t first = digits.find_first_of("123456789");
    return std::fabs(value) > limit || first == std::string_view::npos || digits.substr(first) != "9007199254740992";
}

std::string inexact_integer(std::string_view value, std::string_view column, std::size_t row) {
    return std::string(value) + " in " + (row ? "row " + std::to_string(row) + " of " : "") + "column '" +
           std::string(column) + "' is an integer beyond 2^53, which a number does not hold exactly ('types: {" +
           std::string(column) + ": text}' keeps its digits, 'number' rounds it)";
}

}  // namespace plotmill::data
