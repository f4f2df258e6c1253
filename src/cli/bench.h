// The timing harness: the same figures rendered by a plain loop on one thread and by Batches of several sizes, in
// turns, to real files whose bytes are compared. Measures on main's thread; the only other threads are the Batches'.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "plotmill/batch.h"
#include "plotmill/engine.h"

namespace plotmill::cli {

// One way of rendering all figures, and its timed runs.
struct BenchRow {
    int threads = 0;               // 0: sequential, without any Batch
    bool processes = false;        // worker processes, as many
    std::vector<double> seconds;   // wall time of each run
    api::StageTimes times;         // sums over these runs and all figures
    std::size_t memory_bytes = 0;  // of the workers' surfaces

    double median() const;
    double minimum() const;
    double maximum() const;
    std::string name() const;  // "sequential", "1 thread", "4 threads", "4 processes"
};

struct BenchResult {
    std::vector<std::string> jobs;
    std::size_t figures = 0;      // of the jobs
    std::size_t repetitions = 1;  // of these figures in one run
    std::size_t images = 0;       // files of one run
    std::uint64_t bytes = 0;      // in these files
    std::vector<BenchRow> rows;   // the first is the sequential one
    std::uint64_t peak_memory = 0;
    bool same_bytes = true;
    std::string difference;  // the first file that differs, in words
    double total_seconds = 0;

    std::size_t figures_per_run() const { return figures * repetitions; }
    double speed_up(const BenchRow& row) const { return rows.front().median() / row.median(); }
};

struct BenchSettings {
    std::vector<int> counts;
    bool isolate = false;  // processes too
    int repeat = 5;
    std::vector<api::Format> formats;  // empty: the jobs'
    std::string directory;             // for the images
    bool keep = false;                 // those of the last runs
    const std::atomic<bool>* stop = nullptr;
    std::function<void(const std::string&)> say;  // what is being done
};

// Why there is no result: a figure failed, a directory cannot be written; with diagnostics of figures where there are.
struct BenchFailure {
    std::string message;
    std::vector<api::Diagnostic> diagnostics;
};

class Bench {
public:
    Bench(api::Engine& engine, std::vector<api::Figure> figures, BenchSettings settings)
        : engine_(engine), base_(std::move(figures)), settings_(std::move(settings)) {}

    // False: failure() says why; with an empty message where it was stopped.
    bool run(BenchResult& result);
    const BenchFailure& failure() const { return failure_; }

private:
    using Files = std::map<std::string, std::pair<std::uint64_t, Digest>>;  // name: size and hash

    bool warm_up(BenchResult& result);
    bool timed_run(BenchRow& row, BenchResult& result);
    bool sequential(const std::string& directory, BenchRow* row, double& seconds);
    bool threaded(const std::string& directory, int threads, bool processes, BenchRow* row, double& seconds);
    bool check_outcome(const api::Outcome& outcome);
    bool compare(const std::string& directory, const BenchRow& row, BenchResult& result);
    bool fail(std::string message);
    bool stopped() const { return settings_.stop && *settings_.stop; }
    std::string directory_of(const BenchRow& row) const;

    api::Engine& engine_;
    std::vector<api::Figure> base_, figures_;
    BenchSettings settings_;
    BenchFailure failure_;
    Files first_;
    std::uint64_t left_ = 0;  // bytes of runs whose files are still there
};

// 1, 2, 4, ... up to what is granted, which is the last.
std::vector<int> default_counts(int granted);

}  // namespace plotmill::cli
