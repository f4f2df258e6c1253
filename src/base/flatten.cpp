#include "base/flatten.h"

namespace plotmill {

namespace {

constexpr double collinear = 1e-30;
constexpr double tolerance2 = 0.25;  // of distance, squared
constexpr int max_depth = 32;
constexpr double max_coordinate = 1e8;  // beyond it a curve is drawn as its chord

bool moderate(Point p) { return std::fabs(p.x) < max_coordinate && std::fabs(p.y) < max_coordinate; }

double distance2(Point a, Point b) { return (b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y); }
Point middle(Point a, Point b) { return {(a.x + b.x) / 2, (a.y + b.y) / 2}; }

// Squared distance of p from the piece a + t * d, where t is p's place along it.
double off_piece(Point p, Point a, Point b, double t) {
    if (t <= 0) return distance2(p, a);
    if (t >= 1) return distance2(p, b);
    return distance2(p, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
}

void quad(Point p1, Point p2, Point p3, int depth, Path& out) {
    if (depth > max_depth) return;
    const Point p12 = middle(p1, p2), p23 = middle(p2, p3), p123 = middle(p12, p23);
    const double dx = p3.x - p1.x, dy = p3.y - p1.y;
    const double d = std::fabs((p2.x - p3.x) * dy - (p2.y - p3.y) * dx);
    const double chord = dx * dx + dy * dy;
    if (d > collinear) {
        if (d * d <= tolerance2 * chord) {
            out.line_to(p123);
            return;
        }
    } else {
        double off;
        if (chord == 0) {
            off = distance2(p1, p2);
        } else {
            const double t = ((p2.x - p1.x) * dx + (p2.y - p1.y) * dy) / chord;
            if (t > 0 && t < 1) return;
            off = off_piece(p2, p1, p3, t);
        }
        if (off < tolerance2) {
            out.line_to(p2);
            return;
        }
    }
    quad(p1, p12, p123, depth + 1, out);
    quad(p123, p23, p3, depth + 1, out);
}

void cubic(Point p1, Point p2, Point p3, Point p4, int depth, Path& out) {
    if (depth > max_depth) return;
    const Point p12 = middle(p1, p2), p23 = middle(p2, p3), p34 = middle(p3, p4);
    const Point p123 = middle(p12, p23), p234 = middle(p23, p34), p1234 = middle(p123, p234);
    const double dx = p4.x - p1.x, dy = p4.y - p1.y;
    const double d2 = std::fabs((p2.x - p4.x) * dy - (p2.y - p4.y) * dx);
    const double d3 = std::fabs((p3.x - p4.x) * dy - (p3.y - p4.y) * dx);
    const double chord = dx * dx + dy * dy;
    const bool far2 = d2 > collinear, far3 = d3 > collinear;
    if (!far2 && !far3) {
        double off2, off3;
        if (chord == 0) {
            off2 = distance2(p1, p2);
            off3 = distance2(p4, p3);
        } else {
            const double k = 1 / chord;
            const double t2 = k * ((p2.x - p1.x) * dx + (p2.y - p1.y) * dy);
            const double t3 = k * ((p3.x - p1.x) * dx + (p3.y - p1.y) * dy);
            if (t2 > 0 && t2 < 1 && t3 > 0 && t3 < 1) return;
            off2 = off_piece(p2, p1, p4, t2);
            off3 = off_piece(p3, p1, p4, t3);
        }
        if (off2 > off3 ? off2 < tolerance2 : off3 < tolerance2) {
            out.line_to(off2 > off3 ? p2 : p3);
            return;
        }
    } else {
        const double d = (far2 ? d2 : 0) + (far3 ? d3 : 0);
        if (d * d <= tolerance2 * chord) {
            out.line_to(p23);
            return;
        }
    }
    cubic(p1, p12, p123, p1234, depth + 1, out);
    cubic(p1234, p234, p34, p4, depth + 1, out);
}

}  // namespace

void flatten(const Path& path, Path& out) {
    out.clear();
    const Point* p = path.points.data();
    Point last, start;
    for (const Verb v : path.verbs) {
        switch (v) {
            case Verb::move:
                last = start = *p++;
                out.move_to(last);
                break;
            case Verb::line:
                last = *p++;
                out.line_to(last);
                break;
            case Verb::quad:
                if (moderate(last) && moderate(p[0]) && moderate(p[1])) quad(last, p[0], p[1], 0, out);
                last = p[1];
                out.line_to(last);
                p += 2;
                break;
            case Verb::cubic:
                if (moderate(last) && moderate(p[0]) && moderate(p[1]) && moderate(p[2]))
                    cubic(last, p[0], p[1], p[2], 0, out);
                last = p[2];
                out.line_to(last);
                p += 3;
                break;
            case Verb::close:
                out.close();
                last = start;
                break;
        }
    }
}

}  // namespace plotmill
