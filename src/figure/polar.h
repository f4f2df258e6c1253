// The polar projection: (angle in radians, radius) to pixels, as matplotlib.projections.polar. Plain values, any
// thread.
#pragma once

#include <optional>
#include <vector>

#include "base/geometry.h"
#include "base/path.h"
#include "figure/scale.h"

namespace plotmill::figure {

// What a job may choose of a polar axes besides its limits.
struct PolarProjection {
    double offset = 0;             // radians, counter-clockwise: where the angle 0 points (0 is east)
    double direction = 1;          // 1: angles grow counter-clockwise; -1: clockwise
    std::optional<double> origin;  // the radius at the centre; none: the lower limit
    double label_angle = 22.5;     // degrees: where the radii are written
    friend bool operator==(const PolarProjection&, const PolarProjection&) = default;
};

// |b - a| is one turn, in radians or in degrees (projections.polar._is_full_circle_*).
bool is_full_circle(double a, double b);
bool is_full_circle_degrees(double a, double b);

class PolarMap {
public:
    // `box`: the axes in pixels, y upwards; `limits`: angles and radii in data values, as View's.
    PolarMap(const PolarProjection& projection, const Rect& box, const Rect& limits, const Scale& radius);

    const PolarProjection& projection() const { return projection_; }
    const Rect& limits() const { return limits_; }
    bool full_circle() const { return full_; }
    // The limits' angles after direction and offset, radians (PolarAxes._realViewLim).
    double real_angle(double theta) const { return theta * projection_.direction + projection_.offset; }

    Point operator()(Point data) const;  // data -> pixels; a radius below the origin is NaN
    // A path in data values; with `steps` above 1 its lines follow the circles (Path._interpolation_steps).
    Path operator()(const Path& data, int steps) const;

    // The arc or circle at the outer (share 1) or inner edge, from the one angle limit to the other.
    Path outer_arc() const { return arc(1); }
    Path inner_arc() const;
    // The wedge, ring or circle that is the axes' background and what its artists are cut to.
    Path outline() const;
    // The view begins off the centre: there is an inner edge.
    bool has_inner_edge() const;

private:
    Path arc(double share) const;
    Point polar(Point scaled) const;  // angle and radius after the scale -> the projection's plane
    double origin() const { return projection_.origin.value_or(limits_.y0); }

    PolarProjection projection_;
    Rect limits_;
    Scale radius_;
    double sign_ = 1;
    bool full_ = true;
    Affine to_pixels_;  // the projection's plane -> pixels
    Affine wedge_, axes_;
};

}  // namespace plotmill::figure
