#include "style/norm.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/scan.h"

namespace plotmill::style {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

// numpy.interp over three points, with -inf and inf outside.
double interpolate(double v, const double (&x)[3], const double (&y)[3]) {
    if (std::isnan(v)) return v;
    if (v < x[0]) return -infinity;
    if (v > x[2]) return infinity;
    if (v == x[2]) return y[2];
    const int i = v >= x[1] ? 1 : 0;
    const double slope = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
    const double out = slope * (v - x[i]) + y[i];
    return std::isnan(out) ? y[i] : out;
}

int region_count(const Norm& n) {
    const int extra = n.extend == Norm::Extend::neither ? 0 : n.extend == Norm::Extend::both ? 2 : 1;
    return static_cast<int>(n.boundaries.size()) - 1 + extra;
}

double boundary_index(const Norm& n, double v) {
    const double low = n.boundaries.front(), high = n.boundaries.back();
    if (n.clip) v = std::clamp(v, low, high);
    if (v < low) return -1;
    if (v >= high) return n.clip ? n.colors - 1 : n.colors;
    const auto above = std::upper_bound(n.boundaries.begin(), n.boundaries.end(), v);
    const bool shifted = n.extend == Norm::Extend::min || n.extend == Norm::Extend::both;
    const double region = static_cast<double>(above - n.boundaries.begin()) - 1 + (shifted ? 1 : 0);
    const int regions = region_count(n);
    if (n.colors <= regions) return region;
    if (regions == 1) return (n.colors - 1) / 2;
    return std::trunc(static_cast<double>(n.colors - 1) / (regions - 1) * region);
}

}  // namespace

std::string_view norm_name(Norm::Kind kind) {
    switch (kind) {
        case Norm::Kind::linear:
            return "linear";
        case Norm::Kind::log:
            return "log";
        case Norm::Kind::symlog:
            return "symlog";
        case Norm::Kind::logit:
            return "logit";
        case Norm::Kind::two_slope:
            return "two_slope";
        case Norm::Kind::centered:
            return "centered";
        case Norm::Kind::power:
            return "power";
        case Norm::Kind::boundary:
            return "boundaries";
        case Norm::Kind::none:
            return "none";
    }
    return "";
}

Norm Norm::linear(std::optional<double> vmin, std::optional<double> vmax, bool clip) {
    Norm n;
    n.vmin = vmin;
    n.vmax = vmax;
    n.clip = clip;
    return n;
}

Norm Norm::log(std::optional<double> vmin, std::optional<double> vmax, bool clip) {
    Norm n = linear(vmin, vmax, clip);
    n.kind = Kind::log;
    return n;
}

Norm Norm::symlog(double linthresh, double linscale, double base) {
    Norm n;
    n.kind = Kind::symlog;
    n.linthresh = linthresh;
    n.linscale = linscale;
    n.base = base;
    return n;
}

Norm Norm::logit(std::optional<double> vmin, std::optional<double> vmax) {
    Norm n = linear(vmin, vmax);
    n.kind = Kind::logit;
    return n;
}

Norm Norm::two_slope(double vcenter, std::optional<double> vmin, std::optional<double> vmax) {
    Norm n = linear(vmin, vmax);
    n.kind = Kind::two_slope;
    n.vcenter = vcenter;
    return n;
}

Norm Norm::centered(double vcenter, std::optional<double> halfrange) {
    Norm n;
    n.kind = Kind::centered;
    n.vcenter = vcenter;
    if (halfrange) {
        n.halfrange = std::fabs(*halfrange);
        n.vmin = vcenter - *n.halfrange;
        n.vmax = vcenter + *n.halfrange;
    }
    return n;
}

Norm Norm::power(double gamma, std::optional<double> vmin, std::optional<double> vmax) {
    Norm n = linear(vmin, vmax);
    n.kind = Kind::power;
    n.gamma = gamma;
    return n;
}

Norm Norm::boundary(std::vector<double> boundaries, int colors, bool clip, Extend extend) {
    Norm n;
    n.kind = Kind::boundary;
    n.boundaries = std::move(boundaries);
    n.colors = colors;
    n.clip = clip;
    n.extend = extend;
    if (!n.boundaries.empty()) {
        n.vmin = n.boundaries.front();
        n.vmax = n.boundaries.back();
    }
    return n;
}

Norm Norm::no_norm() {
    Norm n;
    n.kind = Kind::none;
    return n;
}

std::string Norm::problem() const {
    const bool both = scaled();
    switch (kind) {
        case Kind::none:
            return "";
        case Kind::linear:
        case Kind::centered:
            break;
        case Kind::log:
            if ((vmin && !(*vmin > 0)) || (vmax && !(*vmax > 0))) return "a log norm wants vmin and vmax above 0";
            break;
        case Kind::logit:
            if ((vmin && !(*vmin > 0 && *vmin < 1)) || (vmax && !(*vmax > 0 && *vmax < 1)))
                return "a logit norm wants vmin and vmax between 0 and 1";
            break;
        case Kind::symlog:
            if (!(linthresh > 0)) return "linthresh must be above 0";
            if (!(linscale > 0)) return "linscale must be above 0";
            if (!(base > 1)) return "base must be above 1";
            break;
        case Kind::two_slope:
            // Data may end at the centre; vmin and vmax that were given may not (TwoSlopeNorm.__init__).
            if (both ? !(*vmin <= vcenter && vcenter <= *vmax)
                     : (vmin && vcenter <= *vmin) || (vmax && vcenter >= *vmax))
                return "vmin, vcenter and vmax must be in increasing order";
            break;
        case Kind::power:
            if (!std::isfinite(gamma)) return "gamma must be a number";
            break;
        case Kind::boundary:
            if (boundaries.size() < 2) return "at least two boundaries are needed";
            if (!std::is_sorted(boundaries.begin(), boundaries.end())) return "boundaries must increase";
            if (clip && extend != Extend::neither) return "'clip' does not go with 'extend'";
            if (region_count(*this) > colors)
                return "there are " + std::to_string(region_count(*this)) +
                       " colour bins, extensions included, but only " + std::to_string(colors) + " colours";
            break;
    }
    if (both && *vmin > *vmax) return "vmin must be less than or equal to vmax";
    return "";
}

void Norm::autoscale(std::span<const double> values) {
    if (kind == Kind::none || kind == Kind::boundary) return;
    double low = infinity, high = -infinity;
    if (!of_scale()) {
        const Extremes found = extremes(values);
        low = found.low;
        high = found.high;
    } else {
        for (const double v : values) {
            if (!std::isfinite(transform(v))) continue;
            low = std::min(low, v);
            high = std::max(high, v);
        }
    }
    const bool any = low <= high;
    if (kind == Kind::centered) {
        if (!halfrange && any) halfrange = std::max(vcenter - low, high - vcenter);
        if (halfrange) {
            vmin = vcenter - *halfrange;
            vmax = vcenter + *halfrange;
        }
        return;
    }
    if (any) {
        if (!vmin) vmin = low;
        if (!vmax) vmax = high;
    }
    if (kind == Kind::two_slope) {
        if (vmin && *vmin > vcenter) vmin = vcenter;
        if (vmax && *vmax < vcenter) vmax = vcenter;
    }
}

double Norm::transform(double v) const {
    if (kind == Kind::log) return v > 0 ? std::log10(v) : nan;
    if (kind == Kind::logit) return v > 0 && v < 1 ? std::log10(v / (1 - v)) : nan;
    const double adjusted = linscale / (1.0 - 1.0 / base);
    const double size = std::fabs(v);
    if (size <= linthresh) return v * adjusted;
    return (v < 0 ? -1.0 : 1.0) * linthresh * (adjusted + std::log(size / linthresh) / std::log(base));
}

double Norm::untransform(double v) const {
    if (kind == Kind::log) return std::pow(10.0, v);
    if (kind == Kind::logit) return 1.0 / (1 + std::pow(10.0, -v));
    const double adjusted = linscale / (1.0 - 1.0 / base);
    const double size = std::fabs(v);
    if (size <= transform(linthresh)) return v / adjusted;
    return (v < 0 ? -1.0 : 1.0) * linthresh * std::pow(base, size / linthresh - adjusted);
}

double Norm::operator()(double v) const {
    if (kind == Kind::none || std::isnan(v)) return v;
    if (kind == Kind::boundary) return boundary_index(*this, v);
    if (!scaled()) return nan;
    const double low = *vmin, high = *vmax;
    if (kind == Kind::two_slope) return interpolate(v, {low, vcenter, high}, {0, 0.5, 1});
    if (low == high) return 0;
    if (clip) v = std::clamp(v, low, high);
    if (of_scale()) {
        const double from = transform(low), to = transform(high);
        const double out = (transform(v) - from) / (to - from);
        return std::isfinite(out) ? out : nan;
    }
    if (kind == Kind::power) {
        const double above = v - low;
        return std::pow(above < 0 ? 0 : above, gamma) / std::pow(high - low, gamma);
    }
    return (v - low) / (high - low);
}

double Norm::inverse(double v) const {
    if (kind == Kind::none) return v;
    if (kind == Kind::boundary || !scaled()) return nan;
    const double low = *vmin, high = *vmax;
    switch (kind) {
        case Kind::two_slope:
            return interpolate(v, {0, 0.5, 1}, {low, vcenter, high});
        case Kind::log:
        case Kind::symlog:
        case Kind::logit: {
            const double from = transform(low), to = transform(high);
            return untransform(v * (to - from) + from);
        }
        case Kind::power:
            return std::pow(v, 1 / gamma) * (high - low) + low;
        default:
            return low + v * (high - low);
    }
}

}  // namespace plotmill::style
