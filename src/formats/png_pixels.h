// The painter's pixels in the form in which a PNG holds them. One owner, one thread at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "formats/plot_deflate.h"

namespace plotmill::formats {

// Native-endian words: ARGB32, premultiplied unless `straight`, or RGB24 with `opaque` (the top byte then says
// nothing).
struct SurfaceView {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;  // bytes between rows
    int width = 0, height = 0;  // pixels, both at least 1
    bool opaque = false, straight = false;
    const std::uint64_t* touched = nullptr;  // as PixelRows::touched
};

enum class PngForm { gray, rgb, palette, rgba };

constexpr int channels_of(PngForm form) { return form == PngForm::rgb ? 3 : form == PngForm::rgba ? 4 : 1; }

class PixelStore {
public:
    // Looks at the surface and settles the form. rows() points into the surface or into this object.
    void load(const SurfaceView& surface);

    PngForm form() const { return form_; }
    const PixelRows& rows() const { return rows_; }
    std::size_t palette_size() const { return palette_size_; }
    // 0xAARRGGBB, straight alpha; the transparent entries come first.
    std::uint32_t palette(std::size_t i) const { return palette_[i]; }
    std::size_t transparent_entries() const { return transparent_entries_; }

private:
    void to_straight(const SurfaceView& surface);
    bool find_palette(const PixelRows& source, std::uint32_t mask);
    bool add_colors(const std::uint32_t* row, const std::uint32_t* above, std::uint32_t begin, std::uint32_t end,
                    std::uint32_t mask);
    void sort_palette();
    void to_indices(const PixelRows& source, std::uint32_t mask);
    void to_gray(const PixelRows& source);
    std::size_t slot(std::uint32_t color) const;

    static constexpr std::size_t slots = 1024;
    PngForm form_ = PngForm::rgb;
    PixelRows rows_;
    std::vector<std::uint32_t> words_;
    std::vector<std::uint8_t> same_;  // PixelRows::same, as far as find_palette() came
    // From picture to picture, so that only what is painted on has to be looked up: all blocks but these ...
    std::vector<std::uint32_t> indices_;
    std::vector<std::uint64_t> indices_touched_;
    std::uint32_t indices_width_ = 0, indices_background_ = 0;  // ... hold this one.
    std::array<std::uint32_t, 256> palette_;
    std::array<std::uint32_t, slots> slot_color_;
    std::array<std::int16_t, slots> slot_index_;  // -1: free
    std::size_t palette_size_ = 0, transparent_entries_ = 0;
};

}  // namespace plotmill::formats
