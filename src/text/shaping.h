// Lines that need more than one glyph after the other: right-to-left and other complex scripts, through HarfBuzz, with
// FreeType's hinted advances. Plain text never comes here, because only FT2Font's way gives Matplotlib's pixels.
// Internal to text/; used by one worker.
#pragma once

#include <string_view>
#include <vector>

#include "text/line.h"

namespace plotmill::text {

bool needs_shaping(std::u32string_view text);

// Adds the glyphs in visual order and sets the advance. Runs of one script and direction are shaped together, kerning
// on, ligatures of Latin off.
void shape_line(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text, LineLayout& line);

}  // namespace plotmill::text
