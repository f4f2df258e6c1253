// Polygons to coverage: exact area per pixel in 1/256 pixel coordinates, nonzero winding, as Agg's cell rasterizer has
// it. One per worker; its buffers are kept between uses. begin(), then outlines, then sweep().
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

#include "base/path.h"
#include "paint/canvas.h"
#include "paint/edge_trace.h"

namespace plotmill::paint {

class Rasterizer {
public:
    // What goes beyond max_cells (crossings of an outline with a pixel) is dropped, and overflowed() tells so.
    explicit Rasterizer(std::size_t max_cells = std::size_t{1} << 24) : max_cells_(max_cells) {}

    void begin(const PixelRect& clip);  // nothing is drawn outside of clip
    void move_to(Point p);
    void line_to(Point p);
    void line_to(std::span<const Point> points);  // one after the other
    void close();
    void add(const Path& path);  // straight pieces only
    // Polygons within the clip, each closed by itself: x, y, x, y, ... in 1/256 pixel; `ends` counts points.
    void add(std::span<const int> xy, std::span<const std::uint32_t> ends);
    bool overflowed() const { return overflowed_; }

    // Calls sink(x, y, n, cover) for runs of n pixels with equal cover (1..255), rows top to bottom, left to right.
    template <class Sink>
    void sweep(Sink&& sink) {
        if (dense_) {
            sweep_dense(sink);
            return;
        }
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

    // From here on crossings are added up in a grid of all pixels of the clip instead of being listed and sorted: for
    // outlines that are long for the clip. To be asked for after begin(); the same coverage.
    void be_dense();
    static bool suits_dense(std::size_t points, const PixelRect& clip) {
        const auto area = static_cast<std::size_t>(clip.width()) * static_cast<std::size_t>(clip.height());
        return !clip.empty() && points > 4096 && points * 32 > area && area <= std::size_t{1} << 22;
    }

private:
    struct Cell {
        int x, y, cover, area;
    };
    struct Sum {  // of a pixel's crossings
        int cover, area;
    };

    // Of the empty sums from c on: a last one, at least near the end of them.
    static const Sum* last_empty(const Sum* c, const Sum* end) {
        constexpr std::ptrdiff_t step = 4;
        while (end - c > step) {
            int any = 0;
            for (std::ptrdiff_t i = 1; i <= step; ++i) any |= c[i].cover | c[i].area;
            if (any) break;
            c += step;
        }
        return c;
    }

    template <class Sink>
    void sweep_dense(Sink& sink) {
        close();
        const std::size_t width = static_cast<std::size_t>(clip_.width()) + 1;
        for (int y = clip_.y0; y < clip_.y1; ++y) {
            Sum* const row = sums_.data() + static_cast<std::size_t>(y - clip_.y0) * width;
            const Sum* const end = row + width;
            int cover = 0;
            const Sum* from = row;  // of the run that the last cells began
            for (const Sum* c = row; c != end; ++c) {
                if (!(c->cover | c->area)) {
                    c = last_empty(c, end);
                    continue;
                }
                if (c != from)
                    if (const unsigned a = alpha(cover << 9))
                        put(sink, clip_.x0 + static_cast<int>(from - row), y, static_cast<int>(c - from), a, true);
                cover += c->cover;
                from = c;
                if (!c->area) continue;
                const unsigned a = alpha((cover << 9) - c->area);
                if (a && c + 1 != end) put(sink, clip_.x0 + static_cast<int>(c - row), y, 1, a, false);
                ++from;
            }
            std::fill(row, row + width, Sum{});
        }
        std::fill(sums_.end() - static_cast<std::ptrdiff_t>(width), sums_.end(),
                  Sum{});  // below the clip: heights of 0
        dense_ = false;
    }

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

    static unsigned alpha(int area) { return edges::alpha(area); }
    struct Listed;
    struct Dense;
    template <class Draw>
    void with_cells(Draw&& draw);
    void clipped_to(Point a, Point b);
    void clip_y(double x1, double y1, double x2, double y2);
    void line(int x1, int y1, int x2, int y2);
    void store();
    void finish();
    void sort_row(Row& row);

    std::size_t max_cells_;
    PixelRect clip_;
    Rect bounds_;  // the clip's
    Point start_, last_;
    int last_x_ = 0, last_y_ = 0;  // 1/256 pixel, ...
    bool last_inside_ = false;     // ... where last_ lies within the clip
    bool open_ = false;
    bool dense_ = false;
    bool overflowed_ = false;
    Cell cell_{};
    std::vector<Cell> cells_;
    std::vector<Cell> sorted_;
    std::vector<Row> rows_;
    std::vector<Cell> columns_;  // of one row; all zero between uses
    std::vector<Sum> sums_;      // of the clip, a column and a row wider; all zero between uses
    int min_y_ = 0, max_y_ = -1;
};

}  // namespace plotmill::paint
