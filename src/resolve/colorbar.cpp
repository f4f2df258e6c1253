#include "resolve/colorbar.h"

#include <algorithm>
#include <cmath>

#include "figure/props.h"
#include "resolve/defaults.h"
#include "resolve/words.h"
#include "spec/job_tables.h"

namespace plotmill::resolve {

using style::Norm;
using style::Rc;

namespace {

constexpr double extend_length = 0.05;  // of an arrow, as a share of the bar
constexpr double masked_fill = 1e20;    // what NumPy leaves where an inverse has no value: the colour beyond the end
constexpr double divider_zorder = 2, outline_zorder = 2.5, extend_zorder = 0.999999;

// numpy.interp; x ascending.
double interpolate(double v, const std::vector<double>& x, const std::vector<double>& y) {
    if (!(v > x.front())) return std::isnan(v) ? v : y.front();
    if (v >= x.back()) return y.back();
    const std::size_t i = static_cast<std::size_t>(std::upper_bound(x.begin(), x.end(), v) - x.begin());
    return (y[i] - y[i - 1]) / (x[i] - x[i - 1]) * (v - x[i - 1]) + y[i - 1];
}

std::vector<double> linspace(std::size_t n) {
    std::vector<double> out(n);
    const double step = 1.0 / static_cast<double>(n - 1);
    for (std::size_t i = 0; i < n; ++i) out[i] = static_cast<double>(i) * step;
    out.back() = 1;
    return out;
}

struct NormFunction final : figure::ScaleFunction {
    explicit NormFunction(Norm n) : norm(std::move(n)) {}
    double forward(double v) const override { return norm(v); }
    double inverse(double v) const override { return norm.inverse(v); }
    Norm norm;
};

// Boundaries at equal distances; what lies outside is far out, so that ticks there are not seen.
struct BoundaryFunction final : figure::ScaleFunction {
    explicit BoundaryFunction(std::vector<double> b) : edges(std::move(b)), places(linspace(edges.size())) {}
    double forward(double v) const override {
        const double eps = (edges.back() - edges.front()) * 1e-6;
        if (v < edges.front() - eps) return -1;
        if (v > edges.back() + eps) return 2;
        return interpolate(v, edges, places);
    }
    double inverse(double v) const override { return interpolate(v, places, edges); }
    std::vector<double> edges, places;
};

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

class Colorbar {
public:
    Colorbar(FigureState& state, const figure::Mappable& mappable, const spec::Fields& fields, Diagnostics& out)
        : state_(state), map_(mappable), norm_(mappable.norm), f_(fields), out_(out) {}

    bool add(std::size_t parent) {
        if (!read_place()) return false;
        extend_ = f_.text("extend", norm_.kind == Norm::Kind::boundary ? extend_word(norm_.extend) : "neither");
        lower_ = extend_ == "both" || extend_ == "min";
        upper_ = extend_ == "both" || extend_ == "max";
        uniform_ = f_.text("spacing", "uniform") == "uniform";
        axes_ = state_.add_axes();
        if (state_.bars_in_grid && state_.axes(parent).axes.inset_of < 0)
            place_in_grid(parent);
        else
            place_beside(parent);
        frame();
        bounds();
        axis();
        solids();
        outline();
        return ticks();
    }

private:
    static std::string_view extend_word(Norm::Extend e) {
        return e == Norm::Extend::min    ? "min"
               : e == Norm::Extend::max  ? "max"
               : e == Norm::Extend::both ? "both"
                                         : "neither";
    }
    ResolvedAxes& axes() { return state_.axes(axes_).axes; }
    Direction along() const { return where_->vertical ? Direction::y : Direction::x; }
    Direction across() const { return where_->vertical ? Direction::x : Direction::y; }
    bool of_boundaries() const { return norm_.kind == Norm::Kind::boundary; }

    bool read_place() {
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
        if (f_.number("fraction", 0.15) + default_pad() >= 1) {
            out_.error(f_.span_of(f_.has("pad") ? "pad" : "fraction"),
                       "'fraction' and 'pad' together must be less than 1");
            return false;
        }
        return true;
    }

    double default_pad() const { return f_.number("pad", state_.bars_in_grid ? where_->pad : constrained_pad); }

    // make_axes: beside the axes, which have given up room by the time the figure is laid out.
    void place_beside(std::size_t parent) {
        const Location& l = *where_;
        ResolvedAxes& a = axes();
        apply_defaults(a, state_.rc());
        a.slot = state_.axes(parent).axes.slot;
        a.bar = ColorbarPlace{{parent},
                              l.side,
                              f_.number("fraction", 0.15),
                              default_pad(),
                              f_.number("shrink", 1),
                              f_.number("aspect", 20),
                              l.anchor,
                              false};
        state_.axes(parent).axes.anchor = l.parent_anchor;
    }

    // make_axes_gridspec
    void place_in_grid(std::size_t parent) {
        const Location& l = *where_;
        const double fraction = f_.number("fraction", 0.15), pad = default_pad(), shrink = f_.number("shrink", 1);
        const double rest = 1 - fraction - pad;
        const bool first = l.name == "left" || l.name == "top";
        GridSpec pair, thirds;
        (l.vertical ? pair.ncols : pair.nrows) = 2;
        (l.vertical ? thirds.nrows : thirds.ncols) = 3;
        thirds.wspace = thirds.hspace = 0;
        (l.vertical ? pair.wspace : pair.hspace) = 2 * pad / (1 - pad);
        const std::vector<double> ratios = first ? std::vector{fraction, rest} : std::vector{rest, fraction};
        (l.vertical ? pair.width_ratios : pair.height_ratios) = ratios;
        if (l.vertical)
            thirds.height_ratios = {(1 - l.anchor.y) * (1 - shrink), shrink, l.anchor.y * (1 - shrink)};
        else
            thirds.width_ratios = {l.anchor.x * (1 - shrink), shrink, (1 - l.anchor.x) * (1 - shrink)};
        auto nth = [](int k, bool column) { return column ? Slot{0, 1, k, k + 1} : Slot{k, k + 1, 0, 1}; };

        ResolvedAxes &p = state_.axes(parent).axes, &a = axes();
        apply_defaults(a, state_.rc());
        a.slot = p.slot;
        a.nested = p.nested;
        a.nested.push_back({pair, nth(first ? 0 : 1, l.vertical)});
        a.nested.push_back({thirds, nth(1, !l.vertical)});
        p.nested.push_back({pair, nth(first ? 1 : 0, l.vertical)});
        p.anchor = l.parent_anchor;
        a.bar = ColorbarPlace{{parent}, l.side, fraction, pad, shrink, f_.number("aspect", 20), l.anchor, true};
    }

    void frame() {
        ResolvedAxes& a = axes();
        a.anchor = where_->anchor;
        a.vertical = where_->vertical;
        a.extend_low = lower_ ? extend_length : 0;
        a.extend_high = upper_ ? extend_length : 0;
        double aspect = a.bar->aspect;
        if (extend_ != "neither") aspect = aspect * (1 / (a.extend_low + a.extend_high + 1));
        a.box_aspect = where_->vertical ? aspect : 1 / aspect;
        for (Spine& s : a.spines) s.visible = false;
        for (Axis* axis : {&a.x, &a.y}) axis->major.grid = axis->minor.grid = false;
    }

    // Colorbar._process_values and _proportional_y
    void bounds() {
        std::vector<double> b =
            of_boundaries() ? norm_.boundaries : linspace(static_cast<std::size_t>(map_.colormap.size()) + 1);
        if (lower_) b.insert(b.begin(), b.front() - 1);
        if (upper_) b.push_back(b.back() + 1);
        if (!of_boundaries())
            for (double& v : b) {
                v = norm_.inverse(v);
                if (std::isnan(v)) v = masked_fill;
            }
        boundaries_ = b;
        inside_.assign(b.begin() + (lower_ ? 1 : 0), b.end() - (upper_ ? 1 : 0));
        low_ = inside_.front();
        high_ = inside_.back();
        y_ = inside_;
        if (of_boundaries()) {
            for (double& v : y_) v = (v - low_) / (high_ - low_) * (high_ - low_) + low_;
            return;
        }
        for (double& v : y_) v = norm_(v);
        const double y0 = y_.front(), y1 = y_.back();
        Norm own = norm_;
        own.vmin = low_;
        own.vmax = high_;
        for (double& v : y_) v = own.inverse((v - y0) / (y1 - y0));
    }

    void axis() {
        figure::Scale scale;
        switch (norm_.kind) {
            case Norm::Kind::log:
                scale.kind = figure::ScaleKind::log;
                scale.mask_nonpositive = true;
                break;
            case Norm::Kind::symlog:
                scale.kind = figure::ScaleKind::symlog;
                scale.linthresh = norm_.linthresh;
                scale.linscale = norm_.linscale;
                scale.base = norm_.base;
                break;
            case Norm::Kind::boundary:
                if (!uniform_) break;
                scale.kind = figure::ScaleKind::function;
                scale.function = std::make_shared<BoundaryFunction>(boundaries_);
                break;
            case Norm::Kind::two_slope:
            case Norm::Kind::centered:
            case Norm::Kind::power:
                scale.kind = figure::ScaleKind::function;
                scale.function = std::make_shared<NormFunction>(norm_);
                break;
            case Norm::Kind::linear:
            case Norm::Kind::none:
                break;
        }
        if (scale.kind != figure::ScaleKind::linear) state_.set_scale(axes_, along(), scale);
        state_.set_limits(axes_, across(), 0, 1);
        state_.set_limits(axes_, along(), low_, high_);
        ViewState& none = state_.view(axes_, across());
        none.view.major = none.view.minor = figure::FixedLocator{};
        none.default_major = none.default_minor = false;

        ResolvedAxes& a = axes();
        Axis& axis = where_->vertical ? a.y : a.x;
        const bool far = where_->name == "right" || where_->name == "top";
        for (TickParams* p : {&axis.major, &axis.minor}) {
            p->tick1 = p->label1 = !far;
            p->tick2 = p->label2 = far;
        }
        axis.label_far = axis.ticks_far = far;
        if (const spec::FieldValue* label = figure::given(f_, "label"))
            set_label(a, !where_->vertical, *label, state_.rc());
    }

    Point turned(double x, double y) const { return where_->vertical ? Point{x, y} : Point{y, x}; }

    void solids() {
        figure::MeshArtist mesh;
        const std::size_t n = y_.size() - 1;
        // Rows run along the bar; turned, the same cells are columns.
        mesh.rows = where_->vertical ? n : 1;
        mesh.cols = where_->vertical ? 1 : n;
        if (where_->vertical) {
            for (double v : y_)
                for (double x : {0.0, 1.0}) mesh.corners.push_back({x, v});
        } else {
            for (double x : {0.0, 1.0})
                for (double v : y_) mesh.corners.push_back({v, x});
        }
        for (std::size_t i = 0; i < n; ++i) mesh.faces.push_back(color(i + (lower_ ? 1 : 0)));
        mesh.snap = state_.rc().flag(Rc::pcolormesh_snap) ? scene::Snap::on : scene::Snap::off;
        add_artist(std::move(mesh), 1, figure::Space::data, true);

        if (!f_.boolean("drawedges", false)) return;
        std::vector<double> at;
        if (lower_) at.push_back(low_);
        for (double v : y_)
            if (low_ < v && v < high_) at.push_back(v);
        if (upper_) at.push_back(high_);
        figure::CollectionArtist lines;
        lines.kind = figure::CollectionArtist::Kind::lines;
        for (double v : at) lines.paths.push_back(Path::polyline({turned(0, v), turned(1, v)}));
        lines.edges = {state_.rc().rgba(Rc::axes_edgecolor)};
        lines.widths = {0.5 * state_.rc().number(Rc::axes_linewidth)};
        lines.join = scene::Join::round;
        if (!at.empty()) add_artist(std::move(lines), divider_zorder, figure::Space::data, false);
    }

    Rgba color(std::size_t i) const {
        Rgba c = norm_.color(0.5 * (boundaries_[i] + boundaries_[i + 1]), map_.colormap);
        if (map_.alpha && !(c == map_.colormap.bad())) c.a = *map_.alpha;
        return c;
    }

    void outline() {
        const double low = lower_ ? -extend_length : 0, high = upper_ ? 1 + extend_length : 1;
        auto arrow = [&](double base, double tip, Rgba face) {
            figure::PatchArtist patch;
            patch.path = Path::polyline({turned(0, base), turned(0.5, tip), turned(1, base)});
            patch.props.face = face;
            patch.props.width = 0;
            patch.props.antialias = false;
            add_artist(std::move(patch), extend_zorder, figure::Space::axes, false);
        };
        if (lower_) arrow(0, low, color(0));
        if (upper_) arrow(1, high, color(boundaries_.size() - 2));
        figure::PatchArtist frame;
        frame.path = Path::polyline(
            {turned(0, 0), turned(0.5, low), turned(1, 0), turned(1, 1), turned(0.5, high), turned(0, 1)}, true);
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

    // FixedLocator(nbins=10): every n-th, with the one that is nearest to 0.
    static std::vector<double> thinned(const std::vector<double>& all) {
        const std::size_t step = std::max<std::size_t>((all.size() + 9) / 10, 1);
        std::vector<double> best;
        double nearest = INFINITY;
        for (std::size_t first = 0; first < step && first < all.size(); ++first) {
            std::vector<double> some;
            double least = INFINITY;
            for (std::size_t i = first; i < all.size(); i += step) {
                some.push_back(all[i]);
                least = std::min(least, std::abs(all[i]));
            }
            if (first == 0 || least < nearest) {
                best = std::move(some);
                nearest = least;
            }
        }
        return best;
    }

    bool ticks() {
        ViewState& v = state_.view(axes_, along());
        if (of_boundaries()) {
            v.view.major = figure::FixedLocator{thinned(norm_.boundaries)};
            v.view.minor = figure::FixedLocator{norm_.boundaries};
        }
        if (const spec::FieldValue* given = figure::given(f_, "ticks")) {
            figure::FixedLocator fixed;
            fixed.integers = !given->list().empty();
            for (const spec::FieldValue& t : given->list()) {
                fixed.positions.push_back(t.number());
                fixed.integers = fixed.integers && t.integer;
            }
            v.view.major = std::move(fixed);
        }
        const spec::FieldValue* format = figure::given(f_, "format");
        if (!format) return true;
        figure::StrMethodFormatter f;
        const bool percent = format->text().find('%') != std::string::npos;
        if (percent ? !from_percent(format->text(), f) : false) {
            out_.error(format->span,
                       "'" + format->text() + "' is no format for ticks: expected one such as \"%.2f\" or \"{x:.2f}\"");
            return false;
        }
        if (!percent) f.format = format->text();
        const auto* fixed = std::get_if<figure::FixedLocator>(&v.view.major);
        if (auto why = figure::check_str_method(f.format, fixed && fixed->integers)) {
            out_.error(format->span, "'" + format->text() + "' is no format for ticks: " + *why);
            return false;
        }
        v.view.major_format = std::move(f);
        return true;
    }

    // "%.2f" as "{x:.2f}".
    static bool from_percent(const std::string& text, figure::StrMethodFormatter& out) {
        bool found = false;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '{' || text[i] == '}') {
                out.format.append(2, text[i]);
                continue;
            }
            if (text[i] != '%') {
                out.format += text[i];
                continue;
            }
            if (++i < text.size() && text[i] == '%') {
                out.format += '%';
                continue;
            }
            if (found) return false;
            found = true;
            std::string flags, rest;
            for (; i < text.size() && std::string_view("-+ 0#").find(text[i]) != std::string_view::npos; ++i)
                flags += text[i];
            for (; i < text.size() && std::string_view("0123456789.").find(text[i]) != std::string_view::npos; ++i)
                rest += text[i];
            if (i >= text.size()) return false;
            char type = text[i];
            if (type == 'd' || type == 'i') {
                out.truncate = true;
                type = 'f';
                rest = rest.substr(0, rest.find('.')) + ".0";
            } else if (std::string_view("eEfFgG").find(type) == std::string_view::npos) {
                return false;
            }
            auto has = [&](char c) { return flags.find(c) != std::string::npos; };
            // Without a precision "%g" means six digits, as "{:g}" does.
            out.format += "{x:";
            if (has('-')) out.format += '<';
            if (has('+'))
                out.format += '+';
            else if (has(' '))
                out.format += ' ';
            if (has('#')) out.format += '#';
            if (has('0') && !has('-')) out.format += '0';
            out.format += rest + type + "}";
        }
        return found;
    }

    FigureState& state_;
    const figure::Mappable& map_;
    const Norm& norm_;
    const spec::Fields& f_;
    Diagnostics& out_;
    const Location* where_ = nullptr;
    std::string extend_;
    bool lower_ = false, upper_ = false, uniform_ = true;
    double low_ = 0, high_ = 1;
    std::size_t axes_ = 0;
    std::vector<double> boundaries_, inside_, y_;
};

}  // namespace

bool add_colorbar(FigureState& state, std::size_t parent, const figure::Mappable& mappable,
                  const spec::FieldValue& value, Diagnostics& out) {
    const spec::Fields none(&spec::colorbar_table, value.span);
    return Colorbar(state, mappable, value.as == spec::object ? value.object() : none, out).add(parent);
}

}  // namespace plotmill::resolve
