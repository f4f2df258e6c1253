// The bytes of a PNG file for libpng, whose faults come back as text. It reports them by longjmp: whoever calls it
// holds the setjmp(), and what may be jumped over has no destructors. One thread at a time.
#pragma once

#include <cstddef>
#include <png.h>
#include <string_view>

namespace plotmill::io {

bool is_png(std::string_view bytes);

struct PngInput {
    static constexpr png_uint_32 longest_side = 65'535;  // pixels

    std::string_view bytes;
    std::size_t at = 0;
    char fault[160] = "";
    png_structp png = nullptr;
    png_infop info = nullptr;  // null: no memory

    // Ready for png_read_info(). The bytes must outlive it.
    explicit PngInput(std::string_view bytes);
    ~PngInput();
    PngInput(const PngInput&) = delete;
    PngInput& operator=(const PngInput&) = delete;
};

}  // namespace plotmill::io
