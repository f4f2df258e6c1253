#include "text/math/raster.h"

#include <algorithm>
#include <cmath>

#include "text/math/parser.h"

namespace plotmill::text {
namespace {

// FT2Image.draw_rect_filled: both ends belong to the rectangle.
void fill(Mask& mask, double x0, double y0, double x1, double y1) {
    const auto column = [](double v, int limit) {
        return static_cast<int>(std::clamp(v, 0.0, static_cast<double>(limit)));
    };
    const int left = column(x0, mask.width), right = column(x1 + 1, mask.width);
    const int top = column(y0, mask.height), bottom = column(y1 + 1, mask.height);
    for (int y = top; y < bottom; ++y) {
        std::uint8_t* row = mask.pixels.data() + static_cast<std::ptrdiff_t>(y) * mask.width;
        if (left < right) std::fill(row + left, row + right, std::uint8_t{255});
    }
}

}  // namespace

MathImage render_math(GlyphStore& store, FontSet& fonts, std::string_view line, double points, double dpi, bool draw,
                      bool antialias) {
    MathImage image;
    FaceMathGlyphs glyphs(store, fonts, dpi);
    const ParsedMath parsed = parse_math(glyphs, line, points);
    if (!parsed.box) return image;
    Node& box = *parsed.box;

    const Shipment measured = ship(glyphs, box, 0, 0);
    double x_min = 0, y_min = 0, x_max = 0, y_max = 0;
    for (const ShippedGlyph& glyph : measured.glyphs) {
        x_min = std::min(x_min, glyph.x + glyph.metrics.x_min);
        y_min = std::min(y_min, glyph.y - glyph.metrics.y_max);
        x_max = std::max(x_max, glyph.x + glyph.metrics.x_max);
        y_max = std::max(y_max, glyph.y - glyph.metrics.y_min);
    }
    for (const ShippedRule& rule : measured.rules) {
        x_min = std::min(x_min, rule.x0);
        y_min = std::min(y_min, rule.y0);
        x_max = std::max(x_max, rule.x1);
        y_max = std::max(y_max, rule.y1);
    }
    x_min -= 1;
    y_min -= 1;
    x_max += 1;
    y_max += 1;
    const double width = x_max - x_min;
    const double height = y_max - y_min - box.depth;
    const double depth = y_max - y_min - box.height;
    image.extent = {width, height + depth, depth};
    if (!draw) return image;

    image.mask.reset(std::ceil(width), std::ceil(height + std::max(depth, 0.0)));
    if (image.mask.pixels.empty()) return image;
    // Shipped again at the final place, as Matplotlib does: moving the numbers of the first pass would round
    // differently.
    const Shipment shipped = ship(glyphs, box, -x_min, -y_min);
    for (const ShippedGlyph& glyph : shipped.glyphs) {
        const GlyphBitmap& bitmap = store.bitmap(*glyph.metrics.glyph, 0, 0, antialias);
        image.mask.stamp(bitmap, static_cast<long>(glyph.x) + bitmap.left,
                         static_cast<long>(glyph.y - glyph.metrics.iceberg));
    }
    for (const ShippedRule& rule : shipped.rules) {
        const double thickness = std::max(std::trunc(rule.y1 - rule.y0) - 1, 0.0);
        const double y = thickness == 0 ? std::trunc((rule.y1 + rule.y0) / 2 - 0.5) : std::trunc(rule.y0);
        fill(image.mask, std::trunc(rule.x0), y, std::ceil(rule.x1), y + thickness);
    }
    return image;
}

MathOutline outline_math(GlyphStore& store, FontSet& fonts, std::string_view line, double points, double dpi) {
    MathOutline out;
    const GlyphMode unhinted{Hinting::none, fonts.mode().hinting_factor, fonts.mode().kerning_factor};
    FaceMathGlyphs glyphs(store, fonts, dpi, unhinted);
    const ParsedMath parsed = parse_math(glyphs, line, points);
    if (!parsed.box) return out;
    Node& box = *parsed.box;
    out.width = std::ceil(box.width);
    out.height = std::ceil(box.height);
    out.depth = std::ceil(box.depth);
    const Shipment shipped = ship(glyphs, box, 0, 0);
    for (const ShippedGlyph& glyph : shipped.glyphs) {
        out.glyphs.push_back({glyph.metrics.face, glyph.metrics.code, glyph.points, glyph.x,
                              out.height - glyph.y + glyph.metrics.offset});
    }
    for (const ShippedRule& rule : shipped.rules) {
        out.rules.push_back({rule.x0, out.height - rule.y1, rule.x1 - rule.x0, rule.y1 - rule.y0});
    }
    out.height += out.depth;
    return out;
}

std::u32string math_missing(GlyphStore& store, FontSet& fonts, std::string_view line) {
    FaceMathGlyphs glyphs(store, fonts, 72);
    parse_math(glyphs, line, 10);
    return glyphs.missing();
}

}  // namespace plotmill::text
