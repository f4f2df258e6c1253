// The bytes of a YAML text before they are parsed: their encoding, and byte offsets as lines and columns. One thread
// at a time per Locator; the functions are pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/diagnostic.h"
#include "base/span.h"

namespace plotmill::yaml {

// Bytes of a UTF-8 byte order mark at the start (3 or 0).
std::size_t bom_length(std::string_view text);

// The fault that makes the text no YAML text at all: UTF-16 or UTF-32, NUL and other control characters, invalid UTF-8,
// a carriage return that ends no line. No value for a clean text.
std::optional<Diagnostic> check_encoding(const Source& source);

// Where a job's figures are the last thing in the text, they can be handed on as they are read. True only when that is
// certain from the lines' first characters alone: a line "figures:" at column 1 after which no line begins another key.
bool figures_are_last(std::string_view text);

// Turns byte offsets into spans. Offsets that mostly grow cost one pass over the text in all.
class Locator {
public:
    Locator(const Source* source, std::string_view text) : source_(source), text_(text) {}

    // `offset` in bytes of `text`; `length` in characters.
    Span at(std::size_t offset, std::size_t length = 0);

private:
    const Source* source_;
    std::string_view text_;
    std::size_t offset_ = 0;
    std::uint32_t line_ = 1, column_ = 1;
};

}  // namespace plotmill::yaml
