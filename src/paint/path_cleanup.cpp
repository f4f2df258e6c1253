#include "paint/path_cleanup.h"

#include <algorithm>

namespace plotmill::paint {

std::size_t count_vertices(const Path& path) {
    return path.points.size() + static_cast<std::size_t>(std::count(path.verbs.begin(), path.verbs.end(), Verb::close));
}

void remove_nans(const Path& in, Path& out) {
    out.clear();
    const Point* p = in.points.data();
    Point start{NAN, NAN};
    bool any_valid = false;  // a piece was kept: a close has something to close
    bool last_valid = false;
    bool broken = false;      // since the last move: a close becomes a line to the start
    bool needs_move = false;  // the next piece starts with a move to its first point
    for (const Verb v : in.verbs) {
        if (v == Verb::close) {
            if (!any_valid) continue;
            if (!broken)
                out.close();
            else if (last_valid && finite(start))
                out.line_to(start);
            continue;
        }
        const std::size_t n = v == Verb::quad ? 2 : v == Verb::cubic ? 3 : 1;
        const Point* const piece = p;
        p += n;
        if (v == Verb::move) {
            start = piece[0];
            broken = false;
        }
        last_valid = std::all_of(piece, piece + n, [](Point q) { return finite(q); });
        if (last_valid) {
            any_valid = true;
            const bool moved = needs_move;
            needs_move = false;
            if (moved) out.move_to(piece[0]);
            if (moved && n == 1) continue;  // the move is all there is of this piece
            out.verbs.push_back(v);
            out.points.insert(out.points.end(), piece, piece + n);
            continue;
        }
        broken = true;
        needs_move = !finite(piece[n - 1]);
        if (!needs_move) out.move_to(piece[n - 1]);
    }
}

namespace {

// Liang-Barsky as Agg has it. `moved` bits: 1 the first point, 2 the second; false: nothing is left.
bool clip_segment(Point& a, Point& b, const Rect& box, int& moved) {
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

}  // namespace

void clip_lines(const Path& in, const Rect& box, Path& out) {
    out.clear();
    LineClipper<Path> clipper(box, out);
    const Point* p = in.points.data();
    for (const Verb v : in.verbs) {
        switch (v) {
            case Verb::move:
                clipper.move_to(*p++);
                break;
            case Verb::line:
                clipper.line_to(*p++);
                break;
            case Verb::close:
                clipper.close();
                break;
            case Verb::quad:
                clipper.curve_to(v, p, 2);
                p += 2;
                break;
            case Verb::cubic:
                clipper.curve_to(v, p, 3);
                p += 3;
                break;
        }
    }
    clipper.finish();
}

bool should_snap(const Path& path, scene::Snap snap, std::size_t vertices) {
    if (snap == scene::Snap::off) return false;
    if (snap == scene::Snap::on) return true;
    if (vertices > most_snapped || path.verbs.empty()) return false;
    const auto slanted = [](Point a, Point b) { return std::fabs(a.x - b.x) >= 1e-4 && std::fabs(a.y - b.y) >= 1e-4; };
    const Point* p = path.points.data();
    Point last, start;
    for (const Verb v : path.verbs) {
        switch (v) {
            case Verb::move:
                last = start = *p++;
                break;
            case Verb::line:
                if (slanted(last, *p)) return false;
                last = *p++;
                break;
            case Verb::close:
                last = start;
                break;  // Matplotlib 3.6 does not look at the closing piece
            case Verb::quad:
            case Verb::cubic:
                return false;
        }
    }
    return true;
}

void snap_points(Path& path, double stroke_width) {
    const double width = std::floor(std::clamp(stroke_width, 0.0, 1e6) + 0.5);
    const double value = std::fmod(width, 2) != 0 ? 0.5 : 0.0;
    for (Point& p : path.points) p = {std::floor(p.x + 0.5) + value, std::floor(p.y + 0.5) + value};
}

bool should_simplify(const Path& path) {
    if (path.points.size() < 128) return false;
    return std::all_of(path.verbs.begin(), path.verbs.end(), [](Verb v) { return v == Verb::move || v == Verb::line; });
}

namespace {

double norm2(Point v) { return v.x * v.x + v.y * v.y; }

// Merges the pieces of a line as they come.
class Simplifier {
public:
    Simplifier(double threshold, Path& out) : limit2_(threshold * threshold), out_(out) {}

    void move_to(Point q) {
        if (length2_ != 0 && !after_move_) end_line(q);
        start(q);
    }

    void line_to(Point q) {
        if (first_) {
            start(q);
            return;
        }
        after_move_ = false;
        if (length2_ == 0) {
            if (fresh_) out_.move_to(last_);
            fresh_ = false;
            begin_line(last_, q, last_);
            return;
        }
        const Point total = q - origin_;
        const double dot = direction_.x * total.x + direction_.y * total.y;
        const Point along{dot * direction_.x / length2_, dot * direction_.y / length2_};
        if (norm2(total - along) >= limit2_) {
            end_line(q);
            return;
        }
        const double along2 = norm2(along);
        last_is_forward_ = last_is_backward_ = false;
        if (dot > 0) {
            if (along2 > forward2_) {
                last_is_forward_ = true;
                forward2_ = along2;
                forward_ = q;
            }
        } else if (along2 > backward2_) {
            last_is_backward_ = true;
            backward2_ = along2;
            backward_ = q;
        }
        last_ = q;
    }

    void finish() {
        if (first_) return;
        const auto put = [&](Point to) {
            if (after_move_)
                out_.move_to(to);
            else
                out_.line_to(to);
        };
        if (length2_ != 0) {
            put(forward_);
            if (backward2_ > 0) put(backward_);
        }
        put(last_);
    }

private:
    void start(Point q) {
        after_move_ = true;
        first_ = false;
        last_ = q;
        length2_ = 0;
        backward2_ = 0;
        fresh_ = true;
    }

    void begin_line(Point from, Point to, Point anchor) {
        direction_ = to - from;
        length2_ = forward2_ = norm2(direction_);
        backward2_ = 0;
        last_is_forward_ = true;
        last_is_backward_ = false;
        origin_ = anchor;
        forward_ = last_ = to;
    }

    void end_line(Point next) {
        if (backward2_ > 0) {
            out_.line_to(last_is_forward_ ? backward_ : forward_);
            out_.line_to(last_is_forward_ ? forward_ : backward_);
        } else {
            out_.line_to(forward_);
        }
        if (fresh_)
            out_.move_to(last_);
        else if (!last_is_forward_ && !last_is_backward_)
            out_.line_to(last_);
        fresh_ = false;
        begin_line(last_, next, out_.points.back());
    }

    const double limit2_;
    Path& out_;
    Point last_;                // of the input
    Point origin_, direction_;  // the line being built: where it starts, its first vector
    double length2_ = 0;        // of direction; 0: no line is being built
    Point forward_, backward_;  // the furthest points along and against direction
    double forward2_ = 0, backward2_ = 0;
    bool last_is_forward_ = false, last_is_backward_ = false;
    bool fresh_ = false;  // a move was seen and not written
    bool after_move_ = false;
    bool first_ = true;
};

}  // namespace

void simplify(const Path& in, double threshold, Path& out) {
    out.clear();
    Simplifier simplifier(threshold, out);
    const Point* p = in.points.data();
    for (const Verb v : in.verbs) {
        const Point q = *p++;
        if (v == Verb::move)
            simplifier.move_to(q);
        else
            simplifier.line_to(q);
    }
    simplifier.finish();
}

void simplify_clipped(const Path& in, const Rect& box, double threshold, Path& out) {
    out.clear();
    Simplifier simplifier(threshold, out);
    LineClipper<Simplifier> clipper(box, simplifier);
    const Point* p = in.points.data();
    bool needs_move = false;  // a gap came before
    for (const Verb v : in.verbs) {
        const Point q = *p++;
        if (!finite(q))
            needs_move = true;
        else if (v == Verb::move || needs_move) {
            clipper.move_to(q);
            needs_move = false;
        } else
            clipper.line_to(q);
    }
    clipper.finish();
    simplifier.finish();
}

}  // namespace plotmill::paint
