// C's number formats ("%.2f m"), as Python's % takes them, in the words of str.format. Pure function; any thread.
#pragma once

#include <optional>
#include <string_view>

#include "figure/ticks/ticks.h"

namespace plotmill::figure {

// "%.2f" as "{x:.2f}"; no value where it is no such format with exactly one number.
std::optional<StrMethodFormatter> printf_format(std::string_view text);

}  // namespace plotmill::figure
