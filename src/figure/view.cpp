#include "figure/view.h"

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

View::View(Rect box, Rect limits, const Scale& x, const Scale& y, Rect figure, double dpi, double height)
    : box_(box),
      limits_(limits),
      figure_(figure),
      x_(x),
      y_(y),
      dpi_(dpi),
      height_(height >= 0 ? height : figure.height()) {
    affine(x.transform(limits.x0), x.transform(limits.x1), box.x0, box.width(), ax_, ex_);
    affine(y.transform(limits.y0), y.transform(limits.y1), box.y0, box.height(), ay_, ey_);
}

Point View::place(Space space, Point p) const {
    switch (space) {
        case Space::data:
            return (*this)(p);
        case Space::x_data_y_axes:
            return {x(p.x), axes_point({0, p.y}).y};
        case Space::x_axes_y_data:
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

}  // namespace plotmill::figure
