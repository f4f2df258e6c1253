// Glyphs as Matplotlib's FT2Font loads them: by default with forced auto-hinting on a grid that is 8 times finer in x,
// then scaled back. One per worker, not shared; opens each face on first use and keeps what it loaded until trim().
// Internal to text/.
//
// Units: FreeType's 26.6 fixed point (1/64 pixel), y upwards, unless said otherwise.
#pragma once

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_GLYPH_H

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "base/path.h"
#include "text/font_library.h"

namespace plotmill::text {

using SizeId = std::uint32_t;  // a face at a size and resolution

struct GlyphMode {  // how glyphs are loaded, and their kerning reckoned
    Hinting hinting = Hinting::force_autohint;
    int hinting_factor = 8;
    int kerning_factor = 0;
    friend bool operator==(const GlyphMode&, const GlyphMode&) = default;
};
GlyphMode glyph_mode(const TextRules* rules);  // of null: the defaults

struct GlyphBitmap {        // 8 bits of coverage a pixel; rows from the top
    int left = 0, top = 0;  // pixels from the pen to the left edge, and up to the upper edge
    int width = 0, rows = 0;
    std::vector<std::uint8_t> pixels;
};

struct Glyph {
    long advance = 0;                           // hinted
    FT_BBox box{0, 0, 0, 0};                    // of the outline (control box)
    bool blank = true;                          // no outline: its box stays at the origin wherever the pen is
    long width = 0, height = 0, bearing_y = 0;  // of FT_Glyph_Metrics, width divided by the hinting factor
    long linear_advance = 0;                    // unhinted, 16.16 pixels
    FT_Glyph outline = nullptr;                 // owned by the store; null where the glyph could not be loaded

    struct Drawn {
        std::uint32_t phase;
        GlyphBitmap bitmap;
    };
    std::vector<std::unique_ptr<Drawn>> drawn;
};

class GlyphStore {
public:
    explicit GlyphStore(std::shared_ptr<const FontLibrary> library);
    ~GlyphStore();
    GlyphStore(const GlyphStore&) = delete;
    GlyphStore& operator=(const GlyphStore&) = delete;

    const FontLibrary& library() const { return *library_; }

    SizeId size(FaceId face, double points, double dpi, const GlyphMode& mode);
    FaceId face_of(SizeId size) const { return sizes_[size].face; }
    double points_of(SizeId size) const { return sizes_[size].points; }
    double dpi_of(SizeId size) const { return sizes_[size].dpi; }

    std::uint32_t index(FaceId face, char32_t character);  // 0: the face lacks it
    Glyph& glyph(SizeId size, std::uint32_t index);        // stays until trim()
    // The glyph drawn with its origin `x`, `y` 64ths of a pixel right of and above a pixel's corner (0..63).
    const GlyphBitmap& bitmap(Glyph& glyph, unsigned x, unsigned y, bool antialias);
    long kerning(SizeId size, std::uint32_t left, std::uint32_t right);  // FT2Font's: divided by the hinting factor
    Path outline(SizeId size, std::uint32_t index);                      // pixels, y upwards; FT2Font.get_path
    // The x-height that a PCLT table states, in font units over 64; negative where there is none.
    double pclt_x_height(FaceId face);

    // Forgets loaded glyphs when they have become too many. Only between lines: references end here.
    void trim();

private:
    struct Size {
        FaceId face;
        double points, dpi;
        GlyphMode mode;
    };
    struct OpenFace {
        FT_Face handle = nullptr;
        bool tried = false;
        std::int64_t active = -1;  // SizeId that is set, or -1
    };

    FT_Face open(FaceId face);
    FT_Face activate(SizeId size);
    void clear();

    std::shared_ptr<const FontLibrary> library_;
    FT_Library freetype_ = nullptr;
    std::vector<OpenFace> open_;
    std::vector<Size> sizes_;
    std::unordered_map<std::uint64_t, Glyph> glyphs_;
    std::size_t bitmap_bytes_ = 0;
};

}  // namespace plotmill::text
