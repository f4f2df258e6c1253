// Texts of one or several lines: where each line's baseline starts and what box they fill (Text._get_layout), and their
// way into the scene. Called by one thread per figure, which owns the metrics.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "figure/artist.h"
#include "figure/text_metrics.h"
#include "scene/builder.h"

namespace plotmill::figure {

struct TextLine {
    std::string text;  // math kept between $; "\$" outside math already replaced
    bool math = false;
    Point offset;                  // start of the baseline, pixels from the anchor, y upwards
    double width = 0, height = 0;  // of the line; the height at least that of "lp"
};

struct TextBlock {
    std::vector<TextLine> lines;
    Rect box;                      // pixels from the anchor, y upwards (rotated extents)
    double width = 0, height = 0;  // of the unrotated block
    double descent = 0;
};

TextBlock layout_text(std::string_view text, const TextProps& props, TextMetrics& metrics, double dpi);

// Whether a line holds math (an even, non-zero number of unescaped $).
bool has_math(std::string_view line);

// Puts the text at `anchor` (pixels, y upwards) into the scene, box first; returns its extent (y upwards, box not
// included).
Rect emit_text(std::string_view text, const TextProps& props, Point anchor, TextMetrics& metrics, scene::Builder& out);
Rect text_extent(std::string_view text, const TextProps& props, Point anchor, TextMetrics& metrics, double dpi);

// The outline of the text's box (TextProps::box), y upwards; empty where it has none.
Path text_box(std::string_view text, const TextProps& props, Point anchor, TextMetrics& metrics, double dpi);

}  // namespace plotmill::figure
