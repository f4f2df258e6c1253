#include "text/line.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "text/shaping.h"

namespace plotmill::text {
namespace {

constexpr double kMostPixels = 1 << 26;  // of one mask; more is not text any more
constexpr long kNowhere = 32000;         // FT2Font's start for the bounding box

}  // namespace

void Mask::reset(double wanted_width, double wanted_height) {
    width = height = 0;
    pixels.clear();
    if (!(wanted_width >= 0 && wanted_height >= 0 && wanted_width * wanted_height <= kMostPixels)) return;
    if (wanted_width > kMostPixels || wanted_height > kMostPixels) return;
    width = static_cast<int>(wanted_width);
    height = static_cast<int>(wanted_height);
    pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 0);
}

void Mask::stamp(const GlyphBitmap& bitmap, long x, long y) {
    const long x0 = std::clamp<long>(x, 0, width), x1 = std::clamp<long>(x + bitmap.width, 0, width);
    const long y0 = std::clamp<long>(y, 0, height), y1 = std::clamp<long>(y + bitmap.rows, 0, height);
    for (long row = y0; row < y1; ++row) {
        const std::uint8_t* from = bitmap.pixels.data() + (row - y) * bitmap.width + (x0 - x);
        std::uint8_t* to = pixels.data() + row * width + x0;
        for (long i = x0; i < x1; ++i) *to++ |= *from++;
    }
}

void LineLayout::add(Glyph& glyph, long x, long y) {
    glyphs.push_back({&glyph, x, y});
    const long dx = glyph.blank ? 0 : x, dy = glyph.blank ? 0 : y;
    box.xMin = std::min(box.xMin, glyph.box.xMin + dx);
    box.xMax = std::max(box.xMax, glyph.box.xMax + dx);
    box.yMin = std::min(box.yMin, glyph.box.yMin + dy);
    box.yMax = std::max(box.yMax, glyph.box.yMax + dy);
}

ChosenGlyph choose_glyph(GlyphStore& store, const std::vector<SizeId>& chain, char32_t character) {
    for (const SizeId size : chain) {
        if (const std::uint32_t index = store.index(store.face_of(size), character)) return {size, index};
    }
    return {chain.front(), 0};
}

LineLayout layout_line(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text) {
    LineLayout line;
    line.glyphs.reserve(text.size());
    line.box = {kNowhere, kNowhere, -kNowhere, -kNowhere};
    if (needs_shaping(text)) {
        shape_line(store, chain, text, line);
    } else {
        long pen = 0;
        ChosenGlyph previous;
        for (const char32_t character : text) {
            const ChosenGlyph chosen = choose_glyph(store, chain, character);
            if (previous.index && chosen.index && previous.size == chosen.size) {
                pen += store.kerning(chosen.size, previous.index, chosen.index);
            }
            Glyph& glyph = store.glyph(chosen.size, chosen.index);
            line.add(glyph, pen, 0);
            pen += glyph.advance;
            previous = chosen;
        }
        line.advance = pen;
    }
    if (line.box.xMin > line.box.xMax) line.box = {0, 0, 0, 0};
    return line;
}

Mask draw_line(GlyphStore& store, const LineLayout& line, bool antialias) {
    Mask mask;
    mask.reset(static_cast<double>((line.box.xMax - line.box.xMin) / 64 + 2),
               static_cast<double>((line.box.yMax - line.box.yMin) / 64 + 2));
    if (mask.pixels.empty()) return mask;
    const double left = static_cast<double>(line.box.xMin) * (1. / 64.);
    const double top = static_cast<double>(line.box.yMax) * (1. / 64.);
    for (const LineGlyph& item : line.glyphs) {
        // Whole pixels of the pen move the finished bitmap; only the rest goes into drawing it.
        const long whole_x = item.x >> 6, whole_y = item.y >> 6;
        const GlyphBitmap& bitmap = store.bitmap(*item.glyph, static_cast<unsigned>(item.x & 63),
                                                 static_cast<unsigned>(item.y & 63), antialias);
        const double x = static_cast<double>(bitmap.left + whole_x) - left;
        const double y = top - static_cast<double>(bitmap.top + whole_y) + 1;
        mask.stamp(bitmap, static_cast<long>(x), static_cast<long>(y));
    }
    return mask;
}

}  // namespace plotmill::text
