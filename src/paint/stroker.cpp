#include "paint/stroker.h"

#include <numbers>

namespace plotmill::paint {

namespace {

constexpr double pi = std::numbers::pi;
constexpr double same_point = 1e-14;
constexpr double parallel = 1e-30;
constexpr double inner_limit = 1.01;

double cross(Point a, Point b, Point p) { return (p.x - b.x) * (b.y - a.y) - (p.y - b.y) * (b.x - a.x); }

bool intersect(Point a, Point b, Point c, Point d, Point& at) {
    const double num = (a.y - c.y) * (d.x - c.x) - (a.x - c.x) * (d.y - c.y);
    const double den = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
    if (std::fabs(den) < parallel) return false;
    const double u = num / den;
    at = {a.x + u * (b.x - a.x), a.y + u * (b.y - a.y)};
    return true;
}

double distance(Point a, Point b) {
    const double dx = b.x - a.x, dy = b.y - a.y;
    return std::sqrt(dx * dx + dy * dy);
}

// v moved by the half-width normal d, whose y counts upwards.
Point moved(Point v, Point d) { return {v.x + d.x, v.y - d.y}; }

// Whether rounding to 1/256 pixel gives the same for whatever lies within rounding of p.
bool sure(Point p) {
    const auto clear = [](double v) {
        if (!(std::fabs(v) < 1e6)) return false;
        const double rest = std::fabs(v) * 256 + 0.5;
        const double part = rest - static_cast<int>(rest);
        return part > 1e-6 && part < 1 - 1e-6;
    };
    return clear(p.x) && clear(p.y);
}

}  // namespace

void Stroker::flush() {
    std::span<const Point> points(block_.data(), count_);
    count_ = 0;
    if (points.empty()) return;
    if (first_) {
        out_ ? out_->move_to(points[0]) : raster_->move_to(points[0]);
        points = points.subspan(1);
        first_ = false;
    }
    if (!out_) {
        raster_->line_to(points);
        return;
    }
    out_->verbs.insert(out_->verbs.end(), points.size(), Verb::line);
    out_->points.insert(out_->points.end(), points.begin(), points.end());
}

void Stroker::shut() {
    flush();
    out_ ? out_->close() : raster_->close();
}

bool Stroker::measure(std::size_t i, std::size_t next) {
    double& length = vertices_[i].length;
    length = distance(vertices_[i].p, vertices_[next].p);
    if (length > same_point) return true;
    length = 1 / same_point;
    return false;
}

// Points that repeat are dropped.
void Stroker::add(Point p) {
    const std::size_t n = vertices_.size();
    if (n > 1 && !measure(n - 2, n - 1)) vertices_.pop_back();
    vertices_.push_back({p, 0});
}

void Stroker::finish(bool& closed) {
    while (vertices_.size() > 1) {
        const std::size_t n = vertices_.size();
        if (measure(n - 2, n - 1)) break;
        vertices_.erase(vertices_.end() - 2);
    }
    if (closed)
        while (vertices_.size() > 1) {
            if (measure(vertices_.size() - 1, 0)) break;
            vertices_.pop_back();
        }
}

// A point after a close starts a new piece at the closed one's start.
template <class Emit>
void Stroker::subpaths(const Path& lines, Emit&& emit) {
    const Point* p = lines.points.data();
    Point start;
    bool any = false;
    const auto end = [&](bool closed) {
        if (any) {
            finish(closed);
            emit(closed);
        }
        vertices_.clear();
    };
    vertices_.clear();
    for (const Verb v : lines.verbs) {
        if (v == Verb::close) {
            end(true);
            if (any) add(start);
            continue;
        }
        const std::size_t extra = v == Verb::quad ? 1 : v == Verb::cubic ? 2 : 0;
        const Point to = p[extra];
        p += extra + 1;
        if (v == Verb::move || !any) {
            end(false);
            start = to;
            any = true;
        }
        add(to);
    }
    end(false);
}

void Stroker::begin(const Style& style) {
    style_ = style;
    half_ = style.width / 2;
    arc_step_ = std::acos(half_ / (half_ + 0.125)) * 2;
    for (std::size_t i = 0; i < arc_cosines_.size(); ++i) {
        const double angle = arc_step_ * static_cast<double>(i + 1);
        arc_cosines_[i] = angle < pi ? std::cos(angle) : -2;
    }
}

void Stroker::stroke(const Path& lines, const Style& style, Path& out) {
    begin(style);
    out_ = &out;
    if (half_ > 0) subpaths(lines, [&](bool closed) { outline(closed); });
}

void Stroker::stroke(const Path& lines, const Style& style, Rasterizer& out) {
    begin(style);
    out_ = nullptr;
    raster_ = &out;
    if (half_ > 0) subpaths(lines, [&](bool closed) { outline(closed); });
}

void Stroker::outline(bool closed) {
    std::vector<Vertex>& v = vertices_;
    const std::size_t n = v.size();
    if (n < 3) closed = false;
    if (n < 2) return;
    first_ = true;
    const auto measure_across = [&](Vertex& from, const Vertex& to) {
        from.across = {half_ * (to.p.y - from.p.y) / from.length, half_ * (to.p.x - from.p.x) / from.length};
    };
    for (std::size_t i = 0; i + 1 < n; ++i) measure_across(v[i], v[i + 1]);
    measure_across(v[n - 1], v[0]);
    const auto forward = [&](const Vertex& a, const Vertex& b, const Vertex& c) {
        join(a.p, b.p, c.p, a.length, b.length, a.across, b.across);
    };
    const auto backward = [&](const Vertex& a, const Vertex& b, const Vertex& c) {  // from c to a
        join(c.p, b.p, a.p, b.length, a.length, Point{} - b.across, Point{} - a.across);
    };
    if (closed) {
        forward(v[n - 1], v[0], v[1]);
        for (std::size_t i = 1; i + 1 < n; ++i) forward(v[i - 1], v[i], v[i + 1]);
        forward(v[n - 2], v[n - 1], v[0]);
        shut();
        first_ = true;
        backward(v[n - 2], v[n - 1], v[0]);
        for (std::size_t i = n - 1; i-- > 1;) backward(v[i - 1], v[i], v[i + 1]);
        backward(v[n - 1], v[0], v[1]);
    } else {
        cap(v[0], v[1], v[0].length);
        for (std::size_t i = 1; i + 1 < n; ++i) forward(v[i - 1], v[i], v[i + 1]);
        cap(v[n - 1], v[n - 2], v[n - 2].length);
        for (std::size_t i = n - 1; i-- > 1;) backward(v[i - 1], v[i], v[i + 1]);
    }
    shut();
}

void Stroker::cap(const Vertex& v0, const Vertex& v1, double length) {
    const Point d{(v1.p.y - v0.p.y) / length * half_, (v1.p.x - v0.p.x) / length * half_};
    if (style_.cap != scene::Cap::round) {
        const Point e = style_.cap == scene::Cap::projecting ? Point{d.y, d.x} : Point{};
        put({v0.p.x - d.x - e.x, v0.p.y + d.y - e.y});
        put({v0.p.x + d.x - e.x, v0.p.y - d.y - e.y});
        return;
    }
    double da = arc_step_;
    const int n = static_cast<int>(pi / da);
    da = pi / (n + 1);
    put({v0.p.x - d.x, v0.p.y + d.y});
    double a = std::atan2(d.y, -d.x) + da;
    for (int i = 0; i < n; ++i, a += da) put({v0.p.x + std::cos(a) * half_, v0.p.y + std::sin(a) * half_});
    put(moved(v0.p, d));
}

void Stroker::join(Point v0, Point v1, Point v2, double length1, double length2, Point d1, Point d2) {
    // The inner side; where a line goes straight back, both sides are outer ones.
    if (cross(v0, v1, v2) > same_point) {
        const double limit = std::max(std::min(length1, length2) / half_, inner_limit);
        miter(v0, v1, v2, d1, d2, true, limit, 0);
        return;
    }
    const Point m{(d1.x + d2.x) / 2, (d1.y + d2.y) / 2};
    const double bevel = std::sqrt(m.x * m.x + m.y * m.y);
    if (style_.join == scene::Join::miter) {
        miter(v0, v1, v2, d1, d2, !style_.smart_miter, style_.miter_limit, bevel);
        return;
    }
    if (half_ - bevel < half_ / 1024) {  // nearly straight: one point does
        Point at;
        if (intersect(moved(v0, d1), moved(v1, d1), moved(v1, d2), moved(v2, d2), at))
            put(at);
        else
            put(moved(v1, d1));
        return;
    }
    if (style_.join == scene::Join::round) {
        arc(v1, {d1.x, -d1.y}, {d2.x, -d2.y});
    } else {
        put(moved(v1, d1));
        put(moved(v1, d2));
    }
}

void Stroker::miter(Point v0, Point v1, Point v2, Point d1, Point d2, bool revert, double limit, double bevel) {
    const Point c1 = moved(v1, d1), c2 = moved(v1, d2);
    const double reach = half_ * limit;
    Point tip = v1;
    const bool meets = intersect(moved(v0, d1), c1, c2, moved(v2, d2), tip);
    double length = 1;
    if (meets) {
        length = distance(v1, tip);
        if (length <= reach) {
            put(tip);
            return;
        }
    } else if ((cross(v0, v1, c1) < 0) == (cross(v1, v2, c1) < 0)) {  // straight on, not back
        put(c1);
        return;
    }
    if (revert) {
        put(c1);
        put(c2);
    } else if (!meets) {
        put({v1.x + d1.x + d1.y * limit, v1.y - d1.y + d1.x * limit});
        put({v1.x + d2.x - d2.y * limit, v1.y - d2.y - d2.x * limit});
    } else {
        const double k = (reach - bevel) / (length - bevel);
        put({c1.x + (tip.x - c1.x) * k, c1.y + (tip.y - c1.y) * k});
        put({c2.x + (tip.x - c2.x) * k, c2.y + (tip.y - c2.y) * k});
    }
}

// Arcs of up to half a circle and three points on the way, by halving angles. False, and nothing is put, where that is
// not all, or where the last bit might be another pixel's part: then the angles are measured.
bool Stroker::short_arc(Point c, Point d1, Point d2) {
    const double unit = 1 / (half_ * half_);
    const double sine = (d1.x * d2.y - d1.y * d2.x) * unit, cosine = (d1.x * d2.x + d1.y * d2.y) * unit;
    constexpr double margin = 1e-9;
    if (!(sine > margin)) return false;
    std::size_t n = 0;
    while (n < arc_cosines_.size() && cosine < arc_cosines_[n]) ++n;
    const auto decided = [&](double limit) { return std::fabs(cosine - limit) > margin; };
    if (n == arc_cosines_.size() || !decided(arc_cosines_[n]) || (n > 0 && !decided(arc_cosines_[n - 1]))) return false;
    if (n == 0) {
        put(c + d1);
        put(c + d2);
        return true;
    }
    struct Turn {
        double cosine, sine;
        Turn half() const {
            if (cosine < 0) {
                const double s = std::sqrt((1 - cosine) / 2);
                return {sine / (2 * s), s};
            }
            const double k = std::sqrt((1 + cosine) / 2);
            return {k, sine / (2 * k)};
        }
        Point operator()(Point d) const { return {d.x * cosine - d.y * sine, d.x * sine + d.y * cosine}; }
        Point back(Point d) const { return {d.x * cosine + d.y * sine, d.y * cosine - d.x * sine}; }
    };
    const Turn whole{cosine, sine};
    std::array<Point, 3> between;
    if (n == 2) {
        // cos(3 a) = 4 cos(a)^3 - 3 cos(a), solved for an angle that is not near 60 degrees.
        if (cosine < -0.98) return false;
        double t = 0.8644 + (0.1553 + (-0.0222 + (0.061 - 0.0653 * cosine) * cosine) * cosine) * cosine;
        for (int i = 0; i < 4; ++i) t -= ((4 * t * t - 3) * t - cosine) / (12 * t * t - 3);
        const Turn third{t, std::sqrt(1 - t * t)};
        between = {c + third(d1), c + third.back(d2), {}};
    } else {
        const Turn half = whole.half();
        if (n == 1) {
            between[0] = c + half(d1);
        } else {
            const Turn quarter = half.half();
            between = {c + quarter(d1), c + half(d1), c + quarter.back(d2)};
        }
    }
    for (std::size_t i = 0; i < n; ++i)
        if (!sure(between[i])) return false;
    put(c + d1);
    for (std::size_t i = 0; i < n; ++i) put(between[i]);
    put(c + d2);
    return true;
}

void Stroker::arc(Point c, Point d1, Point d2) {
    if (short_arc(c, d1, d2)) return;
    double a1 = std::atan2(d1.y, d1.x), a2 = std::atan2(d2.y, d2.x);
    double da = arc_step_;
    put(c + d1);
    if (a1 > a2) a2 += 2 * pi;
    const int n = static_cast<int>((a2 - a1) / da);
    da = (a2 - a1) / (n + 1);
    a1 += da;
    for (int i = 0; i < n; ++i, a1 += da) put({c.x + std::cos(a1) * half_, c.y + std::sin(a1) * half_});
    put(c + d2);
}

bool Stroker::dash(const Path& lines, std::span<const double> lengths, double offset, Path& out) {
    lengths = lengths.first(std::min<std::size_t>(lengths.size() / 2 * 2, 32));
    double total = 0;
    for (const double d : lengths) {
        if (!(d >= 0)) return false;
        total += d;
    }
    if (!(total > 0) || !std::isfinite(total) || !std::isfinite(offset)) return false;
    double whole = 0;
    subpaths(lines, [&](bool closed) {
        for (std::size_t i = 0; i + (closed ? 0 : 1) < vertices_.size(); ++i) whole += vertices_[i].length;
    });
    if (!(whole / total * static_cast<double>(lengths.size()) < max_dashes)) return false;
    subpaths(lines, [&](bool closed) { dash_one(closed, lengths, std::fmod(offset, total), out); });
    return true;
}

void Stroker::dash_one(bool closed, std::span<const double> lengths, double offset, Path& out) {
    const std::vector<Vertex>& v = vertices_;
    if (v.size() < 2) return;
    std::size_t current = 0;  // entry of lengths
    double used = 0;          // of that entry
    for (double rest = std::fabs(offset); rest > 0;) {
        if (rest > lengths[current]) {
            rest -= lengths[current];
            current = (current + 1) % lengths.size();
        } else {
            used = rest;
            rest = 0;
        }
    }
    out.move_to(v[0].p);
    const std::size_t pieces = closed ? v.size() : v.size() - 1;
    for (std::size_t i = 0; i < pieces; ++i) {
        const Point a = v[i].p, b = v[(i + 1) % v.size()].p;
        const double length = v[i].length;
        double rest = length;
        const auto put_dash = [&](Point p) {
            if (current & 1)
                out.move_to(p);
            else
                out.line_to(p);
        };
        for (double left = lengths[current] - used; rest > left; left = lengths[current]) {
            rest -= left;
            put_dash({b.x - (b.x - a.x) * rest / length, b.y - (b.y - a.y) * rest / length});
            current = (current + 1) % lengths.size();
            used = 0;
        }
        used += rest;
        put_dash(b);
    }
}

}  // namespace plotmill::paint
