// Where in a job's file a character of a text stands. Pure, any thread.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "base/span.h"

namespace plotmill::render {

// `scalar` is the place of a YAML scalar whose value is `text`; the place of the byte at `offset` in it, as long as the
// TeX command that begins there. None where the file shows the text in another form (over several lines, filled in from
// a template, escaped by number).
std::optional<Span> place_in_text(const Span& scalar, std::string_view text, std::size_t offset);

}  // namespace plotmill::render
