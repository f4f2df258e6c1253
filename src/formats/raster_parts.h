// Parts of a scene that a vector file holds as pixels. Used by one thread at a time.
#pragma once

#include <cstdint>
#include <vector>

#include "base/geometry.h"
#include "paint/painter.h"
#include "scene/scene.h"

namespace plotmill::formats {

struct RasterPart {
    int width = 0, height = 0;         // pixels; 0: nothing to draw
    Point position;                    // top left, pixels of the scene
    std::vector<std::uint32_t> words;  // 0xAARRGGBB, premultiplied
    bool opaque = true;
};

// An image as the surface's words.
RasterPart image_part(const scene::ImageItem& image);

// Shaded triangles as the painter draws them, at the scene's resolution; without its clip.
RasterPart triangles_part(const scene::TrianglesItem& triangles, const scene::Scene& scene);

}  // namespace plotmill::formats
