// Edges to the cells that they cross: Agg's arithmetic, with coordinates in 1/256 pixel. Cells take what an edge adds
// to a pixel: its height (cover) and twice the area to the left of it. Internal to paint/.
#pragma once

#include <cmath>
#include <cstdint>

namespace plotmill::paint::edges {

inline constexpr int shift = 8;
inline constexpr int scale = 1 << shift;
inline constexpr int mask = scale - 1;

inline int fixed(double v) { return static_cast<int>(v * scale + std::copysign(0.5, v)); }

// How much of a pixel is covered, 0..255, where its cells sum up to `area`: nonzero winding.
inline unsigned alpha(int area) {
    const int v = area >> 9;
    const int a = v < 0 ? -v : v;
    return static_cast<unsigned>(a > 255 ? 255 : a);
}

// What an edge adds to a pixel in one number, so that both parts are added at once: the height above bit 32, the area
// below it. Sums of them are taken apart again.
inline std::int64_t packed(int cover, int area) { return (std::int64_t{cover} << 32) + area; }
inline int area_of(std::int64_t cell) { return static_cast<int>(cell); }
inline int cover_of(std::int64_t cell) { return static_cast<int>((cell - area_of(cell)) >> 32); }

// Quotient rounded down, and the remainder (>= 0).
struct Split {
    int quotient, rest;
};
template <class Number>
inline Split divide(Number p, int d) {
    Number q = p / d, r = p % d;
    if (r < 0) {
        --q;
        r += d;
    }
    return {static_cast<int>(q), static_cast<int>(r)};
}

// One piece of an edge within a row; y1 and y2 are 0..256 within the row. Cells have add(x, cover, area).
template <class Cells>
inline void trace_row(Cells& cells, int x1, int y1, int x2, int y2) {
    if (y1 == y2) return;
    int ex1 = x1 >> shift;
    const int ex2 = x2 >> shift, fx1 = x1 & mask, fx2 = x2 & mask;
    if (ex1 == ex2) {
        cells.add(ex1, y2 - y1, (fx1 + fx2) * (y2 - y1));
        return;
    }
    const bool right = x2 > x1;
    const int dx = right ? x2 - x1 : x1 - x2, step = right ? 1 : -1, first = right ? scale : 0;
    auto [delta, rest] = divide((right ? scale - fx1 : fx1) * (y2 - y1), dx);
    cells.add(ex1, delta, (fx1 + first) * delta);
    ex1 += step;
    y1 += delta;
    if (ex1 != ex2) {
        const Split full = divide(scale * (y2 - y1 + delta), dx);
        rest -= dx;
        while (ex1 != ex2) {
            delta = full.quotient;
            rest += full.rest;
            if (rest >= 0) {
                rest -= dx;
                ++delta;
            }
            cells.add(ex1, delta, scale * delta);
            y1 += delta;
            ex1 += step;
        }
    }
    cells.add(ex1, y2 - y1, (fx2 + scale - first) * (y2 - y1));
}

// A whole edge. Cells have row(y), which gives the cells of a row, and those next(step), a row below or above.
template <class Cells>
inline void trace(const Cells& cells, int x1, int y1, int x2, int y2) {
    const int dx = x2 - x1;
    int ey1 = y1 >> shift;
    const int ey2 = y2 >> shift, fy1 = y1 & mask, fy2 = y2 & mask;
    auto row = cells.row(ey1);
    if (ey1 == ey2) {
        trace_row(row, x1, fy1, x2, fy2);
        return;
    }
    const bool down = y2 > y1;
    const int step = down ? 1 : -1, first = down ? scale : 0, height = down ? scale : -scale;
    if (dx == 0) {
        const int ex = x1 >> shift, two_fx = (x1 & mask) << 1;
        int delta = first - fy1;
        row.add(ex, delta, two_fx * delta);
        for (row.next(step), ey1 += step; ey1 != ey2; row.next(step), ey1 += step) row.add(ex, height, two_fx * height);
        delta = fy2 - scale + first;
        row.add(ex, delta, two_fx * delta);
        return;
    }
    const int dy = down ? y2 - y1 : y1 - y2;
    const bool small = dx > -(1 << 22) && dx < 1 << 22;  // products fit, and shorter numbers divide faster
    const auto split = [&](int part) { return small ? divide(part * dx, dy) : divide(std::int64_t{part} * dx, dy); };
    auto [delta, rest] = split(down ? scale - fy1 : fy1);
    int x = x1 + delta;
    trace_row(row, x1, fy1, x, first);
    row.next(step);
    ey1 += step;
    if (ey1 != ey2) {
        const Split full = split(scale);
        rest -= dy;
        while (ey1 != ey2) {
            rest += full.rest;
            const int more = rest >= 0, to = x + full.quotient + more;
            rest -= more ? dy : 0;
            if (((x ^ to) & ~mask) == 0)
                row.add(x >> shift, height, ((x & mask) + (to & mask)) * height);
            else
                trace_row(row, x, scale - first, to, first);
            x = to;
            row.next(step);
            ey1 += step;
        }
    }
    trace_row(row, x, scale - first, x2, fy2);
}

// The edges from (x, y) through points x, y, x, y, ...
template <class Cells>
inline void trace_through(const Cells& cells, int x, int y, const int* p, const int* stop) {
    for (; p != stop; p += 2) {
        const int to_x = p[0], to_y = p[1];
        if ((((x ^ to_x) | (y ^ to_y)) & ~mask) == 0) {  // within one pixel
            const int height = to_y - y;
            if (height != 0) cells.row(y >> shift).add(x >> shift, height, ((x & mask) + (to_x & mask)) * height);
        } else {
            trace(cells, x, y, to_x, to_y);
        }
        x = to_x;
        y = to_y;
    }
}

}  // namespace plotmill::paint::edges
