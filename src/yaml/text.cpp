#include "yaml/text.h"

#include <algorithm>
#include <fmt/format.h>

namespace plotmill::yaml {
namespace {

bool starts(std::string_view text, std::string_view bytes) { return text.substr(0, bytes.size()) == bytes; }

bool continuation(std::string_view s, std::size_t i) {
    return i < s.size() && (static_cast<unsigned char>(s[i]) & 0xC0) == 0x80;
}

// Bytes of the well-formed UTF-8 sequence at `i` (RFC 3629: shortest form, no surrogates); 0 where there is none.
std::size_t sequence_length(std::string_view s, std::size_t i) {
    const auto b = static_cast<unsigned char>(s[i]);
    if (b < 0x80) return 1;
    if (b < 0xC2) return 0;
    if (b < 0xE0) return continuation(s, i + 1) ? 2 : 0;
    if (!continuation(s, i + 1) || !continuation(s, i + 2)) return 0;
    const auto next = static_cast<unsigned char>(s[i + 1]);
    if (b < 0xF0) return (b == 0xE0 && next < 0xA0) || (b == 0xED && next > 0x9F) ? 0 : 3;
    if (b > 0xF4 || !continuation(s, i + 3)) return 0;
    return (b == 0xF0 && next < 0x90) || (b == 0xF4 && next > 0x8F) ? 0 : 4;
}

// "UTF-16" or "UTF-32" where the text is one of them, by its byte order mark or by NULs beside the first character.
std::string_view wide_encoding(std::string_view s) {
    using namespace std::string_view_literals;
    if (starts(s, "\xFF\xFE\0\0"sv) || starts(s, "\0\0\xFE\xFF"sv)) return "UTF-32";
    if (starts(s, "\xFF\xFE"sv) || starts(s, "\xFE\xFF"sv)) return "UTF-16";
    if (s.size() >= 4 && s[0] == 0 && s[1] == 0 && s[2] == 0 && s[3] != 0) return "UTF-32";
    if (s.size() >= 4 && s[0] != 0 && s[1] == 0 && s[2] == 0 && s[3] == 0) return "UTF-32";
    if (s.size() >= 2 && (s[0] == 0) != (s[1] == 0)) return "UTF-16";
    return {};
}

}  // namespace

std::size_t bom_length(std::string_view text) { return starts(text, "\xEF\xBB\xBF") ? 3 : 0; }

std::optional<Diagnostic> check_encoding(const Source& source) {
    const std::string_view s = source.text;
    if (const auto wide = wide_encoding(s); !wide.empty())
        return error_at({&source, 0, 0, 0}, fmt::format("the file is {} text; save it as UTF-8", wide));
    const std::size_t bom = bom_length(s);
    for (std::size_t i = bom; i < s.size();) {
        const auto b = static_cast<unsigned char>(s[i]);
        std::string fault;
        if (b == 0) {
            fault = fmt::format("the file holds a NUL byte (byte {}); is it a text file?", i + 1);
        } else if (b == '\r' && (i + 1 >= s.size() || s[i + 1] != '\n')) {
            fault = fmt::format("a carriage return without a line feed (byte {}); end lines with LF or CR LF", i + 1);
        } else if ((b < 0x20 && b != '\t' && b != '\n' && b != '\r') || b == 0x7F) {
            fault = fmt::format(
                "control character U+{:04X} (byte {}) is not allowed in YAML; write it as \"\\x{:02X}\"", b, i + 1, b);
        } else if (const std::size_t n = sequence_length(s, i); n > 0) {
            i += n;
            continue;
        } else {
            fault = fmt::format("invalid UTF-8: byte {} is 0x{:02X}; save the file as UTF-8", i + 1, b);
        }
        Locator where(&source, s.substr(bom));
        return error_at(where.at(i - bom, 1), std::move(fault));
    }
    return std::nullopt;
}

bool figures_are_last(std::string_view text) {
    constexpr std::string_view blank = " \t\r";
    bool found = false;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = text.substr(begin, end - begin);
        begin = end + 1;
        if (!found) {
            found = starts(line, "figures:") && (line.size() == 8 || blank.find(line[8]) != std::string_view::npos);
            continue;
        }
        if (line.find_first_not_of(blank) == std::string_view::npos) continue;
        const char c = line[0];
        const bool item = c == '-' && (line.size() == 1 || line[1] == ' ' || line[1] == '\r');
        if (c != ' ' && c != '#' && !item) return false;
    }
    return found;
}

Span Locator::at(std::size_t offset, std::size_t length) {
    offset = std::min(offset, text_.size());
    if (offset < offset_) {
        const std::size_t newline = offset == 0 ? std::string_view::npos : text_.rfind('\n', offset - 1);
        const std::size_t line_start = newline == std::string_view::npos ? 0 : newline + 1;
        line_ -= static_cast<std::uint32_t>(
            std::count(text_.begin() + std::ptrdiff_t(line_start), text_.begin() + std::ptrdiff_t(offset_), '\n'));
        column_ = 1;
        offset_ = line_start;
    }
    for (; offset_ < offset; ++offset_) {
        const char c = text_[offset_];
        if (c == '\n') {
            ++line_;
            column_ = 1;
        } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++column_;
        }
    }
    return {source_, line_, column_, static_cast<std::uint32_t>(length)};
}

}  // namespace plotmill::yaml
