// What jobs, figures and batches share: embedded fonts, and the tables of data files, each read once. Thread-safe: any
// number of threads may read jobs, render and run batches with one Engine at the same time. It must outlive everything
// that was made with it.
//
//     plotmill::api::Engine engine;
//     plotmill::api::BatchOptions options;
//     options.output = "output";
//     plotmill::api::Batch batch(engine, options);
//     plotmill::api::read_job(engine, "report.yaml", {}, [&](plotmill::api::Figure figure) {
//         batch.submit(std::move(figure));
//         return true;
//     });
//     batch.wait();
//
// All functions of this API report faults of their input as values (Diagnostic); they throw only what the standard
// library throws when memory or threads run out.
#pragma once

#include <memory>
#include <string>
#include <vector>

namespace plotmill::api {

struct EngineOptions {
    // Directories that data files are read from; one outside of all of them (links followed) is an error of its figure.
    // Empty: any file may be read.
    std::vector<std::string> roots;
};

class Engine {
public:
    explicit Engine(EngineOptions options = {});
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    std::size_t files_read() const;  // data files read so far; a table that is shared counts once

    struct State;  // internal
    State& state() { return *state_; }

private:
    std::unique_ptr<State> state_;
};

}  // namespace plotmill::api
