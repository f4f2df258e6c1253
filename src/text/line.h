// One line of plain text: glyph positions, extent and pixels, all as Matplotlib's FT2Font (set_text,
// draw_glyphs_to_bitmap) makes them. Internal to text/; used by one worker.
#pragma once

#include <string_view>
#include <vector>

#include "text/glyph_store.h"

namespace plotmill::text {

struct Mask {  // 8 bits of coverage a pixel, rows from the top, no padding
    int width = 0, height = 0;
    std::vector<std::uint8_t> pixels;

    // Allocates, blank; stays empty where the size is absurd.
    void reset(double wanted_width, double wanted_height);
    // Combines with what is there by OR, as FT2Image::draw_bitmap does; clipped.
    void stamp(const GlyphBitmap& bitmap, long x, long y);
};

struct LineGlyph {
    Glyph* glyph = nullptr;
    long x = 0, y = 0;  // 1/64 pixel from the line's origin, y upwards
};

struct LineLayout {
    std::vector<LineGlyph> glyphs;
    FT_BBox box{0, 0, 0, 0};  // 1/64 pixel, y upwards; blank glyphs count with the origin
    long advance = 0;         // 1/64 pixel

    void add(Glyph& glyph, long x, long y);
};

// `chain` holds the faces to try for each character, at one size; not empty. Text that needs shaping goes to
// shape_line.
LineLayout layout_line(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text);

// The glyph of a character, from the first face of the chain that has it, else the .notdef of the first.
struct ChosenGlyph {
    SizeId size = 0;
    std::uint32_t index = 0;  // 0: no face has it
};
ChosenGlyph choose_glyph(GlyphStore& store, const std::vector<SizeId>& chain, char32_t character);

Mask draw_line(GlyphStore& store, const LineLayout& line, bool antialias);

}  // namespace plotmill::text
