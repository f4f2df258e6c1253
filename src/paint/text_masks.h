// Where the painter gets its text from: coverage masks of whole lines, from the font engine or, in tests, from
// anywhere.
#pragma once

#include "scene/scene.h"
#include "text/font_engine.h"

namespace plotmill::paint {

using text::PlacedMask;

// One per worker. The mask returned is valid until the next call.
class TextMasks {
public:
    virtual ~TextMasks() = default;
    virtual PlacedMask place(const scene::TextItem& item, double dpi) = 0;
};

class FontMasks final : public TextMasks {
public:
    explicit FontMasks(text::FontEngine& engine) : engine_(engine) {}
    PlacedMask place(const scene::TextItem& item, double dpi) override { return engine_.place(item, dpi); }

private:
    text::FontEngine& engine_;
};

}  // namespace plotmill::paint
