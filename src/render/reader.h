// Job files to figures ready to be drawn: parser, includes, expansion and styles in one stream. One thread reads one
// job; the figures that it hands on are immutable and may be drawn by any thread while the rest is read.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "data/store.h"
#include "expand/job.h"
#include "render/job.h"
#include "render/matrix_scales.h"
#include "text/font_library.h"

namespace plotmill::render {

// What all jobs of a run share. Thread-safe. Sources live here as long as spans may point into them.
class Shared {
public:
    explicit Shared(data::TableStore::Permit may_read = {});

    data::TableStore tables;
    const data::TableStore::Permit permit;                 // for includes, styles and fonts; may be empty
    const std::shared_ptr<const text::FontLibrary> fonts;  // the embedded ones
    const Source& keep(Source source);

private:
    std::mutex mutex_;
    std::deque<Source> sources_;
};

// How another process reads the job that a figure comes from, and comes to the same figures.
struct JobSource {
    std::string path;
    std::optional<std::string> text;  // in place of the file's
    std::string base_directory;
    std::vector<std::pair<std::string, std::string>> set;
    std::vector<std::string> only;
};

struct ReadyFigure {
    expand::FigureSpec spec;
    std::shared_ptr<const Job> job;
    std::shared_ptr<MatrixScales> scales = nullptr;     // what it shares with its matrix, if anything
    std::shared_ptr<const JobSource> source = nullptr;  // null: it was made in code
    std::uint64_t position = 0;                         // among the figures that this job hands on
};

struct ReaderHooks {
    std::function<bool(ReadyFigure)> figure;                                           // false stops
    std::function<bool(std::string name, Span span, std::vector<Diagnostic>)> failed;  // a figure that cannot be made
};

struct ReadResult {
    bool readable = true;                 // false: no job at all (exit code 2)
    std::vector<Diagnostic> diagnostics;  // of the job as a whole
    std::string output;                   // its `output`, relative to the job; empty where it names none
    bool output_given = false;
    std::vector<std::string> unknown_set;  // names of --set that no `vars` has
};

// `path`: a file, or "-" for standard input. `text`: the job's text in place of the file's.
ReadResult read_job(const std::string& path, const expand::JobOptions& options, Shared& shared,
                    const ReaderHooks& hooks, const std::string* text = nullptr,
                    const std::string& base_directory = "");

}  // namespace plotmill::render
