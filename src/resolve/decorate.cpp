#include "resolve/decorate.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/numbers.h"
#include "base/suggest.h"
#include "figure/props.h"
#include "resolve/tick_words.h"
#include "resolve/words.h"

namespace plotmill::resolve {

using style::Rc;

namespace {

std::optional<figure::Scale> read_scale(const spec::FieldValue& value) {
    figure::Scale s;
    std::string name;
    const spec::Fields* parameters = nullptr;
    if (value.as == spec::object) {
        const auto& all = value.object().all();
        if (all.empty()) return {};
        name = all.front().field->name;
        if (all.front().value.as == spec::object) parameters = &all.front().value.object();
    } else {
        name = value.text();
    }
    if (name == "log") s.kind = figure::ScaleKind::log;
    if (name == "symlog") s.kind = figure::ScaleKind::symlog;
    if (name == "logit") s.kind = figure::ScaleKind::logit;
    if (parameters) {
        if (auto* v = figure::given(*parameters, "base")) s.base = v->number();
        if (auto* v = figure::given(*parameters, "linthresh")) s.linthresh = v->number();
        if (auto* v = figure::given(*parameters, "linscale")) s.linscale = v->number();
        if (auto* v = figure::given(*parameters, "nonpositive")) s.mask_nonpositive = v->text() == "mask";
    }
    return s;
}

std::vector<double> subs_of(const spec::FieldValue& value) {
    std::vector<double> out;
    if (value.as != spec::object || value.object().all().empty()) return out;
    const auto& first = value.object().all().front().value;
    if (first.as != spec::object) return out;
    if (const auto* v = figure::given(first.object(), "subs"))
        for (const spec::FieldValue& s : v->list()) out.push_back(s.number());
    return out;
}

class Decorator {
public:
    Decorator(FigureState& state, std::size_t axes, const spec::Fields& f)
        : state_(state),
          index_(axes),
          f_(f),
          axes_(state.axes(axes).axes),
          rc_(state.rc()),
          out_(state.diagnostics()) {}

    void run() {
        margins();
        aspect();
        for (Direction d : {Direction::x, Direction::y}) limits(d);
        for (Direction d : {Direction::x, Direction::y})
            if (f_.boolean(d == Direction::x ? "invert_xaxis" : "invert_yaxis", false)) state_.invert(index_, d);
        for (Direction d : {Direction::x, Direction::y})
            if (const auto* v = figure::given(f_, d == Direction::x ? "xticks" : "yticks")) ticks(d, *v);
        if (const auto* v = figure::given(f_, "title")) set_title(axes_, *v, rc_);
        if (const auto* v = figure::given(f_, "xlabel")) set_label(axes_, true, *v, rc_);
        if (const auto* v = figure::given(f_, "ylabel")) set_label(axes_, false, *v, rc_);
        if (const auto* v = figure::given(f_, "axisbelow"))
            axes_.axis_zorder = v->as != spec::flag ? 1.5 : v->boolean() ? 0.5 : 2.5;
        if (const auto* v = figure::given(f_, "grid")) grid(*v);
        if (const spec::Fields* s = f_.object("spines")) spines(*s);
        if (const auto* v = figure::given(f_, "axis"))
            axes_.axis_on = v->as == spec::flag ? v->boolean() : v->text() == "on";
    }

    void ticks(Direction d, const spec::FieldValue& value) {
        (d == Direction::x ? axes_.x_ticks : axes_.y_ticks) = value.span;
        if (value.as == spec::list) {
            fixed(d, value.list());
            return;
        }
        ticks_of(d, value.object());
    }

    void format(Direction d, const std::string& text, Span span) {
        const bool minus = rc_.flag(Rc::axes_unicode_minus);
        ViewState& view = state_.view(index_, d);
        if (text == "percent") {
            formatter(d, figure::PercentFormatter{});
        } else if (text == "engineering") {
            figure::EngFormatter f;
            f.use_math_text = rc_.flag(Rc::axes_formatter_use_mathtext);
            f.unicode_minus = minus;
            formatter(d, f);
        } else if (text == "scientific") {
            if (auto* f = std::get_if<figure::ScalarFormatter>(&view.view.major_format)) {
                f->scientific = true;
                f->power_low = f->power_high = 0;
            } else {
                out_.error(span, "'scientific' is for linear axes of numbers");
            }
        } else if (text.find('{') != std::string::npos) {
            const auto* locator = std::get_if<figure::FixedLocator>(&view.view.major);
            if (auto why = figure::check_str_method(text, locator && locator->integers))
                out_.error(span, "'" + text + "' is no format for ticks: " + *why);
            else
                formatter(d, figure::StrMethodFormatter{text});
        } else if (view.view.dates) {
            formatter(d, figure::DateFormatter{text});
        } else {
            constexpr std::string_view words[] = {"percent", "engineering", "scientific"};
            out_.error(span, "unknown tick format '" + text + "'" + did_you_mean(text, words) +
                                 ": expected percent, engineering, scientific, a format such as \"{x:.1f}\", or, on a "
                                 "date axis, a pattern such as \"%d %b\"");
        }
    }

private:
    void margins() {
        const auto* v = figure::given(f_, "margins");
        if (!v) return;
        AxesState& a = state_.axes(index_);
        a.tight = true;  // Axes.margins(tight=True)
        auto set = [&](double& margin, double value, Direction d) {
            margin = value;
            state_.request_autoscale(index_, d);
        };
        if (v->as == spec::object) {
            if (auto m = v->object().number("x")) set(a.margin_x, *m, Direction::x);
            if (auto m = v->object().number("y")) set(a.margin_y, *m, Direction::y);
        } else {
            set(a.margin_x, v->number(), Direction::x);
            set(a.margin_y, v->number(), Direction::y);
        }
    }

    void aspect() {
        if (const auto* v = figure::given(f_, "aspect")) {
            if (std::holds_alternative<double>(v->data))
                axes_.aspect = v->number();
            else if (v->text() == "equal")
                axes_.aspect = 1;
            else
                axes_.aspect.reset();
        }
        if (auto b = f_.number("box_aspect")) {
            axes_.box_aspect = *b;
            axes_.adjust_data = true;  // Axes.set_box_aspect
        }
    }

    void limits(Direction d) {
        const auto* v = figure::given(f_, d == Direction::x ? "xlim" : "ylim");
        if (!v) return;
        const auto& l = v->list();
        for (const spec::FieldValue& e : l)
            if (e.date) {
                if (state_.view(index_, d).categories) {
                    out_.error(e.span, "a date as a limit of an axis of categories");
                    return;
                }
                state_.make_dates(index_, d);
            }
        state_.settle(index_, d);
        const AxisView& view = state_.view(index_, d).view;
        double lo = l[0].is_null() ? view.lo : l[0].number(), hi = l[1].is_null() ? view.hi : l[1].number();
        const figure::ScaleKind scale = view.scale.kind;
        if (state_.view(index_, d).theta && std::abs(hi - lo) > 2 * std::numbers::pi * (1 + 1e-12)) {
            out_.error(v->span, "the angles of a polar axes are radians, and at most one turn of them (2*pi) is seen");
            return;
        }
        auto check = [&](double& value, double old, const spec::FieldValue& e) {
            if (!std::isfinite(value)) {
                out_.error(e.span, "a limit is a finite number; null is automatic");
                value = old;
            } else if (scale == figure::ScaleKind::log && value <= 0) {
                out_.error(e.span, "a log axis has no limit at or below 0");
                value = old;
            } else if (scale == figure::ScaleKind::logit && (value <= 0 || value >= 1)) {
                out_.error(e.span, "a logit axis has limits between 0 and 1");
                value = old;
            }
        };
        check(lo, view.lo, l[0]);
        check(hi, view.hi, l[1]);
        if (lo == hi) out_.warning(v->span, "the limits are equal: the axis is widened around them");
        state_.set_limits(index_, d, lo, hi);
        AxisView& own = state_.view(index_, d).view;
        own.limits = v->span;
        own.own_lo = !l[0].is_null();
        own.own_hi = !l[1].is_null();
    }

    std::vector<double> positions(Direction d, const std::vector<spec::FieldValue>& list) {
        std::vector<double> at;
        for (const spec::FieldValue& e : list) {
            if (e.date) state_.make_dates(index_, d);
            at.push_back(e.number());
        }
        return at;
    }

    void fixed(Direction d, const std::vector<spec::FieldValue>& list) {
        state_.set_ticks(index_, d, positions(d, list));
        auto* locator = std::get_if<figure::FixedLocator>(&state_.view(index_, d).view.major);
        locator->integers = std::all_of(list.begin(), list.end(), [](const spec::FieldValue& v) { return v.integer; });
    }

    void formatter(Direction d, figure::Formatter format) {
        ViewState& v = state_.view(index_, d);
        v.view.major_format = std::move(format);
        v.default_major_format = false;
    }

    void ticks_of(Direction d, const spec::Fields& t) {
        Axis& axis = d == Direction::x ? axes_.x : axes_.y;
        if (const auto* at = figure::given(t, "ticks")) {
            fixed(d, at->list());
            if (const auto* labels = figure::given(t, "labels")) {
                if (labels->list().size() != at->list().size()) {
                    out_.error(labels->span, std::to_string(labels->list().size()) + " labels for " +
                                                 std::to_string(at->list().size()) + " ticks");
                } else {
                    figure::FixedFormatter f;
                    for (const spec::FieldValue& l : labels->list()) f.labels.push_back(l.text());
                    formatter(d, std::move(f));
                }
            }
            for (const char* name : {"every", "max"})
                if (t.has(name))
                    out_.error(t.span_of(name), std::string("'ticks' and '") + name + "' exclude each other");
        } else if (t.has("labels")) {
            out_.error(t.span_of("labels"), "'labels' need 'ticks' to stand at");
        }
        if (!t.has("ticks")) locate(d, t, false);
        if (const auto* v = figure::given(t, "format")) format(d, v->text(), v->span);
        if (const auto* v = figure::given(t, "minor")) {
            if (v->as == spec::list) {
                state_.set_ticks(index_, d, positions(d, v->list()), true);
            } else if (v->as == spec::object) {
                locate(d, v->object(), true);
            } else {
                ViewState& view = state_.view(index_, d);
                view.view.minor =
                    v->boolean() ? figure::Locator(figure::AutoMinorLocator{}) : figure::Locator(figure::NullLocator{});
                view.default_minor = false;
            }
        }
        if (auto v = t.text("direction")) axis.major.direction = axis.minor.direction = *v;
        if (const auto* v = figure::given(t, "rotation"))
            axis.major.label_rotation = std::holds_alternative<double>(v->data) ? v->number()
                                        : v->text() == "vertical"               ? 90
                                                                                : 0;
        if (const auto* v = figure::given(t, "fontsize"))
            axis.major.label_size = std::holds_alternative<double>(v->data)
                                        ? v->number()
                                        : rc_.font_points(v->text()).value_or(axis.major.label_size);
        if (const auto* c = t.color("color")) axis.major.label_color = figure::to_rgba(*c, rc_);
        if (auto v = t.text("ha")) axis.major.label_ha = *v;
    }

    void locate(Direction d, const spec::Fields& t, bool minor) {
        ViewState& v = state_.view(index_, d);
        auto locator = read_locator(t, v.view, out_);
        if (!locator) return;
        (minor ? v.view.minor : v.view.major) = std::move(*locator);
        (minor ? v.default_minor : v.default_major) = false;
        if (!minor) v.view.radial = false;
        const spec::FieldValue* interval = figure::given(t, "every");
        if (interval) (minor ? v.minor_rule : v.major_rule) = interval->span;
    }

    void grid(const spec::FieldValue& value) {
        const bool on = value.as == spec::object || value.boolean();
        std::string which = "major", axis = "both";
        figure::LineKeywords k;
        if (value.as == spec::object) {
            const spec::Fields& g = value.object();
            which = g.text("which", which);
            axis = g.text("axis", axis);
            k = figure::line_keywords(g);
        }
        auto set = [&](TickParams& p) {
            p.grid = on;
            if (!on) return;
            figure::LineKeywords base;
            base.color = rc_.color(Rc::grid_color);
            base.linestyle = rc_.line_style(Rc::grid_linestyle);
            base.linewidth = rc_.number(Rc::grid_linewidth);
            if (!k.color && base.color->rgba.a == 1) base.alpha = rc_.number(Rc::grid_alpha);
            if (k.color && k.color->rgba.a == 1) base.alpha = rc_.number(Rc::grid_alpha);
            p.grid_line = figure::resolve_line(figure::overlay(base, k), rc_).line;
        };
        for (Axis* a : {&axes_.x, &axes_.y}) {
            if (axis != "both" && (axis == "x") != (a == &axes_.x)) continue;
            if (which != "minor") set(a->major);
            if (which != "major") set(a->minor);
        }
    }

    void spines(const spec::Fields& s) {
        constexpr std::string_view straight[] = {"left", "right", "bottom", "top"};
        constexpr std::string_view polar[] = {"start", "end", "inner", "polar"};
        const auto &names = axes_.polar ? polar : straight, &others = axes_.polar ? straight : polar;
        for (std::string_view name : others)
            if (s.has(name))
                out_.error(s.span_of(name), axes_.polar ? "a polar axes has the spines polar, inner, start and end"
                                                        : "'" + std::string(name) + "' is a spine of polar axes only");
        for (std::size_t i = 0; i < 4; ++i) {
            const auto* v = figure::given(s, names[i]);
            if (!v) continue;
            Spine& spine = axes_.spines[i];
            if (v->as == spec::flag) {
                spine.visible = v->boolean();
                continue;
            }
            const spec::Fields& o = v->object();
            for (const char* name : {"position", "bounds"})
                if (axes_.polar && o.has(name))
                    out_.error(o.span_of(name), "the spines of a polar axes stand where its limits are");
            spine.visible = o.boolean("visible", true);
            if (const auto* c = o.color("color"))
                spine.color = figure::to_rgba(*c, rc_, o.number("alpha"));
            else if (auto a = o.number("alpha"))
                spine.color.a = *a;
            if (auto w = o.number("linewidth")) spine.width = *w;
            if (const auto* l = figure::given(o, "linestyle"))
                spine.dashes = figure::dash_pattern(std::get<spec::LineStyle>(l->data), spine.width, rc_).dashes;
            if (const auto* p = figure::given(o, "position")) position(spine, *p);
            if (const auto* b = figure::given(o, "bounds"))
                spine.bounds = std::pair(b->list()[0].number(), b->list()[1].number());
        }
    }

    void position(Spine& spine, const spec::FieldValue& p) {
        if (p.as != spec::list) {
            spine.place = p.text() == "zero" ? Spine::Place::data : Spine::Place::axes;
            spine.at = p.text() == "zero" ? 0 : 0.5;
            return;
        }
        const auto& l = p.list();
        const auto* kind = std::get_if<std::string>(&l[0].data);
        const auto* amount = std::get_if<double>(&l[1].data);
        if (!kind || !amount || (*kind != "outward" && *kind != "axes" && *kind != "data")) {
            out_.error(p.span, "a spine's position is zero, center, or [outward | axes | data, a number]");
            return;
        }
        spine.place = *kind == "outward" ? Spine::Place::outward
                      : *kind == "axes"  ? Spine::Place::axes
                                         : Spine::Place::data;
        spine.at = *amount;
    }

    FigureState& state_;
    std::size_t index_;
    const spec::Fields& f_;
    ResolvedAxes& axes_;
    const style::RcParams& rc_;
    Diagnostics& out_;
};

}  // namespace

void set_scales(FigureState& state, std::size_t axes, const spec::Fields& f) {
    for (Direction d : {Direction::x, Direction::y}) {
        const auto* v = figure::given(f, d == Direction::x ? "xscale" : "yscale");
        if (!v) continue;
        const auto scale = read_scale(*v);
        if (!scale) continue;
        if (scale->kind == figure::ScaleKind::log && scale->base <= 1) {
            state.diagnostics().error(v->span, "the base of a log axis is above 1");
            continue;
        }
        state.set_scale(axes, d, *scale);
        const std::vector<double> subs = subs_of(*v);
        if (subs.empty()) continue;
        ViewState& view = state.view(axes, d);
        if (auto* l = std::get_if<figure::LogLocator>(&view.view.minor)) {
            l->auto_subs = false;
            l->subs = subs;
        } else if (auto* sl = std::get_if<figure::SymlogLocator>(&view.view.minor)) {
            sl->subs = subs;
        }
    }
}

void set_axis_ticks(FigureState& state, std::size_t axes, Direction d, const spec::FieldValue& value) {
    const spec::Fields none;
    Decorator(state, axes, none).ticks(d, value);
}

void set_axis_format(FigureState& state, std::size_t axes, Direction d, const spec::FieldValue& value) {
    const spec::Fields none;
    Decorator(state, axes, none).format(d, value.text(), value.span);
}

void decorate(FigureState& state, std::size_t axes, const spec::Fields& f) { Decorator(state, axes, f).run(); }

}  // namespace plotmill::resolve
