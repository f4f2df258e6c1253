#include "figure/arrows.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace plotmill::figure {

namespace {

double pixels_per(ArrowField::Units units, const View& view) {
    using Units = ArrowField::Units;
    const Rect &box = view.box(), &limits = view.limits();
    switch (units) {
        case Units::width:
            return box.width();
        case Units::height:
            return box.height();
        case Units::dots:
            return 1;
        case Units::inches:
            return view.dpi();
        case Units::x:
            return box.width() / limits.width();
        case Units::y:
            return box.height() / limits.height();
        case Units::xy:
            return std::hypot(box.width(), box.height()) / std::hypot(limits.width(), limits.height());
    }
    return 1;
}

// What the vectors are in pixels, as directions and as lengths for a vector's unit (Quiver._angles_lengths).
struct Seen {
    std::vector<double> angles, lengths;
};

Seen seen_in_data(const ArrowField& field, const Points& offsets, const View& view, double step) {
    Seen out;
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        const Point d = view(offsets[i] + field.vectors[i] * step) - view(offsets[i]);
        out.angles.push_back(std::atan2(d.y, d.x));
        out.lengths.push_back(std::hypot(d.x, d.y) / step);
    }
    return out;
}

// An arrow of `length` along x; all in shaft widths (Quiver._h_arrows).
std::vector<Point> outline(const ArrowField& f, double length) {
    constexpr int corners[] = {0, 1, 2, 3, 2, 1, 0, 0};
    length = std::clamp(length, 0.0, 65536.0);
    std::vector<Point> out;
    if (length < f.minlength) {  // a dot
        for (int i = 0; i < 8; ++i) {
            const double at = i * (std::numbers::pi / 3.0);
            out.push_back({std::cos(at) * f.minlength * 0.5, std::sin(at) * f.minlength * 0.5});
        }
        return out;
    }
    const double shortest = f.minshaft * f.headlength;
    double x[] = {0, -f.headaxislength + length, -f.headlength + length, length};
    double y[] = {0.5, 0.5, 0.5 * f.headwidth, 0};
    if (length < shortest) {  // a whole arrow, shrunk
        const double shrink = shortest != 0 ? length / shortest : 0;
        const double own[] = {0, shortest - f.headaxislength, shortest - f.headlength, shortest};
        for (int i = 0; i < 4; ++i) {
            x[i] = shrink * own[i];
            y[i] *= shrink;
        }
    }
    double shift = 0;
    if (f.pivot == ArrowField::Pivot::middle) shift = 0.5 * x[3];
    if (f.pivot == ArrowField::Pivot::tip) shift = x[3];
    for (int i = 0; i < 8; ++i) {
        const int k = corners[i];
        out.push_back({x[k] - shift, i >= 3 && i < 7 ? -y[k] : y[k]});
    }
    return out;
}

}  // namespace

std::vector<Path> arrow_paths(const ArrowField& f, const Points& offsets, const View& view) {
    const std::size_t n = offsets.size();
    assert(f.vectors.size() == n);
    const double unit = pixels_per(f.units, view), count = static_cast<double>(n);
    const double span = view.box().width() / unit;
    const double width = f.width.value_or(0.06 * span / std::clamp(std::sqrt(count), 8.0, 25.0));

    const bool lengths_xy = f.scale_units == ArrowField::Units::xy;
    const bool words = f.angles.empty();  // angles are "uv" or "xy"
    Seen seen;
    if (f.angles_xy || lengths_xy) {
        double step = 1;
        if (!(f.angles_xy && lengths_xy)) {
            double extent = 0;
            for (const Point p : offsets)
                if (finite(p)) extent = std::max({extent, std::abs(p.x), std::abs(p.y)});
            step = extent * 0.001;
        }
        seen = seen_in_data(f, offsets, view, step);
    }
    std::vector<double> lengths(n);
    double sum = 0, counted = 0;
    for (std::size_t i = 0; i < n; ++i) {
        lengths[i] = words && lengths_xy ? seen.lengths[i] : std::hypot(f.vectors[i].x, f.vectors[i].y);
        if (!finite(f.vectors[i])) continue;
        sum += lengths[i];
        counted += 1;
    }
    double per_length = 1;
    if (f.scale_units) per_length = (lengths_xy ? 1 : pixels_per(*f.scale_units, view)) / unit;
    const double scale =
        f.scale.value_or(1.8 * (sum / std::max(counted, 1.0)) * std::max(10.0, std::sqrt(count)) / span * per_length);

    std::vector<Path> out;
    out.reserve(n);
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<Point> points;
        if (finite(f.vectors[i])) {
            points = outline(f, lengths[i] * (per_length / (scale * width)));
            double angle = std::atan2(f.vectors[i].y, f.vectors[i].x);
            if (f.angles_xy) angle = seen.angles[i];
            if (!words) angle = std::isfinite(f.angles[i]) ? f.angles[i] * std::numbers::pi / 180 : 0;
            const double c = std::cos(angle), s = std::sin(angle);
            for (Point& p : points) p = Point{(p.x * c - p.y * s) * width, (p.x * s + p.y * c) * width} * unit;
        } else {
            points.assign(8, {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()});
        }
        out.push_back(Path::polyline(points));
    }
    return out;
}

}  // namespace plotmill::figure
