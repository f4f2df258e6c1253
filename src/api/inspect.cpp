#include "plotmill/inspect.h"

#include "api/convert.h"
#include "api/state.h"
#include "base/json.h"
#include "text/fixed_metrics.h"

namespace plotmill::api {

namespace {

void write_box(JsonWriter& json, const Rect& r) {
    json.begin_flat_array().value(r.x0).value(r.y0).value(r.x1).value(r.y1).end_array();
}

void write_limits(JsonWriter& json, const std::array<double, 2>& l) {
    json.begin_flat_array().value(l[0]).value(l[1]).end_array();
}

void write_ticks(JsonWriter& json, const std::vector<layout::TickFact>& ticks) {
    json.begin_array();
    for (const layout::TickFact& t : ticks)
        json.begin_flat_object().member("value", t.value).member("label", t.label).end_object();
    json.end_array();
}

void write_legend(JsonWriter& json, const std::optional<layout::LegendFact>& legend) {
    if (!legend) {
        json.null();
        return;
    }
    json.begin_object().key("bbox");
    write_box(json, legend->box);
    json.key("labels").begin_flat_array();
    for (const std::string& label : legend->labels) json.value(label);
    json.end_array().end_object();
}

void write_axes(JsonWriter& json, const layout::AxesFacts& a) {
    json.begin_object().key("bbox");
    write_box(json, a.box);
    json.key("xlim");
    write_limits(json, a.xlim);
    json.key("ylim");
    write_limits(json, a.ylim);
    json.member("xscale", a.xscale).member("yscale", a.yscale).key("xticks");
    write_ticks(json, a.xticks);
    json.key("yticks");
    write_ticks(json, a.yticks);
    json.member("title", a.title).member("xlabel", a.xlabel).member("ylabel", a.ylabel).key("legend");
    write_legend(json, a.legend);
    json.end_object();
}

std::string to_json(const layout::FigureFacts& f, const std::string& name, int indent) {
    JsonWriter json(indent);
    json.begin_object().member("name", name).member("width", f.width).member("height", f.height);
    if (f.kept) {
        json.key("kept");
        write_box(json, *f.kept);
    }
    json.key("axes").begin_array();
    for (const layout::AxesFacts& a : f.axes) write_axes(json, a);
    json.end_array().key("figure_legend");
    write_legend(json, f.legend);
    json.key("texts").begin_array();
    for (const layout::TextFact& t : f.texts) {
        json.begin_flat_object().member("text", t.text).key("bbox");
        write_box(json, t.box);
        json.end_object();
    }
    json.end_array().end_object();
    return json.take();
}

// Null where the figure fails.
std::optional<render::Inspected> lay_out(Renderer& renderer, const Figure& figure, std::vector<Diagnostic>& diagnostics,
                                         figure::TextMetrics* metrics) {
    Renderer::State& state = renderer.state();
    const render::ReadyFigure& ready = figure.state().ready;
    try {
        render::Settings settings;
        settings.scales = ready.scales.get();
        auto i = render::inspect_figure(ready.spec, *ready.job, state.engine->shared.tables, state.fresh_context(),
                                        settings, metrics);
        append(diagnostics, i.diagnostics);
        if (i.verdict != render::Verdict::done) return {};
        return i;
    } catch (const std::bad_alloc&) {
        state.context.reset();
        diagnostics.push_back(to_public(error_at(ready.spec.span, "memory is exhausted")));
    } catch (const std::exception& e) {
        state.context.reset();
        diagnostics.push_back(to_public(error_at(ready.spec.span, std::string("internal error: ") + e.what())));
    }
    return {};
}

}  // namespace

std::optional<std::string> inspect_json(Renderer& renderer, const Figure& figure, std::vector<Diagnostic>& diagnostics,
                                        int indent) {
    const auto i = lay_out(renderer, figure, diagnostics, nullptr);
    if (!i) return {};
    return to_json(i->facts, figure.name(), indent);
}

std::optional<std::string> scene_text(Renderer& renderer, const Figure& figure, std::vector<Diagnostic>& diagnostics,
                                      bool fixed_metrics) {
    text::FixedTextMetrics fixed;
    const auto i = lay_out(renderer, figure, diagnostics, fixed_metrics ? &fixed : nullptr);
    if (!i) return {};
    return scene::dump(i->scene);
}

}  // namespace plotmill::api
