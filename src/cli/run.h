// One run over jobs: reading, a Batch, progress, signals and reports held together. `render` and `check` differ in what
// they ask of the Batch and in their last line. Made and used by main's thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "cli/jobs.h"
#include "cli/options.h"
#include "cli/own_figures.h"
#include "cli/progress.h"
#include "cli/reporter.h"
#include "cli/reports.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "plotmill/batch.h"
#include "plotmill/engine.h"

namespace plotmill::cli {

struct RunResult {
    api::Batch::Counters counters;
    std::vector<api::Batch::Worker> workers;
    report::Totals causes;              // by_status of all figures, no more
    std::set<std::string> directories;  // that images were meant for
    std::string pages_file;             // of --pdf-pages, where it was written
    std::size_t pages = 0;
    bool pages_failed = false;
    bool reports_failed = false;
    std::size_t errors = 0, warnings = 0;
    bool unreadable = false;   // some job
    bool refused = false;      // the images would have gone where the baselines are
    bool failed_fast = false;  // --fail-fast ended it
    bool sharded = false;
    bool strict = false;  // warnings of jobs count as errors
    bool nothing_matched = false;
    api::Batch::Cleaned cleaned;
    std::vector<std::string> inputs;  // files that the figures were made from, where the batch lists them
    bool books_failed = false;  // a depfile or results that could not be written, a file that could not be removed
    int signal = 0;
    double seconds = 0;

    int exit_code() const;
};

class Run {
public:
    // `batch`: what figures are to become; jobs, order and on_outcome are set here.
    // `observer`: see Reports.
    Run(const Options& options, api::BatchOptions batch, std::unique_ptr<report::Sink> observer = nullptr);
    ~Run();
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    RunResult operator()();

    int signal() const { return signals_.signal(); }
    bool stopping() const { return stopping_; }  // a signal came, or --fail-fast
    Terminal& out() { return out_; }
    Terminal& err() { return err_; }

private:
    api::BatchOptions with_hooks(api::BatchOptions batch);
    void read(const std::string& path);
    bool note_directory(const api::Figure& figure);
    void outcome(const api::Outcome& outcome);
    int on_signal(int signal, int count);
    [[noreturn]] void abandon();
    Snapshot snapshot() const;
    void count_total();
    void end_counting();
    void finish_pages();
    void finish_books();
    void clean();
    void note_lost_results();
    void open_reports();
    void finish_reports(RunResult& result);
    RunResult result() const;

    const Options& options_;
    Terminal out_, err_;
    std::vector<std::string> mistakes_;
    const std::vector<std::string> paths_;
    const OwnFigures own_;
    std::set<std::string> directories_, outputs_;  // as they are shown, as they are named
    report::Totals causes_;                        // of the figures that failed; by their outcomes
    std::optional<std::string> last_own_;          // the directory that the last figure's job names
    std::size_t submitted_ = 0, matched_ = 0;      // of this shard, of all
    UnknownNames unknown_names_;
    bool unreadable_ = false;
    std::size_t pages_ = 0;
    bool pages_failed_ = false;
    bool explained_ = false;  // some figure, to --explain
    bool all_known_ = true;   // the name of every figure of every job
    api::Batch::Cleaned cleaned_;
    bool books_failed_ = false;
    bool reports_failed_ = false;
    bool refused_ = false;
    std::vector<report::Job> jobs_;
    std::atomic<bool> ready_ = false;  // all members are there
    std::atomic<bool> reading_ = true, stopping_ = false;
    std::atomic<long long> total_ = -1;
    std::chrono::steady_clock::time_point signalled_;  // the first time; of the thread of signals_

    SignalWatch signals_;  // before every thread
    api::Engine engine_;
    Progress progress_;
    Reporter reporter_;
    Reports reports_;
    api::Batch batch_;
    std::atomic<bool> counting_ = true;
    std::mutex counter_mutex_;  // for the wait before it counts
    std::condition_variable counter_wakes_;
    std::thread counter_;
};

}  // namespace plotmill::cli
