#include "formats/png.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstring>
#include <libdeflate.h>
#include <new>

#include "base/watch.h"
#include "formats/png_filter.h"

namespace plotmill::formats {

namespace {

constexpr std::array<std::uint8_t, 8> signature = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
constexpr int balanced_level = 6, small_level = 12;
constexpr std::size_t sample_band = 16;  // rows

void put32(std::vector<std::uint8_t>& out, std::uint32_t v) {
    const std::array<std::uint8_t, 4> bytes = {static_cast<std::uint8_t>(v >> 24), static_cast<std::uint8_t>(v >> 16),
                                               static_cast<std::uint8_t>(v >> 8), static_cast<std::uint8_t>(v)};
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void put_bytes(std::vector<std::uint8_t>& out, std::string_view text) {
    out.insert(out.end(), text.begin(), text.end());
}

std::uint8_t color_type(PngForm form) {
    switch (form) {
        case PngForm::gray:
            return 0;
        case PngForm::rgb:
            return 2;
        case PngForm::palette:
            return 3;
        case PngForm::rgba:
            return 6;
    }
    return 2;
}

bool is_ascii(std::string_view text) {
    for (char c : text)
        if (static_cast<unsigned char>(c) > 0x7e || (static_cast<unsigned char>(c) < 0x20 && c != '\n')) return false;
    return true;
}

}  // namespace

PngEncoder::PngEncoder() = default;
PngEncoder::~PngEncoder() = default;
PngEncoder::PngEncoder(PngEncoder&&) noexcept = default;
PngEncoder& PngEncoder::operator=(PngEncoder&&) noexcept = default;

void PngEncoder::FreeCompressor::operator()(libdeflate_compressor* c) const { libdeflate_free_compressor(c); }

// Leaves room for the length, which end_chunk() fills in.
std::size_t PngEncoder::begin_chunk(const char* type) {
    const std::size_t begin = out_.size();
    put32(out_, 0);
    put_bytes(out_, {type, 4});
    return begin;
}

void PngEncoder::end_chunk(std::size_t begin) {
    const std::size_t length = out_.size() - begin - 8;
    assert(length < 0x80000000u);
    for (std::size_t i = 0; i < 4; ++i) out_[begin + i] = static_cast<std::uint8_t>(length >> (24 - 8 * i));
    put32(out_, libdeflate_crc32(0, out_.data() + begin + 4, length + 4));
}

void PngEncoder::put_text(const PngText& text) {
    assert(!text.keyword.empty() && text.keyword.size() < 80 && is_ascii(text.keyword));
    std::string_view value = text.text;
    value = value.substr(0, value.find('\0'));  // NUL ends a text in a PNG
    const bool plain = is_ascii(value);
    const std::size_t chunk = begin_chunk(plain ? "tEXt" : "iTXt");
    put_bytes(out_, text.keyword);
    // iTXt: no compression, no language, no translated keyword.
    put_bytes(out_, std::string_view("\0\0\0\0\0", plain ? 1 : 5));
    put_bytes(out_, value);
    end_chunk(chunk);
}

void PngEncoder::put_header(const SurfaceView& surface, const PngOptions& options, PngForm form) {
    out_.assign(signature.begin(), signature.end());
    std::size_t chunk = begin_chunk("IHDR");
    put32(out_, static_cast<std::uint32_t>(surface.width));
    put32(out_, static_cast<std::uint32_t>(surface.height));
    out_.insert(out_.end(), {8, color_type(form), 0, 0, 0});
    end_chunk(chunk);
    if (options.dpi > 0) {
        const auto per_metre = static_cast<std::uint32_t>(std::min(options.dpi / 0.0254 + 0.5, 2147483647.0));
        chunk = begin_chunk("pHYs");
        put32(out_, per_metre);
        put32(out_, per_metre);
        out_.push_back(1);
        end_chunk(chunk);
    }
    for (const PngText& text : options.texts) put_text(text);
    if (form != PngForm::palette) return;
    chunk = begin_chunk("PLTE");
    for (std::size_t i = 0; i < pixels_.palette_size(); ++i)
        for (int shift = 16; shift >= 0; shift -= 8)
            out_.push_back(static_cast<std::uint8_t>(pixels_.palette(i) >> shift));
    end_chunk(chunk);
    if (pixels_.transparent_entries() == 0) return;
    chunk = begin_chunk("tRNS");
    for (std::size_t i = 0; i < pixels_.transparent_entries(); ++i)
        out_.push_back(static_cast<std::uint8_t>(pixels_.palette(i) >> 24));
    end_chunk(chunk);
}

std::size_t PngEncoder::compress_filtered(int level, std::vector<std::uint8_t>& out) {
    Compressor& compressor = compressors_[level == balanced_level ? 0 : 1];
    if (!compressor) compressor.reset(libdeflate_alloc_compressor(level));
    if (!compressor) throw std::bad_alloc();
    const double least_seconds = level == balanced_level ? 4e-9 : 2e-8;  // a byte, and it cannot be stopped
    need_time(static_cast<double>(filtered_.size()) * least_seconds);
    out.resize(libdeflate_zlib_compress_bound(compressor.get(), filtered_.size()));
    const std::size_t size =
        libdeflate_zlib_compress(compressor.get(), filtered_.data(), filtered_.size(), out.data(), out.size());
    assert(size > 0);
    out.resize(size);
    return size;
}

// The strategy that compresses `sample` best at the balanced level.
FilterStrategy PngEncoder::best_strategy(std::span<const FilterStrategy> candidates,
                                         const std::vector<std::uint8_t>& sample, std::size_t row_bytes,
                                         std::size_t step) {
    FilterStrategy best = candidates.front();
    std::size_t least = SIZE_MAX;
    for (const FilterStrategy strategy : candidates) {
        filter_rows(sample, row_bytes, step, strategy, filtered_);
        const std::size_t size = compress_filtered(balanced_level, compressed_);
        if (size >= least) continue;
        least = size;
        best = strategy;
    }
    return best;
}

void PngEncoder::put_data(const PixelRows& pixels, PngCompression compression) {
    if (compression == PngCompression::fast) {
        deflater_.compress(pixels, out_);
        return;
    }
    constexpr std::array few = {FilterStrategy::none, FilterStrategy::least_change, FilterStrategy::least_sum};
    constexpr std::array filters = {FilterStrategy::sub, FilterStrategy::up, FilterStrategy::paeth,
                                    FilterStrategy::least_sum, FilterStrategy::least_change};
    const auto step = static_cast<std::size_t>(pixels.channels);
    const std::size_t row_bytes = pixels.width * step;
    pack_pixels(pixels, packed_);
    if (compression == PngCompression::balanced) {
        // Bands of rows stand for the picture: a quarter of it is enough to tell drawings from gradients.
        sample_.clear();
        for (std::size_t y = 0; y < pixels.height; ++y)
            if (y % (4 * sample_band) < sample_band)
                sample_.insert(sample_.end(), packed_.begin() + static_cast<std::ptrdiff_t>(y * row_bytes),
                               packed_.begin() + static_cast<std::ptrdiff_t>((y + 1) * row_bytes));
        const FilterStrategy strategy = best_strategy(few, sample_, row_bytes, step);
        filter_rows(packed_, row_bytes, step, strategy, filtered_);
        compress_filtered(balanced_level, compressed_);
    } else {
        // Unfiltered rows gain most from the highest level, so they are tried there even where they were not the best
        // before.
        const FilterStrategy strategy = best_strategy(filters, packed_, row_bytes, step);
        filter_rows(packed_, row_bytes, step, strategy, filtered_);
        compress_filtered(small_level, compressed_);
        filter_rows(packed_, row_bytes, step, FilterStrategy::none, filtered_);
        compress_filtered(small_level, sample_);
        if (sample_.size() < compressed_.size()) compressed_.swap(sample_);
    }
    out_.insert(out_.end(), compressed_.begin(), compressed_.end());
}

std::span<const std::uint8_t> PngEncoder::encode(const SurfaceView& surface, const PngOptions& options) {
    pixels_.load(surface);
    const PngForm form = pixels_.form();
    put_header(surface, options, form);
    const std::size_t chunk = begin_chunk("IDAT");
    put_data(pixels_.rows(), options.compression);
    end_chunk(chunk);
    end_chunk(begin_chunk("IEND"));
    return out_;
}

}  // namespace plotmill::formats
