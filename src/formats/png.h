// PNG files from the painter's pixels: always lossless, equal pixels and options give equal bytes. 8 bits a sample:
// RGB, RGBA where something is transparent, and gray or a palette where that is exact.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "formats/plot_deflate.h"
#include "formats/png_filter.h"
#include "formats/png_pixels.h"

struct libdeflate_compressor;

namespace plotmill::formats {

// fast: the writer for plots (plot_deflate.h), some tenths of a millisecond. balanced: libdeflate's level 6, some
// milliseconds. small: level 12 after a choice among all filters, some tenths of a second.
enum class PngCompression { fast, balanced, small };

struct PngText {
    std::string_view keyword;  // 1..79 printable ASCII characters: "Description", "Title", "Software"
    std::string_view text;     // UTF-8
};

struct PngOptions {
    PngCompression compression = PngCompression::fast;
    double dpi = 0;                  // pixels an inch, for the pHYs chunk; 0: none
    std::span<const PngText> texts;  // tEXt where plain ASCII, else iTXt
};

// One a worker, used by one thread at a time: it keeps its buffers, so that fast encoding allocates nothing once warm.
class PngEncoder {
public:
    PngEncoder();
    ~PngEncoder();
    PngEncoder(PngEncoder&&) noexcept;
    PngEncoder& operator=(PngEncoder&&) noexcept;

    // The whole file; valid until the next call.
    std::span<const std::uint8_t> encode(const SurfaceView& surface, const PngOptions& options = {});

private:
    struct FreeCompressor {
        void operator()(libdeflate_compressor* c) const;
    };
    using Compressor = std::unique_ptr<libdeflate_compressor, FreeCompressor>;

    std::size_t begin_chunk(const char* type);
    void end_chunk(std::size_t begin);
    void put_header(const SurfaceView& surface, const PngOptions& options, PngForm form);
    void put_text(const PngText& text);
    void put_data(const PixelRows& pixels, PngCompression compression);
    std::size_t compress_filtered(int level, std::vector<std::uint8_t>& out);
    FilterStrategy best_strategy(std::span<const FilterStrategy> candidates, const std::vector<std::uint8_t>& sample,
                                 std::size_t row_bytes, std::size_t step);

    std::vector<std::uint8_t> out_;
    PlotDeflater deflater_;
    PixelStore pixels_;
    std::vector<std::uint8_t> packed_, sample_, filtered_, compressed_;
    std::array<Compressor, 2> compressors_;  // balanced, small; made when first wanted
};

}  // namespace plotmill::formats
