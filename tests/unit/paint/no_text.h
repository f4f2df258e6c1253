// For pictures without words.
#pragma once

#include "paint/text_masks.h"

namespace plotmill::paint {

struct NoText final : TextMasks {
    PlacedMask place(const scene::TextItem&, double) override { return {}; }
};

}  // namespace plotmill::paint
