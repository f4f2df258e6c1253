#include "lint/outside.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

#include "base/dates.h"

namespace plotmill::lint {

namespace {

// Where values stand in a view: 0 at its low end, 1 at its high end.
class Place {
public:
    explicit Place(const resolve::AxisView& v) : view_(v), low_(v.scale.transform(v.lo)) {
        const double high = v.scale.transform(v.hi);
        per_ = high != low_ ? 1 / (high - low_) : 0;
    }
    // NaN for what the scale has no place for.
    double operator()(double v) const {
        if (view_.scale.kind == figure::ScaleKind::log && !(v > 0)) return NAN;
        if (view_.scale.kind == figure::ScaleKind::logit && !(v > 0 && v < 1)) return NAN;
        return (view_.scale.transform(v) - low_) * per_;
    }
    // By the job's own limits, with a mark that reaches `margin` from its middle.
    bool hides(double place, double margin) const {
        return (view_.own_lo && place < -margin) || (view_.own_hi && place > 1 + margin);
    }
    bool shows(double place) const { return place >= 0 && place <= 1; }
    const resolve::AxisView& view() const { return view_; }

private:
    const resolve::AxisView& view_;
    double low_, per_;
};

struct Axes {
    Place x, y;
    Rect box = Rect::none();  // pixels; none where nothing is clipped to it
    bool polar = false;       // angles come again after a turn: nothing is said about these
    bool limited() const { return !polar && (x.view().limits.source || y.view().limits.source); }
};

bool same_points(const Points& a, const Points& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Point p = a[i], q = b[i];
        if ((p.x != q.x && !(std::isnan(p.x) && std::isnan(q.x))) ||
            (p.y != q.y && !(std::isnan(p.y) && std::isnan(q.y))))
            return false;
    }
    return true;
}

// The points of a line or a scatter.
std::optional<Points> points_of(const figure::Artist& artist) {
    if (artist.space != figure::Space::data || !artist.visible || artist.layer < 0) return {};
    if (const auto* line = std::get_if<figure::LineArtist>(&artist.content)) return line->points();
    if (const auto* many = std::get_if<figure::CollectionArtist>(&artist.content); many && !many->offsets.empty())
        return many->offsets;
    return {};
}

bool sorted(const Numbers& v) {
    bool up = true, down = true;
    double last = NAN;
    for (double x : v) {
        if (std::isnan(x)) continue;
        up = up && !(x < last);
        down = down && !(x > last);
        if (!up && !down) return false;
        last = x;
    }
    return true;
}

struct Hidden {
    std::size_t points = 0, hidden = 0;
    Point first;
    bool by_x = false, by_y = false;
    std::size_t axes = 0;
};

class Outside {
public:
    Outside(const resolve::ResolvedFigure& figure, const scene::Scene& scene, Report& report)
        : figure_(figure), scene_(scene), report_(report), layers_(figure.layer_names.size()) {
        for (const resolve::ResolvedAxes& a : figure.axes)
            axes_.push_back(
                {Place(figure.views[a.x.view]), Place(figure.views[a.y.view]), Rect::none(), a.polar.has_value()});
    }

    void run() {
        if (std::none_of(axes_.begin(), axes_.end(), [](const Axes& a) { return a.limited(); })) return;
        look_at_scene();
        for (std::size_t i = 0; i < axes_.size(); ++i)
            if (axes_[i].limited())
                for (const figure::Artist& artist : figure_.axes[i].artists) count(i, artist);
        for (std::size_t k = 0; k < layers_.size(); ++k) {
            if (layers_[k].hidden > 0)
                say_points(static_cast<int>(k), layers_[k]);
            else if (unseen_[k])
                say_layer(static_cast<int>(k));
        }
    }

private:
    // What of each layer reaches into its axes, and where these are.
    void look_at_scene() {
        std::vector<bool> items(layers_.size(), false), seen(layers_.size(), false);
        for (const scene::Item& item : scene_.items) {
            if (item.subject.role != scene::Subject::Role::layer || item.subject.layer < 0) continue;
            const auto layer = static_cast<std::size_t>(item.subject.layer);
            const auto index = static_cast<std::size_t>(item.subject.axes);
            if (layer >= layers_.size() || index >= axes_.size() || !axes_[index].limited()) continue;
            if (figure_.layer_may_be_empty[layer]) continue;
            items[layer] = true;
            const bool clipped = item.clip >= 0 && scene_.clips[static_cast<std::size_t>(item.clip)].rect;
            if (clipped) axes_[index].box = *scene_.clips[static_cast<std::size_t>(item.clip)].rect;
            if (!clipped || std::visit(Reaches{axes_[index].box}, item.content)) seen[layer] = true;
        }
        unseen_.resize(layers_.size());
        for (std::size_t k = 0; k < layers_.size(); ++k) unseen_[k] = items[k] && !seen[k];
    }

    struct Reaches {
        const Rect& box;
        bool touches(const Rect& r) const {
            return !r.is_none() && r.x0 <= box.x1 && r.x1 >= box.x0 && r.y0 <= box.y1 && r.y1 >= box.y0;
        }
        static Rect around(const Path& path) {
            Rect r = Rect::none();
            for (Point p : path.points)
                if (finite(p)) r.unite({p.x, p.y, p.x, p.y});
            return r;
        }
        bool operator()(const scene::PathItem& i) const {
            Path made;
            const Rect r = around(scene::path_of(i, made));
            return !r.is_none() && touches(r.padded(i.stroke ? i.stroke->width / 2 : 0));
        }
        bool operator()(const scene::MarkersItem& i) const {
            const Rect m = around(i.marker);
            return !m.is_none() && std::any_of(i.positions.begin(), i.positions.end(),
                                               [&](Point p) { return finite(p) && touches(m.moved(p.x, p.y)); });
        }
        bool operator()(const scene::CollectionItem& i) const {
            if (!i.offsets.empty()) return true;
            return std::any_of(i.paths.begin(), i.paths.end(), [&](const Path& p) { return touches(around(p)); });
        }
        bool operator()(const scene::CellsItem& i) const {
            Rect r = Rect::none();
            for (const double x : i.x)
                for (const double y : {i.y.front(), i.y.back()})
                    if (finite({x, y})) r.unite({x, y, x, y});
            return touches(r);
        }
        bool operator()(const scene::TrianglesItem& i) const {
            Rect r = Rect::none();
            for (const auto& t : i.points)
                for (Point p : t) r.unite({p.x, p.y, p.x, p.y});
            return touches(r);
        }
        template <class Other>
        bool operator()(const Other&) const {
            return true;
        }
    };

    // Which directions count for an artist, and how far its marks reach, in pixels; nothing where none do.
    struct Rule {
        bool x = false, y = false;
        double reach = 0;
    };
    Rule rule(const figure::Artist& artist) const {
        const std::string& name = figure_.layer_names[static_cast<std::size_t>(artist.layer)];
        const double dot = figure_.dpi / 72;
        if (const auto* many = std::get_if<figure::CollectionArtist>(&artist.content)) {
            if (name != "scatter" || many->arrows) return {};
            double most = 0;
            for (double s : many->scales) most = std::max(most, s);
            return {true, true, most / 2 * dot};
        }
        const auto* line = std::get_if<figure::LineArtist>(&artist.content);
        if (!line) return {};
        const bool joined = line->line.drawn && line->line.width > 0;
        const bool marked = line->marker && line->marker->size > 0;
        // Caps of error bars are marks too.
        if (marked && !joined && name == "errorbar" &&
            (line->marker->marker.name == "|" || line->marker->marker.name == "_"))
            return {};
        const double reach = marked ? line->marker->size / 2 * dot : 0;
        if (!joined) return {marked, marked, reach};
        if (name != "plot" && name != "step" && name != "errorbar") return {};
        if (line->size() < 3 && !marked) return {};
        if (sorted(line->x)) return {false, true, reach};
        if (sorted(line->y)) return {true, false, reach};
        return {marked, marked, reach};
    }

    void count(std::size_t index, const figure::Artist& artist) {
        const auto points = points_of(artist);
        if (!points) return;
        const Rule r = rule(artist);
        const Axes& axes = axes_[index];
        if (!(r.x && axes.x.view().limits.source) && !(r.y && axes.y.view().limits.source)) return;
        const double w = axes.box.is_none() ? 500 : std::max(1.0, axes.box.width());
        const double h = axes.box.is_none() ? 350 : std::max(1.0, axes.box.height());
        Hidden& out = layers_[static_cast<std::size_t>(artist.layer)];
        out.axes = index;
        std::vector<std::size_t> hidden;
        std::size_t given = 0;
        bool by_x = false, by_y = false;
        for (std::size_t i = 0; i < points->size(); ++i) {
            const Point p = (*points)[i];
            if (!finite(p)) continue;
            ++given;
            const double fx = axes.x(p.x), fy = axes.y(p.y);
            if (std::isnan(fx) || std::isnan(fy)) continue;
            // Along a line only what is within its window is missed.
            if ((!r.x && !axes.x.shows(fx)) || (!r.y && !axes.y.shows(fy))) continue;
            const bool x = r.x && axes.x.hides(fx, r.reach / w), y = r.y && axes.y.hides(fy, r.reach / h);
            if (!x && !y) continue;
            by_x = by_x || x;
            by_y = by_y || y;
            hidden.push_back(i);
        }
        out.points += given;
        if (hidden.empty()) return;
        seen_elsewhere(index, *points, hidden);
        if (hidden.empty()) return;
        if (out.hidden == 0) out.first = (*points)[hidden.front()];
        out.hidden += hidden.size();
        out.by_x = out.by_x || by_x;
        out.by_y = out.by_y || by_y;
    }

    // Leaves out what another axes with the same data shows.
    void seen_elsewhere(std::size_t index, const Points& points, std::vector<std::size_t>& hidden) const {
        for (std::size_t k = 0; k < axes_.size() && !hidden.empty(); ++k) {
            if (k == index) continue;
            for (const figure::Artist& other : figure_.axes[k].artists) {
                const auto same = points_of(other);
                if (!same || !same_points(*same, points)) continue;
                std::erase_if(hidden, [&](std::size_t i) {
                    const Point p = points[i];
                    return axes_[k].x.shows(axes_[k].x(p.x)) && axes_[k].y.shows(axes_[k].y(p.y));
                });
                break;
            }
        }
    }

    static std::string value(const resolve::AxisView& view, double v) {
        if (view.dates) return iso_date(v);
        if (v >= 0 && v == std::floor(v) && v < static_cast<double>(view.categories.size()))
            return quoted(view.categories[static_cast<std::size_t>(v)]);
        return fmt::format("{:.6g}", v);
    }

    std::string limits(const resolve::AxisView& view, bool is_x) const {
        return fmt::format("{} [{}, {}]", is_x ? "xlim" : "ylim", value(view, view.lo), value(view, view.hi));
    }

    std::string limits_of(std::size_t axes, bool x, bool y) const {
        const Axes& a = axes_[axes];
        std::string out;
        if (x) out += limits(a.x.view(), true);
        if (y) out += (x ? " and " : "") + limits(a.y.view(), false);
        return out;
    }

    void say_points(int layer, const Hidden& h) const {
        const Axes& a = axes_[h.axes];
        const bool all = h.hidden == h.points;
        std::string what = all && h.points == 1 ? "the only point of "
                           : all                ? fmt::format("all {} points of ", h.points)
                                                : fmt::format("{} of {} points of ", h.hidden, h.points);
        what += report_.layer_name(layer) + (h.hidden == 1 ? " is" : " are") + " outside " +
                limits_of(h.axes, h.by_x, h.by_y) + (h.hidden == 1 ? ": " : ": the first is ") + "x " +
                value(a.x.view(), h.first.x) + ", y " + value(a.y.view(), h.first.y);
        report_.say(Check::outside, report_.place_of_layer(layer), std::move(what),
                    "wider limits show them; null in place of a limit lets it follow the data",
                    h.by_y ? a.y.view().limits : a.x.view().limits, "the limits");
    }

    void say_layer(int layer) const {
        const std::size_t axes = figure_.layer_axes[static_cast<std::size_t>(layer)];
        const Axes& a = axes_[axes];
        const bool x = a.x.view().limits.source, y = a.y.view().limits.source;
        report_.say(Check::outside, report_.place_of_layer(layer),
                    "nothing of " + report_.layer_name(layer) + " is within " + limits_of(axes, x, y),
                    "wider limits show it; null in place of a limit lets it follow the data",
                    y ? a.y.view().limits : a.x.view().limits, "the limits");
    }

    const resolve::ResolvedFigure& figure_;
    const scene::Scene& scene_;
    Report& report_;
    std::vector<Axes> axes_;
    std::vector<Hidden> layers_;
    std::vector<bool> unseen_;
};

}  // namespace

void check_outside(const resolve::ResolvedFigure& figure, const scene::Scene& scene, Report& report) {
    Outside(figure, scene, report).run();
}

}  // namespace plotmill::lint
