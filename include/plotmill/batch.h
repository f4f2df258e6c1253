// Rendering: one figure on the calling thread (Renderer), or many figures on all cores (Batch). What is written does
// not depend on the number of threads, byte for byte.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plotmill/diagnostic.h"
#include "plotmill/engine.h"
#include "plotmill/job.h"

namespace plotmill::api {

enum class Format { png, svg, pdf };
std::string_view format_name(Format format);  // "png": also the file's extension

enum class Status {
    done,
    failed,      // Outcome::diagnostics say why; nothing of the figure was written
    cancelled,   // by Batch::cancel()
    up_to_date,  // not drawn: its files are there as an earlier run made them, and would be the same
                 // (BatchOptions::record)
};

// Why a figure failed.
enum class Cause {
    fault,    // of its words, its data or the place for its files
    timeout,  // it took longer than it may
    memory,   // it wants more memory than it may take, or than there is
    crash,    // its worker process ended under it
};

struct StageTimes {  // seconds; 0 for stages that were not reached
    double read = 0, resolve = 0, layout = 0, paint = 0, encode = 0, write = 0;
    double total() const { return read + resolve + layout + paint + encode + write; }
};
struct Stage {
    const char* name;
    double StageTimes::*seconds;
};
inline constexpr Stage stages[] = {{"read", &StageTimes::read},     {"resolve", &StageTimes::resolve},
                                   {"layout", &StageTimes::layout}, {"paint", &StageTimes::paint},
                                   {"encode", &StageTimes::encode}, {"write", &StageTimes::write}};  // in their order

// When a figure was in a stage, once: of three formats each has its own `encode` and its own `write`. Besides the
// stages above there are "data" (within `resolve`: a table that was not there yet) and "scales" (between two parts of
// `resolve`: what the figure shares with its matrix is measured, which is no figure's own time).
struct StageSpan {
    const char* name;
    double begun;    // as Outcome::begun
    double seconds;  // that it lasted
};

struct Image {
    Format format = Format::png;
    std::string path;                 // the file that was written; empty where it stays in memory
    std::vector<std::uint8_t> bytes;  // the file's bytes where it stays in memory; empty otherwise
    std::size_t size = 0;             // bytes
    std::string hash;                 // of these: XXH3-128, 32 hexadecimal digits
};

struct Outcome {
    Status status = Status::done;
    Cause cause = Cause::fault;  // where it failed
    std::string name;
    std::string job;                      // the job file
    std::size_t index = 0;                // in the order of that file
    std::size_t sequence = 0;             // 0-based order of submission to the batch
    int worker = 0;                       // 0 .. jobs-1; -1 where none took it up
    std::vector<Image> images;            // one for each format
    std::vector<Diagnostic> diagnostics;  // warnings, and errors where it failed
    std::string alt;                      // the figure's text alternative; empty where it failed before its layout
    StageTimes times;
    double begun = 0;              // seconds from the batch's construction to the figure's first stage
    double seconds = 0;            // from there to its end
    std::vector<StageSpan> spans;  // BatchOptions::spans: in the order of their ends; the first 64
    std::string reason;            // BatchOptions::explain: why it was drawn, or why not
};

struct BatchOptions {
    int jobs = 0;                   // worker threads; 0: granted_cpus()
    std::string output;             // directory of the images, over the jobs' own
    std::string default_output;     // directory for jobs that name none; "": their images stay in memory
    bool write = true;              // false: all images stay in memory
    bool images = true;             // false: no images, for a batch that only makes pages
    std::string pdf_pages;          // a PDF file with a page for each figure: see Batch::finish_pages()
    bool draw = true;               // false: everything but painting, for its diagnostics; there are no images
    bool strict = false;            // a warning fails its figure, before anything of it is written
    std::vector<Format> formats;    // over the jobs' and figures' own; empty: theirs
    std::optional<double> timeout;  // seconds per figure, over the jobs'; polled in every long loop
    // Bytes that a figure may take beyond what the run holds anyway; 0: as much as there is. In threads this is by
    // estimates before the work and, in programs that note their large blocks as the command line does, by counting.
    std::size_t max_memory = 0;
    // Figures of job files are drawn by worker processes, one for each of `jobs`, in which a crash costs the figure
    // that caused it and the limits above are hard. The program's main() must begin with run_as_worker(). Figures that
    // were built in code are drawn by threads.
    bool isolate = false;
    // Keeps a record in a hidden file of each output directory (".plotmill-record") of what was made there from what,
    // and leaves figures alone that are up to date by it: their words, their data, styles and fonts, plotmill itself
    // and their own files have not changed. What was said of them when they were drawn is said again. With `pdf_pages`
    // all figures are drawn.
    bool record = false;
    bool force = false;                // draws all the same
    bool spans = false;                // Outcome::spans is wanted
    std::vector<std::string> explain;  // patterns over names of figures that get an Outcome::reason
    bool list_files = false;           // for Batch::inputs() and outputs(); needs `record`
    std::size_t slots = 0;             // figures in flight: submitted and not yet delivered. 0: four for each worker
    // In which outcomes are delivered; with `pdf_pages` always as submitted.
    enum class Order { finished, submitted } order = Order::finished;
    // Receives every outcome before its future does. Called from worker threads (or, for figures that failed or
    // were cancelled before they were drawn, from the thread that submits or cancels), one call at a time, without any
    // lock held; while it runs the other workers go on drawing. It must not submit to or wait for its batch; what it
    // throws ends in the figure's future, and the batch goes on. Image bytes may be copied here: a future that nobody
    // keeps drops them.
    std::function<void(const Outcome&)> on_outcome;
};

// Draws figures on worker threads of its own (a oneTBB arena). Every member may be called from any thread that is not
// one of its workers, except destruction, which comes after all other calls.
//
// A figure that fails, whatever the reason (exhausted memory included), fails alone: the others are not touched. Of two
// figures that would write the same file the one submitted later fails, and says so, whatever finishes first.
class Batch {
public:
    // Throws std::system_error where a thread cannot be made.
    explicit Batch(Engine& engine, BatchOptions options = {});
    ~Batch();  // waits for what was submitted: cancel() first for a quick end
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    // Takes a figure for rendering; blocks while all slots are taken, so that memory stays bounded however many figures
    // there are. The future gets the outcome when it has been delivered. After stop() and cancel() figures end as
    // cancelled at once.
    std::future<Outcome> submit(Figure figure);
    // A figure that cannot be made takes its place in the order, is counted as failed and delivered like all others.
    std::future<Outcome> add_failed(FailedFigure figure);

    void wait();    // until everything submitted so far has been delivered
    void stop();    // no more submissions; what was submitted is finished. Does not block
    void cancel();  // at once: figures that wait are cancelled, those that are being drawn end at their next stage.
                    // Does not block
    // Waits, ends the file of BatchOptions::pdf_pages and puts it in its place: a page for each figure that is done, in
    // the order of submission, whatever the formats. Its number of pages; 0 where there is no page, and so no file, or
    // where pages_fault() says why not. Without this call the file is never there. Nothing may be submitted afterwards.
    std::size_t finish_pages();
    // Why the file of pages cannot be written: known from the start where its place cannot be written to. Not while
    // figures are in work.
    std::optional<Diagnostic> pages_fault() const;
    // What would become of a figure if it were submitted; needs BatchOptions::record. It counts as wanted: see clean().
    struct Outlook {
        bool up_to_date = false;
        std::vector<std::string> paths;  // of its images
        std::string reason;              // BatchOptions::explain
    };
    Outlook look(const Figure& figure);
    // After wait(): writes what the record does not hold yet. Why that could not be done; or "". The destructor does it
    // too.
    std::string finish_record();
    // After wait(): removes the images in `directories` that earlier runs of `jobs` (with the same JobOptions::set)
    // have made, that nobody has altered since, and that no figure of this batch makes; where BatchOptions::formats
    // names formats, only those of figures that are gone. `dry`: removes nothing.
    struct Cleaned {
        std::vector<std::string> removed;
        std::vector<std::string> altered;  // left alone
        std::vector<std::string> faults;   // in words
    };
    Cleaned clean(const std::vector<std::string>& directories, const std::vector<std::string>& jobs,
                  const JobOptions& options, bool dry);
    // BatchOptions::list_files: all files that the figures were made from (jobs, data, styles, fonts), and the images
    // that they make, whether they were drawn or up to date. Absolute paths, sorted.
    std::vector<std::string> inputs() const;
    std::vector<std::string> outputs() const;
    bool stopped() const;    // stop() or cancel() was called
    bool cancelled() const;  // cancel() was called

    int jobs() const;           // worker threads
    std::size_t slots() const;  // figures in flight at most

    struct Counters {
        std::size_t submitted = 0;                        // failed ones included
        std::size_t done = 0, failed = 0, cancelled = 0;  // delivered
        std::size_t up_to_date = 0;                       // the same
        std::size_t in_flight = 0, most_in_flight = 0;    // submitted and not yet delivered: now, at most
        std::size_t images = 0;
        std::uint64_t bytes = 0;  // of these images
        StageTimes times;         // sums
    };
    Counters counters() const;

    struct Worker {
        std::size_t done = 0, failed = 0, cancelled = 0;
        double busy_seconds = 0;
        std::size_t memory_bytes = 0;  // of the surfaces that it keeps from figure to figure
        std::string figure;            // that it is at work on; empty: none
        double figure_seconds = 0;     // for so long; not yet part of busy_seconds
    };
    std::vector<Worker> workers() const;  // one for each of jobs(); the numbers are those of finished figures

private:
    struct State;
    std::unique_ptr<State> state_;
};

// For BatchOptions::isolate: workers are this program, run again. To be called first of all with main()'s arguments: in
// a worker it draws until the run has ended, and gives the exit code; else it gives nothing at once.
std::optional<int> run_as_worker(int argc, const char* const* argv);

// CPUs that this process may use: its affinity mask, and the CPU quota of its control group (v1 and v2), rounded up. At
// least 1.
int granted_cpus();

// Renders on the calling thread, one figure at a time, without any worker threads. Keeps fonts and surfaces from figure
// to figure. One thread at a time; a thread that renders has its own.
class Renderer {
public:
    explicit Renderer(Engine& engine);
    ~Renderer();
    Renderer(Renderer&&) noexcept;
    Renderer& operator=(Renderer&&) noexcept;

    // Makes no pages. Of the options `images`, `output`, `default_output`, `write`, `draw`, `strict`, `formats`,
    // `timeout` and `max_memory` count.
    Outcome render(const Figure& figure, const BatchOptions& options = {});

    struct State;  // internal
    State& state() { return *state_; }

private:
    std::unique_ptr<State> state_;
};

// The same with a Renderer for this one figure.
Outcome render(Engine& engine, const Figure& figure, const BatchOptions& options = {});

}  // namespace plotmill::api
