#include <exception>
#include <new>

#include "batch/batch.h"

namespace plotmill::batch {

namespace {

render::Outcome failed(const Submission& s, const char* what, const std::string& detail = {}) noexcept {
    render::Outcome o;
    o.verdict = render::Verdict::failed;
    try {
        o.name = s.name;
        o.diagnostics.push_back(error_at(s.figure ? s.figure->spec.span : Span{}, what + detail));
    } catch (...) {  // not even memory for the message: the verdict stands
    }
    return o;
}

}  // namespace

render::Outcome out_of_memory(const Submission& s) noexcept {
    render::Outcome o = failed(
        s, "memory is exhausted: the figure is too large for this machine, or too many are drawn at the same time");
    o.cause = render::Cause::memory;
    return o;
}

render::Outcome run_guarded(const Submission& s, data::TableStore& tables, render::Context& context,
                            const render::Settings& given, bool& broken) noexcept {
    broken = false;
    try {
        render::Settings settings = given;
        if (s.figure) settings.scales = s.figure->scales.get();
        if (s.draw) {
            render::Outcome o = render::render_figure(s.figure->spec, *s.figure->job, tables, context, settings);
            broken = o.broken;
            return o;
        }
        render::Inspected i = render::inspect_figure(s.figure->spec, *s.figure->job, tables, context, settings);
        render::Outcome o;
        o.verdict = i.verdict;
        o.cause = i.cause;
        o.name = s.name;
        o.diagnostics = std::move(i.diagnostics);
        o.sources = std::move(i.sources);
        o.times = i.times;
        broken = i.broken;
        return o;
    } catch (const std::bad_alloc&) {
        broken = true;
        return out_of_memory(s);
    } catch (const std::exception& e) {
        broken = true;
        try {
            return failed(s, "internal error: ", e.what());
        } catch (...) {
            return failed(s, "internal error");
        }
    } catch (...) {
        broken = true;
        return failed(s, "internal error");
    }
}

}  // namespace plotmill::batch
