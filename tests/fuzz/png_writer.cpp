// An image made of the bytes, written in every way, must come back from libpng as it was.
#include <algorithm>
#include <cstring>
#include <png.h>
#include <vector>

#include "formats/png.h"

namespace {

using namespace plotmill;

// Straight RGBA bytes of a file.
std::vector<std::uint8_t> decoded(std::span<const std::uint8_t> file, unsigned width, unsigned height) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, file.data(), file.size())) __builtin_trap();
    image.format = PNG_FORMAT_RGBA;
    if (image.width != width || image.height != height) __builtin_trap();
    std::vector<std::uint8_t> out(PNG_IMAGE_SIZE(image));
    if (!png_image_finish_read(&image, nullptr, out.data(), 0, nullptr)) __builtin_trap();
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 8) return 0;
    const unsigned width = 1u + data[0] + (data[1] & 3u) * 256u, height = 1u + data[2] % 64;
    const bool opaque = data[3] & 1, runs = data[3] & 2, few = data[3] & 4;
    std::vector<std::uint32_t> words(std::size_t{width} * height, 0xffffffffu);
    // Colours of the bytes; in runs, as plots are, or pixel by pixel.
    std::size_t at = 0;
    for (std::size_t i = 4; i + 1 < size && at < words.size(); i += 2) {
        const std::uint32_t v = data[i], w = data[i + 1];
        std::uint32_t word = few ? (v & 3u) * 0x554433u : v * 0x010101u ^ w << 8;
        word = (word & 0xffffffu) | (opaque ? 0xffu : w) << 24;
        for (std::size_t n = runs ? 1 + w * 3 : 1; n > 0 && at < words.size(); --n) words[at++] = word;
    }
    static formats::PngEncoder encoder;
    const formats::PngText text{"Description", std::string_view(reinterpret_cast<const char*>(data), 8)};
    std::vector<std::uint8_t> expected(words.size() * 4);
    for (std::size_t i = 0; i < words.size(); ++i)
        for (unsigned k = 0; k < 4; ++k)
            expected[i * 4 + k] = static_cast<std::uint8_t>(words[i] >> (k == 3 ? 24 : 16 - 8 * k));
    for (const auto compression : {formats::PngCompression::fast, formats::PngCompression::balanced}) {
        formats::PngOptions options;
        options.compression = compression;
        options.dpi = data[1];
        if (data[3] & 8) options.texts = std::span(&text, 1);
        const formats::SurfaceView surface{reinterpret_cast<const std::uint8_t*>(words.data()),
                                           static_cast<std::ptrdiff_t>(width) * 4,
                                           static_cast<int>(width),
                                           static_cast<int>(height),
                                           opaque,
                                           true};
        const auto pixels = decoded(encoder.encode(surface, options), width, height);
        for (std::size_t i = 0; i < pixels.size(); i += 4) {
            if (pixels[i + 3] != expected[i + 3]) __builtin_trap();
            if (pixels[i + 3] && std::memcmp(&pixels[i], &expected[i], 3) != 0) __builtin_trap();
        }
    }
    return 0;
}
