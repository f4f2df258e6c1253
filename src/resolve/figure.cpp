#include "resolve/figure.h"

#include <algorithm>

#include "base/suggest.h"
#include "figure/props.h"
#include "resolve/axes_state.h"
#include "resolve/colorbar.h"
#include "resolve/decorate.h"
#include "resolve/defaults.h"
#include "resolve/layer_input.h"
#include "resolve/legend_spec.h"
#include "resolve/subplots.h"
#include "resolve/words.h"
#include "spec/job_tables.h"

namespace plotmill::resolve {

using style::Rc;

namespace {

struct LayerCall {
    const layers::LayerKind* kind = nullptr;
    spec::Fields fields;
};

// A layer's kind and arguments; nothing after a report.
std::optional<LayerCall> read_call(const spec::ValuePtr& item, const spec::Scope& scope, Diagnostics& out) {
    if (item->kind != spec::Value::Kind::map || item->entries.size() != 1) {
        const bool many = item->kind == spec::Value::Kind::map && item->entries.size() > 1;
        out.error(many ? item->entries[1].key_span : item->span,
                  many ? "a layer is a mapping with one key, the layer's name; found also '" + item->entries[1].key +
                             "' (indent a layer's arguments below its name)"
                       : "a layer is a mapping with one key, the layer's name: \"- plot: {x: ..., y: ...}\"");
        return {};
    }
    const spec::Entry& entry = item->entries.front();
    const layers::LayerKind* kind = layers::find_layer(entry.key);
    if (!kind) {
        if (const spec::LayerKind* known = spec::find_layer_kind(entry.key)) {
            out.error(entry.key_span, "layer '" + entry.key + "' " +
                                          (known->later.empty() ? "is not drawn yet" : std::string(known->later)));
        } else {
            std::vector<std::string_view> names;
            for (const spec::LayerKind& k : spec::all_layer_kinds()) names.push_back(k.name);
            out.error(entry.key_span, "unknown layer '" + entry.key + "'" + did_you_mean(entry.key, names));
        }
        return {};
    }
    const std::size_t faults = out.error_count();
    LayerCall call{kind, spec::read_fields(entry.value, *kind->fields, scope, out)};
    if (out.error_count() > faults) return {};
    return call;
}

class Resolver {
public:
    Resolver(const FigureInput& input, Diagnostics& out) : input_(input), out_(out), state_(input.rc, out) {}

    ResolvedFigure run() {
        const spec::Fields& f = input_.fields;
        const style::RcParams& rc = *input_.rc;
        result_.name = input_.name;
        result_.rc = input_.rc;
        size();
        result_.facecolor = rc.rgba(Rc::savefig_facecolor);
        if (const auto* c = f.color("facecolor")) result_.facecolor = figure::to_rgba(*c, rc);
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
        if (facet && !read_facets(*facet, table)) return std::move(result_);
        Plan& plan = plan_;
        plan = facet ? plan_facets(f, *facet, static_cast<int>(facets_.size()), default_grid(rc), out_)
                          : plan_axes(f, entries, default_grid(rc), out_);
        result_.grid = state_.grid = plan.grid;
        result_.tight = rc.flag(Rc::figure_autolayout);
        if (auto layout = f.text("layout")) result_.tight = *layout == "tight";
        for (const PlannedAxes& p : plan.axes) create(p);
        for (std::size_t i = 0; i < facets_.size(); ++i) {
            facet_ = &facets_[i];
            fill(i, f, facet_name_, false);
            set_facet_title(i);
        }
        facet_ = nullptr;
        for (std::size_t i = 0; facets_.empty() && i < plan.axes.size(); ++i)
            if (plan.axes[i].entry >= 0)
                fill(i, *entries[static_cast<std::size_t>(plan.axes[i].entry)], table, axes != nullptr);

        if (const auto* v = figure::given(f, "suptitle")) result_.suptitle = figure_title(*v, rc);
        if (const auto* v = figure::given(f, "supxlabel")) result_.supxlabel = figure_label(*v, rc, true);
        if (const auto* v = figure::given(f, "supylabel")) result_.supylabel = figure_label(*v, rc, false);
        if (const auto* v = axes ? figure::given(f, "legend") : nullptr) {
            std::vector<figure::LegendHandle> all;
            for (auto& h : handles_) all.insert(all.end(), h.begin(), h.end());
            result_.legend = read_legend(*v, std::move(all), rc, true, out_);
        }
        state_.finish(result_);
        return std::move(result_);
    }

private:
    void size() {
        const spec::Fields& f = input_.fields;
        const style::RcParams& rc = *input_.rc;
        const auto& size = rc.numbers(Rc::figure_figsize);
        result_.width = size[0];
        result_.height = size[1];
        result_.dpi = rc.is_number(Rc::savefig_dpi) ? rc.number(Rc::savefig_dpi) : rc.number(Rc::figure_dpi);
        if (const auto* v = figure::given(f, "figsize")) {
            result_.width = v->list()[0].number();
            result_.height = v->list()[1].number();
        }
        if (auto dpi = f.number("dpi")) result_.dpi = *dpi;
        state_.dpi = result_.dpi;
        state_.width = result_.width;
        state_.height = result_.height;
        state_.fill_dpi = f.number("dpi", rc.number(Rc::figure_dpi));
        const double w = result_.width * result_.dpi, h = result_.height * result_.dpi;
        const Span span = f.has("figsize") ? f.span_of("figsize") : f.span_of("dpi");
        if (w < 1 || h < 1) out_.error(span, "the image would have no pixels");
        if (w > max_side || h > max_side || w * h > max_pixels)
            out_.error(span, "the image would have " + std::to_string(static_cast<long long>(w)) + " x " +
                                 std::to_string(static_cast<long long>(h)) +
                                 " pixels: at most 32767 on a side and 268 million in all are drawn");
    }

    // The rows of each facet; false after a report.
    bool read_facets(const spec::Fields& facet, std::string name) {
        const spec::Fields& f = input_.fields;
        Span span = facet.span();
        if (f.has("axes")) {
            out_.error(span,
                       "'facet' draws the figure's own axes keys, once per value: 'axes' has no meaning beside it");
            return false;
        }
        if (const auto* d = figure::given(facet, "data")) {
            name = d->text();
            span = d->span;
        }
        if (name.empty()) {
            out_.error(span, "'facet' needs a table: name one with 'data'");
            return false;
        }
        const data::TablePtr table = input_.table(name, span, out_);
        if (!table) return false;
        const std::string by = facet.text("by", "");
        const ColumnPtr column = table->find(by);
        if (!column) {
            out_.error(facet.span_of("by"), table->no_column(by));
            return false;
        }
        data::Grouping grouping = data::group_rows(*column);
        if (grouping.missing > 0)
            out_.warning(facet.span_of("by"), std::to_string(grouping.missing) +
                                                  (grouping.missing == 1 ? " row has" : " rows have") + " no '" + by +
                                                  "' and form no facet");
        if (grouping.groups.empty() || grouping.groups.size() > max_facets) {
            out_.error(facet.span_of("by"), grouping.groups.empty()
                                                ? "column '" + by + "' has no values to make facets of"
                                                : "column '" + by + "' has " + std::to_string(grouping.groups.size()) +
                                                      " values: at most " + std::to_string(max_facets) +
                                                      " facets are drawn");
            return false;
        }
        if (f.has("title"))
            out_.warning(f.span_of("title"), "the title of each facet is its value; a title over all is 'suptitle'");
        for (auto& g : grouping.groups) {
            data::TablePtr part = table->subset(g.rows);
            facets_.push_back({table, std::move(g.rows), std::move(part), std::move(g.label), facets_.empty()});
        }
        facet_name_ = name;
        return true;
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

    void create(const PlannedAxes& p) {
        const std::size_t i = state_.add_axes(p.share_x, p.share_y);
        ResolvedAxes& a = state_.axes(i).axes;
        a.slot = p.slot;
        apply_defaults(a, *input_.rc);
        auto hide = [](Axis& axis) {
            axis.major.label1 = axis.minor.label1 = false;
            axis.offset_visible = false;
        };
        if (p.hide_x) hide(a.x);
        if (p.hide_y) hide(a.y);
        handles_.emplace_back();
    }

    // Axes keys in the order of job-format.md: scales, layers, limits, inversions and ticks, then twins.
    void fill(std::size_t i, const spec::Fields& f, std::string table, bool several) {
        if (const auto* d = !facet_ || &f != &input_.fields ? figure::given(f, "data") : nullptr;
            d && d->as == spec::string)
            table = d->text();
        set_scales(state_, i, f);
        if (const auto* c = several ? f.color("facecolor") : nullptr)
            state_.axes(i).axes.facecolor = figure::to_rgba(*c, *input_.rc);
        if (const auto* layers = f.get("layers")) read_layers(i, *layers, table);
        decorate(state_, i, f);
        if (const auto* v = figure::given(f, "legend"))
            state_.axes(i).axes.legend = read_legend(*v, handles_[i], *input_.rc, false, out_);
        if (const spec::Fields* t = f.object("twinx")) twin(i, *t, table, Direction::x);
        if (const spec::Fields* t = f.object("twiny")) twin(i, *t, table, Direction::y);
        if (const auto* v = figure::given(f, "inset"))
            for (const spec::FieldValue& one : v->list())
                if (one.as == spec::object) inset(i, one.object(), table);
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
        for (const char* name : {"at", "projection"})
            if (f.has(name))
                out_.error(f.span_of(name), std::string("the place of an inset is its 'bounds': '") + name +
                                                "' belongs to the axes around it");
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
        for (const spec::ValuePtr& item : value.value->items) read_layer(axes, item, table);
    }

    void read_layer(std::size_t axes, const spec::ValuePtr& item, const std::string& table_name) {
        const std::size_t faults = out_.error_count();
        const auto call = read_call(item, input_.scope, out_);
        if (!call) return;
        const layers::LayerKind* kind = call->kind;
        const spec::Fields& fields = call->fields;
        const spec::Entry& entry = item->entries.front();

        data::TablePtr table;
        std::string name = table_name;
        Span span = entry.key_span;
        if (const auto* d = kind->fields->find("data") ? figure::given(fields, "data") : nullptr) {
            name = d->text();
            span = d->span;
        }
        if (!name.empty()) {
            table = facet_ && name == facet_name_ ? facet_->part : input_.table(name, span, out_);
            if (!table) return;
        }
        std::unique_ptr<layers::Group> whole;
        const auto groups =
            layer_groups(fields, table, input_.names, whole, out_, facet_ && table == facet_->part ? facet_ : nullptr);
        if (groups.empty()) return;
        LayerAxes context(state_, axes);
        const bool by = kind->fields->find("by") && fields.has("by");
        layers::Prepared prepared = kind->prepare({fields, groups, by, context, whole.get()});
        if (prepared.failed || out_.error_count() > faults) return;
        auto& handles = handles_[axes];
        // Within an axes containers (bars, error bars, stems) come after everything else.
        const auto containers =
            std::find_if(handles.begin(), handles.end(), [](const figure::LegendHandle& h) { return h.container; });
        std::size_t at = static_cast<std::size_t>(containers - handles.begin());
        for (figure::LegendHandle& h : prepared.handles) {
            if (h.container)
                handles.push_back(std::move(h));
            else
                handles.insert(handles.begin() + static_cast<std::ptrdiff_t>(at++), std::move(h));
        }
        const int layer = static_cast<int>(result_.layer_names.size());
        result_.layer_names.push_back(entry.key);
        result_.layer_spans.push_back(entry.key_span);
        std::optional<figure::Mappable> mappable = std::move(prepared.mappable);
        state_.add(axes, std::move(prepared), layer);
        const auto* bar = kind->fields->find("colorbar") ? figure::given(fields, "colorbar") : nullptr;
        if (!bar || (bar->as == spec::flag && !bar->boolean())) return;
        if (!mappable) {
            out_.error(bar->span, "layer '" + entry.key + "' has no values here that a colour bar could show");
            return;
        }
        const auto place = bar_place(axes, *bar);
        if (!place || (place->several && facet_ && !facet_->first)) return;
        if (add_colorbar(state_, *place, *mappable, *bar, out_) && !place->own) handles_.emplace_back();
    }

    // An axes by its place in the figure's `axes`, or by the letter of a mosaic; nothing after a report.
    std::optional<std::size_t> named_axes(const spec::FieldValue& name) {
        for (std::size_t k = 0; k < plan_.axes.size(); ++k) {
            const int entry = plan_.axes[k].entry;
            if (entry < 0) continue;
            if (std::holds_alternative<double>(name.data)) {
                if (entry == static_cast<int>(name.number())) return k;
                continue;
            }
            const auto* at = figure::given(*entries_[static_cast<std::size_t>(entry)], "at");
            if (at && at->as == spec::string && at->text() == name.text()) return k;
        }
        if (std::holds_alternative<double>(name.data))
            out_.error(name.span, "the figure has no axes " + std::to_string(static_cast<long>(name.number())) +
                                      ": they are counted from 0, in the order of 'axes'");
        else
            out_.error(name.span, "no axes of this figure is at '" + name.text() +
                                      "': expected a letter of its mosaic, or a number, from 0, in the order of 'axes'");
        return std::nullopt;
    }

    // Where a colour bar of `axes` stands; nothing after a report.
    std::optional<BarPlace> bar_place(std::size_t axes, const spec::FieldValue& bar) {
        BarPlace place;
        place.parents = {axes};
        if (bar.as != spec::object) return place;
        const spec::Fields& f = bar.object();
        if (const auto* v = figure::given(f, "cax")) {
            if (f.has("ax")) {
                out_.error(f.span_of("ax"), "give 'ax' or 'cax', not both");
                return std::nullopt;
            }
            if (v->as == spec::list) {
                const auto& b = v->list();
                place.inset = Rect{b[0].number(), b[1].number(), b[0].number() + b[2].number(),
                                   b[1].number() + b[3].number()};
                if (b[2].number() > 0 && b[3].number() > 0) return place;
                out_.error(v->span, "'cax' is [x0, y0, width, height]: width and height must be above 0");
                return std::nullopt;
            }
            place.own = named_axes(*v);
            if (place.own && *place.own == axes) {
                out_.error(v->span, "a colour bar has no room in the axes of its own layer: name another one");
                return std::nullopt;
            }
            if (!place.own) return std::nullopt;
            return place;
        }
        const auto* v = figure::given(f, "ax");
        if (!v) return place;
        place.several = true;
        place.parents.clear();
        if (v->as == spec::word) {
            for (std::size_t k = 0; k < plan_.axes.size(); ++k) place.parents.push_back(k);
            return place;
        }
        for (const spec::FieldValue& name : v->list()) {
            const auto one = named_axes(name);
            if (!one) return std::nullopt;
            if (std::find(place.parents.begin(), place.parents.end(), *one) == place.parents.end())
                place.parents.push_back(*one);
        }
        return place;
    }

    static constexpr std::size_t max_facets = 1000;
    static constexpr double max_side = 32767, max_pixels = 268'435'456;

    const FigureInput& input_;
    Diagnostics& out_;
    FigureState state_;
    ResolvedFigure result_;
    std::vector<std::vector<figure::LegendHandle>> handles_;
    std::vector<const spec::Fields*> entries_;  // of each item of `axes`
    Plan plan_;
    std::vector<Facet> facets_;
    std::string facet_name_;        // their table
    const Facet* facet_ = nullptr;  // whose axes is being filled
};

}  // namespace

ResolvedFigure resolve_figure(const FigureInput& input, Diagnostics& out) { return Resolver(input, out).run(); }

void check_layers(const spec::Fields& figure, const spec::Scope& scope, Diagnostics& out) {
    if (const auto* axes = figure.table()->find("axes") ? figure::given(figure, "axes") : nullptr)
        for (const spec::FieldValue& a : axes->list())
            if (a.as == spec::object) check_layers(a.object(), scope, out);
    if (const auto* layers = figure::given(figure, "layers");
        layers && layers->value && layers->value->kind == spec::Value::Kind::list)
        for (const spec::ValuePtr& item : layers->value->items) read_call(item, scope, out);
    for (const char* twin : {"twinx", "twiny"})
        if (const spec::Fields* t = figure.object(twin)) check_layers(*t, scope, out);
}

}  // namespace plotmill::resolve
