// Many figures on many threads: a oneTBB arena of its own, one task a figure, a bounded number of figures in flight,
// and delivery one at a time. Members may be called from any thread that is not one of the arena's; destruction comes
// after all other calls. Workers hold no lock while they draw, and share nothing but what is immutable and the table
// store.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "data/store.h"
#include "render/reader.h"
#include "render/render.h"

namespace plotmill::batch {

enum class Order : std::uint8_t { finished, submitted };

struct Options {
    int jobs = 1;           // workers
    std::size_t slots = 4;  // figures submitted and not yet delivered
    Order order = Order::finished;
};

struct Ended {
    render::Outcome outcome;   // its spans count from where the batch was made
    std::size_t sequence = 0;  // 0-based order of submission
    int worker = -1;           // -1: none drew it
    double begun = 0;          // seconds since the batch was made
    double seconds = 0;
};

// Gets one figure's end. No function may throw, nor submit to the batch.
class Receiver {
public:
    virtual ~Receiver() = default;
    // On the worker, before it draws: true where nothing is to be done, and the figure ends as up to date. Many at the
    // same time.
    virtual bool up_to_date() noexcept { return false; }
    // On the worker, at once: what points into the outcome's sources must be made plain here. Many at the same time.
    virtual void ended(Ended ended) noexcept = 0;
    // In the batch's order, one at a time over all receivers, without a lock held.
    virtual void deliver() noexcept = 0;
};

struct Submission {
    std::shared_ptr<const render::ReadyFigure> figure;  // null: `failure` holds
    std::string name;
    std::vector<Diagnostic> failure;  // a figure that cannot be made at all; may be empty
    render::Settings settings;        // `cancelled` is the batch's
    bool draw = true;                 // false: everything but painting
    std::unique_ptr<Receiver> receiver;
};

struct Counters {
    std::size_t submitted = 0;
    std::size_t done = 0, failed = 0, cancelled = 0, up_to_date = 0;  // delivered
    std::size_t in_flight = 0, most_in_flight = 0;
    std::size_t images = 0;
    std::uint64_t bytes = 0;
    render::StageTimes times;
};

struct WorkerFacts {
    std::size_t done = 0, failed = 0, cancelled = 0;
    double busy = 0;         // seconds
    std::size_t memory = 0;  // bytes of surfaces kept
    std::string figure;      // in work; empty: none
    double since = 0;        // seconds that it has been
};

// Draws elsewhere than on the batch's threads, which wait for it. Must outlive the batch.
class Executor {
public:
    virtual ~Executor() = default;
    // On the thread of a worker, which has one figure at a time.
    virtual render::Outcome draw(std::size_t worker, const Submission& submission,
                                 const std::atomic<bool>& cancelled) noexcept = 0;
    virtual std::size_t memory(std::size_t worker) const noexcept = 0;  // bytes that it holds
};

class Batch {
public:
    // `executor`: who draws figures of job files; null for the batch's own threads, which draw all others too.
    Batch(data::TableStore& tables, const Options& options, Executor* executor = nullptr);
    ~Batch();  // drains
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;

    // Blocks while all slots are taken.
    void submit(Submission submission);
    void wait();    // until nothing is in flight
    void stop();    // what is submitted from now on ends as cancelled
    void cancel();  // and so does what is in flight
    bool stopped() const;
    bool cancelled() const;
    Counters counters() const;
    std::vector<WorkerFacts> workers() const;
    const Options& options() const { return options_; }

private:
    struct Impl;
    Options options_;
    std::unique_ptr<Impl> impl_;
};

// One figure on this thread, with nothing thrown: exhausted memory and unexpected exceptions are failures of the
// figure. After one, `context` must not be used again (`broken`).
render::Outcome run_guarded(const Submission& submission, data::TableStore& tables, render::Context& context,
                            const render::Settings& settings, bool& broken) noexcept;

render::Outcome out_of_memory(const Submission& submission) noexcept;

}  // namespace plotmill::batch
