// Where the painter gets its text from.
#pragma once

#include <cstdint>

#include "scene/scene.h"

namespace plotmill::paint {

// Coverage of one line of text, one byte a pixel; (x, y) is the pixel of the surface where its top left corner goes.
struct PlacedMask {
    const std::uint8_t* data = nullptr;
    int width = 0, height = 0, stride = 0;
    int x = 0, y = 0;
};

// One per worker. The mask returned is valid until the next call.
class TextMasks {
public:
    virtual ~TextMasks() = default;
    virtual PlacedMask place(const scene::TextItem& item, double dpi) = 0;
};

}  // namespace plotmill::paint
