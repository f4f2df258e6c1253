#include "api/convert.h"

#include "api/state.h"
#include "figure/props.h"

namespace plotmill::api {

Diagnostic to_public(const plotmill::Diagnostic& d) {
    Diagnostic out;
    out.severity = d.severity == plotmill::Severity::error     ? Severity::error
                   : d.severity == plotmill::Severity::warning ? Severity::warning
                                                               : Severity::note;
    if (d.span.source) {
        out.file = d.span.source->name;
        out.line = d.span.line;
        out.column = d.span.column;
    }
    out.lint = d.lint;
    out.message = d.message;
    out.text = format_diagnostic(d, false);
    out.colored = format_diagnostic(d, true);
    return out;
}

void append(std::vector<Diagnostic>& out, const std::vector<plotmill::Diagnostic>& list) {
    out.reserve(out.size() + list.size());
    for (const plotmill::Diagnostic& d : list) out.push_back(to_public(d));
}

std::vector<Diagnostic> to_public(const std::vector<plotmill::Diagnostic>& list) {
    std::vector<Diagnostic> out;
    append(out, list);
    return out;
}

Format to_public(render::Format f) {
    switch (f) {
        case render::Format::png:
            return Format::png;
        case render::Format::svg:
            return Format::svg;
        case render::Format::pdf:
            return Format::pdf;
    }
    return Format::png;
}

render::Format to_internal(Format f) {
    switch (f) {
        case Format::png:
            return render::Format::png;
        case Format::svg:
            return render::Format::svg;
        case Format::pdf:
            return render::Format::pdf;
    }
    return render::Format::png;
}

StageTimes to_public(const render::StageTimes& t) { return {t.read, t.resolve, t.layout, t.paint, t.encode, t.write}; }

void fill(Outcome& out, render::Outcome&& in) {
    switch (in.verdict) {
        case render::Verdict::done:
            out.status = Status::done;
            break;
        case render::Verdict::failed:
            out.status = Status::failed;
            break;
        case render::Verdict::cancelled:
            out.status = Status::cancelled;
            break;
        case render::Verdict::up_to_date:
            out.status = Status::up_to_date;
            break;
    }
    switch (in.cause) {
        case render::Cause::fault:
            out.cause = Cause::fault;
            break;
        case render::Cause::timeout:
            out.cause = Cause::timeout;
            break;
        case render::Cause::memory:
            out.cause = Cause::memory;
            break;
        case render::Cause::crash:
            out.cause = Cause::crash;
            break;
    }
    out.alt = std::move(in.alt);
    out.times = to_public(in.times);
    out.spans.reserve(in.spans.size());
    for (const render::StageSpan& s : in.spans) out.spans.push_back({render::stage_name(s.stage), s.begun, s.seconds});
    out.diagnostics = to_public(in.diagnostics);
    out.images.reserve(in.images.size());
    for (render::Image& i : in.images)
        out.images.push_back({to_public(i.format), std::move(i.path), std::move(i.bytes), i.size, hex(i.content)});
}

batch::Submission make_submission(const Figure& figure, const BatchOptions& options) {
    const Figure::State& state = figure.state();
    batch::Submission s;
    // The figure as the handle holds it: shared with the handle, not copied.
    s.figure = std::shared_ptr<const render::ReadyFigure>(figure.shared_state(), &state.ready);
    s.name = state.ready.spec.name;
    s.draw = options.draw;
    if (options.write && options.images)
        s.settings.output = !options.output.empty() ? options.output
                            : !state.output.empty() ? state.output
                                                    : options.default_output;
    const spec::FieldValue* own = figure::given(state.ready.job->context->fields, "output");
    if (own && options.write && options.images && options.output.empty()) {
        if (const std::string refusal = state.ready.job->permit(state.output); !refusal.empty()) {
            s.failure.push_back(
                error_at(own->span, "the job's output directory '" + state.output + "' " + refusal + " or write"));
            s.figure = nullptr;
        }
    }
    for (Format f : options.formats) s.settings.formats.push_back(to_internal(f));
    s.settings.images = options.images;
    s.settings.pdf_page = !options.pdf_pages.empty();
    s.settings.spans = options.spans;
    s.settings.timeout = options.timeout;
    s.settings.max_memory = options.max_memory;
    s.settings.strict = options.strict;
    return s;
}

}  // namespace plotmill::api
