#include "paint/path_cleanup.h"

#include <algorithm>

#include "paint/line_stages.h"

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
