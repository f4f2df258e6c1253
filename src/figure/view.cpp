#include "figure/view.h"

#include <utility>

namespace plotmill::figure {

namespace {

// One direction of BboxTransformFrom(limits) followed by BboxTransformTo(box), multiplied out in Matplotlib's order so
// that rounding agrees with it to the last bit (a tick at x.5 pixels falls on the same side).
void affine(double lo, double hi, double from, double size, double& a, double& e) {
    const double scale = 1.0 / (hi - lo);
    const double shift = -lo * scale;
    a = size * scale;
    e = size * shift + from;
}

}  // namespace

View::View(Rect box, Rect limits, const Scale& x, const Scale& y, Rect figure, double dpi,
           const std::optional<PolarProjection>& polar, double height)
    : box_(box),
      limits_(limits),
      figure_(figure),
      x_(x),
      y_(y),
      dpi_(dpi),
      height_(height >= 0 ? height : figure.height()) {
    // A scale that falls keeps the direction of the limits (TransformedBbox sorts its corners).
    auto ends = [](const Scale& scale, double lo, double hi) {
        std::pair at(scale.transform(lo), scale.transform(hi));
        if (at.first != at.second && (at.first > at.second) != (lo > hi)) std::swap(at.first, at.second);
        return at;
    };
    const auto [x0, x1] = ends(x, limits.x0, limits.x1);
    const auto [y0, y1] = ends(y, limits.y0, limits.y1);
    affine(x0, x1, box.x0, box.width(), ax_, ex_);
    affine(y0, y1, box.y0, box.height(), ay_, ey_);
    if (!polar) return;
    polar_.emplace(*polar, box, limits, y);
    outline_ = std::make_shared<const Path>(polar_->outline());
}

Point View::place(Space space, Point p) const {
    switch (space) {
        case Space::data:
            return (*this)(p);
        case Space::x_data_y_axes:
            if (polar_) return (*polar_)({p.x, limits_.height() * p.y + limits_.y0});
            return {x(p.x), axes_point({0, p.y}).y};
        case Space::x_axes_y_data:
            if (polar_) return (*polar_)({limits_.width() * p.x + limits_.x0, p.y});
            return {axes_point({p.x, 0}).x, y(p.y)};
        case Space::axes:
            return axes_point(p);
        case Space::figure:
            return {figure_.width() * p.x + figure_.x0, figure_.height() * p.y + figure_.y0};
        case Space::pixels:
            return p;
    }
    return p;
}

Path View::place(Space space, const Path& path, int steps) const {
    Path out = path;
    const bool in_data = space == Space::data || space == Space::x_data_y_axes || space == Space::x_axes_y_data;
    if (!polar_ || !in_data) {
        for (Point& p : out.points) p = place(space, p);
        return out;
    }
    for (Point& p : out.points) {
        if (space == Space::x_data_y_axes) p.y = limits_.height() * p.y + limits_.y0;
        if (space == Space::x_axes_y_data) p.x = limits_.width() * p.x + limits_.x0;
    }
    return (*polar_)(out, steps);
}

}  // namespace plotmill::figure
