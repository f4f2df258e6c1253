// Job files to figures that can be rendered. A job is read as a stream: a figure is handed on as soon as its text was
// read, while the rest follows, so that a job of any length costs no memory.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "plotmill/diagnostic.h"
#include "plotmill/engine.h"

namespace plotmill::api {

enum class Format;  // batch.h

// One figure of a job, ready to be rendered: a cheap handle of something immutable. Copies may be used by any thread.
// Valid as long as the Engine it was read with.
class Figure {
public:
    std::string name() const;             // output file without its extension; may hold '/'
    std::string job() const;              // the job file that holds it, as it was named
    std::size_t index() const;            // 0-based, in the order of its job file
    std::vector<Format> formats() const;  // that its job asks for
    // The same figure under another name: where its image goes, nothing that is drawn.
    Figure renamed(std::string name) const;
    std::string output() const;  // directory that its job file names, relative to the current directory; or ""

    struct State;  // internal
    explicit Figure(std::shared_ptr<const State> state) : state_(std::move(state)) {}
    const State& state() const { return *state_; }
    const std::shared_ptr<const State>& shared_state() const { return state_; }

private:
    std::shared_ptr<const State> state_;
};

// A figure that cannot be made: its entry of the job is wrong.
struct FailedFigure {
    std::string name;  // as far as it is known; may be empty
    std::string job;
    std::size_t index = 0;
    std::vector<Diagnostic> diagnostics;
};

struct JobOptions {
    std::vector<std::pair<std::string, std::string>>
        set;                        // names and values over the job's `vars`, read as YAML scalars
    bool set_must_exist = false;    // a name of `set` that no `vars` has makes the job unreadable
    std::vector<std::string> only;  // patterns (*, ?, [...]) over figure names; empty: all
    std::string base_directory;     // what a job's relative paths start from; "": the job file's directory
};

struct JobResult {
    bool readable = true;                  // false: no job at all (no YAML, no figures, an unknown top-level key, ...)
    std::vector<Diagnostic> diagnostics;   // of the job as a whole
    std::size_t figures = 0;               // handed on, failed ones included
    std::string output;                    // directory that the job names, relative to the current directory; or ""
    std::vector<std::string> unknown_set;  // names of `set` that no `vars` of the job has
    bool stopped = false;                  // a callback answered false
};

using OnFigure = std::function<bool(Figure)>;        // false: read no further
using OnFailed = std::function<bool(FailedFigure)>;  // the same; may be empty

// Reads the job file at `path` ("-": standard input) and calls the callbacks on the calling thread, in the job's order.
// Figures that were handed on before a syntax error stay valid.
JobResult read_job(Engine& engine, const std::string& path, const JobOptions& options, const OnFigure& on_figure,
                   const OnFailed& on_failed = {});

// The same for a job's text; `name` stands for its file, in diagnostics and for relative paths.
JobResult read_job_text(Engine& engine, const std::string& yaml, const JobOptions& options, const OnFigure& on_figure,
                        const OnFailed& on_failed = {}, const std::string& name = "<text>");

}  // namespace plotmill::api
