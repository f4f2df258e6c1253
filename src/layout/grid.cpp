#include "layout/grid.h"

#include <algorithm>
#include <cmath>

namespace plotmill::layout {

Rect axes_position(const resolve::GridSpec& grid, const resolve::ResolvedAxes& axes) {
    return resolve::cell_position(grid, axes);
}

std::vector<Rect> grid_positions(const resolve::ResolvedFigure& figure) {
    std::vector<Rect> out;
    for (const resolve::ResolvedAxes& a : figure.axes) out.push_back(axes_position(figure.grid, a));
    return out;
}

bool gives_room(const resolve::ResolvedFigure& figure, const resolve::SharedBar& bar, std::size_t axes) {
    const resolve::ResolvedAxes& a = figure.axes[axes];
    const std::size_t of = a.bar_of >= 0 ? static_cast<std::size_t>(a.bar_of) : axes;
    return std::find(bar.parents.begin(), bar.parents.end(), of) != bar.parents.end();
}

Rect RoomTaken::moved(const Rect& p) const {
    const double kx = left.width() / before.width(), ky = left.height() / before.height();
    return {left.x0 + (p.x0 - before.x0) * kx, left.y0 + (p.y0 - before.y0) * ky, left.x0 + (p.x1 - before.x0) * kx,
            left.y0 + (p.y1 - before.y0) * ky};
}

RoomTaken room_taken(const resolve::ResolvedFigure& figure, const resolve::SharedBar& bar,
                     const std::vector<Rect>& positions) {
    Rect all = Rect::none();
    for (std::size_t i = 0; i < positions.size(); ++i)
        if (gives_room(figure, bar, i)) all.unite(positions[i]);
    RoomTaken out{all, all, all};
    const Point anchor = figure.axes[bar.axes].anchor;
    // Bbox.splitx and splity, then shrunk within what was split off.
    auto part = [](double lo, double hi, double share) { return lo + share * (hi - lo); };
    const double near = bar.first == bar.vertical ? bar.fraction : 1 - bar.fraction;
    const double gap = bar.first == bar.vertical ? bar.fraction + bar.pad : 1 - bar.fraction - bar.pad;
    if (bar.vertical) {
        (bar.first ? out.bar.x1 : out.bar.x0) = part(all.x0, all.x1, near);
        (bar.first ? out.left.x0 : out.left.x1) = part(all.x0, all.x1, gap);
        const double height = out.bar.height() * bar.shrink, rest = out.bar.height() - height;
        out.bar.y0 += anchor.y * rest;
        out.bar.y1 = out.bar.y0 + height;
    } else {
        (bar.first ? out.bar.y0 : out.bar.y1) = part(all.y0, all.y1, near);
        (bar.first ? out.left.y1 : out.left.y0) = part(all.y0, all.y1, gap);
        const double width = out.bar.width() * bar.shrink, rest = out.bar.width() - width;
        out.bar.x0 += anchor.x * rest;
        out.bar.x1 = out.bar.x0 + width;
    }
    return out;
}

std::vector<Rect> places_with_bars(const resolve::ResolvedFigure& figure, bool bars_only) {
    std::vector<Rect> out = grid_positions(figure);
    for (const resolve::SharedBar& bar : figure.shared_bars) {
        const RoomTaken room = room_taken(figure, bar, out);
        for (std::size_t i = 0; i < out.size() && !bars_only; ++i)
            if (gives_room(figure, bar, i)) out[i] = room.moved(out[i]);
        out[bar.axes] = room.bar;
    }
    return out;
}

Rect without_ends(const resolve::ResolvedAxes& axes, Rect p) {
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
        return shrunk(position, *axes.aspect * (ysize / xsize), fig_aspect, axes.anchor);
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
