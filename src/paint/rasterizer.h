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
#include "paint/sheet.h"

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
            close();
            dense_ = false;
            sheet_.sweep([&](int x, int y, int n, unsigned cover, bool solid) { put(sink, x, y, n, cover, solid); });
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

    // From here on crossings are added up in a sheet instead of being listed and sorted; the same coverage. To be asked
    // for after begin(), where suits_dense() says so: for outlines that are long for the clip, and ...
    void be_dense() { use_sheet(clip_); }
    static bool suits_dense(std::size_t points, const PixelRect& clip) {
        return !clip.empty() && points > 4096 && points * 32 > area(clip) && area(clip) <= std::size_t{1} << 22;
    }
    // ... for this path alone, if lay() follows.
    void be_dense(const Path& path);
    bool suits_sheet(std::size_t points) const {
        const auto sides = static_cast<std::size_t>(clip_.width() + clip_.height());
        return wide_loops() && !clip_.empty() && area(clip_) <= std::size_t{1} << 19 && points * sides < max_cells_;
    }

    // Lays it on a canvas, which holds the clip, where that is faster than sweep(); false where it is not.
    bool lay(const Canvas& canvas, Color8 color);

private:
    struct Cell {
        int x, y, cover, area;
    };
    static std::size_t area(const PixelRect& clip) {
        return static_cast<std::size_t>(clip.width()) * static_cast<std::size_t>(clip.height());
    }
    void use_sheet(const PixelRect& box);

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
    Sheet sheet_;
    int min_y_ = 0, max_y_ = -1;
};

}  // namespace plotmill::paint
