#include "formats/vector_path.h"

#include <algorithm>
#include <cmath>

#include "base/flatten.h"
#include "paint/path_cleanup.h"
#include "paint/sketch.h"

namespace plotmill::formats {

namespace {

constexpr double far = 1e5;  // pixels

bool reaches_far(const Path& path) {
    return std::ranges::any_of(path.points, [](Point p) { return std::fabs(p.x) > far || std::fabs(p.y) > far; });
}

// One side of Sutherland and Hodgman's clipping: what of the ring is not beyond `bound`.
void cut(std::vector<Point>& ring, std::vector<Point>& scratch, double Point::*axis, double bound, bool above) {
    const auto inside = [&](Point p) { return above ? p.*axis >= bound : p.*axis <= bound; };
    scratch.clear();
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i], b = ring[(i + 1) % ring.size()];
        if (inside(a)) scratch.push_back(a);
        if (inside(a) == inside(b)) continue;
        Point p = a + (b - a) * ((bound - a.*axis) / (b.*axis - a.*axis));
        p.*axis = bound;  // whatever was lost of numbers of very different size
        scratch.push_back(p);
    }
    ring.swap(scratch);
}

// The rings of a shape cut to `box`; its edges then run along the box, which must be well off the page.
Path cut_shape(const Path& shape, const Rect& box) {
    Path flat, out;
    flatten(shape, flat);
    std::vector<Point> ring, scratch;
    const auto end_ring = [&] {
        cut(ring, scratch, &Point::x, box.x0, true);
        cut(ring, scratch, &Point::x, box.x1, false);
        cut(ring, scratch, &Point::y, box.y0, true);
        cut(ring, scratch, &Point::y, box.y1, false);
        if (ring.size() > 1) out.append(Path::polyline(ring, true));
        ring.clear();
    };
    const Point* p = flat.points.data();
    for (const Verb v : flat.verbs) {
        if (v == Verb::close) continue;
        if (v == Verb::move) end_ring();
        ring.push_back(*p++);
    }
    end_ring();
    return out;
}

void clean_path(const Path& in, const PathUse& use, const Rect& page, Path& out) {
    paint::remove_nans(in, out);
    const auto snap = [&] {
        if (paint::should_snap(out, use.snap, paint::count_vertices(in))) paint::snap_points(out, use.stroke_width);
    };
    if (use.filled) {
        snap();
        if (reaches_far(out)) {
            const double pad = std::max(page.width(), page.height()) + 2 * use.stroke_width;
            out = cut_shape(out, page.padded(pad));
        }
        return;
    }
    Path other;
    paint::clip_lines(out, page.padded(1), other);
    std::swap(out, other);
    snap();
    if (!use.simplify || !use.single || !paint::should_simplify(out)) return;
    paint::simplify(out, use.single->simplify_threshold, other);
    std::swap(out, other);
}

}  // namespace

void prepare_path(const Path& in, const PathUse& use, const Rect& page, Path& out) {
    clean_path(in, use, page, out);
    if (!use.single || !use.single->sketch) return;
    Path flat;
    flatten(out, flat);
    paint::sketch(flat, *use.single->sketch, out);
}

bool prepare_marker(const Path& in, const PathUse& use, const Rect& page, Path& out) {
    Path clean;
    paint::remove_nans(in, clean);
    const bool snapped = paint::should_snap(clean, use.snap, paint::count_vertices(in));
    prepare_path(in, {true, false, use.stroke_width, snapped ? use.snap : scene::Snap::off}, page, out);
    return snapped;
}

Point on_pixel(Point p) { return {std::floor(p.x + 0.5), std::floor(p.y + 0.5)}; }

Rect on_pixels(const Rect& r) {
    const Point a = on_pixel({r.min_x(), r.min_y()}), b = on_pixel({r.max_x(), r.max_y()});
    return {a.x, a.y, b.x, b.y};
}

Path with_cubics(const Path& in) {
    Path out;
    Point last, start;
    const Point* p = in.points.data();
    for (const Verb v : in.verbs) {
        switch (v) {
            case Verb::move:
                out.move_to(start = *p);
                last = *p++;
                break;
            case Verb::line:
                out.line_to(*p);
                last = *p++;
                break;
            case Verb::quad:
                out.cubic_to(last + (p[0] - last) * (2.0 / 3), p[1] + (p[0] - p[1]) * (2.0 / 3), p[1]);
                last = p[1];
                p += 2;
                break;
            case Verb::cubic:
                out.cubic_to(p[0], p[1], p[2]);
                last = p[2];
                p += 3;
                break;
            case Verb::close:
                out.close();
                last = start;
                break;
        }
    }
    return out;
}

Rect bounds_of(const Path& path) {
    Rect box = Rect::none();
    for (const Point p : path.points)
        if (finite(p)) box.unite({p.x, p.y, p.x, p.y});
    return box;
}

}  // namespace plotmill::formats
