// What stands behind the public handles. Only src/api/ includes it: internal types never leave through
// include/plotmill/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "batch/batch.h"
#include "plotmill/batch.h"
#include "plotmill/engine.h"
#include "plotmill/job.h"
#include "render/reader.h"
#include "render/render.h"

namespace plotmill::api {

struct Engine::State {
    explicit State(EngineOptions options);
    const std::vector<std::string> roots;
    render::Shared shared;
};

struct Figure::State {
    render::ReadyFigure ready;
    std::string output;  // the job's directory, joined to the job's own; or ""
};

struct Renderer::State {
    Engine::State* engine = nullptr;
    std::unique_ptr<render::Context> context;  // null after a failure that may have left it half-done
    render::Context& fresh_context() {
        if (!context) context = std::make_unique<render::Context>();
        return *context;
    }
};

// The directory that a job in `base_directory` names, as seen from the current one; "" where it names none.
std::string job_output(const std::string& base_directory, const std::string& output);

// A figure of a job: the handle for what the reader handed on.
Figure make_figure(render::ReadyFigure ready);

}  // namespace plotmill::api
