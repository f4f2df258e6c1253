// Lines that need more than one glyph after the other: right-to-left and other complex scripts, through HarfBuzz, with
// FreeType's hinted advances. Plain text never comes here, because only FT2Font's way gives Matplotlib's pixels.
// Internal to text/; used by one worker.
#pragma once

#include <hb.h>
#include <string_view>
#include <vector>

#include "text/line.h"

namespace plotmill::text {

bool needs_shaping(std::u32string_view text);

struct TextRun {
    std::size_t begin = 0, end = 0;  // of the text, in logical order
    SizeId size = 0;
    hb_script_t script = HB_SCRIPT_COMMON;
    int level = 0;  // of the Unicode bidirectional algorithm: odd runs go right to left
};

// Runs of one face, script and direction, in the order in which they stand from left to right.
std::vector<TextRun> visual_runs(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text);

struct ShapedGlyph {  // units of the font
    std::uint32_t index;
    std::uint32_t cluster;  // of the text: the first of the characters that it stands for
    int x_offset, y_offset, advance;
};
// The run's glyphs from left to right, without hinting.
std::vector<ShapedGlyph> shape_run(hb_font_t* font, std::u32string_view text, const TextRun& run);

// Adds the glyphs in visual order and sets the advance. Runs of one script and direction are shaped together, kerning
// on, ligatures of Latin off.
void shape_line(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text, LineLayout& line);

}  // namespace plotmill::text
