// How large a line of text will be, without drawing it. Layout asks this and never a surface. One object per worker:
// not shared between threads.
#pragma once

#include <string>
#include <string_view>

#include "scene/scene.h"

namespace plotmill::figure {

struct TextExtent {  // pixels, as Matplotlib's RendererAgg.get_text_width_height_descent
    double width = 0;
    double height = 0;  // of the ink, descent included
    double descent = 0;
};

class TextMetrics {
public:
    virtual ~TextMetrics() = default;
    // One line (no '\n'). `math`: text between $ is math. Never fails: text that cannot be parsed as math has been
    // refused before (check_math).
    virtual TextExtent measure(std::string_view line, const scene::Font& font, double dpi, bool math) = 0;
    // The shape of a line with math (text.TextPath): pixels at 72 dpi, y upwards, the baseline's left end at the
    // origin.
    struct Outline {
        Path path;
        Rect box = Rect::none();  // of the path's points, and of the origins of letters and lines
        std::string problem;      // why there is none
    };
    virtual Outline outline(std::string_view, const scene::Font&) { return {}; }
};

}  // namespace plotmill::figure
