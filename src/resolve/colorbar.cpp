#include "resolve/colorbar.h"

#include <algorithm>
#include <cmath>

#include "figure/props.h"
#include "figure/ticks/printf_format.h"
#include "resolve/colorbar_values.h"
#include "resolve/decorate.h"
#include "resolve/defaults.h"
#include "resolve/words.h"
#include "spec/job_tables.h"

namespace plotmill::resolve {

using style::Norm;
using style::Rc;

namespace {

constexpr double divider_zorder = 2, outline_zorder = 2.5, extend_zorder = 0.999999, lines_zorder = 2;

constexpr double constrained_pad = 0.05;  // make_axes beneath constrained layout, wherever the bar is

struct Location {
    std::string_view name;
    Side side;
    bool vertical;
    Point anchor, parent_anchor;
    double pad;
};
constexpr Location locations[] = {
    {"left", Side::left, true, {1, 0.5}, {0, 0.5}, 0.10},
    {"right", Side::right, true, {0, 0.5}, {1, 0.5}, 0.05},
    {"top", Side::top, false, {0.5, 0}, {0.5, 1}, 0.05},
    {"bottom", Side::bottom, false, {0.5, 1}, {0.5, 0}, 0.15},
};

std::string_view extend_word(Norm::Extend e) {
    return e == Norm::Extend::min    ? "min"
           : e == Norm::Extend::max  ? "max"
           : e == Norm::Extend::both ? "both"
                                     : "neither";
}

std::vector<double> numbers_of(const spec::FieldValue* value) {
    std::vector<double> out;
    if (value)
        for (const spec::FieldValue& v : value->list()) out.push_back(v.number());
    return out;
}

class Colorbar {
public:
    Colorbar(FigureState& state, const figure::Mappable& mappable, const spec::Fields& fields, Diagnostics& out)
        : state_(state), map_(mappable), f_(fields), out_(out) {}

    bool add(const BarPlace& place) {
        if (!read_place(place) || !read_options()) return false;
        if (map_.contours && map_.contours->boundaries.size() - map_.contours->below - map_.contours->above < 2) {
            out_.error(f_.span(), "a colour bar of contours needs at least two levels");
            return false;
        }
        bar_ = bar_values(map_, options_);
        axes_ = place.own ? *place.own : state_.add_axes();
        if (!place.own) {
            apply_defaults(axes(), state_.rc());
            for (Axis* axis : {&axes().x, &axes().y}) axis->major.grid = axis->minor.grid = false;
        }
        stand(place);
        ResolvedAxes& a = axes();
        a.vertical = where_->vertical;
        a.extend_low = bar_.end_low;
        a.extend_high = bar_.end_high;
        for (Spine& s : a.spines) s.visible = false;
        axis();
        if (filled()) solids();
        outline();
        if (!filled()) lines();
        return ticks();
    }

private:
    ResolvedAxes& axes() { return state_.axes(axes_).axes; }
    Direction along() const { return where_->vertical ? Direction::y : Direction::x; }
    Direction across() const { return where_->vertical ? Direction::x : Direction::y; }
    bool filled() const { return !map_.contours || map_.contours->filled; }

    bool read_place(const BarPlace& place) {
        const auto orientation = f_.text("orientation");
        const std::string location =
            f_.text("location", orientation && *orientation == "horizontal" ? "bottom" : "right");
        where_ = std::find_if(std::begin(locations), std::end(locations),
                              [&](const Location& l) { return l.name == location; });
        if (orientation && (*orientation == "vertical") != where_->vertical) {
            out_.error(f_.span_of("orientation"), "a colour bar at location '" + location + "' is " +
                                                      (where_->vertical ? "vertical" : "horizontal") +
                                                      ": leave out 'orientation'");
            return false;
        }
        if (place.own || place.inset)
            for (const char* name : {"shrink", "aspect", "fraction", "pad", "anchor", "panchor", "location"})
                if (f_.has(name)) {
                    out_.error(f_.span_of(name), std::string("'") + name +
                                                     "' has no meaning where 'cax' says where the colour bar stands");
                    return false;
                }
        if (f_.number("fraction", 0.15) + default_pad() >= 1) {
            out_.error(f_.span_of(f_.has("pad") ? "pad" : "fraction"),
                       "'fraction' and 'pad' together must be less than 1");
            return false;
        }
        ticks_at_ = f_.text("ticklocation", "auto");
        if (ticks_at_ == "auto")
            ticks_at_ = place.own || place.inset ? (where_->vertical ? "right" : "bottom") : location;
        const bool upright = ticks_at_ == "left" || ticks_at_ == "right";
        if (upright != where_->vertical) {
            out_.error(f_.span_of("ticklocation"),
                       std::string("the ticks of a ") + (where_->vertical ? "vertical" : "horizontal") +
                           " colour bar are at the " + (where_->vertical ? "left or right" : "top or bottom"));
            return false;
        }
        return true;
    }

    bool read_options() {
        const Norm& norm = map_.norm;
        const std::string extend =
            f_.text("extend", norm.kind == Norm::Kind::boundary ? extend_word(norm.extend) : "neither");
        options_.below = extend == "both" || extend == "min";
        options_.above = extend == "both" || extend == "max";
        options_.uniform = f_.text("spacing", "uniform") == "uniform";
        if (const auto* v = figure::given(f_, "extendfrac")) {
            if (v->as == spec::word) {
                options_.auto_ends = true;
            } else if (v->as == spec::list) {
                options_.ends = {v->list()[0].number(), v->list()[1].number()};
            } else {
                options_.ends = {v->number(), v->number()};
            }
        }
        options_.boundaries = numbers_of(figure::given(f_, "boundaries"));
        options_.values = numbers_of(figure::given(f_, "values"));
        for (const char* name : {"extend", "boundaries", "values"})
            if (map_.contours && f_.has(name)) {
                out_.warning(f_.span_of(name), std::string("the colour bar of contours takes '") + name +
                                                   "' from the contours: this one does nothing");
            }
        const auto& b = options_.boundaries;
        if (std::adjacent_find(b.begin(), b.end(), [](double p, double q) { return !(p < q); }) != b.end()) {
            out_.error(f_.span_of("boundaries"), "'boundaries' must increase");
            return false;
        }
        if (options_.values.empty()) return true;
        const std::size_t n = options_.values.size();
        if (b.empty() ? n < 2 : b.size() != n + 1) {
            out_.error(f_.span_of("values"),
                       b.empty() ? "'values' without 'boundaries' are at least two"
                                 : "there is one value between each two boundaries: " + std::to_string(n) +
                                       " values, " + std::to_string(b.size()) + " boundaries");
            return false;
        }
        return true;
    }

    Point anchor_of(const char* name, Point otherwise) const {
        const auto* v = figure::given(f_, name);
        return v && v->as == spec::list ? Point{v->list()[0].number(), v->list()[1].number()} : otherwise;
    }

    double default_pad() const { return f_.number("pad", state_.bars_in_grid ? where_->pad : constrained_pad); }

    void stand(const BarPlace& place) {
        ResolvedAxes& a = axes();
        a.bar.emplace();
        if (place.inset) {
            a.inset_of = static_cast<int>(place.parents.front());
            a.inset = *place.inset;
        }
        if (place.inset || place.own) return;
        const Location& l = *where_;
        a.anchor = anchor_of("anchor", l.anchor);
        a.bar = ColorbarPlace{
            place.parents,
            l.side,
            f_.number("fraction", 0.15),
            default_pad(),
            f_.number("shrink", 1),
            f_.number("aspect", 20),
            a.anchor,
            state_.bars_in_grid && !place.several && state_.axes(place.parents.front()).axes.inset_of < 0};
        const double aspect = a.bar->aspect * (1 / (bar_.end_low + bar_.end_high + 1));
        a.box_aspect = l.vertical ? aspect : 1 / aspect;
        const auto* panchor = figure::given(f_, "panchor");
        const bool keep = panchor && panchor->as == spec::flag && !panchor->boolean();
        for (std::size_t parent : place.parents)
            if (!keep) state_.axes(parent).axes.anchor = anchor_of("panchor", l.parent_anchor);
        if (a.bar->in_grid)
            share_cell(state_.axes(place.parents.front()).axes);
        else  // make_axes: beside the axes, which have given up room by the time the figure is laid out
            a.slot = state_.axes(place.parents.front()).axes.slot;
    }

    // make_axes_gridspec
    void share_cell(ResolvedAxes& p) {
        ResolvedAxes& a = axes();
        const Location& l = *where_;
        const double fraction = a.bar->fraction, pad = a.bar->pad, shrink = a.bar->shrink;
        const bool first = l.name == "left" || l.name == "top";
        const double rest = 1 - fraction - pad;
        GridSpec pair, thirds;
        (l.vertical ? pair.ncols : pair.nrows) = 2;
        (l.vertical ? thirds.nrows : thirds.ncols) = 3;
        thirds.wspace = thirds.hspace = 0;
        (l.vertical ? pair.wspace : pair.hspace) = 2 * pad / (1 - pad);
        const std::vector<double> ratios = first ? std::vector{fraction, rest} : std::vector{rest, fraction};
        (l.vertical ? pair.width_ratios : pair.height_ratios) = ratios;
        if (l.vertical)
            thirds.height_ratios = {(1 - a.anchor.y) * (1 - shrink), shrink, a.anchor.y * (1 - shrink)};
        else
            thirds.width_ratios = {a.anchor.x * (1 - shrink), shrink, (1 - a.anchor.x) * (1 - shrink)};
        auto nth = [](int k, bool column) { return column ? Slot{0, 1, k, k + 1} : Slot{k, k + 1, 0, 1}; };
        a.slot = p.slot;
        a.nested = p.nested;
        a.nested.push_back({pair, nth(first ? 0 : 1, l.vertical)});
        a.nested.push_back({thirds, nth(1, !l.vertical)});
        p.nested.push_back({pair, nth(first ? 1 : 0, l.vertical)});
    }

    void axis() {
        if (bar_.scale.kind != figure::ScaleKind::linear) state_.set_scale(axes_, along(), bar_.scale);
        state_.set_limits(axes_, across(), 0, 1);
        state_.set_limits(axes_, along(), bar_.low, bar_.high);
        ViewState& none = state_.view(axes_, across());
        none.view.major = none.view.minor = figure::FixedLocator{};
        none.default_major = none.default_minor = false;

        ResolvedAxes& a = axes();
        Axis& axis = where_->vertical ? a.y : a.x;
        const bool far = ticks_at_ == "right" || ticks_at_ == "top";
        for (TickParams* p : {&axis.major, &axis.minor}) {
            p->tick1 = p->label1 = !far;
            p->tick2 = p->label2 = far;
        }
        axis.label_far = axis.ticks_far = far;
        if (const spec::FieldValue* label = figure::given(f_, "label"))
            set_label(a, !where_->vertical, *label, state_.rc());
    }

    Point turned(double x, double y) const { return where_->vertical ? Point{x, y} : Point{y, x}; }

    std::string hatch(std::size_t i) const {
        if (!map_.contours || map_.contours->hatches.empty()) return "";
        return map_.contours->hatches[i % map_.contours->hatches.size()];
    }
    bool hatched() const {
        if (!map_.contours) return false;
        const auto& all = map_.contours->hatches;
        return std::any_of(all.begin(), all.end(), [](const std::string& h) { return !h.empty(); });
    }

    figure::PatchProps patch_props(Rgba face, const std::string& pattern) const {
        figure::PatchProps props;
        props.face = face;
        props.width = 0;
        props.antialias = false;
        props.hatch = pattern;
        // A PathPatch hatches in the colour of its edge, though that has no width here.
        props.hatch_color = state_.rc().rgba(Rc::patch_edgecolor);
        if (map_.alpha) props.hatch_color.a = *map_.alpha;
        props.hatch_width = state_.rc().number(Rc::hatch_linewidth);
        return props;
    }

    void solids() {
        const std::vector<double>& y = bar_.places;
        const std::size_t n = y.size() - 1, skip = bar_.below ? 1 : 0;
        if (hatched()) {
            for (std::size_t i = 0; i < n; ++i) {
                figure::PatchArtist patch;
                const double j = where_->vertical ? 0 : 1;
                patch.path = Path::polyline(
                    {turned(j, y[i]), turned(1 - j, y[i]), turned(1 - j, y[i + 1]), turned(j, y[i + 1])});
                patch.props = patch_props(color(i + skip), hatch(i + skip));
                add_artist(std::move(patch), 1, figure::Space::data, true);
            }
        } else {
            figure::MeshArtist mesh;
            // Rows run along the bar; turned, the same cells are columns.
            mesh.rows = where_->vertical ? n : 1;
            mesh.cols = where_->vertical ? 1 : n;
            if (where_->vertical) {
                for (double v : y)
                    for (double x : {0.0, 1.0}) mesh.corners.push_back({x, v});
            } else {
                for (double x : {0.0, 1.0})
                    for (double v : y) mesh.corners.push_back({v, x});
            }
            for (std::size_t i = 0; i < n; ++i) mesh.faces.push_back(color(i + skip));
            mesh.snap = state_.rc().flag(Rc::pcolormesh_snap) ? scene::Snap::on : scene::Snap::off;
            add_artist(std::move(mesh), 1, figure::Space::data, true);
        }

        if (!f_.boolean("drawedges", false)) return;
        std::vector<double> at;
        if (bar_.below) at.push_back(bar_.low);
        for (double v : y)
            if (bar_.low < v && v < bar_.high) at.push_back(v);
        if (bar_.above) at.push_back(bar_.high);
        figure::CollectionArtist edges;
        edges.kind = figure::CollectionArtist::Kind::lines;
        for (double v : at) edges.paths.push_back(Path::polyline({turned(0, v), turned(1, v)}));
        edges.edges = {state_.rc().rgba(Rc::axes_edgecolor)};
        edges.widths = {0.5 * state_.rc().number(Rc::axes_linewidth)};
        edges.join = scene::Join::round;
        if (!at.empty()) add_artist(std::move(edges), divider_zorder, figure::Space::data, false);
    }

    // Colorbar.add_lines: the lines of contours; those at the ends of the bar are seen in their whole width.
    void lines() {
        const figure::Mappable::Contours& c = *map_.contours;
        figure::CollectionArtist artist;
        artist.kind = figure::CollectionArtist::Kind::lines;
        artist.widths.clear();
        artist.join = scene::Join::round;
        const std::vector<double>& y = bar_.places;
        const double slack = (y.back() - y.front()) * 1e-10;
        for (std::size_t i = 0; i < c.levels.size(); ++i) {
            const double at = bar_place(bar_, map_.norm, c.levels[i]);
            if (!(at < y.back() + slack && at > y.front() - slack)) continue;
            artist.paths.push_back(Path::polyline({turned(0, at), turned(1, at)}));
            artist.edges.push_back(c.colors[i]);
            artist.widths.push_back(c.widths[i]);
        }
        if (artist.paths.empty()) return;
        const double pad = *std::max_element(artist.widths.begin(), artist.widths.end());
        add_artist(std::move(artist), lines_zorder, figure::Space::data, true);
        axes().artists.back().clip_pad = pad;
    }

    Rgba color(std::size_t i) const {
        Rgba c = map_.norm.color(bar_.values[i], map_.colormap);
        if (map_.alpha && !(c == map_.colormap.bad())) c.a = *map_.alpha;
        return c;
    }

    void outline() {
        const bool rect = f_.boolean("extendrect", false);
        const double low = bar_.below ? -bar_.end_low : 0, high = bar_.above ? 1 + bar_.end_high : 1;
        auto end = [&](double base, double tip, std::size_t value, std::size_t pattern) {
            figure::PatchArtist patch;
            patch.path = Path::polyline(
                rect ? std::vector<Point>{turned(0, base), turned(0, tip), turned(1, tip), turned(1, base)}
                     : std::vector<Point>{turned(0, base), turned(0.5, tip), turned(1, base)});
            patch.props = patch_props(color(value), hatched() ? hatch(pattern) : "");
            add_artist(std::move(patch), extend_zorder, figure::Space::axes, false);
        };
        if (filled() && bar_.below) end(0, low, 0, 0);
        if (filled() && bar_.above) end(1, high, bar_.values.size() - 1, bar_.places.size() - 1 + (bar_.below ? 1 : 0));
        figure::PatchArtist frame;
        frame.path =
            Path::polyline(rect ? std::vector<Point>{turned(0, 0), turned(0, low), turned(1, low), turned(1, 0),
                                                     turned(1, 1), turned(1, high), turned(0, high), turned(0, 1)}
                                : std::vector<Point>{turned(0, 0), turned(0.5, low), turned(1, 0), turned(1, 1),
                                                     turned(0.5, high), turned(0, 1)},
                           true);
        frame.props.edge = state_.rc().rgba(Rc::axes_edgecolor);
        frame.props.width = state_.rc().number(Rc::axes_linewidth);
        frame.props.cap = scene::Cap::projecting;
        add_artist(std::move(frame), outline_zorder, figure::Space::axes, false);
    }

    template <class T>
    void add_artist(T content, double zorder, figure::Space space, bool clip) {
        figure::Artist a;
        a.content = std::move(content);
        a.zorder = zorder;
        a.space = space;
        a.clip = clip;
        axes().artists.push_back(std::move(a));
    }

    bool ticks() {
        ViewState& v = state_.view(axes_, along());
        const bool boundary_norm = map_.norm.kind == Norm::Kind::boundary;
        if (map_.contours)
            v.view.major = figure::FixedLocator{thinned(map_.contours->levels)};
        else if (boundary_norm)
            v.view.major = figure::FixedLocator{thinned(map_.norm.boundaries)};
        else if (bar_.by_edges)
            v.view.major = figure::FixedLocator{thinned(options_.boundaries)};
        if (boundary_norm)
            v.view.minor = figure::FixedLocator{map_.norm.boundaries};
        else if (bar_.by_edges)
            v.view.minor = figure::NullLocator{};
        if (const spec::FieldValue* given = figure::given(f_, "ticks")) {
            const double lo = v.view.lo, hi = v.view.hi;
            set_axis_ticks(state_, axes_, along(), *given);
            // The bar stays as long as its colours.
            v.view.lo = lo;
            v.view.hi = hi;
        }
        const spec::FieldValue* format = figure::given(f_, "format");
        if (!format) return true;
        if (format->text().find('%') == std::string::npos) {
            const std::size_t faults = out_.error_count();
            set_axis_format(state_, axes_, along(), *format);
            return out_.error_count() == faults;
        }
        auto f = figure::printf_format(format->text());
        if (!f) {
            out_.error(format->span,
                       "'" + format->text() + "' is no format for ticks: expected one such as \"%.2f\" or \"{x:.2f}\"");
            return false;
        }
        if (auto why = figure::check_str_method(f->format)) {
            out_.error(format->span, "'" + format->text() + "' is no format for ticks: " + *why);
            return false;
        }
        v.view.major_format = std::move(*f);
        return true;
    }

    FigureState& state_;
    const figure::Mappable& map_;
    const spec::Fields& f_;
    Diagnostics& out_;
    const Location* where_ = nullptr;
    std::string ticks_at_;
    BarOptions options_;
    BarValues bar_;
    std::size_t axes_ = 0;
};

}  // namespace

bool add_colorbar(FigureState& state, const BarPlace& place, const figure::Mappable& mappable,
                  const spec::FieldValue& value, Diagnostics& out) {
    const spec::Fields none(&spec::colorbar_table, value.span);
    return Colorbar(state, mappable, value.as == spec::object ? value.object() : none, out).add(place);
}

}  // namespace plotmill::resolve
