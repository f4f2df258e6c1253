// Math to pixels (mathtext's Output.to_raster): the extent and mask of a line with math. Internal to text/; one worker.
#pragma once

#include <string>
#include <string_view>

#include "figure/text_metrics.h"
#include "text/glyph_store.h"
#include "text/line.h"

namespace plotmill::text {

struct MathImage {
    figure::TextExtent extent;
    Mask mask;
};

// Empty for a line that check_math refuses.
MathImage render_math(GlyphStore& store, FaceId standard_face, std::string_view line, double points, double dpi,
                      bool draw, bool antialias);

// The symbols of the line's math, and the characters around it, that their faces lack.
std::u32string math_missing(GlyphStore& store, FaceId standard_face, std::string_view line);

}  // namespace plotmill::text
