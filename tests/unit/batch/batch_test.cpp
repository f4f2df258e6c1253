#include "batch/batch.h"

#include <atomic>
#include <doctest/doctest.h>
#include <mutex>
#include <thread>

using namespace plotmill;
using namespace plotmill::batch;

namespace {

struct Log {
    std::mutex mutex;
    std::vector<std::size_t> delivered;  // sequences
    std::vector<render::Verdict> verdicts;
    std::vector<std::string> names, messages;
    std::atomic<int> delivering{0}, most{0};
};

class Listener final : public Receiver {
public:
    Listener(Log& log, int milliseconds = 0) : log_(log), milliseconds_(milliseconds) {}
    void ended(Ended e) noexcept override { ended_ = std::move(e); }
    void deliver() noexcept override {
        log_.most = std::max(log_.most.load(), ++log_.delivering);
        if (milliseconds_) std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds_));
        {
            std::lock_guard lock(log_.mutex);
            log_.delivered.push_back(ended_.sequence);
            log_.verdicts.push_back(ended_.outcome.verdict);
            log_.names.push_back(ended_.outcome.name);
            log_.messages.push_back(ended_.outcome.diagnostics.empty() ? "" : ended_.outcome.diagnostics[0].message);
        }
        --log_.delivering;
    }

private:
    Log& log_;
    int milliseconds_;
    Ended ended_;
};

// Figures of a job's text.
std::vector<std::shared_ptr<const render::ReadyFigure>> figures(render::Shared& shared, const std::string& yaml) {
    std::vector<std::shared_ptr<const render::ReadyFigure>> out;
    render::ReaderHooks hooks;
    hooks.figure = [&](render::ReadyFigure f) {
        out.push_back(std::make_shared<const render::ReadyFigure>(std::move(f)));
        return true;
    };
    hooks.failed = [](std::string, Span, std::vector<Diagnostic>) { return true; };
    const auto r = render::read_job("job.yaml", {}, shared, hooks, &yaml);
    REQUIRE(r.readable);
    return out;
}

const std::string small = R"(
defaults: {figsize: [1, 1], dpi: 40}
figures:
  - name: f${{ i }}
    matrix: {i: {range: [0, 40]}}
    layers: [{plot: {y: [1, "=i", 2]}}]
)";

Submission submission(std::shared_ptr<const render::ReadyFigure> figure, Log& log, int milliseconds = 0) {
    Submission s;
    s.name = figure->spec.name;
    s.figure = std::move(figure);
    s.receiver = std::make_unique<Listener>(log, milliseconds);
    return s;
}

}  // namespace

TEST_CASE("every figure is drawn and delivered once, one at a time") {
    render::Shared shared;
    const auto all = figures(shared, small);
    REQUIRE(all.size() == 40);
    Log log;
    {
        Batch batch(shared.tables, {.jobs = 3, .slots = 7});
        for (const auto& f : all) batch.submit(submission(f, log));
        batch.wait();
        const Counters c = batch.counters();
        CHECK(c.submitted == 40);
        CHECK(c.done == 40);
        CHECK(c.images == 40);
        CHECK(c.bytes > 40 * 100);
        CHECK(c.in_flight == 0);
        CHECK(c.most_in_flight <= 7);
        CHECK(c.times.paint > 0);
        std::size_t done = 0;
        for (const WorkerFacts& w : batch.workers()) {
            done += w.done;
            CHECK((w.done == 0) == (w.busy == 0));
            CHECK((w.done == 0) == (w.memory == 0));
        }
        CHECK(batch.workers().size() == 3);
        CHECK(done == 40);
    }
    CHECK(log.most == 1);
    std::vector<std::size_t> sorted = log.delivered;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < 40; ++i) CHECK(sorted[i] == i);
}

TEST_CASE("order of submission, whatever is slow") {
    render::Shared shared;
    // The first figure of each five costs far more than the others.
    const auto all = figures(shared, R"(
figures:
  - name: f${{ i }}
    matrix: {i: {range: [0, 30]}}
    figsize: ["=9 if i % 5 == 0 else 1", 1]
    layers: [{plot: {y: [1, "=i", 2]}}]
)");
    Log log;
    Batch batch(shared.tables, {.jobs = 4, .slots = 9, .order = Order::submitted});
    for (const auto& f : all) batch.submit(submission(f, log));
    batch.wait();
    REQUIRE(log.delivered.size() == 30);
    for (std::size_t i = 0; i < 30; ++i) CHECK(log.delivered[i] == i);
    CHECK(batch.counters().most_in_flight <= 9);
}

TEST_CASE("slots hold submitters back until outcomes are delivered") {
    render::Shared shared;
    const auto all = figures(shared, small);
    for (const Order order : {Order::finished, Order::submitted}) {
        Log log;
        Batch batch(shared.tables, {.jobs = 2, .slots = 3, .order = order});
        for (std::size_t i = 0; i < 12; ++i) {
            batch.submit(submission(all[i], log, 2));
            CHECK(batch.counters().in_flight <= 3);
        }
        batch.wait();
        CHECK(batch.counters().most_in_flight == 3);
    }
}

TEST_CASE("a figure that cannot be made takes its place") {
    render::Shared shared;
    const auto all = figures(shared, small);
    Log log;
    Batch batch(shared.tables, {.jobs = 2, .slots = 4, .order = Order::submitted});
    batch.submit(submission(all[0], log));
    Submission bad;
    bad.name = "bad";
    bad.failure.push_back(error_at({}, "wrong"));
    bad.receiver = std::make_unique<Listener>(log);
    batch.submit(std::move(bad));
    batch.submit(submission(all[1], log));
    batch.wait();
    CHECK(log.names == std::vector<std::string>{"f0", "bad", "f1"});
    CHECK(log.verdicts[1] == render::Verdict::failed);
    CHECK(log.messages[1] == "wrong");
    CHECK(batch.counters().failed == 1);
}

TEST_CASE("cancel ends what waits and refuses what comes") {
    render::Shared shared;
    const auto all = figures(shared, small);
    Log log;
    Batch batch(shared.tables, {.jobs = 1, .slots = 30});
    for (std::size_t i = 0; i < 30; ++i) batch.submit(submission(all[i], log, i == 0 ? 20 : 0));
    batch.cancel();
    batch.submit(submission(all[30], log));
    batch.wait();
    const Counters c = batch.counters();
    CHECK(c.submitted == 31);
    CHECK(c.done + c.cancelled == 31);
    CHECK(c.cancelled > 0);
    CHECK(c.failed == 0);
    CHECK(log.delivered.size() == 31);
    CHECK(batch.cancelled());
    batch.cancel();  // twice is no fault
}

TEST_CASE("stop finishes what was submitted") {
    render::Shared shared;
    const auto all = figures(shared, small);
    Log log;
    Batch batch(shared.tables, {.jobs = 2, .slots = 20});
    for (std::size_t i = 0; i < 10; ++i) batch.submit(submission(all[i], log));
    batch.stop();
    batch.submit(submission(all[10], log));
    batch.wait();
    CHECK(batch.counters().done == 10);
    CHECK(batch.counters().cancelled == 1);
    CHECK(batch.stopped());
    CHECK_FALSE(batch.cancelled());
}

TEST_CASE("destruction drains; an empty batch ends at once") {
    render::Shared shared;
    const auto all = figures(shared, small);
    Log log;
    { Batch empty(shared.tables, {.jobs = 8, .slots = 8}); }
    {
        Batch batch(shared.tables, {.jobs = 2, .slots = 40});
        for (const auto& f : all) batch.submit(submission(f, log));
    }
    CHECK(log.delivered.size() == 40);
}

TEST_CASE("exhausted memory is a failure of the figure, with words") {
    render::Shared shared;
    const auto all = figures(shared, small);
    Submission s;
    s.name = "x";
    s.figure = all[0];
    const render::Outcome o = out_of_memory(s);
    CHECK(o.verdict == render::Verdict::failed);
    REQUIRE(o.diagnostics.size() == 1);
    CHECK(o.diagnostics[0].message.starts_with("memory is exhausted"));
    CHECK(o.diagnostics[0].span.source != nullptr);
}
