#include "expr/place.h"

#include <algorithm>

namespace plotmill::expr {
namespace {

bool continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::uint32_t code_points(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continuation(c); }));
}

// The part of line `line` (1-based) from `column` (1-based, code points) on.
std::string_view rest_of_line(std::string_view source, std::uint32_t line, std::uint32_t column) {
    for (std::uint32_t i = 1; i < line; ++i) {
        const std::size_t end = source.find('\n');
        if (end == std::string_view::npos) return {};
        source.remove_prefix(end + 1);
    }
    source = source.substr(0, source.find('\n'));
    std::size_t at = 0;
    for (std::uint32_t i = 1; i < column && at < source.size(); ++i) {
        ++at;
        while (at < source.size() && continuation(source[at])) ++at;
    }
    return source.substr(at);
}

}  // namespace

Span place_inside(Span origin, std::string_view text, std::size_t offset, std::size_t length) {
    offset = std::min(offset, text.size());
    length = std::min(length, text.size() - offset);
    if (!origin.source || !origin.line || !origin.column) return origin;
    if (text.substr(0, offset + length).find('\n') != std::string_view::npos) return origin;

    std::uint32_t shift = 0;
    if (!origin.source->text.empty()) {
        // A quote and a '=' may stand between the origin and the text.
        const std::string_view line = rest_of_line(origin.source->text, origin.line, origin.column);
        const std::string_view shown = text.substr(0, text.find('\n'));
        std::uint32_t k = 0;
        while (k <= 2 && !(k <= line.size() && line.substr(k).starts_with(shown))) ++k;
        if (k > 2) return origin;
        shift = k;
    }
    Span s = origin;
    s.column += shift + code_points(text.substr(0, offset));
    s.length = std::max<std::uint32_t>(1, code_points(text.substr(offset, length)));
    return s;
}

}  // namespace plotmill::expr
