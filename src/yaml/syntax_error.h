// yaml-cpp's syntax errors in words that help the author of a job file. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/diagnostic.h"
#include "yaml/text.h"

namespace plotmill::yaml {

struct SyntaxContext {
    std::string_view text;
    std::size_t offset = 0;  // where the parser stopped, in bytes
    // The innermost '[' or '{' that the events know to be open; the parser may have read some more behind it.
    std::optional<std::size_t> open_bracket;
    std::optional<Span> long_quote;  // the last quoted text of several lines: perhaps its closing quote is missing
    std::span<const std::string_view> anchors;  // names, for unknown aliases
};

// The innermost '[' or '{' of flow style that is still open at `end`, where the text from `begin` on is read; no value
// where all are closed.
std::optional<std::size_t> open_bracket(std::string_view text, std::size_t begin, std::size_t end);

// `message` is the parser's own; empty where a tab in the indentation is known to be the reason.
Diagnostic explain_syntax_error(std::string_view message, const SyntaxContext& context, Locator& locator);

}  // namespace plotmill::yaml
