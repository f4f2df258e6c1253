// Math between dollars in a line of text: what it is and whether it can be drawn. Needs no fonts; pure functions, any
// thread. Drawing is in raster.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace plotmill::text {

struct MathError {
    std::size_t offset = 0;  // bytes from the start of the line
    std::string message;     // without "math:"
};

// An even number, not zero, of dollars without a backslash before them (cbook.is_math_text).
bool contains_math(std::string_view line);

// Text without math: \$ becomes $.
std::string unescape_dollars(std::string_view line);

// Why the line's math cannot be drawn, or nothing where it can, or where there is none.
std::optional<MathError> check_math(std::string_view line);

}  // namespace plotmill::text
