// Length-limited Huffman codes as deflate wants them: code lengths from frequencies, canonical codes from lengths. Pure
// functions.
#pragma once

#include <cstdint>
#include <span>

namespace plotmill::formats {

constexpr int max_symbols = 288;

// The lengths (0 for frequency 0, else 1..max_length) of an optimal code, made no longer than max_length at little
// cost. A lone symbol gets length 1. At most max_symbols symbols; max_length must be able to hold them (2^max_length >=
// count).
void huffman_lengths(std::span<const std::uint32_t> frequencies, int max_length, std::span<std::uint8_t> lengths);

// The canonical codes of RFC 1951, bits reversed, so that they can be written low bit first.
void huffman_codes(std::span<const std::uint8_t> lengths, std::span<std::uint16_t> codes);

}  // namespace plotmill::formats
