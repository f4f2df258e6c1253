// A job's text, all the way to images in memory, of its first figures; it may read no file.
#include <string>

#include "plotmill/batch.h"
#include "plotmill/engine.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plotmill;
    constexpr std::size_t most_figures = 3;
    static api::Engine* engine = nullptr;
    static unsigned uses = 0;
    if (uses++ % 256 == 0) {  // its tables and sources pile up
        delete engine;
        engine = new api::Engine(api::EngineOptions{{"/nonexistent"}});
    }
    api::BatchOptions options;
    options.write = false;
    options.timeout = 0.5;
    options.max_memory = std::size_t{256} << 20;
    api::Renderer renderer(*engine);
    std::size_t figures = 0;
    (void)api::read_job_text(
        *engine, std::string(reinterpret_cast<const char*>(data), size), {},
        [&](const api::Figure& figure) {
            const api::Outcome outcome = renderer.render(figure, options);
            if ((outcome.status == api::Status::failed) != outcome.images.empty()) __builtin_trap();
            return ++figures < most_figures;
        },
        [&](const api::FailedFigure&) { return ++figures < most_figures; });
    return 0;
}
