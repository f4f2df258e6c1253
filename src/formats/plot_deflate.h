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

    const std::uint32_t* row(std::uint32_t y) const {
        return reinterpret_cast<const std::uint32_t*>(data + static_cast<std::ptrdiff_t>(y) * stride);
    }
};

class PlotDeflater {
public:
    // Appends the zlib stream of the filtered rows to `out`.
    void compress(const PixelRows& pixels, std::vector<std::uint8_t>& out);

private:
    struct Place {
        std::uint32_t pixel = 0;  // never zero where the place is taken
        std::uint32_t y = 0, x = 0;
    };
    struct Span {  // pixels of a row
        std::uint32_t begin = 0, end = 0;
    };
    static constexpr std::size_t hash_bits = 11;

    template <int channels>
    void tokenize(const PixelRows& pixels);
    template <int channels>
    void find_changes(const PixelRows& pixels, std::uint32_t y);
    template <int channels>
    void tokenize_row(std::uint32_t y, std::uint32_t width, const std::uint32_t* delta);
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
    void build_codes();
    std::uint64_t body_bits() const;

    std::vector<std::uint32_t> tokens_;
    std::size_t used_ = 0;
    std::vector<std::uint32_t> ring_;  // one word, then the filtered rows as far back as a match may reach
    std::vector<Span> ring_spans_;     // a filtered row is zero outside of its span
    std::size_t ring_mask_ = 0;
    std::uint32_t ring_width_ = 0;
    std::vector<Span> changes_;  // where the filtered row may be other than zero, left to right
    static constexpr std::uint16_t unknown_cost = UINT16_MAX;
    std::array<std::uint16_t, 64> sub_costs_;  // of the blocks of a row
    std::array<Place, std::size_t{1} << hash_bits> places_;
    std::array<std::array<std::uint32_t, 288>, 4>
        literal_counts_;  // one a channel, so that equal bytes do not wait for each other
    std::array<std::uint32_t, 30> distance_counts_;
    std::array<std::uint8_t, 288> literal_lengths_;
    std::array<std::uint16_t, 288> literal_codes_;
    std::array<std::uint8_t, 30> distance_lengths_;
    std::array<std::uint16_t, 30> distance_codes_;
    std::vector<std::uint8_t> header_;  // symbols of the code-length code, and their extra bits
    std::array<std::uint8_t, 19> header_lengths_;
    std::array<std::uint16_t, 19> header_codes_;
    std::uint32_t literal_symbols_ = 0, distance_symbols_ = 0, header_symbols_ = 0;
    std::uint64_t adler_a_ = 1, adler_b_ = 0;
};

}  // namespace plotmill::formats
