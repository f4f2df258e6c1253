// The letters of math and how large they are. The box model sees glyphs only through MathGlyphs, so that math can be
// parsed without fonts. Internal to text/; one worker.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "text/math/font_set.h"

namespace plotmill::text {

struct MathLetter {  // what mathtext asks a font set for
    Symbol symbol;
    MathFont font = MathFont::standard;
    MathFont font_class = MathFont::roman;  // the last of roman, italic and bold: "bb" and others come in these
    double points = 0;
    friend bool operator==(const MathLetter&, const MathLetter&) = default;
};

struct MathMetrics {                                    // pixels
    double advance = 0;                                 // unhinted
    double height = 0, width = 0;                       // of the ink
    double x_min = 0, y_min = 0, x_max = 0, y_max = 0;  // of the outline, y upwards
    double iceberg = 0;                                 // from the baseline to the top of the ink
    double offset = 0;                                  // how far the glyph is moved up; in the above already
    bool slanted = false;
    Glyph* glyph = nullptr;  // null where there are no fonts
    FaceId face = 0;         // which face it comes from: only glyphs of one face are kerned
    SizeId size = 0;         // of the glyph
    char32_t code = 0;       // the face's character
};

class MathGlyphs {
public:
    virtual ~MathGlyphs() = default;
    virtual MathMetrics metrics(const MathLetter& letter) = 0;
    virtual double kern(const MathLetter& left, const MathLetter& right) = 0;  // pixels
    virtual double x_height(MathFont font, double points) = 0;                 // pixels
    virtual std::vector<SizedSymbol> sizes(MathFont font, const Symbol& symbol) = 0;
    virtual ScriptConstants constants(MathFont font) = 0;
    virtual MathFont default_font() const = 0;
    virtual double dpi() const = 0;

    double rule_thickness(double points) const { return ((0.75 / 12.0) * points * dpi()) / 72.0; }
};

// The real ones, for one line.
class FaceMathGlyphs final : public MathGlyphs {
public:
    FaceMathGlyphs(GlyphStore& store, FontSet& fonts, double dpi);
    // As Matplotlib's "path" output has them: without hinting.
    FaceMathGlyphs(GlyphStore& store, FontSet& fonts, double dpi, const GlyphMode& mode);
    MathMetrics metrics(const MathLetter& letter) override;
    double kern(const MathLetter& left, const MathLetter& right) override;
    double x_height(MathFont font, double points) override;
    std::vector<SizedSymbol> sizes(MathFont font, const Symbol& symbol) override { return fonts_.sizes(font, symbol); }
    ScriptConstants constants(MathFont font) override { return fonts_.constants(font); }
    MathFont default_font() const override { return fonts_.default_font(); }
    double dpi() const override { return dpi_; }

    const std::u32string& missing() const { return missing_; }  // symbols drawn as a dummy, each once

private:
    struct Hash {
        std::size_t operator()(const MathLetter& letter) const;
    };
    SizeId set_size(FaceId face, double points);

    GlyphStore& store_;
    FontSet& fonts_;
    double dpi_;
    GlyphMode mode_;
    std::unordered_map<MathLetter, MathMetrics, Hash> known_;
    std::vector<std::int64_t> sizes_;  // by FaceId: the SizeId set last, -1: none
    std::u32string missing_;
};

// No fonts: every size is 0.
class NoMathGlyphs final : public MathGlyphs {
public:
    MathMetrics metrics(const MathLetter&) override { return {}; }
    double kern(const MathLetter&, const MathLetter&) override { return 0; }
    double x_height(MathFont, double) override { return 0; }
    std::vector<SizedSymbol> sizes(MathFont font, const Symbol& symbol) override { return {{font, symbol}}; }
    ScriptConstants constants(MathFont) override { return {}; }
    MathFont default_font() const override { return MathFont::italic; }
    double dpi() const override { return 72; }
};

}  // namespace plotmill::text
