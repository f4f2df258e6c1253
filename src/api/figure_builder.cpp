#include "plotmill/figure_builder.h"

#include "api/convert.h"
#include "api/state.h"
#include "api/value.h"

namespace plotmill::api {

FigureBuilder::FigureBuilder(std::string name) : name_(std::move(name)) {}

FigureBuilder& FigureBuilder::set(std::string key, Value value) {
    keys_.emplace_back(std::move(key), std::move(value));
    return *this;
}

FigureBuilder& FigureBuilder::layer(std::string kind, Map arguments) {
    auto& layers = axes_.empty() ? layers_ : axes_.back().layers;
    layers.emplace_back(Map{{std::move(kind), Value(std::move(arguments))}});
    return *this;
}

FigureBuilder& FigureBuilder::axes(Map keys) {
    axes_.push_back({std::move(keys), {}});
    return *this;
}

FigureBuilder& FigureBuilder::table(std::string name, Map columns) {
    tables_.emplace_back(std::move(name), Value(Map{{"columns", Value(std::move(columns))}}));
    return *this;
}

BuildResult FigureBuilder::build(Engine& engine, const std::string& base_directory) const {
    BuildResult result;
    Diagnostics out;
    Source empty{"<figure '" + name_ + "'>", ""};
    const auto fail = [&](std::string message) {
        result.diagnostics.push_back(to_public(error_at({&empty, 0, 0, 0}, std::move(message))));
        return result;
    };

    // A figure of the job format.
    Map figure{{"name", name_}};
    const auto given = [this](std::string_view key) {
        for (const auto& [k, v] : keys_)
            if (k == key) return true;
        return false;
    };
    for (const char* never : {"name", "matrix", "share"})
        if (given(never)) return fail("a figure built in code takes no '" + std::string(never) + "'");
    if (!tables_.empty() && given("data"))
        return fail("either table() or the key 'data' defines the tables of a figure, not both");
    if (!layers_.empty() && !axes_.empty())
        return fail("a figure with axes() has its layers in them: call axes() before layer()");
    if (!tables_.empty()) figure.emplace_back("data", tables_);
    figure.insert(figure.end(), keys_.begin(), keys_.end());
    if (!layers_.empty()) figure.emplace_back("layers", layers_);
    if (!axes_.empty()) {
        std::vector<Value> list;
        for (const Axes& a : axes_) {
            Map keys = a.keys;
            if (!a.layers.empty()) keys.emplace_back("layers", a.layers);
            list.emplace_back(std::move(keys));
        }
        figure.emplace_back("axes", std::move(list));
    }

    // The text first, for the source; then the tree, with spans into it.
    const Value value(std::move(figure));
    auto text = write_tree(value, nullptr);
    if (!text) return fail(text.errors().front().message);
    render::Shared& shared = engine.state().shared;
    const Source& source = shared.keep({empty.name, std::move(text->text)});
    auto written = write_tree(value, &source);

    // A job of this one figure.
    std::shared_ptr<const render::Job> job;
    expand::JobBuilder::Hooks hooks;
    hooks.figure = [&](expand::FigureSpec spec) {
        result.figure = make_figure({std::move(spec), job});
        return true;
    };
    hooks.failed = [&](std::string, Span, std::vector<plotmill::Diagnostic> faults) {
        for (plotmill::Diagnostic& d : faults) out.add(std::move(d));
        return true;
    };
    const expand::JobOptions options;
    expand::JobBuilder builder(source.name, base_directory, options, std::move(hooks));
    if (builder.begin_figures(out)) job = render::make_job(builder.context(), shared.fonts, shared.permit, out);
    if (job) builder.figure(written->tree, 0, out);
    result.diagnostics = to_public(out.list());
    return result;
}

}  // namespace plotmill::api
