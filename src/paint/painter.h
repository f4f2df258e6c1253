// Scene to pixels, as Matplotlib's Agg renderer draws them. One Painter per worker thread: it owns the surface and all
// scratch memory and keeps them from figure to figure, so that figures of one size allocate nothing once warm.
// Lock-free. The scene is not changed and not kept.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/watch.h"
#include "paint/brush.h"
#include "paint/mold.h"
#include "paint/patch.h"
#include "paint/sprite.h"
#include "paint/stroker.h"
#include "paint/text_masks.h"
#include "scene/scene.h"

namespace plotmill::paint {

// The picture: native words 0xAARRGGBB as in Cairo's ARGB32, rows top to bottom. Where `opaque` is set every alpha is
// 255.
struct Pixels {
    const std::uint8_t* data = nullptr;
    std::ptrdiff_t stride = 0;  // bytes from row to row
    int width = 0, height = 0;
    bool opaque = true;
    // A word for each row: of blocks (base/blocks.h) whose bit is clear all pixels are of one colour, the same
    // everywhere.
    const std::uint64_t* touched = nullptr;
};

// What the colours of pixels that are not opaque are multiplied with: their alpha (Cairo), or nothing (PNG, Agg).
enum class Alpha : std::uint8_t { premultiplied, straight };

inline constexpr int max_side = 32767;  // pixels

class Painter {
public:
    // `max_pixels` bounds the surface (4 bytes each).
    explicit Painter(std::size_t max_pixels = std::size_t{1} << 27) : max_pixels_(max_pixels) {}
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    // Faults: a size that is not allowed, an outline too complex to fill.
    Status paint(const scene::Scene& scene, TextMasks& text, Alpha alpha = Alpha::premultiplied);

    // Valid until the next paint().
    Pixels pixels() const;

private:
    void item(const scene::PathItem& item);
    void item(const scene::MarkersItem& item);
    void item(const scene::CollectionItem& item);
    void item(const scene::CellsItem& item);
    void item(const scene::ImageItem& item);
    void item(const scene::TrianglesItem& item);
    void item(const scene::TextItem& item, TextMasks& text, double dpi);

    void set_clip(const scene::Scene& scene, int index, scene::Snap snap);
    void draw_mask(const Path& path, scene::Snap snap);
    // Cleans `path` as draw_path does and leaves straight pieces in flat_.
    void prepare(const Path& path, scene::Snap snap, double stroke_width, bool clip, bool simplify);
    void prepare(const Points& samples, scene::Snap snap, double stroke_width, bool clip, bool simplify);
    void fill_flat(Color8 color, bool antialias);
    void hatch_flat(const scene::Hatch& hatch);
    void stroke_flat(const scene::Stroke& stroke, bool antialias);
    void stroke_lines(const Path& lines, const Stroker::Style& style, Color8 color, bool antialias);
    void make_tile(const scene::Hatch& hatch);
    bool draw_small(Color8 face, Color8 line, const scene::Stroke* edge);
    bool make_sprite(const Path& outline, Sprite& sprite);

    std::size_t max_pixels_;
    void clear(int width, int height, std::uint32_t background);

    std::vector<std::uint32_t> surface_;
    std::vector<std::uint64_t> touched_;
    Canvas canvas_;
    double dpi_ = 100, simplify_threshold_ = 0;
    std::optional<std::array<double, 3>> sketch_;
    bool opaque_ = true;
    bool too_complex_ = false;

    // Lines are cut to the canvas and one pixel around.
    Rect canvas_box() const { return {-1, -1, canvas_.width + 1.0, canvas_.height + 1.0}; }

    Brush brush_;
    std::vector<std::uint8_t> mask_;
    const Path* masked_ = nullptr;                      // whose coverage mask_ holds, within one paint(), ...
    scene::Snap masked_snap_ = scene::Snap::automatic;  // ... and how it was snapped

    bool snapped_ = false;  // by the last prepare()
    Molds molds_;
    Patch patch_;
    SmallShape small_;

    Poll poll_;
    Rasterizer rasterizer_;
    Stroker stroker_;
    Path a_, b_, flat_, dashed_, outline_, chunk_, moved_, line_;
    std::vector<double> dashes_;
    Sprite fill_sprite_, stroke_sprite_;

    std::vector<std::uint32_t> tile_;
    int tile_side_ = 0;
    scene::Hatch tile_hatch_;
};

}  // namespace plotmill::paint
