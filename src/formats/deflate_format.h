// Tables of RFC 1951. Constants; only the deflate writer uses them.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace plotmill::formats {

constexpr std::uint32_t end_of_block = 256;
constexpr std::uint32_t max_match = 258;
constexpr std::uint32_t max_distance = 32768;

struct LengthCode {
    std::uint16_t symbol;
    std::uint8_t extra_bits, extra;
};

// By match length - 3.
constexpr std::array<LengthCode, 256> length_table = [] {
    std::array<LengthCode, 256> table{};
    unsigned length = 0;
    for (unsigned symbol = 257; symbol < 285; ++symbol) {
        const unsigned bits = symbol < 265 ? 0 : (symbol - 261) / 4;
        for (unsigned extra = 0; extra < (1u << bits) && length < 256; ++extra, ++length)
            table[length] = {static_cast<std::uint16_t>(symbol), static_cast<std::uint8_t>(bits),
                             static_cast<std::uint8_t>(extra)};
    }
    table[255] = {285, 0, 0};
    return table;
}();

// A symbol's bits, as they are written.
struct Code {
    std::uint32_t bits, count;
};

struct DistanceCode {
    std::uint32_t symbol, extra_bits, extra;
};

constexpr DistanceCode distance_code(std::uint32_t distance) {
    const std::uint32_t d = distance - 1;
    if (d < 4) return {d, 0, 0};
    const auto top = static_cast<std::uint32_t>(31 - __builtin_clz(d));
    const std::uint32_t bits = top - 1;
    return {2 * top + (d >> bits & 1), bits, d & ((1u << bits) - 1)};
}

constexpr std::array<std::uint8_t, 19> header_order = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                       11, 4,  12, 3, 13, 2, 14, 1, 15};

// Writes bits low first into memory that has 8 bytes to spare.
class BitWriter {
public:
    explicit BitWriter(std::uint8_t* out) : out_(out) {}
    // At most 56 bits between two flushes.
    void put(std::uint64_t bits, std::uint32_t count) {
        buffer_ |= bits << count_;
        count_ += count;
    }
    void flush() {
        if constexpr (std::endian::native == std::endian::little)
            std::memcpy(out_, &buffer_, sizeof buffer_);
        else
            for (int i = 0; i < 8; ++i) out_[i] = static_cast<std::uint8_t>(buffer_ >> (8 * i));
        out_ += count_ >> 3;
        buffer_ >>= count_ & ~7u;
        count_ &= 7;
    }
    // Fills the last byte with zeros; the first free byte.
    std::uint8_t* finish() {
        flush();
        if (count_ > 0) ++out_;
        buffer_ = 0;
        count_ = 0;
        return out_;
    }

private:
    std::uint8_t* out_;
    std::uint64_t buffer_ = 0;
    std::uint32_t count_ = 0;
};

}  // namespace plotmill::formats
