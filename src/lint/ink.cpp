#include "lint/ink.h"

#include <cmath>
#include <numbers>

namespace plotmill::lint {

namespace {

constexpr std::uint8_t visible = 64;  // coverage from which on a pixel is seen as ink: a quarter
constexpr double slack = 2;           // pixels by which a measured box may be too small for its ink

// The visible part of a mask, in its own pixels.
Rect visible_part(const text::PlacedMask& m) {
    if (!m.data) return Rect::none();
    const auto row_has = [&](int y, int from, int to) {
        const std::uint8_t* row = m.data + static_cast<std::ptrdiff_t>(y) * m.stride;
        for (int x = from; x < to; ++x)
            if (row[x] >= visible) return true;
        return false;
    };
    int top = 0, bottom = m.height;
    while (top < bottom && !row_has(top, 0, m.width)) ++top;
    while (bottom > top && !row_has(bottom - 1, 0, m.width)) --bottom;
    if (top == bottom) return Rect::none();
    int left = m.width, right = 0;
    for (int y = top; y < bottom; ++y) {
        const std::uint8_t* row = m.data + static_cast<std::ptrdiff_t>(y) * m.stride;
        for (int x = 0; x < left; ++x)
            if (row[x] >= visible) left = x;
        for (int x = m.width; x > right; --x)
            if (row[x - 1] >= visible) right = x;
    }
    return {static_cast<double>(left), static_cast<double>(top), static_cast<double>(right),
            static_cast<double>(bottom)};
}

Oriented at(const scene::TextItem& item) {
    Oriented o;
    o.origin = item.position;
    const double angle = item.angle * std::numbers::pi / 180;
    o.cos = std::cos(angle);
    o.sin = std::sin(angle);
    return o;
}

}  // namespace

Rect Oriented::bounds() const {
    Rect r = Rect::none();
    for (const Point& p : corners()) r.unite({p.x, p.y, p.x, p.y});
    return r;
}

double overlap_depth(const Oriented& a, const Oriented& b) {
    if (a.empty() || b.empty()) return 0;
    const auto ca = a.corners(), cb = b.corners();
    double least = std::numeric_limits<double>::infinity();
    // Two rectangles are apart where a line along a side of one of them separates them.
    for (const Point& axis : {Point{a.cos, -a.sin}, Point{a.sin, a.cos}, Point{b.cos, -b.sin}, Point{b.sin, b.cos}}) {
        const auto span = [&](const std::array<Point, 4>& corners) {
            double lo = std::numeric_limits<double>::infinity(), hi = -lo;
            for (const Point& p : corners) {
                const double v = p.x * axis.x + p.y * axis.y;
                lo = std::min(lo, v);
                hi = std::max(hi, v);
            }
            return std::pair(lo, hi);
        };
        const auto [a0, a1] = span(ca);
        const auto [b0, b1] = span(cb);
        least = std::min(least, std::min(a1 - b0, b1 - a0));
        if (least <= 0) return least;
    }
    return least;
}

Oriented Ink::measured(const scene::TextItem& item) {
    Oriented o = at(item);
    const figure::TextExtent e = fonts_.measure(item.text, *item.font, dpi_, item.math);
    o.x0 = -slack;
    o.x1 = e.width + slack;
    o.y0 = -e.descent - slack;
    o.y1 = e.height - e.descent + slack;
    return o;
}

const Oriented& Ink::drawn(const scene::TextItem& item) {
    const auto [found, is_new] = known_.try_emplace(&item, at(item));
    Oriented& o = found->second;
    if (!is_new) return o;
    scene::TextItem level = item;
    level.angle = 0;
    // A level text is seen where the painter puts it; a turned one is measured level and turned about its position.
    if (item.angle != 0) level.position = {0, 0};
    const text::PlacedMask mask = fonts_.place(level, dpi_);
    const Rect r = visible_part(mask);
    if (r.is_none()) return o;
    o.x0 = mask.x + r.x0 - level.position.x;
    o.x1 = mask.x + r.x1 - level.position.x;
    o.y0 = level.position.y - (mask.y + r.y1);
    o.y1 = level.position.y - (mask.y + r.y0);
    return o;
}

Rect Ink::pixels(const scene::TextItem& item) {
    const text::PlacedMask mask = fonts_.place(item, dpi_);
    const Rect r = visible_part(mask);
    return r.is_none() ? r : r.moved(mask.x, mask.y);
}

}  // namespace plotmill::lint
