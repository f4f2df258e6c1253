#include "formats/woff.h"

#include <algorithm>
#include <vector>

namespace plotmill::formats {

namespace {

std::uint32_t read32(std::span<const std::uint8_t> bytes, std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 | std::uint32_t{bytes[at + 2]} << 8 |
           bytes[at + 3];
}

void put32(std::string& out, std::size_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 255);
}

void put16(std::string& out, std::size_t value) {
    out += static_cast<char>(value >> 8 & 255);
    out += static_cast<char>(value & 255);
}

std::size_t padded(std::size_t size) { return (size + 3) / 4 * 4; }

constexpr std::size_t header_size = 44, entry_size = 20, sfnt_header_size = 12, sfnt_entry_size = 16;

}  // namespace

std::string to_woff(std::span<const std::uint8_t> font, Flate& flate) {
    if (font.size() < sfnt_header_size) return {};
    const std::size_t count = std::size_t{font[4]} << 8 | font[5];
    if (count == 0 || font.size() < sfnt_header_size + sfnt_entry_size * count) return {};
    std::string entries, tables;
    std::size_t whole = sfnt_header_size + sfnt_entry_size * count;
    const std::size_t begin = header_size + entry_size * count;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = sfnt_header_size + sfnt_entry_size * i;
        const std::size_t offset = read32(font, entry + 8), size = read32(font, entry + 12);
        if (offset > font.size() || size > font.size() - offset) return {};
        const std::string_view table(reinterpret_cast<const char*>(font.data()) + offset, size);
        std::string packed = flate.compress(table);
        if (packed.size() >= size) packed = table;
        put32(entries, read32(font, entry));
        put32(entries, begin + tables.size());
        put32(entries, packed.size());
        put32(entries, size);
        put32(entries, read32(font, entry + 4));
        tables += packed;
        tables.resize(padded(tables.size()), '\0');
        whole += padded(size);
    }
    std::string out = "wOFF";
    put32(out, read32(font, 0));
    put32(out, begin + tables.size());
    put16(out, count);
    put16(out, 0);
    put32(out, whole);
    put32(out, 0x00010000);                     // the font's version: of no concern
    for (int i = 0; i < 5; ++i) put32(out, 0);  // no metadata, no private data
    return out + entries + tables;
}

void put_base64(std::string& out, std::string_view bytes) {
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    out.reserve(out.size() + (bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const auto byte = [&](std::size_t k) -> unsigned {
            return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0;
        };
        const unsigned v = byte(0) << 16 | byte(1) << 8 | byte(2);
        out += digits[v >> 18];
        out += digits[v >> 12 & 63];
        out += i + 1 < bytes.size() ? digits[v >> 6 & 63] : '=';
        out += i + 2 < bytes.size() ? digits[v & 63] : '=';
    }
}

}  // namespace plotmill::formats
