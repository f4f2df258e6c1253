// A zlib stream of a picture by a writer that knows plots: most of a plot equals the row above or the pixel to the
// left. Rows are filtered by PNG's Up or Sub, which turns that into zeros, and the zeros are skipped by comparing
// words; what is left becomes repeats of what was seen nearby, or literals. One Huffman table an image. Several times
// faster than a general deflate, and about as small on plots; noise is written no larger than stored.
//
// An object belongs to one thread at a time. Equal pictures give equal bytes. Warm, it allocates nothing.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "formats/row_delta.h"

namespace plotmill::formats {

// Pixels as words. `channels` of them count, from the low byte up, and are written from the highest down: 0x00RRGGBB
// with 3, 0xAARRGGBB would come out as A, R, G, B, so with 4 the word is 0xRRGGBBAA. Higher bytes are ignored.
struct PixelRows {
    const std::uint8_t* data = nullptr;  // rows begin `stride` bytes apart, 4-byte aligned
    std::ptrdiff_t stride = 0;
    std::uint32_t width = 0, height = 0;
    int channels = 3;  // 1, 3 or 4
    // A word for each row: of blocks (base/blocks.h) whose bit is clear all pixels are of one colour, the same
    // everywhere. Null: nothing is known.
    const std::uint64_t* touched = nullptr;
    const std::uint8_t* same = nullptr;  // for each row: other than zero where it is known to equal the one above

    const std::uint32_t* row(std::uint32_t y) const {
        return reinterpret_cast<const std::uint32_t*>(data + static_cast<std::ptrdiff_t>(y) * stride);
    }
};

class PlotDeflater {
public:
    // Appends the zlib stream of the filtered rows to `out`.
    void compress(const PixelRows& pixels, std::vector<std::uint8_t>& out);

private:
    static constexpr std::size_t hash_bits = 11;

    template <int channels>
    void tokenize(const PixelRows& pixels);
    template <int channels>
    std::uint8_t best_filter(const std::uint32_t* row, std::uint32_t width, std::uint32_t up_cost);
    template <int channels>
    void tokenize_row(std::uint32_t y, std::uint32_t width);
    void add_blank_rows(std::uint64_t row_bytes);
    template <int channels>
    void write_tokens(std::vector<std::uint8_t>& out);
    template <int channels>
    void store(const PixelRows& pixels, std::vector<std::uint8_t>& out) const;

    std::uint32_t* ring_row(std::uint32_t y, std::uint32_t width) {
        return ring_.data() + 1 + (y & ring_mask_) * width;
    }
    void literal(std::uint8_t byte);
    void match(std::uint32_t bytes, std::uint32_t distance);
    void zeros(std::uint64_t bytes, bool after_zero);
    void many_zeros(std::uint64_t bytes, bool after_zero);
    void build_codes();
    std::uint64_t body_bits() const;

    std::vector<std::uint32_t> tokens_;
    std::size_t used_ = 0;
    std::size_t blank_begin_ = 0;             // the tokens of a row that is as the one above, behind all others
    std::uint64_t blank_rows_ = 0;            // such rows
    std::vector<std::uint32_t> ring_;         // one word, then the filtered rows as far back as a match may reach
    std::vector<std::uint64_t> ring_blocks_;  // a filtered row is zero but in these
    std::size_t ring_mask_ = 0;
    std::uint32_t ring_width_ = 0;
    DeltaRow delta_;
    std::uint64_t changed_ = 0;                // the blocks of it that may be other than zero
    std::uint64_t unknown_costs_ = 0;          // blocks that have no ...
    std::array<std::uint16_t, 64> sub_costs_;  // ... cost after Sub yet
    std::uint32_t sub_cost_known_ = 0;         // sum of those that are known
    // Where two pixels came last, by their hash: the first one's word, never zero where the place is taken, and from
    // bit 32 on its row and column, 16 bits each.
    std::array<std::uint64_t, std::size_t{1} << hash_bits> places_;
    static constexpr std::uint32_t most_placed = 0xffff;  // wider and higher pictures do without
    // One a channel, so that equal bytes do not wait for each other, and the last for what is no pixel.
    std::array<std::array<std::uint32_t, 288>, 4> literal_counts_;
    std::array<std::uint32_t, 256> length_counts_;  // of matches, by bytes less 3
    std::array<std::uint32_t, 30> distance_counts_;
    std::array<std::uint8_t, 288> literal_lengths_;
    std::array<std::uint16_t, 288> literal_codes_;
    std::array<std::uint8_t, 30> distance_lengths_;
    std::array<std::uint16_t, 30> distance_codes_;
    std::vector<std::uint64_t>
        blank_bits_;                    // of a blank row: bits in the order of writing, their number from bit 56 on
    std::vector<std::uint8_t> header_;  // symbols of the code-length code, and their extra bits
    std::array<std::uint8_t, 19> header_lengths_;
    std::array<std::uint16_t, 19> header_codes_;
    std::uint32_t literal_symbols_ = 0, distance_symbols_ = 0, header_symbols_ = 0;
    std::uint64_t adler_a_ = 1, adler_b_ = 0;
};

}  // namespace plotmill::formats
