// The crossings of outlines with pixels, added up in a grid of all pixels of a rectangle, with notes of where there are
// any: nothing is listed or sorted, and only what was crossed is looked at again. The coverage is that of Agg's cells.
// One per worker; its memory is kept between uses. begin(), edges to cells(), then sweep() or lay().
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/wide.h"
#include "paint/canvas.h"
#include "paint/edge_trace.h"

namespace plotmill::paint {

class Sheet {
public:
    void begin(const PixelRect& box);  // edges may lie on its right and lower border, too
    void clear();                      // of what was not swept

    // As edge_trace.h wants it.
    struct Cells {
        std::int64_t* sums;
        std::uint64_t* notes;
        int x0, y0, stride, shift;

        Cells row(int y) const {
            Cells c = *this;
            c.sums += static_cast<std::ptrdiff_t>(y - y0) * stride;
            c.notes += y - y0;
            return c;
        }
        void next(int step) {
            sums += step * stride;
            notes += step;
        }
        void add(int x, int cover, int area) const {
            const int i = x - x0;
            sums[i] += edges::packed(cover, area);
            *notes |= std::uint64_t{1} << (i >> shift);
        }
    };
    Cells cells() { return {sums_.data(), notes_.data(), box_.x0, box_.y0, stride_, shift_}; }

    // Calls sink(x, y, n, cover, solid) as Rasterizer::sweep() does. The sheet is empty afterwards.
    template <class Sink>
    void sweep(Sink&& sink) {
        each_row([&](int y, std::int64_t* row, std::uint64_t notes) {
            const int width = box_.width();
            int cover = 0, from = 0;  // of the run that the last cells began
            for (; notes != 0; notes &= notes - 1) {
                const int begin = std::countr_zero(notes) << shift_, end = std::min(begin + (1 << shift_), stride_);
                for (int i = begin; i < end; ++i) {
                    if (row[i] == 0) continue;
                    const int area = edges::area_of(row[i]);
                    if (i != from)
                        if (const unsigned a = edges::alpha(cover << 9)) sink(box_.x0 + from, y, i - from, a, true);
                    cover += edges::cover_of(row[i]);
                    row[i] = 0;
                    from = i;
                    if (area == 0) continue;
                    const unsigned a = edges::alpha((cover << 9) - area);
                    if (a && i < width) sink(box_.x0 + i, y, 1, a, false);
                    ++from;
                }
            }
        });
    }

    // The same as a colour laid on a canvas, eight pixels at a time; where wide_loops().
    void lay(const Canvas& canvas, Color8 color);

private:
    // Calls see(y, cells, notes) for the rows that have any, top to bottom; leaves no notes.
    template <class See>
    void each_row(See&& see) {
        const int height = box_.height();
        for (int r = 0; r < height; ++r)
            if (const std::uint64_t notes = std::exchange(notes_[static_cast<std::size_t>(r)], 0))
                see(box_.y0 + r, sums_.data() + static_cast<std::ptrdiff_t>(r) * stride_, notes);
        notes_[static_cast<std::size_t>(height)] = 0;  // below the rectangle: heights of 0
        used_ = false;
    }
    void lay_row(const Canvas& canvas, Color8 color, int y, std::int64_t* row, std::uint64_t notes) const;

    PixelRect box_;
    int stride_ = 0, shift_ = 3;
    bool used_ = false;
    std::vector<std::int64_t> sums_;    // of all pixels, a column and a row more; all zero between uses
    std::vector<std::uint64_t> notes_;  // for each row, which of at most 64 parts of it have sums
};

}  // namespace plotmill::paint
