#include "plotmill/engine.h"

#include "api/state.h"
#include "io/files.h"

namespace plotmill::api {

namespace {

data::TableStore::Permit permit(std::vector<std::string> roots) {
    if (roots.empty()) return {};
    for (std::string& r : roots) r = io::real_path(r);
    return [roots = std::move(roots)](const std::string& path) -> std::string {
        const std::string real = io::real_path(path);
        for (const std::string& root : roots)
            if (root == "/" || real == root ||
                (real.size() > root.size() && real.starts_with(root) && real[root.size()] == '/'))
                return "";
        return "is outside of the directories that jobs may read";
    };
}

}  // namespace

Engine::State::State(EngineOptions options) : shared(permit(std::move(options.roots))) {}

Engine::Engine(EngineOptions options) : state_(std::make_unique<State>(std::move(options))) {}
Engine::~Engine() = default;

std::size_t Engine::files_read() const { return state_->shared.tables.files_read(); }

}  // namespace plotmill::api
