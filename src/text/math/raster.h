// Math to pixels (mathtext's Output.to_raster): the extent and mask of a line with math; and to placed glyphs. Internal
// to text/; one worker.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "figure/text_metrics.h"
#include "text/glyph_store.h"
#include "text/line.h"
#include "text/math/font_set.h"

namespace plotmill::text {

struct MathImage {
    figure::TextExtent extent;
    Mask mask;
};

// Empty for a line that check_math refuses.
MathImage render_math(GlyphStore& store, FontSet& fonts, std::string_view line, double points, double dpi, bool draw,
                      bool antialias);

// Math as what stands where (mathtext's Output.to_vector): pixels, y upwards from the lower edge, glyphs unhinted.
struct MathOutline {
    struct PlacedGlyph {
        FaceId face;
        char32_t code;
        double points, x, y;
    };
    struct PlacedRule {
        double x, y, width, height;
    };
    double width = 0, height = 0, depth = 0;
    std::vector<PlacedGlyph> glyphs;
    std::vector<PlacedRule> rules;
};
MathOutline outline_math(GlyphStore& store, FontSet& fonts, std::string_view line, double points, double dpi);

// The symbols of the line's math, and the characters around it, that their faces lack.
std::u32string math_missing(GlyphStore& store, FontSet& fonts, std::string_view line);

}  // namespace plotmill::text
