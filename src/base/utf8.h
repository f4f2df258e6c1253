// Characters of texts that may be anything. Pure; any thread.
#pragma once

#include <cstddef>
#include <string_view>

namespace plotmill {

// Bytes of the well-formed UTF-8 character at `text[i]`; 0 where there is none.
inline std::size_t utf8_at(std::string_view text, std::size_t i) {
    const auto byte = [&](std::size_t k) { return k < text.size() ? static_cast<unsigned char>(text[k]) : 0u; };
    const unsigned c = byte(i), d = byte(i + 1);
    const auto tail = [&](std::size_t k) { return (byte(k) & 0xc0) == 0x80; };
    if (c < 0x80) return 1;
    if (c >= 0xc2 && c <= 0xdf) return tail(i + 1) ? 2 : 0;
    if (c >= 0xe0 && c <= 0xef) {
        if ((c == 0xe0 && d < 0xa0) || (c == 0xed && d > 0x9f)) return 0;
        return tail(i + 1) && tail(i + 2) ? 3 : 0;
    }
    if (c >= 0xf0 && c <= 0xf4) {
        if ((c == 0xf0 && d < 0x90) || (c == 0xf4 && d > 0x8f)) return 0;
        return tail(i + 1) && tail(i + 2) && tail(i + 3) ? 4 : 0;
    }
    return 0;
}

// Where the first byte is that belongs to no character; npos where there is none.
inline std::size_t find_non_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t n = utf8_at(text, i);
        if (n == 0) return i;
        i += n;
    }
    return std::string_view::npos;
}

}  // namespace plotmill
