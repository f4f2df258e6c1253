#include "layout/grid.h"

#include <algorithm>
#include <cmath>

namespace plotmill::layout {

std::vector<Rect> axes_positions(const resolve::ResolvedFigure& figure, std::size_t count) {
    return resolve::axes_positions(figure.grid, resolve::pointers(figure.axes), count);
}

void follow_grid(const resolve::ResolvedFigure& figure, std::vector<Rect>& positions) {
    const auto axes = resolve::pointers(figure.axes);
    for (std::size_t i = 0; i < positions.size(); ++i)
        if (resolve::in_grid(*axes[i])) {
            positions[i] = resolve::cell_position(figure.grid, *axes[i], axes[i]->nested.size());
            resolve::move_twins(axes, i, positions);
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
