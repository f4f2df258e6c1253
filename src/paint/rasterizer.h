// Polygons to coverage: exact area per pixel in 1/256 pixel coordinates, nonzero winding, as Agg's cell rasterizer has
// it. One per worker; its buffers are kept between uses. begin(), then outlines, then sweep().
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

#include "base/path.h"
#include "paint/canvas.h"

namespace plotmill::paint {

class Rasterizer {
public:
    // What goes beyond max_cells (crossings of an outline with a pixel) is dropped, and overflowed() tells so.
    explicit Rasterizer(std::size_t max_cells = std::size_t{1} << 24) : max_cells_(max_cells) {}

    void begin(const PixelRect& clip);  // nothing is drawn outside of clip
    void move_to(Point p);
    void line_to(Point p);
    void close();
    void add(const Path& path);  // straight pieces only
    bool overflowed() const { return overflowed_; }

    // Calls sink(x, y, n, cover) for runs of n pixels with equal cover (1..255), rows top to bottom, left to right.
    template <class Sink>
    void sweep(Sink&& sink) {
        finish();
        if (clip_.empty() || sorted_.empty()) return;
        for (int y = std::max(min_y_, clip_.y0); y <= std::min(max_y_, clip_.y1 - 1); ++y) {
            const Row& row = rows_[static_cast<std::size_t>(y - min_y_)];
            const Cell* c = sorted_.data() + row.begin;
            const Cell* const end = sorted_.data() + row.end;
            int cover = 0;
            while (c != end) {
                const int x = c->x;
                int area = 0;
                for (; c != end && c->x == x; ++c) {
                    area += c->area;
                    cover += c->cover;
                }
                int next = x;
                if (area) {
                    const unsigned a = alpha((cover << 9) - area);
                    if (a && x < clip_.x1) put(sink, x, y, 1, a, false);
                    ++next;
                }
                if (c != end && c->x > next) {
                    const unsigned a = alpha(cover << 9);
                    if (a) put(sink, next, y, c->x - next, a, true);
                }
            }
        }
    }

private:
    struct Cell {
        int x, y, cover, area;
    };

    struct Row {
        std::uint32_t begin = 0, end = 0;  // in sorted_
    };

    // A sink may ask whether pixels are a run between cells, all of one coverage (Agg's solid spans).
    template <class Sink>
    static void put(Sink& sink, int x, int y, int n, unsigned cover, bool solid) {
        if constexpr (std::is_invocable_v<Sink&, int, int, int, unsigned, bool>)
            sink(x, y, n, cover, solid);
        else
            sink(x, y, n, cover);
    }

    static unsigned alpha(int area) {
        const int v = area >> 9;
        const int a = v < 0 ? -v : v;
        return static_cast<unsigned>(a > 255 ? 255 : a);
    }
    void clip_y(double x1, double y1, double x2, double y2);
    void line(int x1, int y1, int x2, int y2);
    void hline(int ey, int x1, int y1, int x2, int y2);
    void at_cell(int x, int y) {
        if (x != cell_.x || y != cell_.y) {
            store();
            cell_ = {x, y, 0, 0};
        }
    }
    void store();
    void finish();
    void sort_row(Row& row);

    std::size_t max_cells_;
    PixelRect clip_;
    Point start_, last_;
    bool open_ = false;
    bool overflowed_ = false;
    Cell cell_{};
    std::vector<Cell> cells_;
    std::vector<Cell> sorted_;
    std::vector<Row> rows_;
    std::vector<Cell> columns_;  // of one row; all zero between uses
    int min_y_ = 0, max_y_ = -1;
};

}  // namespace plotmill::paint
