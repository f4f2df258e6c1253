#include <chrono>

#include "api/convert.h"
#include "api/state.h"
#include "plotmill/batch.h"

namespace plotmill::api {

Renderer::Renderer(Engine& engine) : state_(std::make_unique<State>()) { state_->engine = &engine.state(); }
Renderer::~Renderer() = default;
Renderer::Renderer(Renderer&&) noexcept = default;
Renderer& Renderer::operator=(Renderer&&) noexcept = default;

Outcome Renderer::render(const Figure& figure, const BatchOptions& options) {
    const auto begun = std::chrono::steady_clock::now();
    batch::Submission s = make_submission(figure, options);
    s.settings.pdf_page = false;
    Outcome out;
    out.name = figure.name();
    out.job = figure.job();
    out.index = figure.index();
    bool broken = false;
    if (!s.figure) {
        out.status = Status::failed;
        append(out.diagnostics, s.failure);
        return out;
    }
    render::Outcome in =
        batch::run_guarded(s, state_->engine->shared.tables, state_->fresh_context(), s.settings, broken);
    if (broken) state_->context.reset();
    for (render::StageSpan& span : in.spans)
        span.begun -= std::chrono::duration<double>(begun.time_since_epoch()).count();
    fill(out, std::move(in));
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    return out;
}

Outcome render(Engine& engine, const Figure& figure, const BatchOptions& options) {
    return Renderer(engine).render(figure, options);
}

}  // namespace plotmill::api
