// A path of straight, quadratic and cubic pieces; NaN points break a line (as in Matplotlib, where a gap starts a new
// piece). One verb takes 1 (move, line), 2 (quad), 3 (cubic) or 0 (close) points.
#pragma once

#include <cstdint>
#include <vector>

#include "base/geometry.h"

namespace plotmill {

enum class Verb : std::uint8_t { move, line, quad, cubic, close };

struct Path {
    std::vector<Verb> verbs;
    std::vector<Point> points;

    bool empty() const { return verbs.empty(); }
    void clear() {
        verbs.clear();
        points.clear();
    }
    void move_to(Point p) { add(Verb::move, p); }
    void line_to(Point p) { add(Verb::line, p); }
    void quad_to(Point c, Point p) {
        verbs.push_back(Verb::quad);
        points.push_back(c);
        points.push_back(p);
    }
    void cubic_to(Point c1, Point c2, Point p) {
        verbs.push_back(Verb::cubic);
        points.push_back(c1);
        points.push_back(c2);
        points.push_back(p);
    }
    void close() { verbs.push_back(Verb::close); }
    void append(const Path& o) {
        verbs.insert(verbs.end(), o.verbs.begin(), o.verbs.end());
        points.insert(points.end(), o.points.begin(), o.points.end());
    }
    Path transformed(const Affine& m) const {
        Path out = *this;
        for (Point& p : out.points) p = m(p);
        return out;
    }
    bool has_curves() const {
        for (Verb v : verbs)
            if (v == Verb::quad || v == Verb::cubic) return true;
        return false;
    }

    friend bool operator==(const Path&, const Path&) = default;

    static Path rectangle(const Rect& r) {
        Path p;
        p.move_to({r.x0, r.y0});
        p.line_to({r.x1, r.y0});
        p.line_to({r.x1, r.y1});
        p.line_to({r.x0, r.y1});
        p.close();
        return p;
    }
    static Path polyline(const std::vector<Point>& pts, bool closed = false) {
        Path p;
        p.verbs.assign(pts.size(), Verb::line);
        if (!pts.empty()) p.verbs[0] = Verb::move;
        p.points = pts;
        if (closed && !pts.empty()) p.close();
        return p;
    }

private:
    void add(Verb v, Point p) {
        verbs.push_back(v);
        points.push_back(p);
    }
};

}  // namespace plotmill
