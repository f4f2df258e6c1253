// Legend._auto_legend_data and the badness of Legend._find_best_position.
#include "layout/legend_best.h"

#include <algorithm>
#include <cmath>

#include "figure/data_limits.h"
#include "figure/emit.h"

namespace plotmill::layout {

namespace {

bool holds(const Rect& r, Point p) { return p.x > r.x0 && p.x < r.x1 && p.y > r.y0 && p.y < r.y1; }

// _path.h: segment_intersects_rectangle.
bool crosses(Point a, Point b, const Rect& r) {
    const Point c = r.center();
    const double w = r.width(), h = r.height();
    return std::abs(a.x + b.x - 2.0 * c.x) < std::abs(a.x - b.x) + w &&
           std::abs(a.y + b.y - 2.0 * c.y) < std::abs(a.y - b.y) + h &&
           2.0 * std::abs((a.x - c.x) * (a.y - b.y) - (a.y - c.y) * (a.x - b.x)) <
               w * std::abs(a.y - b.y) + h * std::abs(a.x - b.x);
}

void add_line(Obstacles& out, const figure::LineArtist& line, figure::Space space, const figure::View& view) {
    using figure::DrawStyle;
    std::vector<Point> p;
    const Points points = line.points();
    p.reserve(points.size());
    auto put = [&](double x, double y) { p.push_back(view.place(space, {x, y})); };
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto [x, y] = points[i];
        if (i > 0) {
            const auto [px, py] = points[i - 1];
            if (line.drawstyle == DrawStyle::steps_pre) put(px, y);
            if (line.drawstyle == DrawStyle::steps_post) put(x, py);
            if (line.drawstyle == DrawStyle::steps_mid) {
                put((px + x) / 2, py);
                put((px + x) / 2, y);
                if (i + 1 < points.size()) continue;
            }
        }
        put(x, y);
    }
    out.lines.push_back(std::move(p));
}

}  // namespace

Obstacles obstacles_of(const resolve::ResolvedAxes& axes, const figure::View& view) {
    Obstacles out;
    for (const figure::Artist& artist : axes.artists) {
        if (const auto* line = std::get_if<figure::LineArtist>(&artist.content)) {
            add_line(out, *line, artist.space, view);
        } else if (const auto* through = std::get_if<figure::InfiniteLineArtist>(&artist.content)) {
            const auto ends = figure::line_ends(*through, artist.space, view);
            out.lines.emplace_back(ends.begin(), ends.end());
        } else if (const auto* patch = std::get_if<figure::PatchArtist>(&artist.content)) {
            const Path path = view.place(artist.space, patch->path, patch->steps);
            figure::DataLimits box;
            figure::add_path_extents(box, path, true, true);
            if (box.has_x()) out.boxes.push_back({box.x0, box.y0, box.x1, box.y1});
        } else if (const auto* many = std::get_if<figure::CollectionArtist>(&artist.content)) {
            for (const Point p : many->offsets) out.offsets.push_back(view.place(artist.space, p));
        }
    }
    return out;
}

double badness(const Obstacles& obstacles, const Rect& r) {
    double bad = 0;
    for (const auto& line : obstacles.lines) {
        bool hit = false;
        const Point* last = nullptr;
        for (const Point& p : line) {
            if (!finite(p)) {
                last = nullptr;
                continue;
            }
            if (holds(r, p)) ++bad;
            if (!hit && last && crosses(*last, p, r)) hit = true;
            last = &p;
        }
        if (hit) ++bad;
    }
    for (const Point& p : obstacles.offsets)
        if (holds(r, p)) ++bad;
    for (const Rect& b : obstacles.boxes)
        if (r.overlaps(b)) ++bad;
    return bad;
}

}  // namespace plotmill::layout
