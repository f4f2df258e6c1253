// Queries for PostgreSQL: names become numbered parameters. And what a connection text says that must not be repeated.
// Pure functions, any thread; they need no libpq.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace plotmill::data {

struct NumberedSql {
    std::string text;                 // "$branch" as "$1"; without the last ';'
    std::vector<std::string> names;   // of $1, $2, ...
    std::vector<std::size_t> origin;  // for each byte of `text` and its end: where it stood in the query
};
// Strings, quoted names, comments and dollar quotes stay as they are.
NumberedSql number_parameters(std::string_view sql);

// Interval in the style iso_8601 ("P1Y2M-3DT4H5M6.5S") to seconds, as EXTRACT(EPOCH FROM ...) counts them: a year has
// 365.25 days, a month 30.
std::optional<double> interval_seconds(std::string_view text);

}  // namespace plotmill::data
