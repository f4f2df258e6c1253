#include "resolve/cells.h"

namespace plotmill::resolve {

namespace {

struct Cells {
    std::vector<double> begin, end;
};

// One direction of GridSpec.get_grid_positions; from the left, or from the top downwards.
Cells cells(int n, double total, double start, double space, std::vector<double> ratios, bool downwards) {
    const double cell = total / (n + space * (n - 1));
    const double sep = space * cell;
    if (ratios.size() != static_cast<std::size_t>(n)) ratios.assign(static_cast<std::size_t>(n), 1.0);
    double sum = 0;
    for (double r : ratios) sum += r;
    const double norm = cell * n / sum;
    Cells out;
    double at = 0;
    for (int i = 0; i < n; ++i) {
        const double size = ratios[static_cast<std::size_t>(i)] * norm;
        at += i == 0 ? 0 : sep;
        out.begin.push_back(downwards ? start - at : start + at);
        at += size;
        out.end.push_back(downwards ? start - at : start + at);
    }
    return out;
}

}  // namespace

Rect slot_position(const GridSpec& g, const Slot& s) {
    const Cells rows = cells(g.nrows, g.top - g.bottom, g.top, g.hspace, g.height_ratios, true);
    const Cells cols = cells(g.ncols, g.right - g.left, g.left, g.wspace, g.width_ratios, false);
    auto i = [](int k) { return static_cast<std::size_t>(k); };
    return {cols.begin[i(s.col0)], rows.end[i(s.row1 - 1)], cols.end[i(s.col1 - 1)], rows.begin[i(s.row0)]};
}

Rect cell_position(const GridSpec& grid, const ResolvedAxes& axes) {
    Rect p = slot_position(grid, axes.slot);
    for (const NestedCell& n : axes.nested) {
        GridSpec inner = n.grid;
        inner.left = p.x0;
        inner.right = p.x1;
        inner.bottom = p.y0;
        inner.top = p.y1;
        p = slot_position(inner, n.cell);
    }
    return p;
}

}  // namespace plotmill::resolve
