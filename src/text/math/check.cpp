#include "text/math/math.h"
#include "text/math/parser.h"

namespace plotmill::text {

bool contains_math(std::string_view line) {
    std::size_t dollars = 0;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '$' && (i == 0 || line[i - 1] != '\\')) ++dollars;
    }
    return dollars > 0 && dollars % 2 == 0;
}

std::string unescape_dollars(std::string_view line) {
    std::string out;
    out.reserve(line.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '$') continue;
        out.push_back(line[i]);
    }
    return out;
}

std::optional<MathError> check_math(std::string_view line) {
    if (!contains_math(line)) return std::nullopt;
    NoMathGlyphs glyphs;
    return parse_math(glyphs, line, 10).error;
}

}  // namespace plotmill::text
