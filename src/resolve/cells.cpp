#include "resolve/cells.h"

#include <algorithm>
#include <span>

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

bool in_grid(const ResolvedAxes& a) { return a.inset_of < 0 && (!a.bar || a.bar->in_grid); }

Rect cell_position(const GridSpec& grid, const ResolvedAxes& axes, std::size_t nested) {
    Rect p = slot_position(grid, axes.slot);
    for (const NestedCell& n : std::span(axes.nested).first(nested)) {
        GridSpec inner = n.grid;
        inner.left = p.x0;
        inner.right = p.x1;
        inner.bottom = p.y0;
        inner.top = p.y1;
        p = slot_position(inner, n.cell);
    }
    return p;
}

AxesPointers pointers(const std::vector<ResolvedAxes>& axes) {
    AxesPointers out;
    for (const ResolvedAxes& a : axes) out.push_back(&a);
    return out;
}

void move_twins(const AxesPointers& axes, std::size_t moved, std::vector<Rect>& positions) {
    auto root = [&](std::size_t i) {
        while (axes[i]->twin_of >= 0) i = static_cast<std::size_t>(axes[i]->twin_of);
        return i;
    };
    for (std::size_t i = 0; i < positions.size(); ++i)
        if (root(i) == root(moved)) positions[i] = positions[moved];
}

Rect shrunk_in(const Rect& within, double x, double y, Point anchor, const Rect& box) {
    const Rect r{box.x0, box.y0, box.x0 + x * box.width(), box.y0 + y * box.height()};
    return r.moved((within.x0 + anchor.x * (within.width() - r.width())) - r.x0,
                   (within.y0 + anchor.y * (within.height() - r.height())) - r.y0);
}

namespace {

// colorbar.make_axes: the bar's place, which the axes beside it give up.
Rect take_room(const ColorbarPlace& bar, std::vector<Rect>& positions) {
    Rect all = Rect::none();
    for (std::size_t k : bar.parents) all.unite(positions[k]);
    const bool vertical = bar.side == Side::left || bar.side == Side::right;
    const bool first = bar.side == Side::left || bar.side == Side::bottom;
    const double near = first ? bar.fraction : 1 - bar.fraction - bar.pad,
                 far = first ? bar.fraction + bar.pad : 1 - bar.fraction;
    Rect low = all, high = all;
    if (vertical) {
        low.x1 = all.x0 + near * all.width();
        high.x0 = all.x0 + far * all.width();
    } else {
        low.y1 = all.y0 + near * all.height();
        high.y0 = all.y0 + far * all.height();
    }
    const Rect place = first ? low : high, rest = first ? high : low;
    const double kx = rest.width() / all.width(), ky = rest.height() / all.height();
    for (std::size_t k : bar.parents) {
        Rect& p = positions[k];
        const double dx = rest.x0 - all.x0 * kx, dy = rest.y0 - all.y0 * ky;
        p = {p.x0 * kx + dx, p.y0 * ky + dy, p.x1 * kx + dx, p.y1 * ky + dy};
    }
    return shrunk_in(place, vertical ? 1 : bar.shrink, vertical ? bar.shrink : 1, bar.anchor, place);
}

}  // namespace

std::vector<Rect> axes_positions(const GridSpec& grid, const AxesPointers& axes, std::size_t count) {
    auto shares_cell = [](const ResolvedAxes& a) { return a.bar && a.bar->in_grid; };
    // How many cells within cells each has while colour bars are made, one after the other.
    std::vector<std::size_t> nested;
    for (const ResolvedAxes* a : axes) nested.push_back(a->nested.size());
    for (const ResolvedAxes* a : axes)
        if (shares_cell(*a))
            for (std::size_t k : a->bar->parents) --nested[k];

    std::vector<Rect> out;
    for (const ResolvedAxes* a : axes) {
        if (out.size() == count) break;
        const auto twin = static_cast<std::size_t>(std::max(a->twin_of, 0));
        if (a->inset_of >= 0) {
            const Rect& b = out[static_cast<std::size_t>(a->inset_of)];
            out.push_back({b.x0 + a->inset.x0 * b.width(), b.y0 + a->inset.y0 * b.height(),
                           b.x0 + a->inset.x1 * b.width(), b.y0 + a->inset.y1 * b.height()});
        } else if (a->twin_of >= 0 && axes[twin]->inset_of >= 0) {
            const Rect same = out[twin];
            out.push_back(same);
        } else if (in_grid(*a)) {
            out.push_back(cell_position(grid, *a, nested[out.size()]));
        } else {
            const Rect place = take_room(*a->bar, out);
            out.push_back(place);
        }
        if (!a->bar) continue;
        for (std::size_t k : a->bar->parents) {
            if (shares_cell(*a)) out[k] = cell_position(grid, *axes[k], ++nested[k]);
            move_twins(axes, k, out);
        }
    }
    return out;
}

}  // namespace plotmill::resolve
