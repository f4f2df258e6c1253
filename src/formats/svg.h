// Scenes as SVG files: one unit is a point, text is text in fonts that the file holds (only the characters used), or
// outlines. Equal scenes give equal bytes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "formats/flate.h"
#include "formats/png.h"
#include "scene/scene.h"
#include "text/font_engine.h"

namespace plotmill::formats {

struct SvgOptions {
    bool text_as_paths = false;  // svg.fonttype: path
    std::string title;           // UTF-8; may be empty
};

// One a worker, used by one thread at a time.
class SvgWriter {
public:
    std::string write(const scene::Scene& scene, text::FontEngine& fonts, const SvgOptions& options);

private:
    PngEncoder png_;
    Flate flate_;
};

}  // namespace plotmill::formats
