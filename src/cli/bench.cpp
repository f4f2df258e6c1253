#include "cli/bench.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <mutex>
#include <optional>
#include <sys/resource.h>

namespace plotmill::cli {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr double least_seconds = 0.3;           // of a run
constexpr std::uint64_t most_left = 256 << 20;  // bytes
constexpr double spare = 1.3;                   // by which a run may turn out shorter than measured
constexpr std::size_t most_figures = 50000;     // in a run

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

void add(api::StageTimes& sum, const api::StageTimes& t) {
    for (const api::Stage& s : api::stages) sum.*s.seconds += t.*s.seconds;
}

std::optional<std::pair<std::uint64_t, Digest>> size_and_hash(const fs::path& path) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return std::nullopt;
    std::uint64_t size = 0;
    Digester hash;
    std::vector<char> buffer(1 << 16);
    for (std::size_t n; (n = std::fread(buffer.data(), 1, buffer.size(), file.get())) > 0;) {
        size += n;
        hash.add({buffer.data(), n});
    }
    if (std::ferror(file.get())) return std::nullopt;
    return std::pair{size, hash.take()};
}

std::uint64_t peak_memory() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

double BenchRow::median() const {
    std::vector<double> s = seconds;
    if (s.empty()) return 0;
    std::ranges::sort(s);
    return s.size() % 2 ? s[s.size() / 2] : (s[s.size() / 2 - 1] + s[s.size() / 2]) / 2;
}

double BenchRow::minimum() const { return seconds.empty() ? 0 : std::ranges::min(seconds); }
double BenchRow::maximum() const { return seconds.empty() ? 0 : std::ranges::max(seconds); }

std::string BenchRow::name() const {
    if (threads == 0) return "sequential";
    return processes ? fmt::format("{} process{}", threads, threads == 1 ? "" : "es")
                     : fmt::format("{} thread{}", threads, threads == 1 ? "" : "s");
}

std::vector<int> default_counts(int granted) {
    std::vector<int> out;
    for (int n = 1; n < granted; n *= 2) out.push_back(n);
    out.push_back(std::max(granted, 1));
    return out;
}

bool Bench::fail(std::string message) {
    failure_.message = std::move(message);
    return false;
}

std::string Bench::directory_of(const BenchRow& row) const {
    const std::string name = row.threads == 0 ? "sequential"
                             : row.processes  ? fmt::format("processes-{}", row.threads)
                                              : fmt::format("threads-{}", row.threads);
    return (fs::path(settings_.directory) / name).string();
}

bool Bench::check_outcome(const api::Outcome& outcome) {
    if (outcome.status == api::Status::done) return true;
    if (outcome.status == api::Status::failed) {
        failure_.diagnostics = outcome.diagnostics;
        return fail(fmt::format("figure '{}' failed: the bench wants jobs without errors", outcome.name));
    }
    return false;
}

// The plain loop. A run makes its Renderer, as a threaded run makes its workers.
bool Bench::sequential(const std::string& directory, BenchRow* row, double& seconds) {
    api::BatchOptions options;
    options.output = directory;
    options.formats = settings_.formats;
    const auto begin = Clock::now();
    api::Renderer renderer(engine_);
    api::StageTimes times;
    for (const api::Figure& figure : figures_) {
        const api::Outcome outcome = renderer.render(figure, options);
        if (!check_outcome(outcome)) return false;
        if (stopped()) return false;
        add(times, outcome.times);
    }
    seconds = since(begin);
    if (row) add(row->times, times);
    return true;
}

bool Bench::threaded(const std::string& directory, int threads, bool processes, BenchRow* row, double& seconds) {
    api::BatchOptions options;
    options.output = directory;
    options.formats = settings_.formats;
    options.jobs = threads;
    options.isolate = processes;
    std::mutex mutex;
    std::optional<api::Outcome> bad;
    std::atomic<bool> go_on = true;
    options.on_outcome = [&](const api::Outcome& outcome) {
        if (outcome.status == api::Status::done) return;
        const std::lock_guard lock(mutex);
        if (!bad) bad = outcome;
        go_on = false;
    };
    const auto begin = Clock::now();
    api::Batch batch(engine_, options);
    for (const api::Figure& figure : figures_) {
        if (stopped() || !go_on) {
            batch.cancel();
            break;
        }
        batch.submit(figure);
    }
    batch.wait();
    seconds = since(begin);
    if (bad) return check_outcome(*bad);
    if (stopped()) return false;
    if (row) {
        add(row->times, batch.counters().times);
        std::size_t memory = 0;
        for (const api::Batch::Worker& worker : batch.workers()) memory += worker.memory_bytes;
        row->memory_bytes = std::max(row->memory_bytes, memory);
    }
    return true;
}

// Reads every table, fills the caches of the machine, and finds how often small jobs are to be repeated.
bool Bench::warm_up(BenchResult& result) {
    figures_ = base_;
    const std::string directory = (fs::path(settings_.directory) / "warm-up").string();
    double first = 0, seconds = 0;
    settings_.say("warm-up");
    if (!sequential(directory, nullptr, first)) return false;
    const auto begin = Clock::now();
    do {  // the first one read the data
        if (!sequential(directory, nullptr, seconds)) return false;
        first = std::min(first, seconds);
    } while (since(begin) < least_seconds / 3);
    seconds = first / spare;
    const std::size_t most = std::max<std::size_t>(1, most_figures / base_.size());
    const double wanted = std::ceil(least_seconds / std::max(seconds, 1e-6));
    result.repetitions = std::clamp<std::size_t>(static_cast<std::size_t>(std::min(wanted, 1e9)), 1, most);
    figures_.clear();
    for (std::size_t r = 0; r < result.repetitions; ++r)
        for (const api::Figure& figure : base_)
            figures_.push_back(result.repetitions == 1 ? figure
                                                       : figure.renamed(fmt::format("{}/{}", r + 1, figure.name())));
    const bool good = threaded(directory, settings_.counts.back(), false, nullptr, seconds);
    std::error_code ignored;
    if (settings_.keep) fs::remove_all(directory, ignored);
    return good;
}

bool Bench::timed_run(BenchRow& row, BenchResult& result) {
    std::string directory = directory_of(row);
    std::error_code ignored;
    if (settings_.keep)
        fs::remove_all(directory, ignored);
    else
        directory += fmt::format("-run-{}", row.seconds.size() + 1);
    double seconds = 0;
    if (!(row.threads == 0 ? sequential(directory, &row, seconds)
                           : threaded(directory, row.threads, row.processes, &row, seconds)))
        return false;
    row.seconds.push_back(seconds);
    const bool read = compare(directory, row, result);
    // What a file system has to do for files that were deleted it does in the next run's time.
    if (!settings_.keep && (left_ += result.bytes) > most_left) {
        fs::remove_all(settings_.directory, ignored);
        left_ = 0;
    }
    return read;
}

bool Bench::compare(const std::string& directory, const BenchRow& row, BenchResult& result) {
    Files files;
    std::error_code error;
    for (fs::recursive_directory_iterator i(directory, error), end; !error && i != end; i.increment(error)) {
        if (i->is_directory()) continue;
        const auto facts = size_and_hash(i->path());
        if (!facts) return fail(fmt::format("cannot read '{}' again", i->path().string()));
        files.emplace(i->path().lexically_relative(directory).string(), *facts);
    }
    if (error) return fail(fmt::format("cannot read directory '{}': {}", directory, error.message()));
    if (first_.empty()) {
        result.images = files.size();
        for (const auto& [name, facts] : files) result.bytes += facts.first;
        first_ = std::move(files);
    } else if (result.same_bytes && files != first_) {
        result.same_bytes = false;
        std::string name;
        for (const auto& [n, facts] : first_)
            if (const auto other = files.find(n); other == files.end() || other->second != facts) {
                name = n;
                break;
            }
        result.difference = name.empty() ? fmt::format("{} wrote other files than the first run", row.name())
                                         : fmt::format("'{}' of {} differs from the first run's", name, row.name());
    }
    return true;
}

bool Bench::run(BenchResult& result) {
    const auto begin = Clock::now();
    result.figures = base_.size();
    std::error_code error;
    fs::create_directories(settings_.directory, error);
    if (error) return fail(fmt::format("cannot make directory '{}': {}", settings_.directory, error.message()));
    if (!warm_up(result)) return false;
    result.rows.emplace_back();
    for (const int n : settings_.counts) result.rows.emplace_back().threads = n;
    for (const int n : settings_.isolate ? settings_.counts : std::vector<int>()) {
        result.rows.emplace_back().threads = n;
        result.rows.back().processes = true;
    }
    for (int r = 0; r < settings_.repeat; ++r) {
        settings_.say(fmt::format("round {} of {}", r + 1, settings_.repeat));
        for (BenchRow& row : result.rows)
            if (!timed_run(row, result)) return false;
    }
    result.peak_memory = peak_memory();
    result.total_seconds = since(begin);
    return true;
}

}  // namespace plotmill::cli
