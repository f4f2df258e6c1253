// The string functions of expressions, on UTF-8. Pure functions.
#pragma once

#include <string>
#include <string_view>

namespace plotmill::expr {

std::string base_name(std::string_view path);  // "runs/a.tar.gz" -> "a.tar.gz"; slashes at the end do not count
std::string stem_of(std::string_view path);    // "runs/a.tar.gz" -> "a.tar"; ".profile" -> ".profile"
// Letters of ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic that have one counterpart; others stay.
std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);
std::string replace_all(std::string_view text, std::string_view from, std::string_view to);  // `from` not empty

}  // namespace plotmill::expr
