// The columns of a picture in at most 64 blocks, so that a word says something of each block of a row. Pure.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

namespace plotmill {

// A power of two, at least 16.
constexpr std::uint32_t block_width(std::uint32_t width) { return std::max(16u, std::bit_ceil((width + 63) / 64)); }

// The blocks of the columns from begin on, end excluded; begin < end.
constexpr std::uint64_t blocks_of(std::uint32_t begin, std::uint32_t end, int shift) {
    return UINT64_MAX << (begin >> shift) & UINT64_MAX >> (63 - ((end - 1) >> shift));
}

}  // namespace plotmill
