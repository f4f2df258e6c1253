#include "plotmill/batch.h"

#include "api/convert.h"
#include "api/state.h"
#include "base/numbers.h"
#include "batch/cpus.h"
#include "isolate/pool.h"
#include "isolate/process.h"
#include "isolate/worker.h"
#include "render/pdf_pages.h"

namespace plotmill::api {

namespace {

constexpr std::size_t slots_per_worker = 4;

// Keeps a figure's outcome from its end to its turn.
class Delivery final : public batch::Receiver {
public:
    Delivery(const std::function<void(const Outcome&)>& callback, render::PdfPages* pages, std::string name,
             std::string job, std::size_t index)
        : callback_(callback), pages_(pages) {
        outcome_.name = std::move(name);
        outcome_.job = std::move(job);
        outcome_.index = index;
    }

    std::future<Outcome> future() { return promise_.get_future(); }
    void already(std::vector<Diagnostic> diagnostics) { given_ = std::move(diagnostics); }

    void ended(batch::Ended e) noexcept override {
        outcome_.sequence = e.sequence;
        outcome_.worker = e.worker;
        outcome_.begun = e.begun;
        outcome_.seconds = e.seconds;
        page_ = std::move(e.outcome.pdf_page);
        try {
            fill(outcome_, std::move(e.outcome));
        } catch (...) {  // no memory for the words; what was written stays written
            outcome_.status = Status::failed;
            outcome_.images.clear();
            outcome_.diagnostics.clear();
        }
        if (!given_.empty()) outcome_.diagnostics = std::move(given_);
    }

    void deliver() noexcept override {
        try {
            if (page_ && pages_) pages_->add(*page_);
            page_.reset();
            if (callback_) callback_(outcome_);
            promise_.set_value(std::move(outcome_));
        } catch (...) {
            try {
                promise_.set_exception(std::current_exception());
            } catch (...) {  // nobody is left to hear of it
            }
        }
    }

private:
    const std::function<void(const Outcome&)>& callback_;
    render::PdfPages* pages_;  // may be null
    std::unique_ptr<const formats::PdfPage> page_;
    std::promise<Outcome> promise_;
    Outcome outcome_;
    std::vector<Diagnostic> given_;
};

batch::Options internal_options(const BatchOptions& o) {
    batch::Options out;
    out.jobs = o.jobs > 0 ? o.jobs : granted_cpus();
    out.slots = o.slots > 0 ? o.slots : slots_per_worker * static_cast<std::size_t>(out.jobs);
    const bool in_order = o.order == BatchOptions::Order::submitted || !o.pdf_pages.empty();
    out.order = in_order ? batch::Order::submitted : batch::Order::finished;
    return out;
}

}  // namespace

std::string_view format_name(Format format) {
    switch (format) {
        case Format::png:
            return "png";
        case Format::svg:
            return "svg";
        case Format::pdf:
            return "pdf";
    }
    return "";
}

std::string_view status_name(Status status, Cause cause) {
    if (status != Status::failed) return status == Status::done ? "done" : "cancelled";
    switch (cause) {
        case Cause::fault:
            return "failed";
        case Cause::timeout:
            return "timed-out";
        case Cause::memory:
            return "out-of-memory";
        case Cause::crash:
            return "crashed";
    }
    return "failed";
}

std::optional<int> run_as_worker(int argc, const char* const* argv) {
    if (argc != 4 || std::string_view(argv[1]) != isolate::worker_argument) return std::nullopt;
    const auto socket = parse_number(argv[2]), parent = parse_number(argv[3]);
    if (!socket || !parent) return 2;
    return isolate::work(static_cast<int>(*socket), static_cast<int>(*parent));
}

int granted_cpus() { return batch::granted_cpus(); }

struct Batch::State {
    State(Engine& engine, BatchOptions o)
        : options(std::move(o)),
          pages(options.pdf_pages.empty() ? nullptr : std::make_unique<render::PdfPages>(options.pdf_pages)),
          pool(options.isolate && options.draw
                   ? std::make_unique<isolate::Pool>(static_cast<std::size_t>(internal_options(options).jobs),
                                                     engine.state().roots)
                   : nullptr),
          batch(engine.state().shared.tables, internal_options(options), pool.get()) {}
    const BatchOptions options;
    std::unique_ptr<render::PdfPages> pages;  // filled by deliveries, one at a time
    std::unique_ptr<isolate::Pool> pool;      // null: figures are drawn by threads
    batch::Batch batch;
};

Batch::Batch(Engine& engine, BatchOptions options) : state_(std::make_unique<State>(engine, std::move(options))) {}
Batch::~Batch() = default;

std::future<Outcome> Batch::submit(Figure figure) {
    batch::Submission s = make_submission(figure, state_->options);
    auto delivery = std::make_unique<Delivery>(state_->options.on_outcome, state_->pages.get(), figure.name(),
                                               figure.job(), figure.index());
    auto future = delivery->future();
    s.receiver = std::move(delivery);
    state_->batch.submit(std::move(s));
    return future;
}

std::future<Outcome> Batch::add_failed(FailedFigure failed) {
    batch::Submission s;
    s.name = failed.name;
    auto delivery = std::make_unique<Delivery>(state_->options.on_outcome, nullptr, std::move(failed.name),
                                               std::move(failed.job), failed.index);
    delivery->already(std::move(failed.diagnostics));
    auto future = delivery->future();
    s.receiver = std::move(delivery);
    state_->batch.submit(std::move(s));
    return future;
}

void Batch::wait() { state_->batch.wait(); }
std::optional<Diagnostic> Batch::pages_fault() const {
    if (!state_->pages || !state_->pages->fault()) return std::nullopt;
    return to_public(*state_->pages->fault());
}

std::size_t Batch::finish_pages() {
    wait();
    if (!state_->pages) return 0;
    state_->pages->finish();
    return state_->pages->fault() ? 0 : state_->pages->pages();
}

void Batch::stop() { state_->batch.stop(); }
void Batch::cancel() { state_->batch.cancel(); }
bool Batch::stopped() const { return state_->batch.stopped(); }
bool Batch::cancelled() const { return state_->batch.cancelled(); }
int Batch::jobs() const { return state_->batch.options().jobs; }
std::size_t Batch::slots() const { return state_->batch.options().slots; }

Batch::Counters Batch::counters() const {
    const batch::Counters c = state_->batch.counters();
    Counters out;
    out.submitted = c.submitted;
    out.done = c.done;
    out.failed = c.failed;
    out.cancelled = c.cancelled;
    out.in_flight = c.in_flight;
    out.most_in_flight = c.most_in_flight;
    out.images = c.images;
    out.bytes = c.bytes;
    out.times = to_public(c.times);
    return out;
}

std::vector<Batch::Worker> Batch::workers() const {
    std::vector<Worker> out;
    for (const batch::WorkerFacts& w : state_->batch.workers())
        out.push_back({w.done, w.failed, w.cancelled, w.busy, w.memory});
    return out;
}

}  // namespace plotmill::api
