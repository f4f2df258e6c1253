#include "resolve/colorbar_values.h"

#include <algorithm>
#include <cmath>
#include <memory>

namespace plotmill::resolve {

using style::Norm;

namespace {

constexpr double masked_fill = 1e20;  // what NumPy leaves where an inverse has no value: the colour beyond the end

// numpy.interp; x ascending.
double interpolate(double v, const std::vector<double>& x, const std::vector<double>& y) {
    if (!(v > x.front())) return std::isnan(v) ? v : y.front();
    if (v >= x.back()) return y.back();
    const std::size_t i = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), v) - x.begin());
    return (y[i] - y[i - 1]) / (x[i] - x[i - 1]) * (v - x[i - 1]) + y[i - 1];
}

std::vector<double> linspace(std::size_t n) {
    std::vector<double> out(n);
    const double step = 1.0 / static_cast<double>(n - 1);
    for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<double>(i) * step;
    out.back() = 1;
    return out;
}

struct NormFunction final : figure::ScaleFunction {
    explicit NormFunction(Norm n) : norm(std::move(n)) {}
    double forward(double v) const override { return norm(v); }
    double inverse(double v) const override { return norm.inverse(v); }
    Norm norm;
};

// Boundaries at equal distances; what lies outside is far out, so that ticks there are not seen.
struct BoundaryFunction final : figure::ScaleFunction {
    explicit BoundaryFunction(std::vector<double> b) : edges(std::move(b)), places(linspace(edges.size())) {}
    double forward(double v) const override {
        const double eps = (edges.back() - edges.front()) * 1e-6;
        if (v < edges.front() - eps) return -1;
        if (v > edges.back() + eps) return 2;
        return interpolate(v, edges, places);
    }
    double inverse(double v) const override { return interpolate(v, places, edges); }
    std::vector<double> edges, places;
};

// The boundaries before those beyond the ends, in units of the norm's range where they are its own.
std::vector<double> own_boundaries(const figure::Mappable& map, const BarOptions& options) {
    if (map.norm.kind == Norm::Kind::boundary) return map.norm.boundaries;
    if (map.norm.kind == Norm::Kind::none) {
        std::vector<double> out;
        for (int i = 0; i <= map.colormap.size(); ++i) out.push_back(i - 0.5);
        return out;
    }
    if (!options.boundaries.empty()) return options.boundaries;
    return linspace(static_cast<std::size_t>(map.colormap.size()) + 1);
}

void find_edges(const figure::Mappable& map, const BarOptions& options, BarValues& out) {
    if (map.contours) {
        out.boundaries = map.contours->boundaries;
        out.values = map.contours->values;
        return;
    }
    if (!options.values.empty()) {
        out.values = options.values;
        out.boundaries = options.boundaries;
        if (!out.boundaries.empty()) return;
        const std::size_t n = out.values.size();
        out.boundaries.resize(n + 1);
        for (std::size_t i = 1; i < n; ++i) out.boundaries[i] = 0.5 * (out.values[i - 1] + out.values[i]);
        out.boundaries[0] = 2 * out.boundaries[1] - out.boundaries[2];
        out.boundaries[n] = 2 * out.boundaries[n - 1] - out.boundaries[n - 2];
        return;
    }
    std::vector<double> b = own_boundaries(map, options);
    if (out.below) b.insert(b.begin(), b.front() - 1);
    if (out.above) b.push_back(b.back() + 1);
    const bool along_norm = map.norm.kind != Norm::Kind::boundary && map.norm.kind != Norm::Kind::none;
    if (along_norm && options.boundaries.empty())
        for (double& v : b) {
            v = map.norm.inverse(v);
            if (std::isnan(v)) v = masked_fill;
        }
    for (std::size_t i = 0; i + 1 < b.size(); ++i) out.values.push_back(0.5 * (b[i] + b[i + 1]));
    out.boundaries = std::move(b);
}

std::vector<double> inside(const BarValues& bar, const std::vector<double>& all) {
    return {all.begin() + (bar.below ? 1 : 0), all.end() - (bar.above ? 1 : 0)};
}

void to_unit(std::vector<double>& v) {
    const double first = v.front(), size = v.back() - v.front();
    for (double& x : v) x = size == 0 ? 0 : (x - first) / size;
}

void find_places(const figure::Mappable& map, const BarOptions& options, BarValues& out) {
    const std::vector<double> within = inside(out, out.boundaries);
    out.low = within.front();
    out.high = within.back();
    std::vector<double> y, scaled;
    if (out.by_edges) {
        for (double b : within) y.push_back((b - out.low) / (out.high - out.low));
        scaled = y;
        if (options.uniform) {
            const BoundaryFunction equal(out.boundaries);
            for (std::size_t i = 0; i < within.size(); ++i) scaled[i] = equal.forward(within[i]);
        }
    } else {
        for (double b : within) y.push_back(map.norm(b));
        scaled = y;
    }
    to_unit(y);
    to_unit(scaled);
    if (out.below || out.above) {
        const std::size_t n = scaled.size();
        const double first = scaled[1] - scaled[0], last = scaled[n - 1] - scaled[n - 2];
        out.end_low = !out.below ? 0 : options.auto_ends ? first : options.ends.first;
        out.end_high = !out.above ? 0 : options.auto_ends ? last : options.ends.second;
    }
    Norm own = map.norm;
    const bool plain = out.by_edges || own.kind == Norm::Kind::none;
    if (!plain) {
        own.vmin = out.low;
        own.vmax = out.high;
    }
    for (double v : y) out.places.push_back(plain ? v * (out.high - out.low) + out.low : own.inverse(v));
}

figure::Scale bar_scale(const figure::Mappable& map, const BarOptions& options, const BarValues& bar) {
    const Norm& norm = map.norm;
    figure::Scale scale;
    if (map.contours && norm.kind == Norm::Kind::log) {
        scale.kind = figure::ScaleKind::log;
        return scale;
    }
    if (bar.by_edges) {
        if (!options.uniform) return scale;
        scale.kind = figure::ScaleKind::function;
        scale.function = std::make_shared<BoundaryFunction>(bar.boundaries);
        return scale;
    }
    switch (norm.kind) {
        case Norm::Kind::log:
            scale.kind = figure::ScaleKind::log;
            scale.mask_nonpositive = true;
            break;
        case Norm::Kind::symlog:
            scale.kind = figure::ScaleKind::symlog;
            scale.linthresh = norm.linthresh;
            scale.linscale = norm.linscale;
            scale.base = norm.base;
            break;
        case Norm::Kind::logit:
            scale.kind = figure::ScaleKind::logit;
            break;
        case Norm::Kind::two_slope:
        case Norm::Kind::centered:
        case Norm::Kind::power:
        case Norm::Kind::none:
            scale.kind = figure::ScaleKind::function;
            scale.function = std::make_shared<NormFunction>(norm);
            break;
        case Norm::Kind::boundary:
        case Norm::Kind::linear:
            break;
    }
    return scale;
}

}  // namespace

BarValues bar_values(const figure::Mappable& mappable, const BarOptions& options) {
    BarValues out;
    out.below = mappable.contours ? mappable.contours->below : options.below;
    out.above = mappable.contours ? mappable.contours->above : options.above;
    out.by_edges = mappable.contours || !options.boundaries.empty() || mappable.norm.kind == Norm::Kind::boundary;
    find_edges(mappable, options, out);
    find_places(mappable, options, out);
    out.scale = bar_scale(mappable, options, out);
    return out;
}

double bar_place(const BarValues& bar, const Norm& norm, double value) {
    std::vector<double> edges = inside(bar, bar.boundaries);
    if (!norm.gives_index()) {
        for (double& e : edges) e = norm(e);
        value = norm(value);
    }
    return interpolate(value, edges, bar.places);
}

std::vector<double> thinned(const std::vector<double>& all) {
    const std::size_t step = std::max<std::size_t>((all.size() + 9) / 10, 1);
    std::vector<double> best;
    double nearest = INFINITY;
    for (std::size_t first = 0; first < step && first < all.size(); ++first) {
        std::vector<double> some;
        double least = INFINITY;
        for (std::size_t i = first; i < all.size(); i += step) {
            some.push_back(all[i]);
            least = std::min(least, std::abs(all[i]));
        }
        if (first == 0 || least < nearest) {
            best = std::move(some);
            nearest = least;
        }
    }
    return best;
}

}  // namespace plotmill::resolve
