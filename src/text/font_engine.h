// Measures lines of text and turns them into coverage masks, pixel for pixel as Matplotlib's Agg backend draws them
// (hinting and kerning by the font's TextRules, whole-pixel placement, mathtext in all of its font sets).
// One per worker, never shared; the FontLibrary is shared. Keeps what it made in bounded caches.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "figure/text_metrics.h"
#include "scene/scene.h"
#include "text/font_library.h"
#include "text/outline_font.h"
#include "text/vector_line.h"

namespace plotmill::text {

// Coverage, 0..255, of one line at its place on the surface (pixels, y downwards). The colour's alpha is multiplied by
// it.
struct PlacedMask {
    const std::uint8_t* data = nullptr;  // rows from the top; null where there is nothing to draw
    int width = 0, height = 0;           // pixels
    int stride = 0;                      // bytes from row to row
    int x = 0, y = 0;                    // top left
};

class FontEngine final : public figure::TextMetrics {
public:
    explicit FontEngine(std::shared_ptr<const FontLibrary> library);
    ~FontEngine() override;

    // As RendererAgg.get_text_width_height_descent. With `math`, a line that has no math in it is plain text in which
    // \$ stands for $ (Text._preprocess_math); without, the text is taken as it is.
    figure::TextExtent measure(std::string_view line, const scene::Font& font, double dpi, bool math) override;

    // As text.TextPath.
    Outline outline(std::string_view line, const scene::Font& font) override;

    // As RendererAgg.draw_text. The pixels stay valid until the next call of place() or measure().
    PlacedMask place(const scene::TextItem& item, double dpi);

    // The same line for vector formats. It is shifted so that it stands where the pixels do, by its `anchor`.
    VectorLine vector_line(const scene::TextItem& item, double dpi);
    // The face behind a FaceId of vector_line(); stays as long as the engine.
    OutlineFont& outline_font(FaceId face);
    const std::shared_ptr<const FontLibrary>& library() const { return library_; }

    // Whether the line has math that check_math finds wrong: place() draws nothing for it.
    bool refuses(const scene::TextItem& item, double dpi);
    // The characters of the line that none of the font's faces has, each once, in their order; they are drawn as boxes.
    std::u32string missing_characters(std::string_view line, const scene::Font& font, bool math);

private:
    struct Impl;
    std::shared_ptr<const FontLibrary> library_;
    std::unique_ptr<Impl> impl_;
};

}  // namespace plotmill::text
