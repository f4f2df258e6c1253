#include "figure/contour_labels.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <optional>

#include "base/arrays.h"
#include "figure/text_layout.h"

namespace plotmill::figure {

namespace {

using Points = std::vector<Point>;
using Values = std::vector<double>;

constexpr double degrees = 180 / std::numbers::pi;

// numpy.interp with values of its own outside; x ascending.
double interpolate(double v, const Values& x, const Values& y, double left, double right) {
    if (std::isnan(v)) return v;
    if (v < x.front()) return left;
    if (v > x.back()) return right;
    const auto above = std::upper_bound(x.begin(), x.end(), v);
    const std::size_t i = static_cast<std::size_t>(above - x.begin()) - 1;
    if (i + 1 == x.size() || x[i] == v) return y[i];
    const double slope = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
    return slope * (v - x[i]) + y[i];
}

// The vertices of a line; a closed one ends where it began.
Points vertices(const Path& path) {
    Points out = path.points;
    if (!path.verbs.empty() && path.verbs.back() == Verb::close && !out.empty()) out.push_back(out.front());
    return out;
}

bool long_enough(const Points& line, double width) {
    if (static_cast<double>(line.size()) > 10 * width) return true;
    Rect box = Rect::none();
    for (const Point& p : line) box.unite({p.x, p.y, p.x, p.y});
    return box.width() > 1.2 * width || box.height() > 1.2 * width;
}

bool is_closed(const Points& line) {
    auto close = [](double a, double b) { return std::abs(a - b) <= 1e-13 + 1e-10 * std::abs(b); };
    return close(line.front().x, line.back().x) && close(line.front().y, line.back().y);
}

struct Place {
    Point at;
    std::size_t index = 0;
};

class Placer {
public:
    Placer(ContourLabelsArtist& artist, const std::vector<CollectionArtist*>& lines, const View& view,
           TextMetrics& metrics)
        : out_(artist), lines_(lines), view_(view), metrics_(metrics) {}

    void everywhere() {
        for (std::size_t level = 0; level < out_.levels.size(); ++level) {
            const double width = label_width(level);
            std::vector<Path> kept;
            for (const Path& path : lines_[level]->paths) {
                const Points data = vertices(path), screen = on_screen(data);
                if (!long_enough(screen, width)) {
                    kept.push_back(path);
                    continue;
                }
                const Place place = locate(screen, width);
                Turned turned = turn(screen, place.index, width, data);
                add(level, place.at, turned.rotation, out_.follow);
                for (Points& piece : turned.pieces)
                    if (piece.size() > 1) kept.push_back(Path::polyline(piece));
            }
            if (out_.cut) lines_[level]->paths = std::move(kept);
        }
    }

    void near(Point data) {
        const auto found = nearest(view_(data));
        if (!found) return;
        std::vector<Path>& paths = lines_[found->level]->paths;
        Points line = vertices(paths[found->line]);
        const Point at = data_of(found->at);
        auto close = [](double a, double b) { return std::abs(a - b) <= 1e-8 + 1e-5 * std::abs(b); };
        if (!close(at.x, line[found->index].x) || !close(at.y, line[found->index].y)) {
            line.insert(line.begin() + static_cast<std::ptrdiff_t>(found->index), at);
            paths[found->line] = Path::polyline(line);
        }
        Turned turned = turn(on_screen(line), found->index, label_width(found->level), line);
        add(found->level, found->at, turned.rotation, false);
        if (!out_.cut) return;
        paths.erase(paths.begin() + static_cast<std::ptrdiff_t>(found->line));
        for (Points& piece : turned.pieces)
            if (piece.size() > 1) paths.push_back(Path::polyline(piece));
    }

private:
    struct Turned {
        double rotation = 0;
        std::vector<Points> pieces;  // of the line, data
    };
    struct Nearest {
        std::size_t level = 0, line = 0, index = 0;
        Point at;
    };

    double label_width(std::size_t level) {
        TextProps plain = out_.props;
        plain.ha = "left";
        plain.va = "baseline";
        return text_extent(out_.levels[level].text, plain, {}, metrics_, view_.dpi()).width();
    }

    Points on_screen(const Points& data) const {
        Points out;
        out.reserve(data.size());
        for (const Point& p : data) out.push_back(view_(p));
        return out;
    }

    Point data_of(Point pixels) const {
        const Point o = view_.scaled({0, 0}), u = view_.scaled({1, 1});
        return {out_.x_scale.inverse((pixels.x - o.x) / (u.x - o.x)),
                out_.y_scale.inverse((pixels.y - o.y) / (u.y - o.y))};
    }

    bool too_close(Point p, double width) const {
        const double limit = (1.2 * width) * (1.2 * width);
        return std::any_of(places_.begin(), places_.end(),
                           [&](Point q) { return (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y) < limit; });
    }

    // The middle of the straightest of the blocks as long as the label, if no label is near it (locate_label). The
    // last block goes on with the line's beginning.
    Place locate(const Points& line, double width) const {
        const std::size_t n = line.size();
        const std::size_t blocks = width > 1 ? static_cast<std::size_t>(std::ceil(static_cast<double>(n) / width)) : 1;
        const std::size_t size = blocks == 1 ? n : static_cast<std::size_t>(width);
        auto point = [&](std::size_t block, std::size_t i) { return line[(block * size + i) % n]; };
        Values distances(blocks), parts(size);
        for (std::size_t b = 0; b < blocks; ++b) {
            const Point first = point(b, 0), last = point(b, size - 1);
            const double length = std::hypot(last.x - first.x, last.y - first.y);
            for (std::size_t i = 0; i < size; ++i) {
                const Point p = point(b, i);
                const double s = (first.y - p.y) * (last.x - first.x) - (first.x - p.x) * (last.y - first.y);
                parts[i] = std::abs(s) / length;
            }
            distances[b] = pairwise_sum(parts.data(), size);
        }
        std::vector<std::size_t> order(blocks);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::isnan(distances[b]) ? !std::isnan(distances[a]) : distances[a] < distances[b];
        });
        order.push_back(order.front());
        for (std::size_t b : order) {
            const Place place{point(b, size / 2), (b * size + size / 2) % n};
            if (!too_close(place.at, width)) return place;
        }
        return {point(order.front(), size / 2), (order.front() * size + size / 2) % n};
    }

    // calc_label_rot_and_inline
    Turned turn(Points screen, std::size_t index, double width, Points data) const {
        const double half = width / 2;
        const bool closed = is_closed(screen);
        if (closed) {
            auto rotated = [index](const Points& p) {
                Points out(p.begin() + static_cast<std::ptrdiff_t>(index), p.end() - 1);
                out.insert(out.end(), p.begin(), p.begin() + static_cast<std::ptrdiff_t>(index) + 1);
                return out;
            };
            // The last point is the first once more.
            if (index + 1 == screen.size()) index = 0;
            screen = rotated(screen);
            data = rotated(data);
            index = 0;
        }
        const std::size_t n = screen.size();
        Values along(n, 0), x(n), y(n);
        for (std::size_t i = 1; i < n; ++i)
            along[i] = along[i - 1] + std::hypot(screen[i].x - screen[i - 1].x, screen[i].y - screen[i - 1].y);
        const double origin = along[index];
        for (std::size_t i = 0; i < n; ++i) {
            along[i] -= origin;
            x[i] = screen[i].x;
            y[i] = screen[i].y;
        }
        const double low = (closed ? along.back() : 0) - half, high = half;
        auto at = [&](double where, const Values& v) { return interpolate(where, along, v, v.front(), v.back()); };
        Turned out;
        out.rotation = std::atan2(at(high, y) - at(low, y), at(high, x) - at(low, x)) * degrees;
        if (out_.upright) {
            out.rotation = std::fmod(out.rotation + 90, 180);
            if (out.rotation < 0) out.rotation += 180;
            out.rotation -= 90;
        }
        if (!out_.cut) return out;

        Values counts(n);
        std::iota(counts.begin(), counts.end(), 0.0);
        for (std::size_t i = 0; i < n; ++i) {
            x[i] = data[i].x;
            y[i] = data[i].y;
        }
        const double from = low - out_.spacing, to = high + out_.spacing;
        const long i0 = static_cast<long>(std::floor(interpolate(from, along, counts, -1, -1)));
        const long i1 = static_cast<long>(std::ceil(interpolate(to, along, counts, -1, -1)));
        const Point begin{at(from, x), at(from, y)}, end{at(to, x), at(to, y)};
        if (closed) {
            if (i0 == -1 || i1 == -1) return out;
            Points piece{end};
            for (long i = i1; i <= i0; ++i) piece.push_back(data[static_cast<std::size_t>(i)]);
            piece.push_back(begin);
            out.pieces.push_back(std::move(piece));
            return out;
        }
        if (i0 != -1) {
            Points piece(data.begin(), data.begin() + i0 + 1);
            piece.push_back(begin);
            out.pieces.push_back(std::move(piece));
        }
        if (i1 != -1) {
            Points piece{end};
            piece.insert(piece.end(), data.begin() + i1, data.end());
            out.pieces.push_back(std::move(piece));
        }
        return out;
    }

    // find_nearest_contour
    std::optional<Nearest> nearest(Point p) const {
        std::optional<Nearest> best;
        double least = INFINITY;
        for (std::size_t level = 0; level < lines_.size(); ++level)
            for (std::size_t k = 0; k < lines_[level]->paths.size(); ++k) {
                const Points line = on_screen(vertices(lines_[level]->paths[k]));
                for (std::size_t i = 0; i < std::max<std::size_t>(line.size(), 2) - 1; ++i) {
                    const Point a = line[i], b = line[std::min(i + 1, line.size() - 1)];
                    const double dx = b.x - a.x, dy = b.y - a.y;
                    double norm = dx * dx + dy * dy;
                    if (norm == 0) norm = 1;
                    const double t = std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / norm, 0.0, 1.0);
                    const Point q{a.x + t * dx, a.y + t * dy};
                    const double d2 = (q.x - p.x) * (q.x - p.x) + (q.y - p.y) * (q.y - p.y);
                    if (!(d2 < least)) continue;
                    least = d2;
                    best = Nearest{level, k, std::min(i + 1, line.size() - 1), q};
                }
            }
        return best;
    }

    void add(std::size_t level, Point pixels, double rotation, bool follow) {
        places_.push_back(pixels);
        ContourLabelsArtist::Label label{level, data_of(pixels), rotation, follow};
        if (follow) {  // Transform.transform_angles
            constexpr double push = 1e-5;
            const double a = rotation / degrees;
            const Point ahead = data_of({pixels.x + push * std::cos(a), pixels.y + push * std::sin(a)});
            label.rotation = std::atan2(ahead.y - label.at.y, ahead.x - label.at.x) * degrees;
        }
        out_.labels.push_back(label);
    }

    ContourLabelsArtist& out_;
    const std::vector<CollectionArtist*>& lines_;
    const View& view_;
    TextMetrics& metrics_;
    Points places_;
};

}  // namespace

void place_contour_labels(ContourLabelsArtist& artist, const std::vector<CollectionArtist*>& lines, const View& view,
                          TextMetrics& metrics) {
    artist.labels.clear();
    Placer placer(artist, lines, view, metrics);
    if (!artist.placed_by_hand) {
        placer.everywhere();
        return;
    }
    for (const Point& p : artist.near) placer.near(p);
}

TextProps contour_label_props(const ContourLabelsArtist& artist, const ContourLabelsArtist::Label& label,
                              const View& view) {
    TextProps props = artist.props;
    props.color = artist.levels[label.level].color;
    props.rotation = label.rotation;
    if (label.follow) {
        constexpr double push = 1e-5;
        const double a = label.rotation / degrees;
        const Point p = view(label.at), q = view({label.at.x + push * std::cos(a), label.at.y + push * std::sin(a)});
        props.rotation = std::atan2(q.y - p.y, q.x - p.x) * degrees;
    }
    return props;
}

void emit_contour_labels(const ContourLabelsArtist& artist, const View& view, TextMetrics& metrics,
                         scene::Builder& out) {
    for (const ContourLabelsArtist::Label& label : artist.labels)
        emit_text(artist.levels[label.level].text, contour_label_props(artist, label, view), view(label.at), metrics,
                  out);
}

}  // namespace plotmill::figure
