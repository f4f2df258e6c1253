// Pictures as plain pixels: read from PNG files of any program, cut down, written. Pure but for memory; any thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace plotmill::compare {

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;  // four a pixel, rows without gaps; straight alpha

    const std::uint8_t* at(int x, int y) const {
        return rgba.data() +
               4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
    }
    std::uint8_t* at(int x, int y) { return const_cast<std::uint8_t*>(std::as_const(*this).at(x, y)); }
    std::size_t pixels() const { return rgba.size() / 4; }
};
Picture make_picture(int width, int height);  // transparent

// The values as they stand in the file, 16 bits cut to 8; colour profiles and gamma are not applied. `name` is for
// messages.
Result<Picture> read_png(std::string_view bytes, std::string_view name);

std::string write_png(const Picture& picture);  // the file's bytes

// The picture in a box of at most this size, by the mean of what each pixel covers; as it is where it fits.
Picture scaled_down(const Picture& picture, int width, int height);

}  // namespace plotmill::compare
