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

}  // namespace

void clip_lines(const Path& in, const Rect& box, Path& out) {
    out.clear();
    const Point* p = in.points.data();
    Point last{NAN, NAN}, start{NAN, NAN};
    bool pending = true;          // a move is due before the next piece
    bool any = false;             // a move was seen
    bool was_clipped = false;     // since the move: the loop no longer closes
    const auto lone_move = [&] {  // a move that nothing follows stays, as Matplotlib keeps it
        if (pending && any && last.x >= box.x0 && last.x <= box.x1 && last.y >= box.y0 && last.y <= box.y1)
            out.move_to(last);
    };
    const auto piece = [&](Point a, Point b, bool closing) {
        int moved;
        const bool left = clip_segment(a, b, box, moved);
        was_clipped = was_clipped || moved != 0;
        if (!left) return;
        if ((moved & 1) || pending) out.move_to(a);
        out.line_to(b);
        if (closing && !was_clipped) out.close();
        pending = false;
    };
    for (const Verb v : in.verbs) {
        switch (v) {
            case Verb::move:
                lone_move();
                start = last = *p++;
                any = true;
                pending = true;
                was_clipped = false;
                break;
            case Verb::line: {
                const Point to = *p++;
                piece(last, to, false);
                last = to;
                break;
            }
            case Verb::close:
                if (any)
                    piece(last, start, true);
                else
                    out.close();
                break;
            case Verb::quad:
            case Verb::cubic: {
                if (pending) out.move_to(last);
                pending = false;
                const std::size_t n = v == Verb::quad ? 2 : 3;
                out.verbs.push_back(v);
                out.points.insert(out.points.end(), p, p + n);
                p += n;
                last = p[-1];
                break;
            }
        }
    }
    lone_move();
}

bool should_snap(const Path& path, scene::Snap snap, std::size_t vertices) {
    if (snap == scene::Snap::off) return false;
    if (snap == scene::Snap::on) return true;
    if (vertices > 1024 || path.verbs.empty()) return false;
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

void simplify(const Path& in, double threshold, Path& out) {
    out.clear();
    const double limit2 = threshold * threshold;
    const auto norm2 = [](Point v) { return v.x * v.x + v.y * v.y; };
    Point last;               // of the input
    Point origin, direction;  // the line being built: where it starts, its first vector
    double length2 = 0;       // of direction; 0: no line is being built
    Point forward, backward;  // the furthest points along and against direction
    double forward2 = 0, backward2 = 0;
    bool last_is_forward = false, last_is_backward = false;
    bool fresh = false;  // a move was seen and not written
    bool after_move = false;
    const auto begin_line = [&](Point from, Point to, Point anchor) {
        direction = to - from;
        length2 = forward2 = norm2(direction);
        backward2 = 0;
        last_is_forward = true;
        last_is_backward = false;
        origin = anchor;
        forward = last = to;
    };
    const auto end_line = [&](Point next) {
        if (backward2 > 0) {
            out.line_to(last_is_forward ? backward : forward);
            out.line_to(last_is_forward ? forward : backward);
        } else {
            out.line_to(forward);
        }
        if (fresh)
            out.move_to(last);
        else if (!last_is_forward && !last_is_backward)
            out.line_to(last);
        fresh = false;
        begin_line(last, next, out.points.back());
    };
    bool first = true;
    const Point* p = in.points.data();
    for (const Verb v : in.verbs) {
        const Point q = *p++;
        if (first || v == Verb::move) {
            if (length2 != 0 && !after_move) end_line(q);
            after_move = true;
            first = false;
            last = q;
            length2 = 0;
            backward2 = 0;
            fresh = true;
            continue;
        }
        after_move = false;
        if (length2 == 0) {
            if (fresh) out.move_to(last);
            fresh = false;
            begin_line(last, q, last);
            continue;
        }
        const Point total = q - origin;
        const double dot = direction.x * total.x + direction.y * total.y;
        const Point along{dot * direction.x / length2, dot * direction.y / length2};
        if (norm2(total - along) < limit2) {
            const double along2 = norm2(along);
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
            continue;
        }
        end_line(q);
    }
    if (first) return;
    const auto put = [&](Point to) {
        if (after_move)
            out.move_to(to);
        else
            out.line_to(to);
    };
    if (length2 != 0) {
        put(forward);
        if (backward2 > 0) put(backward);
    }
    put(last);
}

}  // namespace plotmill::paint
