// Rows of pixels after PNG's filters Up and Sub, and where such a row has something to say: bits that tell which pixels
// are other than zero, and which of these are as the one before. Internal to formats/. Pure.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "base/wide.h"

namespace plotmill::formats {

// Of the words that are pixels, the bits that count.
template <int channels>
inline constexpr std::uint32_t pixel_mask = channels == 4 ? 0xffffffffu : (1u << (8 * channels % 32)) - 1;

// A bit for each pixel of a row, from the low one of the first word up.
class RowBits {
public:
    // None of them set, but for the one after the last where `end` is.
    void clear(std::uint32_t width, bool end) {
        words_.assign(width / 64 + 1, 0);
        words_.back() = std::uint64_t{end} << (width & 63);
    }
    void set(std::uint32_t x, std::uint64_t bits) { words_[x >> 6] |= bits << (x & 63); }  // all within one word
    bool at(std::uint32_t x) const { return words_[x >> 6] >> (x & 63) & 1; }
    // The first one from x on that is set; there is one.
    std::uint32_t next_set(std::uint32_t x) const {
        std::size_t w = x >> 6;
        std::uint64_t bits = words_[w] & UINT64_MAX << (x & 63);
        while (bits == 0) bits = words_[++w];
        return static_cast<std::uint32_t>(w * 64) + static_cast<std::uint32_t>(std::countr_zero(bits));
    }
    std::uint32_t next_clear(std::uint32_t x) const {
        std::size_t w = x >> 6;
        std::uint64_t bits = ~words_[w] & UINT64_MAX << (x & 63);
        while (bits == 0) bits = ~words_[++w];
        return static_cast<std::uint32_t>(w * 64) + static_cast<std::uint32_t>(std::countr_zero(bits));
    }

private:
    std::vector<std::uint64_t> words_;
};

// A filtered row in the making.
struct DeltaRow {
    std::uint32_t* pixels = nullptr;  // with a word before them; the bytes above a pixel's channels are zero
    RowBits some;                     // not zero; ends with a set bit
    RowBits again;                    // of those, as the one to the left

    void begin(std::uint32_t* to, std::uint32_t width) {
        pixels = to;
        some.clear(width, true);
        again.clear(width, false);
    }
};

// Up within the blocks (base/blocks.h) whose bits are set; elsewhere the rows are known to be equal. The row's pixels
// are zero before. `blocks` becomes those in which anything changed. Gives the number of pixels that are neither zero
// nor as the one before: what the row will cost in literals.
template <int channels>
std::uint32_t filter_up(const std::uint32_t* row, const std::uint32_t* above, std::uint32_t width,
                        std::uint64_t& blocks, DeltaRow& out, bool wide = wide_loops());

// Sub, all of the row.
template <int channels>
void filter_sub(const std::uint32_t* row, std::uint32_t width, DeltaRow& out, bool wide = wide_loops());

// What the pixels of a block would cost after Sub; the row's first one always costs one. `begin` is a multiple of 16.
template <int channels>
std::uint32_t sub_cost(const std::uint32_t* row, std::uint32_t begin, std::uint32_t end, bool wide = wide_loops());

}  // namespace plotmill::formats
