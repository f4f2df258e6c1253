// Data to pixels for one axes, as Matplotlib's transData: scale, then projection, then limits, then the axes' box.
// Pixels have the origin at the bottom left here (as Matplotlib's display space); `flip` turns them into the scene's.
// Layers and artists need not know the projection: place() maps points and paths through whichever it is.
#pragma once

#include <memory>
#include <optional>

#include "base/geometry.h"
#include "base/path.h"
#include "figure/artist.h"
#include "figure/polar.h"
#include "figure/scale.h"

namespace plotmill::figure {

class View {
public:
    // `box`: the axes in pixels, y upwards. `limits`: x0, x1, y0, y1 of the view in data values (inverted axes: x0 >
    // x1).
    // `height`: of the canvas, where that is not the figure's.
    View(Rect box, Rect limits, const Scale& x, const Scale& y, Rect figure, double dpi,
         const std::optional<PolarProjection>& polar = {}, double height = -1);

    Point operator()(Point data) const {  // data -> pixels, y upwards
        if (polar_) return (*polar_)(data);
        return {ax_ * x_.transform(data.x) + ex_, ay_ * y_.transform(data.y) + ey_};
    }
    // One direction alone, which only straight axes (polar() is null) have.
    double x(double data) const { return ax_ * x_.transform(data) + ex_; }
    double y(double data) const { return ay_ * y_.transform(data) + ey_; }
    // Where straight(): what operator() does to a value of each direction, and the turn into the scene's pixels.
    Points::Map map(double height) const { return {ax_, ex_, ay_, ey_, height}; }
    Point scaled(Point p) const { return {ax_ * p.x + ex_, ay_ * p.y + ey_}; }  // values after the scales -> pixels
    Point axes_point(Point fraction) const {
        return {box_.width() * fraction.x + box_.x0, box_.height() * fraction.y + box_.y0};
    }
    Point inverse(Point pixel) const {  // pixels, y upwards -> data
        return {x_.inverse((pixel.x - ex_) / ax_), y_.inverse((pixel.y - ey_) / ay_)};
    }
    Point place(Space space, Point p) const;  // any space -> pixels, y upwards
    // A path; `steps`: how finely a polar axes bends its lines (Path._interpolation_steps).
    Path place(Space space, const Path& path, int steps = 1) const;
    Point flip(Point p) const { return {p.x, height_ - p.y}; }
    Rect flip(const Rect& r) const { return {r.x0, height_ - r.y1, r.x1, height_ - r.y0}; }
    double points(double v) const { return v * dpi_ / 72; }  // points -> pixels
    double shift(double v) const { return v / 72 * dpi_; }   // the same in the order of ScaledTranslation

    const Rect& box() const { return box_; }
    const Rect& limits() const { return limits_; }
    const Rect& figure() const { return figure_; }
    const Scale& x_scale() const { return x_; }
    const Scale& y_scale() const { return y_; }
    double dpi() const { return dpi_; }
    const PolarMap* polar() const { return polar_ ? &*polar_ : nullptr; }
    // What artists are cut to where that is no rectangle: pixels, y upwards. Null: the box.
    const std::shared_ptr<const Path>& outline() const { return outline_; }
    bool straight() const { return !polar_ && x_.kind == ScaleKind::linear && y_.kind == ScaleKind::linear; }

private:
    Rect box_, limits_, figure_;
    Scale x_, y_;
    double dpi_, height_;
    double ax_, ex_, ay_, ey_;
    std::optional<PolarMap> polar_;
    std::shared_ptr<const Path> outline_;
};

}  // namespace plotmill::figure
