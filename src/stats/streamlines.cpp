#include "stats/streamlines.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/watch.h"

namespace plotmill::stats {

double FieldGrid::at(Point p) const {
    const auto x = static_cast<std::size_t>(p.x), y = static_cast<std::size_t>(p.y);
    const std::size_t xn = std::min(x + 1, nx - 1), yn = std::min(y + 1, ny - 1);
    const double tx = p.x - static_cast<double>(x), ty = p.y - static_cast<double>(y);
    const double below = values[y * nx + x] * (1 - tx) + values[y * nx + xn] * tx;
    const double above = values[yn * nx + x] * (1 - tx) + values[yn * nx + xn] * tx;
    return below * (1 - ty) + above * ty;
}

namespace {

struct Cell {
    std::size_t x = 0, y = 0;
    friend bool operator==(const Cell&, const Cell&) = default;
};

// Which cells lines have passed through, and those of the line that is being made (StreamMask).
class Mask {
public:
    Mask(std::size_t nx, std::size_t ny) : nx_(nx), taken_(nx * ny) {}

    bool taken(Cell c) const { return taken_[c.y * nx_ + c.x]; }
    bool start(Cell c, bool broken) {
        line_.clear();
        return enter(c, broken);
    }
    // False where another line has been.
    bool enter(Cell c, bool broken) {
        if (at_ == c) return true;
        if (taken(c)) return !broken;
        line_.push_back(c);
        taken_[c.y * nx_ + c.x] = true;
        at_ = c;
        return true;
    }
    void stand_at(Cell c) { at_ = c; }
    void undo() {
        for (Cell c : line_) taken_[c.y * nx_ + c.x] = false;
    }

private:
    std::size_t nx_;
    std::vector<bool> taken_;
    std::vector<Cell> line_;
    std::optional<Cell> at_;  // it stays where the line before has ended
};

// The cells from the first corner along the edge and inwards (_gen_starting_points).
template <class F>
void spiral(std::size_t cols, std::size_t rows, F&& visit) {
    const long nx = static_cast<long>(cols), ny = static_cast<long>(rows);
    long x_first = 0, y_first = 1, x_last = nx - 1, y_last = ny - 1, x = 0, y = 0;
    enum { right, up, left, down } heading = right;
    for (long i = 0; i < nx * ny; ++i) {
        if (!visit(Cell{static_cast<std::size_t>(x), static_cast<std::size_t>(y)})) return;
        switch (heading) {
            case right:
                if (++x >= x_last) --x_last, heading = up;
                break;
            case up:
                if (++y >= y_last) --y_last, heading = left;
                break;
            case left:
                if (--x <= x_first) ++x_first, heading = down;
                break;
            case down:
                if (--y <= y_first) ++y_first, heading = right;
                break;
        }
    }
}

class Tracer {
public:
    Tracer(const FieldGrid& u, const FieldGrid& v, const StreamOptions& options)
        : u_(u),
          v_(v),
          options_(options),
          width_(static_cast<double>(u.nx - 1)),
          height_(static_cast<double>(u.ny - 1)),
          to_mask_{static_cast<double>(options.mask_nx - 1) / width_,
                   static_cast<double>(options.mask_ny - 1) / height_},
          to_grid_{1 / to_mask_.x, 1 / to_mask_.y},
          mask_(options.mask_nx, options.mask_ny) {
        // Lengths are in axes widths.
        speeds_.reserve(u.values.size());
        for (std::size_t i = 0; i < u.values.size(); ++i) {
            const double x = u.values[i] / width_, y = v.values[i] / height_;
            const double speed = std::sqrt(x * x + y * y);
            speeds_.push_back(std::isfinite(speed) ? speed : std::nan(""));
        }
        speed_ = {u.nx, u.ny, speeds_};
    }

    std::optional<std::vector<std::vector<Point>>> run() {
        if (options_.start_points) {
            for (const Point& p : *options_.start_points)
                if (!line({std::clamp(p.x, 0.0, width_), std::clamp(p.y, 0.0, height_)})) break;
        } else {
            spiral(options_.mask_nx, options_.mask_ny, [&](Cell c) {
                if (mask_.taken(c)) return true;
                return line({static_cast<double>(c.x) * to_grid_.x, static_cast<double>(c.y) * to_grid_.y});
            });
        }
        if (too_long_) return std::nullopt;
        return std::move(lines_);
    }

private:
    // What a step finds: a direction, the end of the grid, or the end of the line (a gap, or nothing that moves).
    enum class Found : std::uint8_t { direction, outside, end };

    bool inside(Point p) const { return 0 <= p.x && p.x <= width_ && 0 <= p.y && p.y <= height_; }
    Cell cell(Point p) const {
        return {static_cast<std::size_t>(p.x * to_mask_.x + 0.5), static_cast<std::size_t>(p.y * to_mask_.y + 0.5)};
    }

    // Cells of the grid per axes width.
    Found direction(Point p, bool forward, Point& out) const {
        if (!inside(p)) return Found::outside;
        const double speed = speed_.at(p);
        if (!(std::abs(speed) > 0)) return Found::end;
        const double time = 1.0 / speed;
        out = {u_.at(p) * time, v_.at(p) * time};
        if (!finite(out)) return Found::end;
        if (!forward) out = {-out.x, -out.y};
        return Found::direction;
    }

    // Straight on to the edge of the grid.
    double to_edge(std::vector<Point>& points, bool forward) const {
        const Point p = points.back();
        Point c;
        if (direction(p, forward, c) != Found::direction) return 0;
        auto reach = [](double at, double step, double size) {
            if (step == 0) return std::numeric_limits<double>::infinity();
            return step < 0 ? at / -step : (size - at) / step;
        };
        const double ds = std::min(reach(p.x, c.x, width_), reach(p.y, c.y, height_));
        if (!std::isfinite(ds)) return 0;
        points.push_back(p + c * ds);
        return ds;
    }

    // Heun's method with steps as long as its error allows (_integrate_rk12). Returns the length.
    double integrate(Point p, bool forward, double maxlength, std::vector<Point>& points) {
        constexpr double max_error = 0.003;
        const double max_ds =
            std::min({1.0 / static_cast<double>(options_.mask_nx), 1.0 / static_cast<double>(options_.mask_ny), 0.1});
        double ds = max_ds, total = 0;
        while (true) {
            poll(steps_);
            if (++steps_ > most_stream_steps || points_ + points.size() > most_stream_points) {
                too_long_ = true;
                return total;
            }
            Point k1, k2;
            Found found = inside(p) ? Found::direction : Found::outside;
            if (found == Found::direction) points.push_back(p);
            if (found == Found::direction) found = direction(p, forward, k1);
            if (found == Found::direction) found = direction(p + k1 * ds, forward, k2);
            if (found == Found::outside && !points.empty()) total += to_edge(points, forward);
            if (found != Found::direction) return total;

            const Point first = k1 * ds, second{ds * 0.5 * (k1.x + k2.x), ds * 0.5 * (k1.y + k2.y)};
            const double error = std::hypot((second.x - first.x) / width_, (second.y - first.y) / height_);
            if (error < max_error) {
                p = p + second;
                if (!inside(p) || !mask_.enter(cell(p), options_.broken)) return total;
                if (total + ds > maxlength) return total;
                total += ds;
            }
            ds = error == 0 ? max_ds : std::min(max_ds, 0.85 * ds * std::pow(max_error / error, 0.5));
        }
    }

    // The line through a point, where there is room for one. False where the limits are reached.
    bool line(Point start) {
        using Direction = StreamOptions::Direction;
        if (!mask_.start(cell(start), options_.broken)) return true;
        const double maxlength = options_.direction == Direction::both ? options_.maxlength / 2 : options_.maxlength;
        std::vector<Point> points;
        double total = 0;
        if (options_.direction != Direction::forward) {
            total += integrate(start, false, maxlength, points);
            std::reverse(points.begin(), points.end());
        }
        if (options_.direction != Direction::backward && !too_long_) {
            mask_.stand_at(cell(start));
            std::vector<Point> ahead;
            total += integrate(start, true, maxlength, ahead);
            if (!ahead.empty()) points.insert(points.end(), ahead.begin() + 1, ahead.end());
        }
        if (too_long_) return false;
        if (total > options_.minlength) {
            points_ += points.size();
            if (!points.empty()) lines_.push_back(std::move(points));
        } else {
            mask_.undo();
        }
        return true;
    }

    const FieldGrid &u_, &v_;
    const StreamOptions& options_;
    double width_, height_;  // of the grid, in cells
    Point to_mask_, to_grid_;
    Mask mask_;
    std::vector<double> speeds_;
    FieldGrid speed_;
    std::vector<std::vector<Point>> lines_;
    std::size_t points_ = 0, steps_ = 0;
    bool too_long_ = false;
};

}  // namespace

std::optional<std::vector<std::vector<Point>>> streamlines(const FieldGrid& u, const FieldGrid& v,
                                                           const StreamOptions& options) {
    return Tracer(u, v, options).run();
}

}  // namespace plotmill::stats
