// What a run says of itself, for machines: one record a figure, one a job, one of the whole. A Sink is a file that is
// made of them (manifest, JUnit, trace, page); it gets the figures one at a time and in the order of the jobs, while
// the run goes on, and keeps no more of them than its format needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compare/compare.h"
#include "plotmill/batch.h"

namespace plotmill::report {

enum class Status : std::uint8_t {
    rendered,
    up_to_date,  // its files were there already
    failed,
    timed_out,      // failed because it took too long
    out_of_memory,  // failed because it wanted more memory than it may take, or than there is
    crashed,        // its worker process ended under it
    cancelled,      // the run was stopped before it was done
    skipped,        // not this run's business
};
constexpr int status_count = 8;
bool is_failed(Status status);           // whatever the reason
const char* status_name(Status status);  // "rendered", "up-to-date", "out-of-memory", ...
std::optional<Status> find_status(std::string_view name);

struct File {
    std::string format;  // "png"
    std::string path;    // as seen from where the run was started
    std::uint64_t bytes = 0;
    std::string hash;  // XXH3-128
};

struct Figure {
    std::string name;
    std::string job;        // the job file
    std::size_t index = 0;  // in that file
    Status status = Status::rendered;
    std::vector<File> files;
    std::string alt;
    int worker = -1;                    // -1: none took it up
    double begun = 0;                   // seconds since the run began
    double seconds = 0;                 // that it took
    api::StageTimes stages;             // in which stages
    std::vector<api::StageSpan> spans;  // when, where the run was asked for it
    std::vector<api::Diagnostic> diagnostics;
    std::vector<compare::Comparison> comparisons;  // of its files with their baselines, where that was asked for

    // Of its own, or because it is not what its baseline is.
    bool is_failure() const;
};
Status status_of(const api::Outcome& outcome);
Figure make_figure(const api::Outcome& outcome);

struct Job {
    std::string path;
    bool readable = true;
    std::size_t figures = 0;
    std::vector<api::Diagnostic> diagnostics;  // of the job as a whole
};

struct Shard {
    std::size_t index = 1, count = 1;  // 1-based
    bool operator==(const Shard&) const = default;
};

// What is known when a run begins.
struct Head {
    std::string version;
    std::string started;  // "2026-11-22T13:04:05Z"
    int workers = 0;
    std::optional<Shard> shard;
};

struct Totals {
    std::size_t figures = 0;
    std::size_t by_status[status_count] = {};
    std::size_t files = 0;
    std::uint64_t bytes = 0;
    std::size_t errors = 0, warnings = 0;
    std::size_t differing = 0;  // figures that differ from their baselines, and have not been accepted
    api::StageTimes stages;

    std::size_t count(Status s) const { return by_status[static_cast<int>(s)]; }
    std::size_t failures() const;
    std::string failure_text() const;  // "4 failed", "4 failed (1 timed out, 2 crashed)"; empty where none is
    void add(const Figure& figure);
    void add(const Job& job);
    bool operator==(const Totals&) const;
};

// What is known when it has ended.
struct Tail {
    std::vector<Job> jobs;  // in the order they were read
    std::vector<api::Batch::Worker> workers;
    double seconds = 0;
    int exit_code = 0;
    int signal = 0;  // that stopped it; 0: none
};

// Used by one thread at a time. `finish` comes last, once; without it nothing is left of the file. Both answer with
// why the file cannot be written, in words, or with "".
class Sink {
public:
    virtual ~Sink() = default;
    virtual std::string figure(const Figure& figure) = 0;
    virtual std::string finish(const Tail& tail) = 0;
};

std::string utc_now();  // for Head::started

}  // namespace plotmill::report
