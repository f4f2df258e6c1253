#include "paint/cells.h"

#include <algorithm>
#include <cmath>

#include "base/watch.h"

namespace plotmill::paint {

namespace {

struct Run {
    int from, to;
    std::size_t cell;
};

// The cells of one direction that cover pixels of from..to. False where an edge is not finite.
bool runs_of(const std::vector<double>& edges, int from, int to, std::vector<Run>& out) {
    const auto snapped = [&](double v) { return static_cast<int>(std::clamp<double>(std::floor(v + 0.5), from, to)); };
    for (const double v : edges)
        if (!std::isfinite(v)) return false;
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
        const int a = snapped(edges[i]), b = snapped(edges[i + 1]);
        if (a != b) out.push_back({std::min(a, b), std::max(a, b), i});
    }
    return true;
}

}  // namespace

bool draw_cells(const Brush& brush, const scene::CellsItem& cells) {
    if (cells.snap == scene::Snap::off) return false;
    std::vector<Run> columns, rows;
    const PixelRect& box = brush.box;
    if (!runs_of(cells.x, box.x0, box.x1, columns) || !runs_of(cells.y, box.y0, box.y1, rows)) return false;
    std::vector<Color8> colors;
    bool opaque = !brush.mask;
    for (const Rgba& c : cells.palette) {
        colors.push_back(Color8::from(c));
        opaque = opaque && (colors.back().a == 255 || colors.back().a == 0);
    }
    if (columns.empty()) return true;
    int x0 = columns.front().from, x1 = columns.front().to;
    for (const Run& c : columns) {
        x0 = std::min(x0, c.from);
        x1 = std::max(x1, c.to);
    }
    for (const Run& r : rows) {
        poll_now();
        const std::uint16_t* const row = cells.indices->data() + r.cell * cells.columns();
        if (opaque) {
            std::uint32_t* const p = brush.canvas.row(r.from, x0, x1);
            bool whole = true;
            for (const Run& c : columns) {
                const Color8 color = colors[row[c.cell]];
                if (color.a)
                    std::fill(p + c.from, p + c.to, color.word());
                else
                    whole = false;
            }
            if (whole) {  // the other rows of pixels are the same between the first and the last cell
                bool gapless = true;
                for (std::size_t i = 1; i < columns.size(); ++i)
                    gapless = gapless && (columns[i].from == columns[i - 1].to || columns[i].to == columns[i - 1].from);
                if (gapless) {
                    for (int y = r.from + 1; y < r.to; ++y) std::copy(p + x0, p + x1, brush.canvas.row(y, x0, x1) + x0);
                    continue;
                }
            }
            for (int y = r.from + 1; y < r.to; ++y)
                for (const Run& c : columns)
                    if (const Color8 color = colors[row[c.cell]]; color.a)
                        std::fill_n(brush.canvas.row(y, c.from, c.to) + c.from, c.to - c.from, color.word());
            continue;
        }
        for (const Run& c : columns)
            for (int y = r.from; y < r.to; ++y) brush.run(c.from, y, c.to - c.from, colors[row[c.cell]], 255);
    }
    return true;
}

}  // namespace plotmill::paint
