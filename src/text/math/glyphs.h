// Fonts of math: which face draws a symbol and how large it is there (Matplotlib's DejaVuSansFonts font set). The box
// model sees glyphs only through MathGlyphs, so that math can be parsed without fonts. Internal to text/; one worker.
#pragma once

#include <cstdint>
#include <vector>

#include "text/glyph_store.h"

namespace plotmill::text {

// TeX's font names. `standard` is "default" and "regular": the font of the text around the math.
enum class MathFont : std::uint8_t { standard, roman, italic, bold, typewriter, sans, script, blackboard, fraktur };

struct MathMetrics {                                    // pixels
    double advance = 0;                                 // unhinted
    double height = 0, width = 0;                       // of the ink
    double x_min = 0, y_min = 0, x_max = 0, y_max = 0;  // of the outline, y upwards
    double iceberg = 0;                                 // from the baseline to the top of the ink
    bool slanted = false;
    Glyph* glyph = nullptr;  // null where there are no fonts
    std::uint32_t face = 0;  // which face it comes from: only glyphs of one face are kerned
    SizeId size = 0;         // of the glyph
    char32_t symbol = 0;     // as the face has it
};

class MathGlyphs {
public:
    virtual ~MathGlyphs() = default;
    virtual MathMetrics metrics(MathFont font, char32_t symbol, double points) = 0;
    virtual double kern(MathFont font, char32_t left, char32_t right, double points) = 0;  // pixels
    virtual double x_height(MathFont font, double points) = 0;                             // pixels
    virtual double dpi() const = 0;

    double rule_thickness(double points) const { return ((0.75 / 12.0) * points * dpi()) / 72.0; }
};

// The real ones. `standard_face` is the face of the text around the math.
class FaceMathGlyphs final : public MathGlyphs {
public:
    FaceMathGlyphs(GlyphStore& store, FaceId standard_face, double dpi);
    MathMetrics metrics(MathFont font, char32_t symbol, double points) override;
    double kern(MathFont font, char32_t left, char32_t right, double points) override;
    double x_height(MathFont font, double points) override;
    double dpi() const override { return dpi_; }

    const std::u32string& missing() const { return missing_; }  // symbols drawn as a dummy, each once

private:
    struct Choice {
        FaceId face;
        char32_t symbol;
        bool slanted;
        double scale;  // of the size: display operators are larger
    };
    FaceId face_of(MathFont font);
    Choice choose(MathFont font, char32_t symbol);

    GlyphStore& store_;
    FaceId standard_face_;
    double dpi_;
    std::vector<std::int64_t> faces_;  // by MathFont, -1: not looked up yet
    std::u32string missing_;
};

// No fonts: every size is 0.
class NoMathGlyphs final : public MathGlyphs {
public:
    MathMetrics metrics(MathFont, char32_t, double) override { return {}; }
    double kern(MathFont, char32_t, char32_t, double) override { return 0; }
    double x_height(MathFont, double) override { return 0; }
    double dpi() const override { return 72; }
};

}  // namespace plotmill::text
