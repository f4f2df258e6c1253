// Legend._auto_legend_data and the badness of Legend._find_best_position.
#include "layout/legend_best.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "base/watch.h"
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

constexpr std::size_t block_size = 256;
constexpr std::size_t many = 2048;  // points that are not copied

// What is drawn from columns as it stands.
bool stays(const Points& points, figure::Space space, const figure::View& view) {
    return points.in_columns() && points.size() > many && space == figure::Space::data && view.straight();
}

Places places_of(const figure::LineArtist& line, figure::Space space, const figure::View& view) {
    using figure::DrawStyle;
    const Points points = line.points();
    if (line.drawstyle == DrawStyle::line && stays(points, space, view)) return Places::mapped(points, view.map(0));
    std::vector<Point> p;
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
    return p;
}

Places places_of(const Points& offsets, figure::Space space, const figure::View& view) {
    if (stays(offsets, space, view)) return Places::mapped(offsets, view.map(0));
    std::vector<Point> p;
    p.reserve(offsets.size());
    for (const Point o : offsets) p.push_back(view.place(space, o));
    return p;
}

// Whether all of a block lies so far to one side of a box that no rounding makes it touch.
bool apart(const Rect& block, const Rect& box) {
    const auto beyond = [](double a0, double a1, double b0, double b1) {
        const double slack = 1e-6 + 1e-9 * (std::abs(a0) + std::abs(a1) + std::abs(b0) + std::abs(b1));
        return a1 + slack < b0 || b1 + slack < a0;
    };
    return beyond(block.x0, block.x1, box.x0, box.x1) || beyond(block.y0, block.y1, box.y0, box.y1);
}

}  // namespace

Places::Places(std::vector<Point> points) : own_(std::move(points)) { make_blocks(); }

Places Places::mapped(Points points, const Points::Map& map) {
    Places p;
    p.points_ = std::move(points);
    p.map_ = map;
    p.make_blocks();
    return p;
}

void Places::make_blocks() {
    // Beyond this a mapped value need not be finite any more. The mapping keeps the order, to the last bit.
    constexpr double most = 1e200;
    const Points::Map same, &map = own_.empty() ? map_ : same;
    const bool sure =
        std::abs(map.ax) < 1e50 && std::abs(map.ay) < 1e50 && std::abs(map.ex) < most && std::abs(map.ey) < most;
    blocks_.resize((size() + block_size - 1) / block_size);
    Poll poll;
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
        poll(block_size / 8);
        Block& block = blocks_[k];
        const std::size_t begin = k * block_size, end = std::min(begin + block_size, size());
        Rect r = Rect::none();
        std::size_t far = 0;
        const auto see = [&](double x, double y) {
            const bool near = std::abs(x) < most && std::abs(y) < most;  // not so for NaN
            r.x0 = near && x < r.x0 ? x : r.x0;
            r.y0 = near && y < r.y0 ? y : r.y0;
            r.x1 = near && x > r.x1 ? x : r.x1;
            r.y1 = near && y > r.y1 ? y : r.y1;
            if (!near) far += std::isfinite(x) && std::isfinite(y);
            return near;
        };
        const std::size_t from = begin > 0 ? begin - 1 : 0;
        if (!own_.empty()) {
            for (std::size_t i = begin; i < end; ++i) block.finite += see(own_[i].x, own_[i].y);
            see(own_[from].x, own_[from].y);
        } else {
            const double* const ys = points_.y().data();
            const double* const xs = points_.x().empty() ? nullptr : points_.x().data();
            const auto x = [&](std::size_t i) { return xs ? xs[i] : static_cast<double>(i); };
            for (std::size_t i = begin; i < end; ++i) block.finite += see(x(i), ys[i]);
            see(x(from), ys[from]);
        }
        block.known = sure && far == 0;
        if (r.is_none()) continue;
        const double x0 = map.ax * r.x0 + map.ex, x1 = map.ax * r.x1 + map.ex;
        const double y0 = map.ay * r.y0 + map.ey, y1 = map.ay * r.y1 + map.ey;
        block.bounds = {std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1)};
    }
}

double Places::badness(const Rect& box, bool joined) const {
    double bad = 0;
    bool hit = !joined;
    Poll poll;
    for (std::size_t k = 0; k < blocks_.size(); ++k) {
        poll();
        const Block& block = blocks_[k];
        if (block.known) {
            const Rect& b = block.bounds;
            if (block.finite == 0 || apart(b, box)) continue;
            if (hit && holds(box, {b.x0, b.y0}) && holds(box, {b.x1, b.y1})) {
                bad += static_cast<double>(block.finite);
                continue;
            }
        }
        poll(block_size / 8);
        const std::size_t begin = k * block_size, end = std::min(begin + block_size, size());
        std::optional<Point> last;
        if (begin > 0 && !hit)
            if (const Point p = at(begin - 1); finite(p)) last = p;
        for (std::size_t i = begin; i < end; ++i) {
            const Point p = at(i);
            if (!finite(p)) {
                last.reset();
                continue;
            }
            if (holds(box, p)) ++bad;
            if (!hit && last && crosses(*last, p, box)) hit = true;
            last = p;
        }
    }
    return bad + (joined && hit);
}

Obstacles obstacles_of(const resolve::ResolvedAxes& axes, const figure::View& view) {
    Obstacles out;
    for (const figure::Artist& artist : axes.artists) {
        if (const auto* line = std::get_if<figure::LineArtist>(&artist.content)) {
            out.lines.push_back(places_of(*line, artist.space, view));
        } else if (const auto* through = std::get_if<figure::InfiniteLineArtist>(&artist.content)) {
            const auto ends = figure::line_ends(*through, artist.space, view);
            out.lines.emplace_back(std::vector<Point>(ends.begin(), ends.end()));
        } else if (const auto* patch = std::get_if<figure::PatchArtist>(&artist.content)) {
            const Path path = view.place(artist.space, patch->path, patch->steps);
            figure::DataLimits box;
            figure::add_path_extents(box, path, true, true);
            if (box.has_x()) out.boxes.push_back({box.x0, box.y0, box.x1, box.y1});
        } else if (const auto* marks = std::get_if<figure::CollectionArtist>(&artist.content)) {
            out.offsets.push_back(places_of(marks->offsets, artist.space, view));
        }
    }
    return out;
}

double badness(const Obstacles& obstacles, const Rect& r) {
    double bad = 0;
    for (const Places& line : obstacles.lines) bad += line.badness(r, true);
    for (const Places& marks : obstacles.offsets) bad += marks.badness(r, false);
    for (const Rect& b : obstacles.boxes)
        if (r.overlaps(b)) ++bad;
    return bad;
}

}  // namespace plotmill::layout
