#include "formats/png_pixels.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

#include "base/blocks.h"
#include "base/wide.h"

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

#ifdef PLOTMILL_WIDE
PLOTMILL_AVX2 inline __m256i load(const std::uint32_t* p) {
    return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
}

// Eight pixels at a time; gives where it ends.
PLOTMILL_AVX2 std::uint32_t unlike_neighbours_wide(const std::uint32_t* row, const std::uint32_t* above,
                                                   std::uint32_t n, std::uint64_t& bits) {
    std::uint32_t x = 0;
    for (; x + 8 <= n; x += 8) {
        const __m256i v = load(row + x);
        const __m256i like =
            _mm256_or_si256(_mm256_cmpeq_epi32(v, load(row + x - 1)), _mm256_cmpeq_epi32(v, load(above + x)));
        const auto eight = static_cast<std::uint32_t>(_mm256_movemask_ps(_mm256_castsi256_ps(like))) ^ 0xff;
        bits |= std::uint64_t{eight} << x;
    }
    return x;
}
#endif

// Which of at most 64 pixels are neither as the one to the left (there is one) nor as that above.
std::uint64_t unlike_neighbours(const std::uint32_t* row, const std::uint32_t* above, std::uint32_t n,
                                [[maybe_unused]] bool wide) {
    std::uint64_t bits = 0;
    std::uint32_t x = 0;
#ifdef PLOTMILL_WIDE
    if (wide) x = unlike_neighbours_wide(row, above, n, bits);
#endif
    for (; x < n; ++x)
        bits |= std::uint64_t{row[x] != row[static_cast<std::ptrdiff_t>(x) - 1] && row[x] != above[x]} << x;
    return bits;
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
            return;
        }
        if (find_palette(rows_, rgb_mask)) {
            form_ = PngForm::palette;
            for (std::size_t i = 0; i < palette_size_; ++i) palette_[i] |= 0xff000000;
            to_indices(rows_, rgb_mask);
        }
    } else {
        form_ = PngForm::rgba;
        to_straight(surface);
        if (find_palette(rows_, 0xffffffff)) {
            form_ = PngForm::palette;
            sort_palette();
            to_indices(rows_, 0xffffffff);
        }
    }
    rows_.same = same_.data();
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

// Adds those of a row's pixels; false at the 257th colour.
bool PixelStore::add_colors(const std::uint32_t* row, const std::uint32_t* above, std::uint32_t begin,
                            std::uint32_t end, std::uint32_t mask) {
    const bool wide = wide_loops();
    for (std::uint32_t x = begin; x < end;) {
        // What is as its neighbour to the left or above has been looked up.
        const std::uint32_t n = x == 0 ? 1 : std::min(end - x, 64u);
        std::uint64_t bits = x == 0 ? 1 : unlike_neighbours(row + x, above ? above + x : row + x - 1, n, wide);
        for (; bits != 0; bits &= bits - 1) {
            const std::uint32_t v = row[x + static_cast<std::uint32_t>(std::countr_zero(bits))] & mask;
            const std::size_t i = slot(v);
            if (slot_index_[i] >= 0) continue;
            if (palette_size_ == palette_.size()) return false;
            slot_color_[i] = v;
            slot_index_[i] = static_cast<std::int16_t>(palette_size_);
            palette_[palette_size_++] = v;
        }
        x += n;
    }
    return true;
}

// Gives up at the 257th colour.
bool PixelStore::find_palette(const PixelRows& source, std::uint32_t mask) {
    slot_index_.fill(-1);
    palette_size_ = 0;
    same_.assign(source.height, 0);
    // Of a row only what was painted on, once the colour of all that was not is known.
    const bool some = source.touched && source.touched[0] == 0;
    for (std::uint32_t y = 0; y < source.height; ++y) {
        const std::uint32_t* row = source.row(y);
        const std::uint32_t* above = y > 0 ? source.row(y - 1) : nullptr;
        const bool blank = above && source.touched && source.touched[y] == 0 && source.touched[y - 1] == 0;
        if (blank || (above && std::memcmp(row, above, source.width * sizeof(std::uint32_t)) == 0)) {
            same_[y] = 1;
            continue;
        }
        if (!some || y == 0) {
            if (!add_colors(row, above, 0, source.width, mask)) return false;
            continue;
        }
        for (BlockRuns runs(source.touched[y], source.width); !runs.done(); runs.next())
            if (!add_colors(row, above, runs.begin(), runs.end(), mask)) return false;
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
    const std::uint64_t all = all_blocks(source.width);
    const auto index_of = [&](std::uint32_t v) { return static_cast<std::uint32_t>(slot_index_[slot(v & mask)]); };
    std::uint32_t background = 0;
    for (std::uint32_t y = 0; source.touched && y < source.height; ++y)
        if (source.touched[y] != all) {
            const auto first = static_cast<std::uint32_t>(std::countr_one(source.touched[y]));
            background = index_of(source.row(y)[first * block_width(source.width)]);
            break;
        }
    if (indices_width_ != source.width || indices_touched_.size() != source.height ||
        indices_background_ != background) {
        indices_.assign(width * source.height, background);
        indices_touched_.assign(source.height, 0);
        indices_width_ = source.width;
        indices_background_ = background;
    }
    std::uint32_t known = ~source.row(0)[0], value = 0;
    for (std::uint32_t y = 0; y < source.height; ++y) {
        const std::uint64_t touched = source.touched ? source.touched[y] : all;
        std::uint32_t* out = indices_.data() + y * width;
        for (BlockRuns left(indices_touched_[y] & ~touched, source.width); !left.done(); left.next())
            std::fill(out + left.begin(), out + left.end(), background);
        indices_touched_[y] = touched;
        const std::uint32_t* row = source.row(y);
        for (BlockRuns runs(touched, source.width); !runs.done(); runs.next()) {
            const std::uint32_t begin = runs.begin(), end = runs.end();
            const std::size_t bytes = (end - begin) * sizeof(std::uint32_t);
            if (same_[y] || (y > 0 && std::memcmp(row + begin, source.row(y - 1) + begin, bytes) == 0)) {
                std::memcpy(out + begin, out + begin - width, bytes);
                continue;
            }
            for (std::uint32_t x = begin; x < end; ++x) {
                if (row[x] != known) {
                    known = row[x];
                    value = index_of(known);
                }
                out[x] = value;
            }
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
