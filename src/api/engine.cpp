#include "plotmill/engine.h"

#include "api/state.h"
#include "io/roots.h"

namespace plotmill::api {

Engine::State::State(EngineOptions options) : roots(std::move(options.roots)), shared(io::Roots(roots)) {}

Engine::Engine(EngineOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Engine::~Engine() = default;

std::size_t Engine::files_read() const { return state_->shared.tables.files_read(); }

}  // namespace plotmill::api
