#include "formats/raster_parts.h"

#include <algorithm>
#include <cmath>

namespace plotmill::formats {

namespace {

std::uint32_t premultiplied(const std::uint8_t* rgba) {
    const auto times = [&](std::uint32_t v) { return (v * rgba[3] + 127) / 255; };
    return std::uint32_t{rgba[3]} << 24 | times(rgba[0]) << 16 | times(rgba[1]) << 8 | times(rgba[2]);
}

class NoText final : public paint::TextMasks {
public:
    paint::PlacedMask place(const scene::TextItem&, double) override { return {}; }
};

}  // namespace

RasterPart image_part(const scene::ImageItem& image) {
    RasterPart part;
    const std::size_t count =
        static_cast<std::size_t>(std::max(image.width, 0)) * static_cast<std::size_t>(std::max(image.height, 0));
    if (!image.rgba || count == 0 || image.rgba->size() < count * 4 || !finite(image.position)) return part;
    part.width = image.width;
    part.height = image.height;
    part.position = image.position;
    part.words.reserve(count);
    for (std::size_t i = 0; i < count; ++i) part.words.push_back(premultiplied(image.rgba->data() + i * 4));
    part.opaque = std::ranges::all_of(part.words, [](std::uint32_t w) { return w >> 24 == 255; });
    return part;
}

RasterPart triangles_part(const scene::TrianglesItem& triangles, const scene::Scene& scene) {
    RasterPart part;
    Rect box = Rect::none();
    for (const auto& corners : triangles.points)
        for (const Point p : corners)
            if (finite(p)) box.unite({p.x, p.y, p.x, p.y});
    if (box.is_none()) return part;
    scene::Scene alone;
    alone.width = scene.width;
    alone.height = scene.height;
    alone.dpi = scene.dpi;
    alone.background = {1, 1, 1, 0};
    alone.items.push_back({triangles, -1, -1});
    paint::Painter painter;
    NoText no_text;
    if (!painter.paint(alone, no_text)) return part;
    const paint::Pixels p = painter.pixels();
    const auto within = [](double v, int limit) { return static_cast<int>(std::clamp(v, 0.0, double(limit))); };
    const int x0 = within(std::floor(box.x0) - 1, p.width), x1 = within(std::ceil(box.x1) + 1, p.width);
    const int y0 = within(std::floor(box.y0) - 1, p.height), y1 = within(std::ceil(box.y1) + 1, p.height);
    if (x0 >= x1 || y0 >= y1) return part;
    part.width = x1 - x0;
    part.height = y1 - y0;
    part.position = {static_cast<double>(x0), static_cast<double>(y0)};
    for (int y = y0; y < y1; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(p.data + y * p.stride);
        part.words.insert(part.words.end(), row + x0, row + x1);
    }
    part.opaque = std::ranges::all_of(part.words, [](std::uint32_t w) { return w >> 24 == 255; });
    return part;
}

}  // namespace plotmill::formats
