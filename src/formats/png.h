// PNG files from Cairo's image surfaces: always lossless, equal pixels and options give equal bytes. 8 bits a sample:
// RGB, RGBA where something is transparent, and gray or a palette where that is exact.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "formats/plot_deflate.h"
#include "formats/png_pixels.h"

struct libdeflate_compressor;

namespace plotmill::formats {

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

// One a worker, used by one thread at a time: it keeps its buffers, so that encoding allocates nothing once warm.
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
    void put_data(const PixelRows& pixels, PngForm form, PngCompression compression);
    void compress_filtered(Compressor& compressor, int level, std::vector<std::uint8_t>& out);

    std::vector<std::uint8_t> out_;
    PlotDeflater deflater_;
    PixelStore pixels_;
    std::vector<std::uint8_t> packed_, filtered_, attempt_, best_;
    Compressor balanced_, small_;
};

}  // namespace plotmill::formats
