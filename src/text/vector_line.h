// One line of text as vector formats draw it: glyphs of unhinted faces at places that are not rounded, each run with
// the characters that it stands for. Plain values; no fonts opened.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/geometry.h"
#include "text/font_library.h"

namespace plotmill::text {

struct VectorGlyph {
    std::uint32_t index = 0;
    double x = 0, y = 0;  // pixels from the line's origin along the line, and up
    std::u32string text;  // what it stands for; empty where a glyph of the same cluster has it
};

// Glyphs of one face and size from left to right.
struct VectorRun {
    FaceId face = 0;
    double size = 0;              // pixels an em
    double begin = 0, width = 0;  // of plain text: pixels along the line
    std::u32string text;          // in reading order
    bool right_to_left = false;
    std::vector<VectorGlyph> glyphs;
};

struct VectorLine {
    std::vector<VectorRun> runs;  // from left to right; of math in the order in which it is drawn
    std::vector<Rect> rules;      // pixels, y upwards
    double width = 0;
    bool math = false;
    Point place;            // of the item, in the scene: where its pixels have it
    double dx = 0, dy = 0;  // from there to the line's origin, before rotation (y upwards)
};

}  // namespace plotmill::text
