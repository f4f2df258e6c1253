// Data to pixels for one axes, as Matplotlib's transData: scale, then limits, then the axes' box. Pixels have the
// origin at the bottom left here (as Matplotlib's display space); `flip` turns them into the scene's. Plain value.
#pragma once

#include "base/geometry.h"
#include "figure/artist.h"
#include "figure/scale.h"

namespace plotmill::figure {

class View {
public:
    // `box`: the axes in pixels, y upwards. `limits`: x0, x1, y0, y1 of the view in data values (inverted axes: x0 >
    // x1).
    View(Rect box, Rect limits, const Scale& x, const Scale& y, Rect figure, double dpi);

    Point operator()(Point data) const {  // data -> pixels, y upwards
        return {ax_ * x_.transform(data.x) + ex_, ay_ * y_.transform(data.y) + ey_};
    }
    double x(double data) const { return ax_ * x_.transform(data) + ex_; }
    double y(double data) const { return ay_ * y_.transform(data) + ey_; }
    Point scaled(Point p) const { return {ax_ * p.x + ex_, ay_ * p.y + ey_}; }  // values after the scales -> pixels
    Point axes_point(Point fraction) const {
        return {box_.width() * fraction.x + box_.x0, box_.height() * fraction.y + box_.y0};
    }
    Point inverse(Point pixel) const {  // pixels, y upwards -> data
        return {x_.inverse((pixel.x - ex_) / ax_), y_.inverse((pixel.y - ey_) / ay_)};
    }
    Point place(Space space, Point p) const;  // any space -> pixels, y upwards
    Point flip(Point p) const { return {p.x, figure_.height() - p.y}; }
    Rect flip(const Rect& r) const { return {r.x0, figure_.height() - r.y1, r.x1, figure_.height() - r.y0}; }
    double points(double v) const { return v * dpi_ / 72; }  // points -> pixels

    const Rect& box() const { return box_; }
    const Rect& limits() const { return limits_; }
    const Rect& figure() const { return figure_; }
    const Scale& x_scale() const { return x_; }
    const Scale& y_scale() const { return y_; }
    double dpi() const { return dpi_; }
    bool straight() const { return x_.kind == ScaleKind::linear && y_.kind == ScaleKind::linear; }

private:
    Rect box_, limits_, figure_;
    Scale x_, y_;
    double dpi_;
    double ax_, ex_, ay_, ey_;
};

}  // namespace plotmill::figure
