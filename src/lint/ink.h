// Where the ink of a line of text is: its box along the line, as large as the pixels that are drawn, and its box on the
// surface. Used by one thread per figure; pixels with y downwards.
#pragma once

#include <array>
#include <cstddef>
#include <unordered_map>

#include "base/geometry.h"
#include "scene/scene.h"
#include "text/font_engine.h"

namespace plotmill::lint {

// A rectangle that stands at any angle.
struct Oriented {
    Point origin;             // the text's position
    double x0 = 0, x1 = 0;    // along the line, from the origin
    double y0 = 0, y1 = 0;    // across it, upwards
    double cos = 1, sin = 0;  // of the angle, counter-clockwise as seen

    bool empty() const { return !(x0 < x1 && y0 < y1); }
    Point corner(double x, double y) const { return {origin.x + cos * x - sin * y, origin.y - sin * x - cos * y}; }
    std::array<Point, 4> corners() const { return {corner(x0, y0), corner(x1, y0), corner(x1, y1), corner(x0, y1)}; }
    Rect bounds() const;
};

// By how many pixels one would have to move to be clear of the other; negative or 0 where they are apart.
double overlap_depth(const Oriented& a, const Oriented& b);

class Ink {
public:
    Ink(text::FontEngine& fonts, double dpi) : fonts_(fonts), dpi_(dpi) {}

    // By the font's metrics: never smaller than the ink. Cheap.
    Oriented measured(const scene::TextItem& item);
    // By the pixels of the line. Known ones are kept.
    const Oriented& drawn(const scene::TextItem& item);
    // The pixels that it covers on the surface; none where there are none.
    Rect pixels(const scene::TextItem& item);

private:
    text::FontEngine& fonts_;
    double dpi_;
    std::unordered_map<const scene::TextItem*, Oriented> known_;
};

}  // namespace plotmill::lint
