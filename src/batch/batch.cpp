#include "batch/batch.h"

#include <algorithm>
#include <atomic>
#include <cassert>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <list>
#include <mutex>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <oneapi/tbb/task_group.h>
#include <unordered_set>

#include "base/digest.h"
#include "batch/claims.h"
#include "batch/happens_before.h"
#include "batch/slots.h"
#include "io/files.h"

namespace plotmill::batch {

namespace {

using Clock = std::chrono::steady_clock;

double seconds(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

// The smallest of all live limits of a process holds, so that a batch never asks for less than others may need.
constexpr std::size_t least_parallelism = 256;

struct Entry {
    Submission submission;
    std::size_t sequence = 0;
    std::atomic<bool> claimed{false};  // by the worker that draws it, or by cancel()
    bool ended = false;                // under the batch's mutex, as all below
    render::Verdict verdict = render::Verdict::done;
    std::size_t images = 0;
    std::uint64_t bytes = 0;
    render::StageTimes times;

    bool claim() { return !claimed.exchange(true, std::memory_order_acq_rel); }
};

// Where TBB's guarantees are noted (happens_before.h). A task may not even read its own members before it has said so.
constexpr char submission_place = 0, task_end_place = 0;

using EntryPtr = std::shared_ptr<Entry>;
using Entries = std::list<EntryPtr>;

// Belongs to one running task at a time.
struct alignas(64) Worker {
    std::atomic<bool> busy{false};
    std::unique_ptr<render::Context> context;  // made when first used
    std::atomic<std::size_t> done{0}, failed{0}, cancelled{0}, memory{0};
    std::atomic<double> seconds{0};
    std::mutex current_mutex;  // for what follows; never held for long
    std::string current;       // the figure in work
    Clock::time_point since;

    void take_up(const std::string& name, Clock::time_point now) {
        const std::lock_guard lock(current_mutex);
        current = name;
        since = now;
    }
    void put_down() {
        const std::lock_guard lock(current_mutex);
        current.clear();
    }
};

// `elsewhere`: bytes of what draws in the worker's place.
void count(Worker& w, const render::Outcome& o, double spent, std::size_t elsewhere) {
    auto& counter = o.verdict == render::Verdict::done     ? w.done
                    : o.verdict == render::Verdict::failed ? w.failed
                                                           : w.cancelled;
    counter.fetch_add(1, std::memory_order_relaxed);
    w.seconds.store(w.seconds.load(std::memory_order_relaxed) + spent, std::memory_order_relaxed);
    std::size_t memory = 0;
    if (w.context) {
        const paint::Pixels p = w.context->painter.pixels();
        memory = static_cast<std::size_t>(p.stride) * static_cast<std::size_t>(p.height);
    }
    if (elsewhere > 0)
        memory += elsewhere;
    else
        memory = std::max(memory, w.context ? w.memory.load(std::memory_order_relaxed) : 0);
    w.memory.store(memory, std::memory_order_relaxed);
}

}  // namespace

struct Batch::Impl {
    Impl(data::TableStore& store, const Options& options, Executor* elsewhere)
        : tables(store),
          executor(elsewhere),
          order(options.order),
          slots(options.slots),
          control(oneapi::tbb::global_control::max_allowed_parallelism,
                  std::max(least_parallelism, static_cast<std::size_t>(options.jobs) + 1)),
          arena(options.jobs, 0),
          workers(static_cast<std::size_t>(options.jobs)) {}

    // What TBB runs. Its destructor comes after its call, on the thread that ran or dropped it.
    struct Task {
        struct End {
            ~End() { happens_before(&task_end_place); }
        } end;  // first of the members, and so behind them when they go
        Impl* impl;
        EntryPtr entry;
        Task(Impl* i, EntryPtr e) : impl(i), entry(std::move(e)) {}
        Task(Task&&) = default;
        void operator()() const {
            happens_after(&submission_place);
            impl->run(entry);
        }
    };

    void submit(Submission submission) {
        Entries node;
        node.push_back(std::make_shared<Entry>());
        const EntryPtr entry = node.front();
        entry->submission = std::move(submission);
        Submission& s = entry->submission;
        s.settings.cancelled = &cancelled;

        slots.acquire();
        bool closed = false, wrong = false;
        std::string new_directory;
        try {
            const std::lock_guard order_lock(submitting);
            closed = stopped.load(std::memory_order_relaxed);
            if (!closed && s.figure && !s.settings.output.empty() && s.draw) {
                if (auto clash = claims.claim(s.settings.output, s.name, s.figure->spec.span)) {
                    s.failure.push_back(std::move(*clash));
                    s.figure = nullptr;
                }
                new_directory = note_directory(s);
            }
            wrong = !s.figure;
            const std::lock_guard lock(mutex);
            entry->sequence = submitted++;
            most_in_flight = std::max(most_in_flight, submitted - delivered);
            in_flight.splice(in_flight.end(), node);
        } catch (...) {
            slots.release();
            throw;
        }
        // What a process that was killed has left behind.
        if (!new_directory.empty()) io::remove_stale_temporaries(new_directory);

        if (closed) {
            if (entry->claim()) finish(entry, ended_early(*entry, render::Verdict::cancelled));
        } else if (wrong) {
            if (entry->claim()) finish(entry, ended_early(*entry, render::Verdict::failed));
        } else {
            enqueue(entry);
        }
    }

    // The directory that the figure is the first to write to; or "". Mostly it is that of the figure before it.
    std::string note_directory(const Submission& s) {
        const std::size_t slash = s.name.rfind('/');
        const std::string_view own = std::string_view(s.name).substr(0, slash == std::string::npos ? 0 : slash);
        if (s.settings.output == last_output && own == last_own) return {};
        last_output = s.settings.output;
        last_own = own;
        std::string directory = io::parent_directory(io::join_path(s.settings.output, s.name));
        return directories.insert(digest64(directory)).second ? directory : std::string();
    }

    void enqueue(const EntryPtr& entry) {
        try {
            happens_after(&task_end_place);
            auto task = group.defer(Task(this, entry));
            happens_before(&submission_place);
            arena.enqueue(std::move(task));
        } catch (...) {
            if (!entry->claim()) return;
            entry->submission.failure.push_back(error_at(entry->submission.figure->spec.span, "memory is exhausted"));
            finish(entry, ended_early(*entry, render::Verdict::failed));
        }
    }

    Ended ended_early(Entry& entry, render::Verdict verdict) {
        Ended e;
        e.outcome.verdict = verdict;
        e.outcome.name = entry.submission.name;
        e.outcome.diagnostics = std::move(entry.submission.failure);
        e.sequence = entry.sequence;
        e.begun = seconds(Clock::now() - made);
        return e;
    }

    // A worker of one's own; the arena's slot is a hint that keeps a thread with the context it used before.
    std::size_t take_worker() {
        const int hint = std::max(oneapi::tbb::this_task_arena::current_thread_index(), 0);
        for (std::size_t i = static_cast<std::size_t>(hint);; ++i) {
            Worker& w = workers[i % workers.size()];
            if (!w.busy.load(std::memory_order_relaxed) && !w.busy.exchange(true, std::memory_order_acquire))
                return i % workers.size();
        }
    }

    render::Outcome draw(const Submission& s, std::size_t index) noexcept {
        if (executor && s.draw && s.figure->source) return executor->draw(index, s, cancelled);
        Worker& w = workers[index];
        render::Outcome o;
        bool broken = true;
        try {
            if (!w.context) w.context = std::make_unique<render::Context>();
            o = run_guarded(s, tables, *w.context, s.settings, broken);
        } catch (const std::bad_alloc&) {
            o = out_of_memory(s);
        }
        if (broken) w.context.reset();
        return o;
    }

    void run(const EntryPtr& entry) noexcept {
        if (!entry->claim()) return;
        const std::size_t index = take_worker();
        Worker& w = workers[index];
        const auto begun = Clock::now();
        Ended e;
        if (!cancelled.load(std::memory_order_relaxed)) {
            w.take_up(entry->submission.name, begun);
            if (entry->submission.receiver->up_to_date()) {
                w.put_down();
                w.busy.store(false, std::memory_order_release);
                finish(entry, ended_early(*entry, render::Verdict::up_to_date));
                return;
            }
            e.outcome = draw(entry->submission, index);
        } else {
            e.outcome.verdict = render::Verdict::cancelled;
            e.outcome.name = std::move(entry->submission.name);
        }
        const auto end = Clock::now();
        e.sequence = entry->sequence;
        e.worker = static_cast<int>(index);
        e.begun = seconds(begun - made);
        e.seconds = seconds(end - begun);
        for (render::StageSpan& s : e.outcome.spans) s.begun -= seconds(made.time_since_epoch());
        count(w, e.outcome, e.seconds, executor ? executor->memory(index) : 0);
        w.put_down();
        w.busy.store(false, std::memory_order_release);
        finish(entry, std::move(e));
    }

    // The receiver hears of it at once; whoever comes first then delivers what is ready, for all others too.
    void finish(const EntryPtr& entry, Ended e) noexcept {
        const render::Verdict verdict = e.outcome.verdict;
        const std::size_t images = e.outcome.images.size();
        std::uint64_t bytes = 0;
        for (const render::Image& i : e.outcome.images) bytes += i.size;
        const render::StageTimes times = e.outcome.times;
        entry->submission.receiver->ended(std::move(e));
        entry->submission.figure = nullptr;

        std::unique_lock lock(mutex);
        entry->ended = true;
        entry->verdict = verdict;
        entry->images = images;
        entry->bytes = bytes;
        entry->times = times;
        if (order == Order::finished) {
            const auto at = std::find(in_flight.begin(), in_flight.end(), entry);
            ready.splice(ready.end(), in_flight, at);
        }
        if (delivering) return;
        delivering = true;
        for (;;) {
            Entries one;
            if (order == Order::finished) {
                if (ready.empty()) break;
                one.splice(one.begin(), ready, ready.begin());
            } else {
                if (in_flight.empty() || !in_flight.front()->ended) break;
                one.splice(one.begin(), in_flight, in_flight.begin());
            }
            lock.unlock();
            Entry& next = *one.front();
            next.submission.receiver->deliver();
            next.submission.receiver.reset();
            lock.lock();
            tally(next);
            slots.release();
        }
        delivering = false;
        idle.notify_all();
    }

    void tally(const Entry& e) {
        ++delivered;
        switch (e.verdict) {
            case render::Verdict::done:
                ++totals.done;
                break;
            case render::Verdict::failed:
                ++totals.failed;
                break;
            case render::Verdict::cancelled:
                ++totals.cancelled;
                break;
            case render::Verdict::up_to_date:
                ++totals.up_to_date;
                break;
        }
        totals.images += e.images;
        totals.bytes += e.bytes;
        for (double render::StageTimes::*stage :
             {&render::StageTimes::read, &render::StageTimes::resolve, &render::StageTimes::layout,
              &render::StageTimes::paint, &render::StageTimes::encode, &render::StageTimes::write})
            totals.times.*stage += e.times.*stage;
    }

    void wait() {
        std::unique_lock lock(mutex);
        idle.wait(lock, [this] { return delivered == submitted && !delivering; });
    }

    void cancel() {
        stopped.store(true);
        cancelled.store(true);
        // Whatever no worker has claimed ends here; its task then finds nothing to do. (task_group::cancel() would drop
        // these tasks unrun, to the same effect.)
        for (;;) {
            EntryPtr entry;
            {
                std::lock_guard lock(mutex);
                const auto at =
                    std::find_if(in_flight.begin(), in_flight.end(), [](const EntryPtr& e) { return e->claim(); });
                if (at == in_flight.end()) return;
                entry = *at;
            }
            finish(entry, ended_early(*entry, render::Verdict::cancelled));
        }
    }

    data::TableStore& tables;
    Executor* const executor;  // may be null
    const Order order;
    const Clock::time_point made = Clock::now();
    std::atomic<bool> stopped{false}, cancelled{false};
    Slots slots;

    std::mutex submitting;  // for all up to `mutex`; taken before it
    OutputClaims claims;
    std::unordered_set<std::uint64_t> directories;  // that were written to, by digests
    std::string last_output, last_own;

    mutable std::mutex mutex;  // for all up to `totals`; never held while drawing or delivering
    std::condition_variable idle;
    Entries in_flight;  // in the order of submission; not those in `ready`
    Entries ready;      // Order::finished: ended, to be delivered
    bool delivering = false;
    std::size_t submitted = 0, delivered = 0, most_in_flight = 0;
    Counters totals;

    oneapi::tbb::global_control control;
    oneapi::tbb::task_arena arena;
    oneapi::tbb::task_group group;
    std::deque<Worker> workers;
};

Batch::Batch(data::TableStore& tables, const Options& options, Executor* executor) : options_(options) {
    options_.jobs = std::clamp(options_.jobs, 1, 4096);
    options_.slots = std::clamp<std::size_t>(options_.slots, 1, std::size_t{1} << 20);
    impl_ = std::make_unique<Impl>(tables, options_, executor);
}

Batch::~Batch() {
    impl_->wait();
    impl_->group.wait();  // every task object is gone
    happens_after(&task_end_place);
}

void Batch::submit(Submission submission) {
    assert(submission.receiver);
    impl_->submit(std::move(submission));
}

void Batch::wait() { impl_->wait(); }
void Batch::stop() { impl_->stopped.store(true); }
void Batch::cancel() { impl_->cancel(); }
bool Batch::stopped() const { return impl_->stopped.load(); }
bool Batch::cancelled() const { return impl_->cancelled.load(); }

Counters Batch::counters() const {
    std::lock_guard lock(impl_->mutex);
    Counters c = impl_->totals;
    c.submitted = impl_->submitted;
    c.in_flight = impl_->submitted - impl_->delivered;
    c.most_in_flight = impl_->most_in_flight;
    return c;
}

std::vector<WorkerFacts> Batch::workers() const {
    std::vector<WorkerFacts> out;
    for (Worker& w : impl_->workers) {
        out.push_back({w.done.load(std::memory_order_relaxed), w.failed.load(std::memory_order_relaxed),
                       w.cancelled.load(std::memory_order_relaxed), w.seconds.load(std::memory_order_relaxed),
                       w.memory.load(std::memory_order_relaxed)});
        const std::lock_guard lock(w.current_mutex);
        if (w.current.empty()) continue;
        out.back().figure = w.current;
        out.back().since = seconds(Clock::now() - w.since);
    }
    return out;
}

}  // namespace plotmill::batch
