#include "yaml/syntax_error.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

#include "base/suggest.h"

namespace plotmill::yaml {
namespace {

constexpr auto npos = std::string_view::npos;

std::size_t line_start(std::string_view text, std::size_t offset) {
    const std::size_t newline = offset == 0 ? npos : text.rfind('\n', offset - 1);
    return newline == npos ? 0 : newline + 1;
}

// The tab in the indentation of the line at `offset`, where there is one.
std::size_t indenting_tab(std::string_view text, std::size_t offset) {
    for (std::size_t i = line_start(text, offset); i < text.size() && (text[i] == ' ' || text[i] == '\t'); ++i)
        if (text[i] == '\t') return i;
    return npos;
}

bool has(std::string_view message, std::string_view part) { return message.find(part) != npos; }

std::string_view word_at(std::string_view text, std::size_t offset) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n,[]{}", offset), text.size());
    return text.substr(offset, end - offset);
}

Diagnostic unknown_alias(const SyntaxContext& c, Locator& locator) {
    std::size_t star = c.offset;
    if (star < c.text.size() && c.text[star] != '*') star = std::min(c.text.find('*', star), c.text.size());
    const std::string_view name = star < c.text.size() ? word_at(c.text, star + 1) : std::string_view();
    return error_at(locator.at(star, name.size() + 1), fmt::format("unknown alias '*{}': no '&{}' stands before it{}",
                                                                   name, name, did_you_mean(name, c.anchors)));
}

Diagnostic unknown_escape(const SyntaxContext& c, Locator& locator) {
    const std::size_t slash = c.offset >= 2 ? c.text.rfind('\\', c.offset - 1) : npos;
    if (slash == npos || slash + 1 >= c.text.size())
        return error_at(locator.at(c.offset), "unknown escape in a quoted text");
    return error_at(
        locator.at(slash, 2),
        fmt::format("unknown escape '\\{}': write '\\\\' for a backslash, or use single quotes", c.text[slash + 1]));
}

// From the bracket that is known, over the text behind it.
std::size_t innermost_bracket(const SyntaxContext& c) {
    return open_bracket(c.text, *c.open_bracket, c.offset).value_or(*c.open_bracket);
}

Diagnostic unclosed_bracket(const SyntaxContext& c, std::size_t bracket, Locator& locator) {
    const std::size_t end = c.text.find_last_not_of(" \t\r\n");
    const bool map = c.text[bracket] == '{';
    Diagnostic d =
        error_at(locator.at(bracket, 1), fmt::format("the '{}' that begins here is not closed", c.text[bracket]));
    if (end != npos && c.offset <= end)
        d.notes.push_back({locator.at(c.offset), fmt::format("expected ',' or '{}' before this", map ? '}' : ']')});
    return d;
}

}  // namespace

std::optional<std::size_t> open_bracket(std::string_view text, std::size_t begin, std::size_t end) {
    std::vector<std::size_t> open;
    char before = ',';  // the last character that is no blank: a quote behind it may begin a text, or be a part of one
    for (std::size_t i = begin; i < end; ++i) {
        const char ch = text[i];
        if ((ch == '"' || ch == '\'') && std::string_view("[{,:").find(before) != npos) {
            for (++i; i < end && text[i] != ch; ++i)
                if (ch == '"' && text[i] == '\\') ++i;
        } else if (ch == '#' && i > begin && (text[i - 1] == ' ' || text[i - 1] == '\n')) {
            i = std::min(text.find('\n', i), end) - 1;
            continue;
        } else if (ch == '[' || ch == '{') {
            open.push_back(i);
        } else if ((ch == ']' || ch == '}') && !open.empty()) {
            open.pop_back();
        }
        if (ch != ' ' && ch != '\t' && ch != '\r' && ch != '\n') before = ch;
    }
    return open.empty() ? std::nullopt : std::optional<std::size_t>(open.back());
}

Diagnostic explain_syntax_error(std::string_view message, const SyntaxContext& c, Locator& locator) {
    const char here = c.offset < c.text.size() ? c.text[c.offset] : '\0';
    const auto error = [&](std::string text, std::size_t length = 0) {
        Diagnostic d = error_at(locator.at(c.offset, length), std::move(text));
        if (c.long_quote)
            d.notes.push_back({*c.long_quote,
                               "the quoted text that begins here goes on over several lines; is its "
                               "closing quote missing?"});
        return d;
    };
    if (const std::size_t tab = indenting_tab(c.text, c.offset);
        tab != npos && !c.open_bracket && !has(message, "escape") && !has(message, "anchor"))
        return error_at(locator.at(tab), "a tab cannot indent in YAML; use spaces");
    if (has(message, "referenced anchor is not defined")) return unknown_alias(c, locator);
    if (has(message, "unknown escape")) return unknown_escape(c, locator);
    if (has(message, "invalid unicode") || has(message, "hex number")) {
        const std::size_t slash = c.offset == 0 ? npos : c.text.rfind('\\', c.offset - 1);
        return error_at(locator.at(slash == npos ? c.offset : slash), "invalid character number in an escape");
    }
    if (has(message, "flow end") && c.open_bracket) {
        const std::size_t bracket = innermost_bracket(c);
        const bool map = c.text[bracket] == '{';
        Diagnostic d =
            error_at(locator.at(c.offset, 1), fmt::format("unexpected '{}': expected '{}'", here, map ? '}' : ']'));
        d.notes.push_back({locator.at(bracket, 1), fmt::format("to close the '{}' here", c.text[bracket])});
        return d;
    }
    if (has(message, "flow end")) return error(fmt::format("unexpected '{}': nothing is open here", here), 1);
    if (c.open_bracket && (has(message, "flow not found") || has(message, "end of")) && here != ':')
        return unclosed_bracket(c, innermost_bracket(c), locator);
    if (c.open_bracket && (has(message, "flow not found") || has(message, "map value"))) {
        const std::size_t line = line_start(c.text, c.offset);
        const std::size_t bracket = innermost_bracket(c);
        if (bracket < line) return unclosed_bracket(c, bracket, locator);
        return error("a second ':' cannot stand here; quote a text that holds ': '");
    }
    if (has(message, "illegal map value"))
        return error("a mapping cannot stand here; check the indentation, and quote a text that holds ': '");
    if (has(message, "end of map not found") || has(message, "end of sequence not found")) {
        const std::size_t line = line_start(c.text, c.offset);
        const bool first = c.text.find_first_not_of(' ', line) == c.offset;
        return error(first ? "this line's indentation fits nothing above it"
                           : "unexpected text after the end of a value");
    }
    if (has(message, "illegal block entry")) return error("a list with '-' must begin on a line of its own");
    if (has(message, "illegal map key")) return error("a key with '?' cannot stand here");
    if (has(message, "unknown token"))
        return error(fmt::format("a text cannot begin with '{}'; put it in quotes", here), 1);
    if (has(message, "illegal tab")) return error("a tab cannot indent in YAML; use spaces");
    if (has(message, "EOF in scalar")) return error("the text ends inside a quoted value");
    if (has(message, "document indicator")) return error("'---' or '...' inside a quoted text; is a quote missing?");
    if (has(message, "alias not found")) return error("a name is missing after '*'; quote a text that begins with '*'");
    if (has(message, "anchor not found"))
        return error("a name is missing after '&'; quote a text that begins with '&'");
    if (has(message, "multiple tags")) return error("a value can have one tag only");
    if (has(message, "multiple anchors")) return error("a value can have one anchor only");
    if (has(message, "aliases can't have")) return error("an alias takes neither anchor nor tag");
    return error(fmt::format("invalid YAML: {}", message));
}

}  // namespace plotmill::yaml
