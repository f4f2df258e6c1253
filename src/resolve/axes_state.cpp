#include "resolve/axes_state.h"

#include <algorithm>
#include <cmath>
#include <span>

#include "base/numbers.h"
#include "figure/annotation.h"
#include "resolve/cells.h"

namespace plotmill::resolve {

using style::Rc;

FigureState::FigureState(std::shared_ptr<const style::RcParams> rc, Diagnostics& diagnostics)
    : rc_(std::move(rc)),
      diagnostics_(diagnostics),
      round_numbers_(rc_->text(Rc::axes_autolimit_mode) == "round_numbers") {}

ViewState& FigureState::view(std::size_t axes, Direction d) {
    const ResolvedAxes& a = axes_[axes].axes;
    return views_[d == Direction::x ? a.x.view : a.y.view];
}

std::size_t FigureState::add_axes(int x_of, int y_of) {
    const std::size_t index = axes_.size();
    AxesState& a = axes_.emplace_back();
    a.margin_x = rc_->number(Rc::axes_xmargin);
    a.margin_y = rc_->number(Rc::axes_ymargin);
    a.cycle = std::make_unique<style::AxesCycles>(rc_->shared_prop_cycle());
    auto attach = [&](Axis& axis, int other, Direction d) {
        if (other >= 0) {
            const ResolvedAxes& o = axes_[static_cast<std::size_t>(other)].axes;
            axis.view = d == Direction::x ? o.x.view : o.y.view;
        } else {
            axis.view = views_.size();
            ViewState& v = views_.emplace_back();
            v.direction = d;
            v.view.owner = index;
            v.view.round_numbers = round_numbers_;
            default_locators(v);
        }
        views_[axis.view].members.push_back(index);
    };
    attach(a.axes.x, x_of, Direction::x);
    attach(a.axes.y, y_of, Direction::y);
    return index;
}

void FigureState::make_polar(std::size_t axes, const figure::PolarProjection& projection, double from, double to) {
    axes_[axes].axes.polar = projection;
    ViewState &x = view(axes, Direction::x), &y = view(axes, Direction::y);
    x.theta = y.radius = true;
    default_locators(x);
    default_locators(y);
    set_limits(axes, Direction::x, from, to);
}

void FigureState::default_locators(ViewState& v) {
    const bool x = v.direction == Direction::x;
    figure::AxisDefaults d =
        figure::default_ticks(v.view.scale, rc_->flag(x ? Rc::xtick_minor_visible : Rc::ytick_minor_visible));
    if (auto* scalar = std::get_if<figure::ScalarFormatter>(&d.major_format)) {
        const auto limits = rc_->numbers(Rc::axes_formatter_limits);
        scalar->power_low = static_cast<int>(limits[0]);
        scalar->power_high = static_cast<int>(limits[1]);
        scalar->use_offset = rc_->flag(Rc::axes_formatter_useoffset);
        scalar->use_math_text = rc_->flag(Rc::axes_formatter_use_mathtext);
        scalar->offset_threshold = static_cast<int>(rc_->number(Rc::axes_formatter_offset_threshold));
        scalar->unicode_minus = rc_->flag(Rc::axes_unicode_minus);
    }
    for (figure::Formatter* f : {&d.major_format, &d.minor_format})
        if (auto* log = std::get_if<figure::LogFormatter>(f))
            log->min_exponent = static_cast<int>(rc_->number(Rc::axes_formatter_min_exponent));
    v.view.major = d.major;
    if (rc_->flag(Rc::internal_classic_mode) && std::holds_alternative<figure::AutoLocator>(d.major))
        v.view.major = figure::MaxNLocator{.nbins = 9, .steps = {1, 2, 5, 10}};
    v.view.minor = d.minor;
    v.view.major_format = d.major_format;
    v.view.minor_format = d.minor_format;
    if (v.theta) {
        v.view.major = figure::ThetaLocator{};
        v.view.major_format = figure::ThetaFormatter{};
    }
    v.view.radial = v.radius;
    v.default_major = v.default_minor = v.default_major_format = v.default_minor_format = true;
}

double FigureState::minpos(const ViewState& v) const {
    double m = figure::DataLimits::inf;
    for (std::size_t i : v.members)
        m = std::min(m, v.direction == Direction::x ? axes_[i].limits.minpos_x : axes_[i].limits.minpos_y);
    for (std::size_t i : v.members)
        if (const SharedAxis* s = sharing.axis(i, v.direction == Direction::x)) m = std::min(m, s->minpos);
    return m;
}

figure::AxisView FigureState::locator_view(const ViewState& v) const {
    figure::AxisView a;
    a.lo = v.view.lo;
    a.hi = v.view.hi;
    a.minpos = minpos(v);
    a.scale = v.view.scale;
    a.is_x = v.direction == Direction::x;
    a.round_numbers = round_numbers_;
    a.zone = v.view.zone;
    return a;
}

void FigureState::set_scale(std::size_t axes, Direction d, const figure::Scale& scale) {
    ViewState& v = view(axes, d);
    const double inf = figure::DataLimits::inf;
    const auto before = figure::nonsingular(v.view.major, -inf, inf, minpos(v), v.view.scale);
    v.view.scale = scale;
    default_locators(v);
    if (v.radius) return;  // RadialLocator has the same initial limits whatever the scale
    // Axis._set_axes_scale: limits that no longer make sense are replaced at once.
    if (before != figure::nonsingular(v.view.major, -inf, inf, minpos(v), scale)) autoscale(axes, d);
}

void FigureState::request_autoscale(std::size_t axes, Direction d) {
    (d == Direction::x ? axes_[axes].stale_x : axes_[axes].stale_y) = true;
}

void FigureState::settle(std::size_t axes, Direction d) {
    bool stale = false;
    for (std::size_t i : view(axes, d).members) {
        bool& s = d == Direction::x ? axes_[i].stale_x : axes_[i].stale_y;
        stale = stale || s;
        s = false;
    }
    if (stale) autoscale(axes, d);
}

namespace {

// RadialLocator.view_limits, over LogLocator.view_limits, which has a rule of its own for polar axes.
std::pair<double, double> radial_limits(const AxisView& view, double lo, double hi) {
    if (const auto* log = std::get_if<figure::LogLocator>(&view.major)) {
        constexpr double decades = 4;
        hi = std::ceil(std::log(hi) / std::log(log->base));
        lo = std::pow(log->base, hi - decades);
    }
    if (hi > lo) lo = std::min(0.0, lo);
    return figure::view_limits(figure::NullLocator{}, lo, hi, {}, false);  // transforms.nonsingular
}

}  // namespace

// Axes.autoscale_view for one direction.
void FigureState::autoscale(std::size_t axes, Direction d) {
    ViewState& v = view(axes, d);
    if (!v.autoscale) return;
    const bool x = d == Direction::x;
    const double margin = x ? axes_[axes].margin_x : axes_[axes].margin_y;
    const double inf = figure::DataLimits::inf;

    std::vector<double> stickies;
    double x0 = inf, x1 = -inf;
    for (std::size_t i : v.members) {
        const AxesState& a = axes_[i];
        for (double value : x ? std::array{a.limits.x0, a.limits.x1} : std::array{a.limits.y0, a.limits.y1})
            if (std::isfinite(value)) {
                x0 = std::min(x0, value);
                x1 = std::max(x1, value);
            }
        if (margin != 0)
            for (const figure::Artist& artist : a.axes.artists) {
                const auto& s = x ? artist.sticky_x : artist.sticky_y;
                stickies.insert(stickies.end(), s.begin(), s.end());
            }
        if (const SharedAxis* s = sharing.axis(i, x); s && s->lo <= s->hi) {
            x0 = std::min(x0, s->lo);
            x1 = std::max(x1, s->hi);
            if (margin != 0) stickies.insert(stickies.end(), s->stickies.begin(), s->stickies.end());
        }
    }
    if (v.radius && margin != 0) stickies.push_back(0);  // RadialAxis
    if (v.view.scale.kind == figure::ScaleKind::log) std::erase_if(stickies, [](double s) { return !(s > 0); });
    std::sort(stickies.begin(), stickies.end());

    if (x0 > x1) {
        if (v.view.lo != 0 || v.view.hi != 1) return;  // explicit limits and no data
        x0 = -inf;
        x1 = inf;
    }
    const double smallest = minpos(v);
    if (v.view.radial && x0 == -inf)
        std::tie(x0, x1) = std::pair(0.0, 1.0);
    else
        std::tie(x0, x1) = figure::nonsingular(v.view.major, x0, x1, smallest, v.view.scale);

    const double tol = 1e-5 * std::max({std::abs(x0), std::abs(x1), std::abs(x1 - x0)});
    std::optional<double> bound0, bound1;
    auto i0 = std::lower_bound(stickies.begin(), stickies.end(), x0 + tol);
    if (i0 != stickies.begin()) bound0 = *(i0 - 1);
    auto i1 = std::lower_bound(stickies.begin(), stickies.end(), x1 - tol);
    if (i1 != stickies.end()) bound1 = *i1;

    const figure::Scale& scale = v.view.scale;
    std::tie(x0, x1) = scale.limit_range(x0, x1, smallest);
    const double t0 = scale.transform(x0), t1 = scale.transform(x1);
    double delta = (t1 - t0) * margin;
    if (!std::isfinite(delta)) delta = 0;
    x0 = scale.inverse(t0 - delta);
    x1 = scale.inverse(t1 + delta);
    if (bound0) x0 = std::max(x0, *bound0);
    if (bound1) x1 = std::min(x1, *bound1);
    if (!axes_[axes].tight) {
        std::tie(x0, x1) = figure::view_limits(v.view.major, x0, x1, locator_view(v), round_numbers_);
        if (v.view.radial) std::tie(x0, x1) = radial_limits(v.view, x0, x1);
    }
    if (v.view.lo > v.view.hi) std::swap(x0, x1);
    set_limits(axes, d, x0, x1, true);
}

void FigureState::set_limits(std::size_t axes, Direction d, double lo, double hi, bool keep_autoscale) {
    ViewState& v = view(axes, d);
    if (v.view.scale.kind == figure::ScaleKind::log) {  // Axis._set_lim: what a log axis cannot show is left as it was
        if (lo <= 0) lo = v.view.lo;
        if (hi <= 0) hi = v.view.hi;
    }
    const bool reverse = lo > hi;
    // The axis that is asked looks at its own data only (Axis.get_minpos).
    const double own = d == Direction::x ? axes_[axes].limits.minpos_x : axes_[axes].limits.minpos_y;
    std::tie(lo, hi) = figure::nonsingular(v.view.major, lo, hi, own, v.view.scale);
    std::tie(lo, hi) = v.view.scale.limit_range(lo, hi, own);
    if ((lo > hi) != reverse) std::swap(lo, hi);
    v.view.lo = lo;
    v.view.hi = hi;
    for (std::size_t i : v.members) (d == Direction::x ? axes_[i].stale_x : axes_[i].stale_y) = false;
    if (!keep_autoscale) v.autoscale = false;
}

Rect FigureState::box(std::size_t axes) const {
    AxesPointers all;
    for (const AxesState& a : axes_) all.push_back(&a.axes);
    const Rect p = axes_positions(grid, all, all.size())[axes];
    const double w = width * fill_dpi, h = height * fill_dpi;
    return {p.x0 * w, p.y0 * h, p.x1 * w, p.y1 * h};
}

figure::View FigureState::placement(std::size_t axes, const figure::Artist& first) {
    auto& artists = axes_[axes].axes.artists;
    artists.push_back(first);
    settle(axes, Direction::x);
    settle(axes, Direction::y);
    artists.pop_back();
    const AxisView &x = view(axes, Direction::x).view, &y = view(axes, Direction::y).view;
    return {box(axes), {x.lo, y.lo, x.hi, y.hi}, x.scale, y.scale, {0, 0, width * fill_dpi, height * fill_dpi},
            fill_dpi};
}

void FigureState::invert(std::size_t axes, Direction d) {
    settle(axes, d);
    ViewState& v = view(axes, d);
    set_limits(axes, d, v.view.hi, v.view.lo, true);
    std::swap(v.view.own_lo, v.view.own_hi);
}

void FigureState::set_ticks(std::size_t axes, Direction d, std::vector<double> positions, bool minor) {
    settle(axes, d);
    ViewState& v = view(axes, d);
    if (!positions.empty()) {
        const auto [lo, hi] = std::minmax_element(positions.begin(), positions.end());
        if (v.view.lo < v.view.hi) {
            v.view.lo = std::min(v.view.lo, *lo);
            v.view.hi = std::max(v.view.hi, *hi);
        } else {
            v.view.lo = std::max(v.view.lo, *hi);
            v.view.hi = std::min(v.view.hi, *lo);
        }
    }
    if (minor) {
        v.view.minor = figure::FixedLocator{std::move(positions)};
        v.default_minor = false;
    } else {
        v.view.major = figure::FixedLocator{std::move(positions)};
        v.view.radial = false;
        v.default_major = false;
    }
}

void FigureState::make_dates(std::size_t axes, Direction d) {
    ViewState& v = view(axes, d);
    if (v.view.dates) return;
    v.view.dates = true;
    find_zone(rc_->text(Rc::timezone), v.view.zone);
    if (v.default_major) {
        v.view.major = figure::AutoDateLocator{rc_->flag(Rc::date_interval_multiples)};
        v.view.radial = false;
    }
    if (v.default_major_format && rc_->text(Rc::date_converter) == "concise")
        v.view.major_format = figure::ConciseDateFormatter{};
    else if (v.default_major_format)
        v.view.major_format = figure::AutoDateFormatter{
            rc_->text(Rc::date_autoformatter_year),       rc_->text(Rc::date_autoformatter_month),
            rc_->text(Rc::date_autoformatter_day),        rc_->text(Rc::date_autoformatter_hour),
            rc_->text(Rc::date_autoformatter_minute),     rc_->text(Rc::date_autoformatter_second),
            rc_->text(Rc::date_autoformatter_microsecond)};
}

std::vector<double> FigureState::categories(std::size_t axes, Direction d, const Column& column) {
    ViewState& v = view(axes, d);
    if (const SharedAxis* s = v.categories ? nullptr : sharing.axis(axes, d == Direction::x))
        for (const std::string& name : s->categories)
            if (v.places.try_emplace(name, v.view.categories.size()).second) v.view.categories.push_back(name);
    v.categories = true;
    std::vector<double> out;
    out.reserve(column.texts.size());
    for (std::size_t i = 0; i < column.texts.size(); ++i) {
        if (!column.missing.empty() && column.missing[i]) {
            out.push_back(std::nan(""));
            continue;
        }
        const std::string& name = column.texts[i];
        const auto [it, fresh] = v.places.try_emplace(name, v.view.categories.size());
        if (fresh) v.view.categories.push_back(name);
        out.push_back(static_cast<double>(it->second));
    }
    if (v.default_major) {
        v.view.major = figure::CategoryLocator{v.view.categories.size()};
        v.view.radial = false;
    }
    // The names follow in finish(): copying them for every layer would take quadratic time.
    if (v.default_major_format) v.view.major_format = figure::CategoryFormatter{};
    return out;
}

void FigureState::add(std::size_t axes, layers::Prepared prepared, int layer) {
    AxesState& a = axes_[axes];
    a.tight = a.tight || prepared.tight;
    if (prepared.needs_margins) {
        a.margin_x = std::max(a.margin_x, 0.05);
        a.margin_y = std::max(a.margin_y, 0.05);
    }
    auto outside = [&](layers::Autoscale mode, Direction d, const std::vector<double>& values) {
        if (mode != layers::Autoscale::if_outside) return mode == layers::Autoscale::yes;
        settle(axes, d);
        const AxisView& v = view(axes, d).view;
        for (double value : values)
            if (value < std::min(v.lo, v.hi) || value > std::max(v.lo, v.hi)) return true;
        return false;
    };
    const bool x = outside(prepared.autoscale_x, Direction::x, prepared.outside_x);
    const bool y = outside(prepared.autoscale_y, Direction::y, prepared.outside_y);
    const std::size_t before = a.axes.artists.size();
    for (figure::Artist& artist : prepared.artists) {
        artist.layer = layer;
        a.limits.add(artist);
        a.axes.artists.push_back(std::move(artist));
    }
    if (x) request_autoscale(axes, Direction::x);
    if (y) request_autoscale(axes, Direction::y);
    for (figure::Artist& artist : std::span(a.axes.artists).subspan(before))
        if (auto* labels = std::get_if<figure::ContourLabelsArtist>(&artist.content)) {
            // Labels are placed at once (Axes.clabel), contours follow the data at once.
            settle(axes, Direction::x);
            settle(axes, Direction::y);
            const AxisView &vx = view(axes, Direction::x).view, &vy = view(axes, Direction::y).view;
            labels->x_scale = vx.scale;
            labels->y_scale = vy.scale;
            labels->limits = {vx.lo, vy.lo, vx.hi, vy.hi};
            labels->axes_then = axes_.size();
        }
    auto limits = [&](const std::optional<std::pair<double, double>>& l, Direction d) {
        if (!l || (prepared.keep_autoscale && !view(axes, d).autoscale)) return;
        auto [first, last] = *l;
        if (const SharedAxis* s = sharing.axis(axes, d == Direction::x);
            s && prepared.keep_autoscale && s->lo <= s->hi) {
            double &low = first <= last ? first : last, &high = first <= last ? last : first;
            low = std::min(low, s->lo);
            high = std::max(high, s->hi);
        }
        set_limits(axes, d, first, last, prepared.keep_autoscale);
    };
    limits(prepared.xlim, Direction::x);
    limits(prepared.ylim, Direction::y);
    if (prepared.aspect) {
        a.axes.aspect.reset();
        if (*prepared.aspect == "equal")
            a.axes.aspect = 1;
        else if (auto number = parse_number(*prepared.aspect))
            a.axes.aspect = *number;
    }
    if (prepared.grid_off)
        for (Axis* axis : {&a.axes.x, &a.axes.y}) axis->major.grid = axis->minor.grid = false;
    if (prepared.matrix_ticks) {
        for (TickParams* p : {&a.axes.x.major, &a.axes.x.minor}) {
            p->tick1 = p->tick2 = true;
            p->label2 = p->label1 || p->label2;
            p->label1 = false;
        }
        for (Direction d : {Direction::x, Direction::y}) {
            view(axes, d).view.major = figure::MaxNLocator{.nbins = 9, .integer = true, .steps = {1, 2, 5, 10}};
            view(axes, d).default_major = false;
        }
    }
}

void FigureState::measure(const ResolvedFigure& out) {
    if (!sharing.measured) return;
    sharing.measured->axes.resize(axes_.size());
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        const AxesState& a = axes_[i];
        if (a.axes.bar) continue;
        for (const bool x : {true, false}) {
            SharedAxis& to = sharing.measured->axes[i][x ? 0 : 1];
            const AxisView& v = out.views[x ? a.axes.x.view : a.axes.y.view];
            to.lo = x ? a.limits.x0 : a.limits.y0;
            to.hi = x ? a.limits.x1 : a.limits.y1;
            to.minpos = x ? a.limits.minpos_x : a.limits.minpos_y;
            if (!std::isfinite(to.lo) || !std::isfinite(to.hi)) continue;
            for (const figure::Artist& artist : a.axes.artists) {
                const auto& s = x ? artist.sticky_x : artist.sticky_y;
                to.stickies.insert(to.stickies.end(), s.begin(), s.end());
            }
            std::erase_if(to.stickies, [](double s) { return std::isnan(s); });
            std::sort(to.stickies.begin(), to.stickies.end());
            to.stickies.erase(std::unique(to.stickies.begin(), to.stickies.end()), to.stickies.end());
            to.categories = v.categories;
            to.kinds = v.dates ? SharedAxis::dates : v.categories.empty() ? SharedAxis::numbers : SharedAxis::names;
        }
    }
}

void FigureState::finish(ResolvedFigure& out) {
    for (std::size_t i = 0; i < axes_.size(); ++i) {
        settle(i, Direction::x);
        settle(i, Direction::y);
    }
    for (ViewState& v : views_) {
        v.view.minpos = minpos(v);
        for (const auto& [locator, span] : {std::pair(&v.view.major, v.major_rule), {&v.view.minor, v.minor_rule}}) {
            if (!span) continue;
            bool too_many = false;
            figure::tick_positions(*locator, locator_view(v), {}, &too_many);
            if (too_many) diagnostics_.error(*span, "more than 10000 ticks between the axis's limits");
        }
        if (auto* names = std::get_if<figure::CategoryFormatter>(&v.view.major_format))
            names->names = v.view.categories;
        out.views.push_back(std::move(v.view));
    }
    measure(out);
    for (AxesState& a : axes_) {
        for (figure::Artist& artist : a.axes.artists)
            if (auto* note = std::get_if<figure::AnnotationArtist>(&artist.content); note && note->bar_end) {
                const AxisView& v = out.views[note->bar_end->horizontal ? a.axes.x.view : a.axes.y.view];
                figure::place_bar_label(*note, v.lo > v.hi);
            }
        a.axes.data = {a.limits.x0, a.limits.y0, a.limits.x1, a.limits.y1};
        out.axes.push_back(std::move(a.axes));
    }
}

}  // namespace plotmill::resolve
