// Where inside a string's source a piece of it stands. Pure function, any thread.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/span.h"

namespace plotmill::expr {

// The span of text[offset, offset + length), bytes, where `origin` is the place of the string that holds `text`: at its
// opening quote or '=', or at its first character. Where the source does not show `text` literally on that line
// (escapes, block scalars), or its text is not kept and the piece is on a later line, the whole origin comes back.
Span place_inside(Span origin, std::string_view text, std::size_t offset, std::size_t length);

}  // namespace plotmill::expr
