#include "layout/grid.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace plotmill::layout {

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

Rect slot_position(const resolve::GridSpec& g, const resolve::Slot& s) {
    const Cells rows = cells(g.nrows, g.top - g.bottom, g.top, g.hspace, g.height_ratios, true);
    const Cells cols = cells(g.ncols, g.right - g.left, g.left, g.wspace, g.width_ratios, false);
    auto i = [](int k) { return static_cast<std::size_t>(k); };
    return {cols.begin[i(s.col0)], rows.end[i(s.row1 - 1)], cols.end[i(s.col1 - 1)], rows.begin[i(s.row0)]};
}

namespace {

bool in_grid(const resolve::ResolvedAxes& a) { return a.inset_of < 0 && (!a.bar || a.bar->in_grid); }

Rect cell_position(const resolve::GridSpec& grid, const resolve::ResolvedAxes& axes, std::size_t nested) {
    Rect p = slot_position(grid, axes.slot);
    for (const resolve::NestedCell& n : std::span(axes.nested).first(nested)) {
        resolve::GridSpec inner = n.grid;
        inner.left = p.x0;
        inner.right = p.x1;
        inner.bottom = p.y0;
        inner.top = p.y1;
        p = slot_position(inner, n.cell);
    }
    return p;
}

// Axes that were twinned move as one (Axes._set_position): those before `end` go where `moved` is.
void move_twins(const resolve::ResolvedFigure& figure, std::size_t moved, std::size_t end,
                std::vector<Rect>& positions) {
    auto root = [&](std::size_t i) {
        while (figure.axes[i].twin_of >= 0) i = static_cast<std::size_t>(figure.axes[i].twin_of);
        return i;
    };
    for (std::size_t i = 0; i < end; ++i)
        if (root(i) == root(moved)) positions[i] = positions[moved];
}

// colorbar.make_axes: the bar's place, which the axes beside it give up.
Rect take_room(const resolve::ColorbarPlace& bar, std::vector<Rect>& positions) {
    Rect all = Rect::none();
    for (std::size_t k : bar.parents) all.unite(positions[k]);
    const bool vertical = bar.side == resolve::Side::left || bar.side == resolve::Side::right;
    const bool first = bar.side == resolve::Side::left || bar.side == resolve::Side::bottom;
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

Rect shrunk_in(const Rect& within, double x, double y, Point anchor, const Rect& box) {
    const Rect r{box.x0, box.y0, box.x0 + x * box.width(), box.y0 + y * box.height()};
    return r.moved((within.x0 + anchor.x * (within.width() - r.width())) - r.x0,
                   (within.y0 + anchor.y * (within.height() - r.height())) - r.y0);
}

std::vector<Rect> axes_positions(const resolve::ResolvedFigure& figure, std::size_t count) {
    // How many cells within cells each has while colour bars are made, one after the other.
    std::vector<std::size_t> nested;
    for (const resolve::ResolvedAxes& a : figure.axes) nested.push_back(a.nested.size());
    auto bars_in_grid = [](const resolve::ResolvedAxes& a) { return a.bar && a.bar->in_grid; };
    for (const resolve::ResolvedAxes& a : figure.axes)
        if (bars_in_grid(a))
            for (std::size_t k : a.bar->parents) --nested[k];

    std::vector<Rect> out;
    for (const resolve::ResolvedAxes& a : figure.axes) {
        if (out.size() == count) break;
        if (a.inset_of >= 0) {
            const Rect& b = out[static_cast<std::size_t>(a.inset_of)];
            out.push_back({b.x0 + a.inset.x0 * b.width(), b.y0 + a.inset.y0 * b.height(), b.x0 + a.inset.x1 * b.width(),
                           b.y0 + a.inset.y1 * b.height()});
        } else if (in_grid(a)) {
            out.push_back(cell_position(figure.grid, a, nested[out.size()]));
        } else {
            out.push_back(take_room(*a.bar, out));
        }
        if (a.bar)
            for (std::size_t k : a.bar->parents) {
                if (bars_in_grid(a)) out[k] = cell_position(figure.grid, figure.axes[k], ++nested[k]);
                move_twins(figure, k, out.size() - 1, out);
            }
    }
    return out;
}

void follow_grid(const resolve::ResolvedFigure& figure, std::vector<Rect>& positions) {
    for (std::size_t i = 0; i < positions.size(); ++i)
        if (in_grid(figure.axes[i])) {
            positions[i] = cell_position(figure.grid, figure.axes[i], figure.axes[i].nested.size());
            move_twins(figure, i, positions.size(), positions);
        }
}

Rect without_arrows(const resolve::ResolvedAxes& axes, Rect p) {
    const double length = axes.extend_low + axes.extend_high + 1;
    if (length == 1) return p;
    // _ColorbarAxesLocator: shrunk, then moved by a share of what is left.
    const double shrink = 1 / length, offset = axes.extend_low / length;
    if (axes.vertical) {
        const double height = p.height(), low = p.y0;
        p.y1 = low + shrink * height;
        return p.moved(0, offset * height);
    }
    const double width = p.width(), low = p.x0;
    p.x1 = low + shrink * width;
    return p.moved(offset * width, 0);
}

namespace {

// Bbox.shrunk_to_aspect within itself, then Bbox.anchored.
Rect shrunk(const Rect& p, double box_aspect, double fig_aspect, Point anchor) {
    double height = p.width() * box_aspect / fig_aspect, width = p.width();
    if (height > p.height()) {
        height = p.height();
        width = height * fig_aspect / box_aspect;
    }
    // In Matplotlib's order, which matters where an edge falls between two pixels: corner by corner moved.
    const Rect r{p.x0, p.y0, p.x0 + width, p.y0 + height};
    const double dx = (p.x0 + anchor.x * (p.width() - r.width())) - r.x0,
                 dy = (p.y0 + anchor.y * (p.height() - r.height())) - r.y0;
    return {r.x0 + dx, r.y0 + dy, r.x1 + dx, r.y1 + dy};
}

}  // namespace

Rect apply_aspect(const resolve::ResolvedAxes& axes, Rect position, double fig_width, double fig_height,
                  std::vector<resolve::AxisView>& views) {
    if (!axes.aspect && !axes.box_aspect) return position;
    const double fig_aspect = fig_height / fig_width;
    resolve::AxisView &vx = views[axes.x.view], &vy = views[axes.y.view];
    auto bounds = [](const resolve::AxisView& v) {
        return std::pair(v.scale.transform(std::min(v.lo, v.hi)), v.scale.transform(std::max(v.lo, v.hi)));
    };
    const auto [xmin, xmax] = bounds(vx);
    const auto [ymin, ymax] = bounds(vy);
    const double xsize = std::max(std::abs(xmax - xmin), 1e-30), ysize = std::max(std::abs(ymax - ymin), 1e-30);
    if (axes.box_aspect) {
        position = shrunk(position, *axes.box_aspect, fig_aspect, axes.anchor);
        if (!axes.aspect) return position;
    } else if (!axes.adjust_data) {
        return shrunk(position, *axes.aspect * (axes.polar ? 1 : ysize / xsize), fig_aspect, axes.anchor);
    }

    // adjustable="datalim": the limits grow instead.
    const double box = fig_aspect * (position.height() / position.width());
    const double data_ratio = box / *axes.aspect;
    const double y_expander = data_ratio * xsize / ysize - 1;
    if (std::abs(y_expander) < 0.005) return position;
    const double xr = 1.05 * (vx.scale.transform(axes.data.x1) - vx.scale.transform(axes.data.x0));
    const double yr = 1.05 * (vy.scale.transform(axes.data.y1) - vy.scale.transform(axes.data.y0));
    const double Ysize = data_ratio * xsize, Xsize = ysize / data_ratio;
    const double Xmarg = Xsize - xr, Ymarg = Ysize - yr;
    bool adjust_y = y_expander > 0;
    if (xsize - xr > 0 && ysize - yr > 0) adjust_y = (Ymarg > 0 && y_expander < 0) || (Xmarg < 0 && y_expander > 0);
    auto set = [](resolve::AxisView& v, double center, double size) {
        double lo = v.scale.inverse(center - size / 2), hi = v.scale.inverse(center + size / 2);
        if (v.lo > v.hi) std::swap(lo, hi);
        v.lo = lo;
        v.hi = hi;
    };
    if (adjust_y)
        set(vy, 0.5 * (ymin + ymax), Ysize);
    else
        set(vx, 0.5 * (xmin + xmax), Xsize);
    return position;
}

}  // namespace plotmill::layout
