#include "plotmill/job.h"

#include "api/convert.h"
#include "api/state.h"
#include "figure/props.h"
#include "io/files.h"
#include "yaml/parse.h"

namespace plotmill::api {

std::string job_output(const std::string& base_directory, const std::string& output) {
    if (output.empty()) return output;
    return io::join_path(base_directory == "." ? std::string() : base_directory, output);
}

Figure make_figure(render::ReadyFigure ready) {
    auto state = std::make_shared<Figure::State>();
    const expand::JobContext& job = *ready.job->context;
    if (const auto* v = figure::given(job.fields, "output")) state->output = job_output(job.base_directory, v->text());
    state->ready = std::move(ready);
    return Figure(std::move(state));
}

std::string Figure::name() const { return state_->ready.spec.name; }
std::string Figure::job() const { return state_->ready.spec.job->path; }
std::size_t Figure::index() const { return state_->ready.spec.index; }
std::string Figure::output() const { return state_->output; }

std::vector<Format> Figure::formats() const {
    const render::ReadyFigure& ready = state_->ready;
    std::vector<Format> out;
    const bool has_own = ready.spec.tree->kind == spec::Value::Kind::map && ready.spec.tree->find("formats");
    Diagnostics ignored;  // reported when the figure is rendered
    std::vector<render::Format> own;
    if (has_own) own = render::read_formats(expand::read_figure(state_->ready.spec, ignored));
    if (own.empty()) own = state_->ready.job->formats;
    for (const render::Format f : own) out.push_back(to_public(f));
    return out;
}

Figure Figure::renamed(std::string name) const {
    auto state = std::make_shared<State>(*state_);
    state->ready.spec.name = std::move(name);
    return Figure(std::move(state));
}

expand::JobOptions to_internal(const JobOptions& options) {
    expand::JobOptions out;
    for (const auto& [name, value] : options.set)
        out.set.emplace_back(name, expr::Operand(expand::scalar_of_text(value)));
    out.only = options.only;
    out.set_must_exist = options.set_must_exist;
    return out;
}

namespace {

JobResult read(Engine& engine, const std::string& path, const std::string* text, const JobOptions& options,
               const OnFigure& on_figure, const OnFailed& on_failed) {
    expand::JobOptions internal = to_internal(options);
    internal.root = path;

    JobResult result;
    auto origin = std::make_shared<render::JobSource>();
    origin->path = path;
    origin->base_directory = options.base_directory;
    origin->set = options.set;
    origin->only = options.only;
    if (!text && path == "-") {  // it can be read only once, and a worker process may want it too
        auto all = io::read_descriptor(0, "standard input", yaml::Limits{}.bytes);
        if (!all) {
            result.readable = false;
            result.diagnostics = to_public(all.errors());
            return result;
        }
        origin->text = std::move(*all);
        text = &*origin->text;
    } else if (text) {
        origin->text = *text;
    }
    std::size_t next_index = 0;
    const Source* file = nullptr;  // an included job counts for itself
    const auto counted = [&](const Source* source, std::size_t index) {
        file = source;
        next_index = index + 1;
        ++result.figures;
    };
    render::ReaderHooks hooks;
    std::uint64_t position = 0;
    hooks.figure = [&](render::ReadyFigure ready) {
        ready.source = origin;
        ready.position = position++;
        counted(ready.spec.span.source, ready.spec.index);
        const bool more = on_figure(make_figure(std::move(ready)));
        result.stopped = result.stopped || !more;
        return more;
    };
    hooks.failed = [&](std::string name, Span span, std::vector<plotmill::Diagnostic> diagnostics) {
        FailedFigure failed;
        failed.name = std::move(name);
        failed.job = span.source ? span.source->name : path;
        failed.index = span.source == file ? next_index : 0;
        failed.diagnostics = to_public(diagnostics);
        counted(span.source, failed.index);
        const bool more = !on_failed || on_failed(std::move(failed));
        result.stopped = result.stopped || !more;
        return more;
    };
    render::ReadResult read =
        render::read_job(path, internal, engine.state().shared, hooks, text, options.base_directory);
    result.readable = read.readable;
    result.diagnostics = to_public(read.diagnostics);
    result.unknown_set = read.unknown_set;
    const std::string base = !options.base_directory.empty() ? options.base_directory
                             : path == "-"                   ? std::string()
                                                             : io::parent_directory(path);
    result.output = job_output(base, read.output);
    return result;
}

}  // namespace

JobResult read_job(Engine& engine, const std::string& path, const JobOptions& options, const OnFigure& on_figure,
                   const OnFailed& on_failed) {
    return read(engine, path, nullptr, options, on_figure, on_failed);
}

JobResult read_job_text(Engine& engine, const std::string& yaml, const JobOptions& options, const OnFigure& on_figure,
                        const OnFailed& on_failed, const std::string& name) {
    return read(engine, name, &yaml, options, on_figure, on_failed);
}

}  // namespace plotmill::api
