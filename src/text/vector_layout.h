// Lays out lines for vector formats. Internal to text/; used by one worker.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "text/glyph_store.h"
#include "text/math/font_set.h"
#include "text/outline_font.h"
#include "text/vector_line.h"

namespace plotmill::text {

using ShapingFonts = std::function<hb_font_t*(FaceId)>;  // in units of the face

// Plain text, `em` pixels an em, kerned and without ligatures.
VectorLine layout_vector(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text, double em,
                         const ShapingFonts& fonts);

// A line with math; empty where it cannot be drawn. The origin's shift (dx, dy) is that of render_math's mask.
VectorLine layout_vector_math(GlyphStore& store, FontSet& fonts, std::string_view line, double points, double dpi);

}  // namespace plotmill::text
