// UTF-8 to code points. Pure, never fails: what is not UTF-8 becomes U+FFFD.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plotmill::text {

// Reads the code point at `pos` (< text.size()) and moves `pos` past it.
inline char32_t next_code_point(std::string_view text, std::size_t& pos) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(pos++);
    if (first < 0x80) return first;
    const int more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    if (more == 0 || first >= 0xF5) return 0xFFFD;
    char32_t code = first & (0x3Fu >> more);
    std::size_t at = pos;
    for (int i = 0; i < more; ++i, ++at) {
        if (at >= text.size() || (byte(at) & 0xC0) != 0x80) return 0xFFFD;
        code = (code << 6) | (byte(at) & 0x3Fu);
    }
    constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return 0xFFFD;
    pos = at;
    return code;
}

inline std::u32string decode_utf8(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t pos = 0; pos < text.size();) out.push_back(next_code_point(text, pos));
    return out;
}

}  // namespace plotmill::text
