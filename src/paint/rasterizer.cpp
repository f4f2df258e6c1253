#include "paint/rasterizer.h"

#include "base/watch.h"
#include "base/wide.h"
#include "paint/edge_trace.h"

namespace plotmill::paint {

namespace {

using edges::fixed;

// Far beyond any canvas, near enough that no difference of two overflows.
double limited(double v) { return std::clamp(v, -1e12, 1e12); }

#ifdef PLOTMILL_WIDE
// Two points at a time; n is even.
PLOTMILL_AVX2 bool all_fixed_wide(const Point* points, std::size_t n, const Rect& box, int* xy) {
    const __m256d low = _mm256_setr_pd(box.x0, box.y0, box.x0, box.y0),
                  high = _mm256_setr_pd(box.x1, box.y1, box.x1, box.y1), scale = _mm256_set1_pd(edges::scale),
                  sign = _mm256_set1_pd(-0.0), half = _mm256_set1_pd(0.5);
    __m256d inside = _mm256_castsi256_pd(_mm256_set1_epi64x(-1));
    for (std::size_t i = 0; i < n; i += 2) {
        const __m256d v = _mm256_loadu_pd(&points[i].x);
        inside =
            _mm256_and_pd(inside, _mm256_and_pd(_mm256_cmp_pd(v, low, _CMP_GE_OQ), _mm256_cmp_pd(v, high, _CMP_LE_OQ)));
        const __m256d rounder = _mm256_or_pd(_mm256_and_pd(v, sign), half);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(xy + 2 * i),
                         _mm256_cvttpd_epi32(_mm256_add_pd(_mm256_mul_pd(v, scale), rounder)));
    }
    return _mm256_movemask_pd(inside) == 15;
}
#endif

// Points in 1/256 pixel. False where one of them is not within the box.
bool all_fixed(std::span<const Point> points, const Rect& box, int* xy, [[maybe_unused]] bool wide = wide_loops()) {
    std::size_t i = 0;
#ifdef PLOTMILL_WIDE
    if (wide) {
        i = points.size() / 2 * 2;
        if (!all_fixed_wide(points.data(), i, box, xy)) return false;
    }
#endif
    for (; i < points.size(); ++i) {
        const Point p = points[i];
        if (!(p.x >= box.x0 && p.x <= box.x1 && p.y >= box.y0 && p.y <= box.y1)) return false;
        xy[2 * i] = fixed(p.x);
        xy[2 * i + 1] = fixed(p.y);
    }
    return true;
}

}  // namespace

// Crossings as they are listed: those of one pixel in a row are added up before.
struct Rasterizer::Listed {
    Rasterizer& r;
    int y = 0;
    Listed row(int at) const { return {r, at}; }
    void next(int step) { y += step; }
    void add(int x, int cover, int area) const {
        if (x != r.cell_.x || y != r.cell_.y) {
            r.store();
            r.cell_ = {x, y, 0, 0};
        }
        r.cell_.cover += cover;
        r.cell_.area += area;
    }
};

template <class Draw>
inline void Rasterizer::with_cells(Draw&& draw) {
    if (!dense_) {
        draw(Listed{*this});
        return;
    }
    draw(sheet_.cells());
}

void Rasterizer::begin(const PixelRect& clip) {
    if (dense_) sheet_.clear();
    dense_ = false;
    clip_ = clip;
    bounds_ = {static_cast<double>(clip.x0), static_cast<double>(clip.y0), static_cast<double>(clip.x1),
               static_cast<double>(clip.y1)};
    if (clip.empty()) bounds_ = Rect::none();  // holds nothing
    cells_.clear();
    sorted_.clear();
    cell_ = {0x7fffffff, 0x7fffffff, 0, 0};
    open_ = last_inside_ = false;
    overflowed_ = false;
}

void Rasterizer::use_sheet(const PixelRect& box) {
    sheet_.begin(box);
    dense_ = true;
}

void Rasterizer::be_dense(const Path& path) {
    Rect r = Rect::none();
    for (const Point p : path.points) {  // no comparison holds for NaN
        r.x0 = p.x < r.x0 ? p.x : r.x0;
        r.y0 = p.y < r.y0 ? p.y : r.y0;
        r.x1 = p.x > r.x1 ? p.x : r.x1;
        r.y1 = p.y > r.y1 ? p.y : r.y1;
    }
    // Whole pixels around what lies within the clip.
    const auto low = [](double v, double from, double to) { return static_cast<int>(std::clamp(v - 1, from, to)); };
    const auto high = [](double v, double from, double to) { return static_cast<int>(std::clamp(v + 2, from, to)); };
    const PixelRect box{low(r.x0, bounds_.x0, bounds_.x1), low(r.y0, bounds_.y0, bounds_.y1),
                        high(r.x1, bounds_.x0, bounds_.x1), high(r.y1, bounds_.y0, bounds_.y1)};
    use_sheet(r.x0 <= r.x1 && r.y0 <= r.y1 ? box : clip_);
}

bool Rasterizer::lay(const Canvas& canvas, Color8 color) {
    if (!dense_ || !wide_loops()) return false;
    close();
    dense_ = false;
    sheet_.lay(canvas, color);
    return true;
}

void Rasterizer::move_to(Point p) {
    close();
    if (!finite(p)) return;
    start_ = last_ = {limited(p.x), limited(p.y)};
    last_inside_ = false;
}

void Rasterizer::line_to(Point p) {
    // What is within the clip goes the short way; no comparison holds for NaN.
    if (p.x >= bounds_.x0 && p.x <= bounds_.x1 && p.y >= bounds_.y0 && p.y <= bounds_.y1) {
        const int x = fixed(p.x), y = fixed(p.y);
        if (last_inside_)
            line(last_x_, last_y_, x, y);
        else
            clipped_to(last_, p);
        last_ = p;
        last_x_ = x;
        last_y_ = y;
        last_inside_ = open_ = true;
        return;
    }
    if (!finite(p)) return;
    const Point a = last_, b{limited(p.x), limited(p.y)};
    last_ = b;
    last_inside_ = false;
    open_ = true;
    clipped_to(a, b);
}

void Rasterizer::line_to(std::span<const Point> points) {
    constexpr std::size_t block = 256;
    int xy[2 * block];
    while (!points.empty()) {
        if (!last_inside_) {
            line_to(points.front());
            points = points.subspan(1);
            continue;
        }
        const std::size_t n = std::min(points.size(), block);
        if (all_fixed(points.first(n), bounds_, xy)) {
            with_cells([&](const auto& cells) { edges::trace_through(cells, last_x_, last_y_, xy, xy + 2 * n); });
            last_ = points[n - 1];
            last_x_ = xy[2 * n - 2];
            last_y_ = xy[2 * n - 1];
            open_ = true;
        } else {
            for (const Point p : points.first(n)) line_to(p);
        }
        points = points.subspan(n);
    }
}

void Rasterizer::clipped_to(Point a, Point b) {
    const double top = clip_.y0, bottom = clip_.y1, left = clip_.x0, right = clip_.x1;
    if (clip_.empty() || (a.y < top && b.y < top) || (a.y > bottom && b.y > bottom)) return;
    const auto side = [&](double x) { return x < left ? -1 : x > right ? 1 : 0; };
    const int sa = side(a.x), sb = side(b.x);
    if (sa == 0 && sb == 0) {
        clip_y(a.x, a.y, b.x, b.y);
        return;
    }
    // What lies beside the clip becomes an upright edge on its border, so that coverage inside stays right.
    const double ba = sa < 0 ? left : right, bb = sb < 0 ? left : right;
    if (sa == sb) {
        clip_y(ba, a.y, ba, b.y);
        return;
    }
    const auto y_at = [&](double x) { return a.y + (x - a.x) * (b.y - a.y) / (b.x - a.x); };
    Point from = a;
    if (sa) {
        from = {ba, y_at(ba)};
        clip_y(ba, a.y, from.x, from.y);
    }
    if (sb) {
        const Point to{bb, y_at(bb)};
        clip_y(from.x, from.y, to.x, to.y);
        clip_y(bb, to.y, bb, b.y);
    } else {
        clip_y(from.x, from.y, b.x, b.y);
    }
}

void Rasterizer::close() {
    if (open_) line_to(start_);
    open_ = false;
}

void Rasterizer::add(const Path& path) {
    const Point* p = path.points.data();
    constexpr std::size_t weight = 8;  // a piece has many cells
    Poll poll;
    for (const Verb v : path.verbs) {
        poll(weight);
        switch (v) {
            case Verb::move:
                move_to(*p++);
                break;
            case Verb::line:
                line_to(*p++);
                break;
            case Verb::quad:
                line_to(p[1]);
                p += 2;
                break;
            case Verb::cubic:
                line_to(p[2]);
                p += 3;
                break;
            case Verb::close:
                close();
                break;
        }
    }
}

void Rasterizer::add(std::span<const int> xy, std::span<const std::uint32_t> ends) {
    const int* p = xy.data();
    for (const std::uint32_t end : ends) {
        const int* const stop = xy.data() + 2 * static_cast<std::size_t>(end);
        if (p != stop) with_cells([&](const auto& cells) { edges::trace_through(cells, stop[-2], stop[-1], p, stop); });
        p = stop;
    }
}

void Rasterizer::clip_y(double x1, double y1, double x2, double y2) {
    const double top = clip_.y0, bottom = clip_.y1;
    const auto side = [&](double y) { return y < top ? -1 : y > bottom ? 1 : 0; };
    const int s1 = side(y1), s2 = side(y2);
    if (s1 == 0 && s2 == 0) {
        line(fixed(x1), fixed(y1), fixed(x2), fixed(y2));
        return;
    }
    if (s1 == s2) return;
    const auto x_at = [&](double y) { return x1 + (y - y1) * (x2 - x1) / (y2 - y1); };
    Point a{x1, y1}, b{x2, y2};
    if (s1) {
        const double y = s1 < 0 ? top : bottom;
        a = {x_at(y), y};
    }
    if (s2) {
        const double y = s2 < 0 ? top : bottom;
        b = {x_at(y), y};
    }
    line(fixed(a.x), fixed(a.y), fixed(b.x), fixed(b.y));
}

void Rasterizer::store() {
    if (!(cell_.area | cell_.cover)) return;
    if (cells_.size() >= max_cells_) {
        overflowed_ = true;
        return;
    }
    cells_.push_back(cell_);
}

void Rasterizer::line(int x1, int y1, int x2, int y2) {
    with_cells([&](const auto& cells) { edges::trace(cells, x1, y1, x2, y2); });
}

// Cells by row (counted), then by column.
void Rasterizer::finish() {
    close();
    store();
    cell_ = {0x7fffffff, 0x7fffffff, 0, 0};
    if (cells_.empty()) return;
    min_y_ = 0x7fffffff;
    max_y_ = -0x7fffffff;
    for (const Cell& c : cells_) {
        min_y_ = std::min(min_y_, c.y);
        max_y_ = std::max(max_y_, c.y);
    }
    rows_.assign(static_cast<std::size_t>(max_y_ - min_y_) + 1, {});
    const auto row_of = [&](const Cell& c) -> Row& { return rows_[static_cast<std::size_t>(c.y - min_y_)]; };
    for (const Cell& c : cells_) ++row_of(c).end;
    std::uint32_t at = 0;
    for (Row& row : rows_) {
        row.begin = at;
        at += row.end;
        row.end = row.begin;
    }
    sorted_.resize(cells_.size());
    for (const Cell& c : cells_) sorted_[row_of(c).end++] = c;
    Poll poll;
    for (Row& row : rows_) {
        poll(row.end - row.begin);
        sort_row(row);
    }
}

void Rasterizer::sort_row(Row& row) {
    Cell* const begin = sorted_.data() + row.begin;
    Cell* const end = sorted_.data() + row.end;
    if (end - begin <= 32) {
        for (Cell* c = begin + (begin != end); c < end; ++c) {
            const Cell moved = *c;
            Cell* to = c;
            for (; to != begin && moved.x < to[-1].x; --to) *to = to[-1];
            *to = moved;
        }
        return;
    }
    const auto width = static_cast<std::size_t>(clip_.width()) + 1;
    if (static_cast<std::size_t>(end - begin) * 8 < width) {
        std::sort(begin, end, [](const Cell& a, const Cell& b) { return a.x < b.x; });
        return;
    }
    // A crowded row: add its cells up by column.
    if (columns_.size() < width) columns_.resize(width);
    for (const Cell* c = begin; c != end; ++c) {
        Cell& column = columns_[static_cast<std::size_t>(c->x - clip_.x0)];
        column.cover += c->cover;
        column.area += c->area;
    }
    Cell* to = begin;
    const int y = begin->y;
    for (std::size_t i = 0; i < width; ++i) {
        Cell& column = columns_[i];
        if (!(column.cover | column.area)) continue;
        *to++ = {clip_.x0 + static_cast<int>(i), y, column.cover, column.area};
        column = {};
    }
    row.end = static_cast<std::uint32_t>(to - sorted_.data());
}

}  // namespace plotmill::paint
