#include "figure/data_limits.h"

#include <cmath>

#include "base/scan.h"

namespace plotmill::figure {

void DataLimits::add_x(double v) {
    x0 = std::min(x0, v);
    x1 = std::max(x1, v);
    if (v > 0) minpos_x = std::min(minpos_x, v);
}

void DataLimits::add_y(double v) {
    y0 = std::min(y0, v);
    y1 = std::max(y1, v);
    if (v > 0) minpos_y = std::min(minpos_y, v);
}

void DataLimits::add(Point p, bool x, bool y) {
    if (!finite(p)) return;
    if (x) add_x(p.x);
    if (y) add_y(p.y);
}

// In blocks, so that a gap does not make the whole line slow.
void DataLimits::add(const Points& points, bool x, bool y) {
    if (!points.in_columns() || points.empty()) {
        for (const Point p : points) add(p, x, y);
        return;
    }
    const std::size_t n = points.size();
    const auto grow = [](const Extremes& e, double& low, double& high, double& minpos) {
        low = std::min(low, e.low);
        high = std::max(high, e.high);
        minpos = std::min(minpos, e.positive);
    };
    const auto counted = [](std::size_t from, std::size_t count) {
        const double first = static_cast<double>(from), last = static_cast<double>(from + count - 1);
        return Extremes{first, last, first > 0 ? first : count > 1 ? 1 : Extremes().positive, false};
    };
    std::size_t block = n;
    Extremes of_x = points.x().empty() ? counted(0, n) : points.x().extremes(), of_y = points.y().extremes();
    if (!of_x.all_finite() || !of_y.all_finite()) block = 4096;
    for (std::size_t i = 0; i < n; i += block) {
        const std::size_t count = std::min(block, n - i);
        if (block != n) {
            of_y = extremes({points.y().data() + i, count});
            of_x = points.x().empty() ? counted(i, count) : extremes({points.x().data() + i, count});
        }
        if (!points.map() && of_x.all_finite() && of_y.all_finite()) {
            if (x) grow(of_x, x0, x1, minpos_x);
            if (y) grow(of_y, y0, y1, minpos_y);
            continue;
        }
        for (std::size_t k = i; k < i + count; ++k) add(points[k], x, y);
    }
}

namespace {

double cubic_at(double a, double b, double c, double d, double t) {
    const double u = 1 - t;
    return u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;
}

// Calls f(t) for the inner extrema of a cubic in one coordinate.
template <class F>
void cubic_extrema(double p0, double p1, double p2, double p3, F&& f) {
    const double a = -p0 + 3 * p1 - 3 * p2 + p3, b = 2 * (p0 - 2 * p1 + p2), c = p1 - p0;
    auto take = [&](double t) {
        if (t > 0 && t < 1) f(t);
    };
    if (std::abs(a) < 1e-300) {
        if (b != 0) take(-c / b);
        return;
    }
    const double disc = b * b - 4 * a * c;
    if (disc < 0) return;
    const double root = std::sqrt(disc);
    take((-b + root) / (2 * a));
    take((-b - root) / (2 * a));
}

}  // namespace

void add_path_extents(DataLimits& limits, const Path& path, bool x, bool y) {
    std::size_t i = 0;
    Point at, start;
    for (Verb v : path.verbs) {
        switch (v) {
            case Verb::move:
                start = path.points[i];
                [[fallthrough]];
            case Verb::line:
                at = path.points[i++];
                limits.add(at, x, y);
                break;
            case Verb::quad: {
                const Point c = path.points[i], end = path.points[i + 1];
                i += 2;
                auto add_extremum = [&](double from, double middle, double to) {
                    const double t = (from - middle) / (from - 2 * middle + to);
                    if (!(t > 0 && t < 1)) return;
                    const double u = 1 - t;
                    limits.add(at * (u * u) + c * (2 * u * t) + end * (t * t), x, y);
                };
                limits.add(end, x, y);
                add_extremum(at.x, c.x, end.x);
                add_extremum(at.y, c.y, end.y);
                at = end;
                break;
            }
            case Verb::cubic: {
                const Point c1 = path.points[i], c2 = path.points[i + 1], end = path.points[i + 2];
                i += 3;
                auto add_at = [&](double t) {
                    limits.add({cubic_at(at.x, c1.x, c2.x, end.x, t), cubic_at(at.y, c1.y, c2.y, end.y, t)}, x, y);
                };
                limits.add(end, x, y);
                cubic_extrema(at.x, c1.x, c2.x, end.x, add_at);
                cubic_extrema(at.y, c1.y, c2.y, end.y, add_at);
                at = end;
                break;
            }
            case Verb::close:
                at = start;
                break;
        }
    }
}

void DataLimits::add(const Artist& artist) {
    bool x = artist.limits_x, y = artist.limits_y;
    switch (artist.space) {
        case Space::data:
            break;
        case Space::x_data_y_axes:
            y = false;
            break;
        case Space::x_axes_y_data:
            x = false;
            break;
        default:
            return;
    }
    if (!x && !y) return;
    if (artist.limit_points) {
        for (const Point& p : *artist.limit_points) add(p, x, y);
        return;
    }
    if (const auto* line = std::get_if<LineArtist>(&artist.content)) {
        add(line->points(), x, y);
    } else if (const auto* through = std::get_if<InfiniteLineArtist>(&artist.content)) {
        add(through->xy1, x, y);
        if (through->xy2) add(*through->xy2, x, y);
    } else if (const auto* patch = std::get_if<PatchArtist>(&artist.content)) {
        // Matplotlib leaves out rectangles without width and height (empty bars).
        const auto& pts = patch->path.points;
        bool point = pts.size() == 4;
        for (const Point& p : pts) point = point && p == pts[0];
        if (!point) add_path_extents(*this, patch->path, x, y);
    } else if (const auto* many = std::get_if<CollectionArtist>(&artist.content)) {
        if (many->offsets.empty())
            for (const Path& p : many->paths) add_path_extents(*this, p, x, y);
        else
            add(many->offsets, x, y);
    } else if (const auto* mesh = std::get_if<MeshArtist>(&artist.content)) {
        for (std::size_t i = 0; i < mesh->corner_count(); ++i) add(mesh->corner(i), x, y);
    } else if (const auto* image = std::get_if<ImageArtist>(&artist.content)) {
        add({image->extent.x0, image->extent.y0}, x, y);
        add({image->extent.x1, image->extent.y1}, x, y);
    }
}

}  // namespace plotmill::figure
