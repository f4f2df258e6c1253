#include "resolve/figure.h"

#include <algorithm>
#include <limits>

#include "figure/props.h"
#include "layers/figimage.h"
#include "resolve/axes_state.h"
#include "resolve/bar_place.h"
#include "resolve/canvas.h"
#include "resolve/colorbar.h"
#include "resolve/decorate.h"
#include "resolve/defaults.h"
#include "resolve/facets.h"
#include "resolve/layer_call.h"
#include "resolve/layer_input.h"
#include "resolve/legend_spec.h"
#include "resolve/math_markers.h"
#include "resolve/polar.h"
#include "resolve/secondary.h"
#include "resolve/subplots.h"
#include "resolve/words.h"
#include "spec/job_tables.h"

namespace plotmill::resolve {

using style::Rc;

namespace {

class Resolver {
public:
    Resolver(const FigureInput& input, Diagnostics& out) : input_(input), out_(out), state_(input.rc, out) {}

    ResolvedFigure run() {
        const spec::Fields& f = input_.fields;
        const style::RcParams& rc = *input_.rc;
        result_.name = input_.name;
        result_.rc = input_.rc;
        const Canvas canvas = read_canvas(input_, result_, out_);
        state_.dpi = result_.dpi;
        state_.width = result_.width;
        state_.height = result_.height;
        state_.fill_dpi = canvas.fill_dpi;
        state_.bars_in_grid = result_.layout != Engine::constrained && result_.layout != Engine::compressed;
        check_box_styles(f, out_);
        state_.sharing = {read_share(f), input_.scales, input_.measured};
        result_.alt = f.text("alt", "");

        std::vector<const spec::Fields*>& entries = entries_;
        const auto* axes = figure::given(f, "axes");
        if (axes)
            for (const spec::FieldValue& a : axes->list()) {
                if (a.as == spec::object) entries.push_back(&a.object());
            }
        else
            entries.push_back(&f);
        if (axes) no_axes_keys();

        std::string table;
        if (const auto* d = figure::given(f, "data"); d && d->as == spec::string) table = d->text();
        const spec::Fields* facet = f.object("facet");
        if (facet) {
            auto facets = read_facets(input_, *facet, table, out_);
            if (!facets) return std::move(result_);
            facets_ = std::move(*facets);
        }
        Plan& plan = plan_;
        plan = facet ? plan_facets(f, *facet, static_cast<int>(facets_.parts.size()), default_grid(rc), out_)
                     : plan_axes(f, entries, default_grid(rc), out_);
        result_.grid = state_.grid = plan.grid;
        for (const PlannedAxes& p : plan.axes)
            create(p, facet ? &f : p.entry >= 0 ? entries[static_cast<std::size_t>(p.entry)] : nullptr);
        for (std::size_t i = 0; i < facets_.parts.size(); ++i) {
            facet_ = &facets_.parts[i];
            fill(i, f, facets_.table, false);
            set_facet_title(i);
        }
        facet_ = nullptr;
        for (std::size_t i = 0; facets_.parts.empty() && i < plan.axes.size(); ++i)
            if (plan.axes[i].entry >= 0)
                fill(i, *entries[static_cast<std::size_t>(plan.axes[i].entry)], table, axes != nullptr);

        if (const auto* v = figure::given(f, "figimage")) {
            if (v->as == spec::object)
                figure_image(v->object(), table);
            else
                for (const spec::FieldValue& image : v->list())
                    if (image.as == spec::object) figure_image(image.object(), table);
        }
        if (const auto* v = figure::given(f, "suptitle")) result_.suptitle = figure_title(*v, rc);
        if (const auto* v = figure::given(f, "supxlabel")) result_.supxlabel = figure_label(*v, rc, true);
        if (const auto* v = figure::given(f, "supylabel")) result_.supylabel = figure_label(*v, rc, false);
        if (const auto* v = figure::given(f, "footnote")) result_.footnote = figure_footnote(*v, rc);
        for (const auto& [i, value] : twin_legends_) {
            std::vector<figure::LegendHandle> all;
            for (std::size_t k = 0; k < handles_.size(); ++k)
                if (root(k) == root(i)) all.insert(all.end(), handles_[k].begin(), handles_[k].end());
            state_.axes(i).axes.legend = read_legend(*value, std::move(all), rc, false, out_);
        }
        if (const auto* v = axes ? figure::given(f, "legend") : nullptr) {
            std::vector<figure::LegendHandle> all;
            for (auto& h : handles_) all.insert(all.end(), h.begin(), h.end());
            result_.legend = read_legend(*v, std::move(all), rc, true, out_);
            if (result_.legend && result_.legend->outside && result_.layout == Engine::none)
                out_.error(v->span,
                           "a legend outside of the axes needs room that a layout makes: say "
                           "'layout: constrained' (or tight)");
        }
        state_.finish(result_);
        check_shared_kinds();
        // savefig(transparent=True): the backgrounds of the figure's axes, not of insets.
        for (ResolvedAxes& a : result_.axes)
            if (canvas.transparent && a.inset_of < 0) a.patch = false;
        for (const auto& [i, fields] : secondaries_) check_secondary(result_, i, *fields, out_);
        return std::move(result_);
    }

private:
    void check_shared_kinds() {
        if (!input_.scales) return;
        for (const bool x : {true, false})
            for (const auto& axes : input_.scales->axes)
                if (const SharedAxis& a = axes[x ? 0 : 1]; state_.sharing.wish.limits(x) && !a.one_kind()) {
                    std::string kinds;
                    auto add = [&](SharedAxis::Kind kind, const char* word) {
                        if (a.kinds & kind) kinds += std::string(kinds.empty() ? "" : " and ") + word;
                    };
                    add(SharedAxis::numbers, "numbers");
                    add(SharedAxis::dates, "dates");
                    add(SharedAxis::names, "names");
                    out_.warning(input_.fields.span_of("share"), std::string("the ") + (x ? "x" : "y") +
                                                                     " axes of the figures hold " + kinds +
                                                                     ": their limits are not shared");
                    break;
                }
    }

    void set_facet_title(std::size_t axes) {
        ResolvedAxes& a = state_.axes(axes).axes;
        a.titles = {};
        spec::FieldValue title;
        title.as = spec::string;
        title.data = facet_->label;
        title.span = input_.fields.span_of("facet");
        set_title(a, title, *input_.rc);
    }

    void no_axes_keys() {
        for (const spec::Fields::Given& g : input_.fields.all()) {
            if (spec::figure_own_table.find(g.field->name)) continue;
            out_.error(g.key_span, "'" + std::string(g.field->name) +
                                       "' belongs to an axes: where a figure has 'axes', it stands in each of them");
        }
    }

    // `f`: the axes' own keys; null for an empty axes.
    void create(const PlannedAxes& p, const spec::Fields* f) {
        const bool polar = f && is_polar(*f);
        for (int shared : {p.share_x, p.share_y})
            if (shared >= 0 && state_.axes(static_cast<std::size_t>(shared)).axes.polar.has_value() != polar) {
                const Span span = polar ? f->span_of("projection") : input_.fields.span_of("subplots");
                out_.error(span, "polar and rectilinear axes cannot share their limits ('sharex', 'sharey')");
                break;
            }
        const std::size_t i = state_.add_axes(p.share_x, p.share_y);
        ResolvedAxes& a = state_.axes(i).axes;
        a.slot = p.slot;
        apply_defaults(a, *input_.rc);
        auto hide = [](Axis& axis) {
            axis.major.label1 = axis.minor.label1 = false;
            axis.offset_visible = false;
        };
        if (polar) make_polar(state_, i, *f);
        if (p.hide_x && !polar) hide(a.x);
        if (p.hide_y && !polar) hide(a.y);
        handles_.emplace_back();
    }

    // Axes keys in the order of job-format.md: scales, layers, limits, inversions and ticks, then twins.
    void fill(std::size_t i, const spec::Fields& f, std::string table, bool several) {
        if (const auto* d = !facet_ || &f != &input_.fields ? figure::given(f, "data") : nullptr;
            d && d->as == spec::string)
            table = d->text();
        state_.axes(i).axes.span = several ? f.span() : Span{};
        set_scales(state_, i, f);
        if (const auto* c = several ? f.color("facecolor") : nullptr)
            state_.axes(i).axes.facecolor = figure::to_rgba(*c, *input_.rc);
        color_map_ = figure::given(f, "colors");
        if (const auto* layers = f.get("layers")) read_layers(i, *layers, table);
        decorate(state_, i, f);
        if (const auto* v = figure::given(f, "legend")) {
            if (v->as == spec::object && v->object().boolean("twins", false))
                twin_legends_.emplace_back(i, v);  // when they are there
            else
                state_.axes(i).axes.legend = read_legend(*v, handles_[i], *input_.rc, false, out_);
        }
        if (const spec::Fields* t = f.object("twinx")) twin(i, *t, table, Direction::x);
        if (const spec::Fields* t = f.object("twiny")) twin(i, *t, table, Direction::y);
        secondary(i, f, true);
        secondary(i, f, false);
        if (const auto* v = figure::given(f, "inset"))
            for (const spec::FieldValue& one : v->list())
                if (one.as == spec::object) inset(i, one.object(), table);
    }

    void secondary(std::size_t i, const spec::Fields& f, bool is_x) {
        const auto* v = figure::given(f, is_x ? "secondary_x" : "secondary_y");
        if (!v || state_.axes(i).axes.polar) return;
        auto add = [&](const spec::Fields& one) {
            if (!add_secondary(state_, i, is_x, one, input_.names)) return;
            secondaries_.emplace_back(handles_.size(), &one);
            handles_.emplace_back();
        };
        if (v->as == spec::object) add(v->object());
        if (v->as == spec::list)
            for (const spec::FieldValue& one : v->list())
                if (one.as == spec::object) add(one.object());
    }

    std::size_t root(std::size_t i) {
        while (state_.axes(i).axes.twin_of >= 0) i = static_cast<std::size_t>(state_.axes(i).axes.twin_of);
        return i;
    }

    void inset(std::size_t i, const spec::Fields& f, const std::string& table) {
        const std::size_t k = state_.add_axes();
        handles_.emplace_back();
        ResolvedAxes& a = state_.axes(k).axes;
        apply_defaults(a, *input_.rc);
        a.inset_of = static_cast<int>(i);
        if (const auto* v = figure::given(f, "bounds"); v && v->list().size() == 4) {
            const auto& b = v->list();
            a.inset = {b[0].number(), b[1].number(), b[0].number() + b[2].number(), b[1].number() + b[3].number()};
            if (b[2].number() <= 0 || b[3].number() <= 0)
                out_.error(v->span, "an inset's bounds are [x0, y0, width, height]: width and height must be above 0");
        }
        if (is_polar(f)) make_polar(state_, k, f);
        if (f.has("at"))
            out_.error(f.span_of("at"), "the place of an inset is its 'bounds': 'at' belongs to the axes around it");
        fill(k, f, table, true);
    }

    void twin(std::size_t i, const spec::Fields& f, const std::string& table, Direction shared) {
        const int of = static_cast<int>(i);
        const std::size_t k = shared == Direction::x ? state_.add_axes(of, -1) : state_.add_axes(-1, of);
        handles_.emplace_back();
        ResolvedAxes &base = state_.axes(i).axes, &a = state_.axes(k).axes;
        apply_defaults(a, *input_.rc);
        a.slot = base.slot;
        a.nested = base.nested;
        a.twin_of = of;
        a.patch = false;
        a.adjust_data = base.adjust_data = true;
        auto to_far = [](Axis& axis) {
            for (TickParams* p : {&axis.major, &axis.minor}) {
                p->tick1 = p->label1 = false;
                p->tick2 = p->label2 = true;
            }
            axis.label_far = axis.ticks_far = true;
        };
        auto to_near = [](Axis& axis) {
            for (TickParams* p : {&axis.major, &axis.minor}) {
                p->tick2 = p->label2 = false;
                p->tick1 = true;
            }
        };
        if (shared == Direction::x) {
            to_far(a.y);
            to_near(base.y);
            a.x.visible = false;
        } else {
            to_far(a.x);
            to_near(base.x);
            a.y.visible = false;
        }
        if (f.has("at") || f.has("projection"))
            out_.error(f.span(), "a twin has no place of its own: 'at' and 'projection' belong to the axes around it");
        fill(k, f, table, true);
    }

    void read_layers(std::size_t axes, const spec::FieldValue& value, const std::string& table) {
        if (!value.value || value.value->kind == spec::Value::Kind::null) return;
        if (value.value->kind != spec::Value::Kind::list) {
            out_.error(value.span, "'layers' is a list, each item a mapping with one key: \"- plot: {...}\"");
            return;
        }
        for (std::size_t k = 0; k < value.value->items.size(); ++k) read_layer(axes, k, value.value->items[k], table);
    }

    void read_layer(std::size_t axes, std::size_t place, const spec::ValuePtr& item, const std::string& table_name) {
        const std::size_t faults = out_.error_count();
        const auto call = read_call(item, input_.scope, out_);
        if (!call) return;
        const layers::LayerKind* kind = call->kind;
        const spec::Fields& fields = call->fields;
        const spec::Entry& entry = item->entries.front();
        if (const char* why = state_.axes(axes).axes.polar ? not_in_polar(kind->name) : ""; *why) {
            out_.error(entry.key_span, "layer '" + entry.key + "' " + why);
            return;
        }

        data::TablePtr table;
        std::string name = table_name;
        Span span = entry.key_span;
        if (const auto* d = kind->fields->find("data") ? figure::given(fields, "data") : nullptr) {
            name = d->text();
            span = d->span;
        }
        if (!name.empty()) {
            table = facet_ && name == facets_.table ? facet_->part : input_.table(name, span, out_);
            if (!table) return;
        }
        std::unique_ptr<layers::Group> whole;
        const ColorRules rules{*kind, color_map_, state_.sharing, *input_.rc, input_.of_matrix};
        const auto groups = layer_groups(fields, table, input_.names, whole, rules, out_,
                                         facet_ && table == facet_->part ? facet_ : nullptr);
        if (groups.empty() || out_.error_count() > faults) return;
        LayerAxes context(state_, axes, place);
        const bool by = kind->fields->find("by") && fields.has("by");
        layers::Prepared prepared = kind->prepare({fields, groups, by, context, whole.get()});
        if (prepared.failed || out_.error_count() > faults) return;
        if (input_.metrics) {
            const bool own = kind->fields->find("marker") && fields.has("marker");
            outline_markers(prepared, *input_.rc, *input_.metrics, own ? fields.span_of("marker") : entry.key_span,
                            out_);
        }
        if (out_.error_count() > faults) return;
        auto& handles = handles_[axes];
        // Within an axes containers (bars, error bars, stems) come after everything else.
        const auto containers =
            std::find_if(handles.begin(), handles.end(), [](const figure::LegendHandle& h) { return h.container; });
        std::size_t at = static_cast<std::size_t>(containers - handles.begin());
        const int layer = static_cast<int>(result_.layer_names.size());
        for (figure::LegendHandle& h : prepared.handles) {
            h.layer = layer;
            if (h.container)
                handles.push_back(std::move(h));
            else
                handles.insert(handles.begin() + static_cast<std::ptrdiff_t>(at++), std::move(h));
        }
        result_.layer_names.push_back(entry.key);
        result_.layer_spans.push_back(entry.key_span);
        result_.layer_axes.push_back(axes);
        // An argument written as [] makes a legend's entry alone; a condition may hold nowhere.
        const auto says_so = [](const spec::Entry& e) {
            return e.key == "where" || (e.value->kind == spec::Value::Kind::list && e.value->items.empty());
        };
        result_.layer_may_be_empty.push_back(
            entry.value && std::any_of(entry.value->entries.begin(), entry.value->entries.end(), says_so));
        std::optional<figure::Mappable> mappable = std::move(prepared.mappable);
        state_.add(axes, std::move(prepared), layer);
        const auto* bar = kind->fields->find("colorbar") ? figure::given(fields, "colorbar") : nullptr;
        if (!bar || (bar->as == spec::flag && !bar->boolean())) return;
        if (!mappable) {
            out_.error(bar->span, "layer '" + entry.key + "' has no values here that a colour bar could show");
            return;
        }
        const auto stands = bar_place({plan_, entries_}, axes, *bar, out_);
        if (!stands || (stands->several && facet_ && !facet_->first)) return;
        if (!add_colorbar(state_, *stands, *mappable, *bar, out_) || stands->own) return;
        handles_.emplace_back();
        state_.axes(state_.axes_count() - 1).axes.span = bar->span;
    }

    void figure_image(const spec::Fields& fields, std::string name) {
        Span span = fields.span();
        if (const auto* d = figure::given(fields, "data")) {
            name = d->text();
            span = d->span;
        }
        data::TablePtr table;
        if (!name.empty()) {
            table = input_.table(name, span, out_);
            if (!table) return;
        }
        const std::unique_ptr<layers::Group> groups[] = {whole_table(fields, table, input_.names, out_)};
        // No axes' layer has its number, by which the figures of a matrix share norms.
        LayerAxes context(state_, 0, std::numeric_limits<std::size_t>::max() - result_.images.size());
        layers::Prepared prepared = layers::prepare_figimage({fields, groups, false, context, nullptr});
        if (prepared.failed) return;
        for (figure::Artist& artist : prepared.artists) result_.images.push_back(std::move(artist));
    }

    const FigureInput& input_;
    Diagnostics& out_;
    FigureState state_;
    ResolvedFigure result_;
    std::vector<std::vector<figure::LegendHandle>> handles_;
    std::vector<std::pair<std::size_t, const spec::FieldValue*>> twin_legends_;
    std::vector<std::pair<std::size_t, const spec::Fields*>> secondaries_;
    std::vector<const spec::Fields*> entries_;  // of each item of `axes`
    Plan plan_;
    Facets facets_;
    const Facet* facet_ = nullptr;                 // whose axes is being filled
    const spec::FieldValue* color_map_ = nullptr;  // `colors` of the axes that is being filled
};

}  // namespace

ResolvedFigure resolve_figure(const FigureInput& input, Diagnostics& out) { return Resolver(input, out).run(); }

}  // namespace plotmill::resolve
