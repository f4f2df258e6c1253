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

constexpr std::uint64_t all_blocks(std::uint32_t width) {
    const std::uint32_t block = block_width(width);
    return UINT64_MAX >> (64 - (width + block - 1) / block);
}

// The columns of the blocks whose bits are set: stretches of blocks side by side, from left to right.
class BlockRuns {
public:
    constexpr BlockRuns(std::uint64_t blocks, std::uint32_t width)
        : left_(blocks), width_(width), shift_(std::countr_zero(block_width(width))) {
        take();
    }
    constexpr bool done() const { return count_ == 0; }
    constexpr void next() { take(); }
    constexpr std::uint32_t begin() const { return static_cast<std::uint32_t>(first_) << shift_; }
    constexpr std::uint32_t end() const {
        return std::min(static_cast<std::uint32_t>(first_ + count_) << shift_, width_);
    }

private:
    constexpr void take() {
        count_ = 0;
        if (left_ == 0) return;
        first_ = std::countr_zero(left_);
        count_ = std::countr_one(left_ >> first_);
        left_ = first_ + count_ == 64 ? 0 : left_ >> (first_ + count_) << (first_ + count_);
    }

    std::uint64_t left_;
    std::uint32_t width_;
    int shift_, first_ = 0, count_ = 0;
};

}  // namespace plotmill
