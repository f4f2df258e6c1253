#include "formats/png_pixels.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "base/blocks.h"

namespace plotmill::formats {

namespace {

constexpr std::uint32_t rgb_mask = 0x00ffffff;

bool row_is_gray(const std::uint32_t* row, std::uint32_t width) {
    std::uint32_t difference = 0;
    for (std::uint32_t x = 0; x < width; ++x) difference |= (row[x] ^ (row[x] >> 8)) & 0xffff;
    return difference == 0;
}

bool is_gray(const PixelRows& rows) {
    for (std::uint32_t y = 0; y < rows.height; ++y) {
        if (y > 0 && rows.touched && rows.touched[y] == 0 && rows.touched[y - 1] == 0) continue;
        if (!row_is_gray(rows.row(y), rows.width)) return false;
    }
    return true;
}

bool is_opaque(const PixelRows& rows) {
    for (std::uint32_t y = 0; y < rows.height; ++y) {
        const std::uint32_t* row = rows.row(y);
        std::uint32_t all = 0xff000000;
        for (std::uint32_t x = 0; x < rows.width; ++x) all &= row[x];
        if (all != 0xff000000) return false;
    }
    return true;
}

std::uint32_t straight(std::uint32_t word) {
    const std::uint32_t a = word >> 24;
    if (a == 0) return 0;
    if (a == 255) return word << 8 | 255;
    std::uint32_t out = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
        const std::uint32_t c = word >> shift & 255;
        out = out << 8 | std::min<std::uint32_t>((c * 255 + a / 2) / a, 255);
    }
    return out << 8 | a;
}

}  // namespace

void PixelStore::load(const SurfaceView& surface) {
    assert(surface.width > 0 && surface.height > 0);
    rows_ = {surface.data,
             surface.stride,
             static_cast<std::uint32_t>(surface.width),
             static_cast<std::uint32_t>(surface.height),
             3,
             surface.touched};
    palette_size_ = 0;
    transparent_entries_ = 0;
    if (surface.opaque || is_opaque(rows_)) {
        form_ = PngForm::rgb;
        if (is_gray(rows_)) {
            form_ = PngForm::gray;
            to_gray(rows_);
        } else if (find_palette(rows_, rgb_mask)) {
            form_ = PngForm::palette;
            for (std::size_t i = 0; i < palette_size_; ++i) palette_[i] |= 0xff000000;
            to_indices(rows_, rgb_mask);
        }
        return;
    }
    form_ = PngForm::rgba;
    to_straight(surface);
    if (find_palette(rows_, 0xffffffff)) {
        form_ = PngForm::palette;
        sort_palette();
        to_indices(rows_, 0xffffffff);
    }
}

void PixelStore::to_straight(const SurfaceView& surface) {
    const std::size_t width = rows_.width;
    words_.resize(width * rows_.height);
    std::uint32_t known = 0, value = 0;  // neighbours are mostly equal
    for (std::uint32_t y = 0; y < rows_.height; ++y) {
        const std::uint32_t* row = rows_.row(y);
        std::uint32_t* out = words_.data() + y * width;
        if (y > 0 && std::memcmp(row, rows_.row(y - 1), width * sizeof(std::uint32_t)) == 0) {
            std::memcpy(out, out - width, width * sizeof(std::uint32_t));
            continue;
        }
        for (std::size_t x = 0; x < width; ++x) {
            if (row[x] != known) {
                known = row[x];
                value = surface.straight ? known << 8 | known >> 24 : straight(known);
            }
            out[x] = value;
        }
    }
    rows_ = {reinterpret_cast<const std::uint8_t*>(words_.data()),
             static_cast<std::ptrdiff_t>(width * sizeof(std::uint32_t)),
             static_cast<std::uint32_t>(surface.width),
             static_cast<std::uint32_t>(surface.height),
             4,
             surface.touched};
}

std::size_t PixelStore::slot(std::uint32_t color) const {
    std::size_t i = (color * 0x9e3779b1u >> 16) % slots;
    while (slot_index_[i] >= 0 && slot_color_[i] != color) i = (i + 1) % slots;
    return i;
}

// Gives up at the 257th colour.
bool PixelStore::find_palette(const PixelRows& source, std::uint32_t mask) {
    slot_index_.fill(-1);
    palette_size_ = 0;
    for (std::uint32_t y = 0; y < source.height; ++y) {
        const std::uint32_t* row = source.row(y);
        const std::uint32_t* above = y > 0 ? source.row(y - 1) : nullptr;
        const bool blank = above && source.touched && source.touched[y] == 0 && source.touched[y - 1] == 0;
        if (blank || (above && std::memcmp(row, above, source.width * sizeof(std::uint32_t)) == 0)) continue;
        // Of a row only what was painted on, once the colour of all that was not is known.
        const std::uint32_t block = block_width(source.width);
        const bool all = y == 0 || !source.touched || source.touched[0] != 0;
        for (std::uint64_t blocks = all ? 1 : source.touched[y]; blocks != 0; blocks &= blocks - 1) {
            const auto first = static_cast<std::uint32_t>(std::countr_zero(blocks)) * block;
            const std::uint32_t begin = all ? 0 : first,
                                end = all ? source.width : std::min(first + block, source.width);
            std::uint32_t last = ~row[begin];
            for (std::uint32_t x = begin; x < end; ++x) {
                const std::uint32_t v = row[x];
                if (v == last || (above && v == above[x])) continue;
                last = v;
                const std::size_t i = slot(v & mask);
                if (slot_index_[i] >= 0) continue;
                if (palette_size_ == palette_.size()) return false;
                slot_color_[i] = v & mask;
                slot_index_[i] = static_cast<std::int16_t>(palette_size_);
                palette_[palette_size_++] = v & mask;
            }
        }
    }
    return true;
}

// The words are RRGGBBAA here. Transparent colours first, so that the tRNS chunk can end early.
void PixelStore::sort_palette() {
    const auto end = palette_.begin() + static_cast<std::ptrdiff_t>(palette_size_);
    const auto opaque_begin =
        std::stable_partition(palette_.begin(), end, [](std::uint32_t c) { return (c & 255) != 255; });
    transparent_entries_ = static_cast<std::size_t>(opaque_begin - palette_.begin());
    for (std::size_t i = 0; i < palette_size_; ++i) {
        slot_index_[slot(palette_[i])] = static_cast<std::int16_t>(i);
        palette_[i] = palette_[i] >> 8 | palette_[i] << 24;
    }
}

void PixelStore::to_indices(const PixelRows& source, std::uint32_t mask) {
    const std::size_t width = source.width;
    indices_.resize(width * source.height);
    std::uint32_t known = ~source.row(0)[0], value = 0;
    for (std::uint32_t y = 0; y < source.height; ++y) {
        const std::uint32_t* row = source.row(y);
        std::uint32_t* out = indices_.data() + y * width;
        if (y > 0 && std::memcmp(row, source.row(y - 1), width * sizeof(std::uint32_t)) == 0) {
            std::memcpy(out, out - width, width * sizeof(std::uint32_t));
            continue;
        }
        for (std::size_t x = 0; x < width; ++x) {
            if (row[x] != known) {
                known = row[x];
                value = static_cast<std::uint32_t>(slot_index_[slot(known & mask)]);
            }
            out[x] = value;
        }
    }
    rows_ = {reinterpret_cast<const std::uint8_t*>(indices_.data()),
             static_cast<std::ptrdiff_t>(width * sizeof(std::uint32_t)),
             source.width,
             source.height,
             1,
             source.touched};
}

// The writer takes the low byte of a word for a pixel of one channel, and all channels are equal here.
void PixelStore::to_gray(const PixelRows& source) {
    rows_ = source;
    rows_.channels = 1;
}

}  // namespace plotmill::formats
