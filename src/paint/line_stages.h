// The stages that a line's points go through one by one before Agg draws it: cut to the canvas, then merged where they
// are nearly straight. Internal to paint/: path_cleanup.h runs them over paths, long_line.h over columns.
#pragma once

#include <cmath>

#include "base/path.h"

namespace plotmill::paint {

// Liang-Barsky as Agg has it. `moved` bits: 1 the first point, 2 the second; false: nothing is left.
inline bool clip_segment(Point& a, Point& b, const Rect& box, int& moved) {
    const auto x_side = [&](double x) { return x > box.x1 ? 1 : x < box.x0 ? -1 : 0; };
    const auto y_side = [&](double y) { return y > box.y1 ? 1 : y < box.y0 ? -1 : 0; };
    moved = 0;
    const int ax = x_side(a.x), ay = y_side(a.y), bx = x_side(b.x), by = y_side(b.y);
    if (!ax && !ay && !bx && !by) return true;
    moved = 4;
    if ((ax && ax == bx) || (ay && ay == by)) return false;
    const Point from = a, to = b;
    const auto move_in = [&](Point& p, int side) {
        if (side) {
            if (from.x == to.x) return false;
            const double x = side > 0 ? box.x1 : box.x0;
            p = {x, (x - from.x) * (to.y - from.y) / (to.x - from.x) + from.y};
        }
        if (const int s = y_side(p.y)) {
            if (from.y == to.y) return false;
            const double y = s > 0 ? box.y1 : box.y0;
            p = {(y - from.y) * (to.x - from.x) / (to.y - from.y) + from.x, y};
        }
        return true;
    };
    int done = 0;
    if (ax || ay) {
        if (!move_in(a, ax) || a == b) return false;
        done |= 1;
    }
    if (bx || by) {
        if (!move_in(b, bx) || a == b) return false;
        done |= 2;
    }
    moved = done;
    return true;
}

// Cuts lines as they come, and hands on what is left.
template <class Out>
class LineClipper {
public:
    LineClipper(const Rect& box, Out& out) : box_(box), out_(out) {}

    void move_to(Point to) {
        lone_move();
        start_ = last_ = to;
        any_ = true;
        pending_ = true;
        was_clipped_ = false;
    }
    void line_to(Point to) {
        piece(last_, to);
        last_ = to;
    }
    void close() {
        if (any_ && !piece(last_, start_)) return;
        if (!any_ || !was_clipped_) out_.close();
    }
    // Points of a curve, which is kept whole; the last one is where it ends.
    void curve_to(Verb v, const Point* p, std::size_t n) {
        if (pending_) out_.move_to(last_);
        pending_ = false;
        out_.verbs.push_back(v);
        out_.points.insert(out_.points.end(), p, p + n);
        last_ = p[n - 1];
    }
    void finish() { lone_move(); }

    // Whether a further point within the box would go through as it is; `to` is then the last of those that did.
    bool inside() const { return !pending_ && box_.contains(last_); }
    void skip_to(Point to) { last_ = to; }

private:
    // A move that nothing follows stays, as Matplotlib keeps it.
    void lone_move() {
        if (pending_ && any_ && last_.x >= box_.x0 && last_.x <= box_.x1 && last_.y >= box_.y0 && last_.y <= box_.y1)
            out_.move_to(last_);
    }
    bool piece(Point a, Point b) {
        int moved;
        const bool left = clip_segment(a, b, box_, moved);
        was_clipped_ = was_clipped_ || moved != 0;
        if (!left) return false;
        if ((moved & 1) || pending_) out_.move_to(a);
        out_.line_to(b);
        pending_ = false;
        return true;
    }

    const Rect box_;
    Out& out_;
    Point last_{NAN, NAN}, start_{NAN, NAN};
    bool pending_ = true;       // a move is due before the next piece
    bool any_ = false;          // a move was seen
    bool was_clipped_ = false;  // since the move: the loop no longer closes
};

inline double norm2(Point v) { return v.x * v.x + v.y * v.y; }

// A line being built of points that lie nearly on it: where it starts and its first vector, and how far it reaches.
struct Growth {
    Point origin, direction;
    double length2 = 0;       // of direction; 0: no line is being built
    Point last;               // of the input
    Point forward, backward;  // the furthest points along and against direction
    double forward2 = 0, backward2 = 0;
    bool last_is_forward = false, last_is_backward = false;

    double dot(Point q) const { return direction.x * (q.x - origin.x) + direction.y * (q.y - origin.y); }
    Point along(double dot) const { return {dot * direction.x / length2, dot * direction.y / length2}; }
    // A point on the line; `dot` and `along2` are its own.
    void stretch(Point q, double dot, double along2) {
        last_is_forward = last_is_backward = false;
        if (dot > 0) {
            if (along2 > forward2) {
                last_is_forward = true;
                forward2 = along2;
                forward = q;
            }
        } else if (along2 > backward2) {
            last_is_backward = true;
            backward2 = along2;
            backward = q;
        }
        last = q;
    }
};

// Merges the pieces of a line as they come.
class Simplifier {
public:
    Simplifier(double threshold, Path& out) : limit2_(threshold * threshold), out_(out) {}

    void move_to(Point q) {
        if (g_.length2 != 0 && !after_move_) end_line(q);
        start(q);
    }

    void line_to(Point q) {
        if (first_) {
            start(q);
            return;
        }
        after_move_ = false;
        if (g_.length2 == 0) {
            if (fresh_) out_.move_to(g_.last);
            fresh_ = false;
            begin_line(g_.last, q, g_.last);
            return;
        }
        const double dot = g_.dot(q);
        const Point along = g_.along(dot);
        if (norm2(q - g_.origin - along) >= limit2_)
            end_line(q);
        else
            g_.stretch(q, dot, norm2(along));
    }

    void finish() {
        if (first_) return;
        const auto put = [&](Point to) {
            if (after_move_)
                out_.move_to(to);
            else
                out_.line_to(to);
        };
        if (g_.length2 != 0) {
            put(g_.forward);
            if (g_.backward2 > 0) put(g_.backward);
        }
        put(g_.last);
    }

    // The line that further points may stretch; null where the next point begins one.
    Growth* growing() { return first_ || after_move_ || g_.length2 == 0 ? nullptr : &g_; }

private:
    void start(Point q) {
        after_move_ = true;
        first_ = false;
        g_.last = q;
        g_.length2 = 0;
        g_.backward2 = 0;
        fresh_ = true;
    }

    void begin_line(Point from, Point to, Point anchor) {
        g_.direction = to - from;
        g_.length2 = g_.forward2 = norm2(g_.direction);
        g_.backward2 = 0;
        g_.last_is_forward = true;
        g_.last_is_backward = false;
        g_.origin = anchor;
        g_.forward = g_.last = to;
    }

    void end_line(Point next) {
        if (g_.backward2 > 0) {
            out_.line_to(g_.last_is_forward ? g_.backward : g_.forward);
            out_.line_to(g_.last_is_forward ? g_.forward : g_.backward);
        } else {
            out_.line_to(g_.forward);
        }
        if (fresh_)
            out_.move_to(g_.last);
        else if (!g_.last_is_forward && !g_.last_is_backward)
            out_.line_to(g_.last);
        fresh_ = false;
        begin_line(g_.last, next, out_.points.back());
    }

    const double limit2_;
    Path& out_;
    Growth g_;
    bool fresh_ = false;  // a move was seen and not written
    bool after_move_ = false;
    bool first_ = true;
};

}  // namespace plotmill::paint
