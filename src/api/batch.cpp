#include "plotmill/batch.h"

#include "api/convert.h"
#include "api/state.h"
#include "base/numbers.h"
#include "batch/cpus.h"
#include "io/glob.h"
#include "isolate/pool.h"
#include "isolate/process.h"
#include "isolate/worker.h"
#include "record/recorder.h"
#include "render/pdf_pages.h"

namespace plotmill::api {

namespace {

constexpr std::size_t slots_per_worker = 4;

record::Said to_said(const Diagnostic& d) {
    return {static_cast<std::uint8_t>(d.severity), d.line, d.column, d.file, d.lint, d.message, d.text, d.colored};
}

Diagnostic from_said(record::Said s) {
    Diagnostic d;
    d.severity = s.severity == static_cast<std::uint8_t>(Severity::error)     ? Severity::error
                 : s.severity == static_cast<std::uint8_t>(Severity::warning) ? Severity::warning
                                                                              : Severity::note;
    d.file = std::move(s.file);
    d.line = s.line;
    d.column = s.column;
    d.lint = std::move(s.lint);
    d.message = std::move(s.message);
    d.text = std::move(s.text);
    d.colored = std::move(s.colored);
    return d;
}

// What the record keeps of a figure, but for what is said of it: its sources are still there.
record::Made made_of(const render::Outcome& o) {
    record::Made made;
    made.name = o.name;
    made.inputs = o.inputs;
    made.alt = o.alt;
    for (const render::Image& i : o.images) {
        made.images.emplace_back();
        made.images.back().format = i.format;
        made.images.back().content = i.content;
        made.images.back().stamp = i.stamp;
    }
    const auto quote = [&](const Span& span) {
        if (!span.source || span.source->text.empty()) return;
        const auto same = [&](const record::Quoted& q) { return q.file == span.source->name; };
        if (std::ranges::none_of(made.quoted, same))
            made.quoted.push_back({span.source->name, digest(span.source->text)});
    };
    for (const plotmill::Diagnostic& d : o.diagnostics) {
        quote(d.span);
        for (const auto& [span, note] : d.notes) quote(span);
    }
    return made;
}

void fill_kept(Outcome& out, record::Known& known) {
    for (record::KeptFile& f : known.files) {
        Image image;
        image.format = to_public(f.format);
        image.path = std::move(f.path);
        image.size = f.size;
        image.hash = hex(f.content);
        out.images.push_back(std::move(image));
    }
    out.alt = std::move(known.alt);
    for (record::Said& s : known.said) out.diagnostics.push_back(from_said(std::move(s)));
}

// What the record is asked about a figure, once its turn has come.
struct Looking {
    record::Recorder* recorder = nullptr;  // null: there is none
    Figure figure;
    std::string output;
    std::vector<Format> formats;  // none: the figure's own
    bool explain = false;
    bool may_keep = true;  // false: it is drawn whatever the record says

    std::vector<render::Format> wanted() const {
        std::vector<render::Format> out;
        for (const Format f : formats.empty() ? figure.formats() : formats) out.push_back(to_internal(f));
        return out;
    }
    record::Known look() const {
        record::Known known = recorder->look(figure.state().ready, output, wanted(), explain);
        if (known.up_to_date && !may_keep) known.reason = "a file of pages needs all figures";
        if (!explain) known.reason.clear();
        return known;
    }
};

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
    void look_first(Looking looking) { looking_ = std::move(looking); }

    bool up_to_date() noexcept override {
        if (!looking_) return false;
        try {
            known_ = looking_->look();
            outcome_.reason = known_.reason;
            looked_ = true;
            return known_.up_to_date && looking_->may_keep;
        } catch (...) {  // no memory to look: it is drawn
            return false;
        }
    }

    void ended(batch::Ended e) noexcept override {
        outcome_.sequence = e.sequence;
        outcome_.worker = e.worker;
        outcome_.begun = e.begun;
        outcome_.seconds = e.seconds;
        page_ = std::move(e.outcome.pdf_page);
        try {
            std::optional<record::Made> made;
            record::Recorder* const recorder = looking_ ? looking_->recorder : nullptr;
            if (recorder && !looked_) recorder->want(outcome_.name, looking_->output, looking_->wanted());
            if (recorder && e.outcome.verdict == render::Verdict::done) made = made_of(e.outcome);
            fill(outcome_, std::move(e.outcome));
            if (outcome_.status == Status::up_to_date) fill_kept(outcome_, known_);
            if (made) {
                for (std::size_t i = 0; i < outcome_.diagnostics.size(); ++i)
                    made->said.push_back(to_said(outcome_.diagnostics[i]));
                recorder->made(known_, std::move(*made));
            }
            known_ = {};
            looking_.reset();
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
    std::optional<Looking> looking_;
    bool looked_ = false;
    record::Known known_;
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

std::optional<int> run_as_worker(int argc, const char* const* argv) {
    if (argc != 4 || std::string_view(argv[1]) != isolate::worker_argument) return std::nullopt;
    const auto socket = parse_number(argv[2]), parent = parse_number(argv[3]);
    if (!socket || !parent) return 2;
    return isolate::work(static_cast<int>(*socket), static_cast<int>(*parent));
}

int granted_cpus() { return batch::granted_cpus(); }

namespace {

record::Options record_options(const BatchOptions& o, Engine& engine) {
    record::Options out;
    out.force = o.force;
    out.strict = o.strict;
    out.list_files = o.list_files;
    out.read_only = !o.draw;
    out.permit = engine.state().shared.permit;
    return out;
}

}  // namespace

struct Batch::State {
    State(Engine& engine, BatchOptions o)
        : options(std::move(o)),
          pages(options.pdf_pages.empty() ? nullptr : std::make_unique<render::PdfPages>(options.pdf_pages)),
          pool(options.isolate && options.draw
                   ? std::make_unique<isolate::Pool>(static_cast<std::size_t>(internal_options(options).jobs),
                                                     engine.state().roots)
                   : nullptr),
          recorder(options.record ? std::make_unique<record::Recorder>(record_options(options, engine)) : nullptr),
          batch(engine.state().shared.tables, internal_options(options), pool.get()) {}
    ~State() {
        batch.wait();
        if (recorder) recorder->finish();
    }
    bool explains(const std::string& name) const {
        return std::ranges::any_of(options.explain, [&](const auto& p) { return io::wildcard_match(p, name); });
    }
    Looking looking(const Figure& figure, const batch::Submission& s) const {
        return {recorder.get(), figure, s.settings.output, options.formats, explains(s.name), !pages};
    }
    const BatchOptions options;
    std::unique_ptr<render::PdfPages> pages;  // filled by deliveries, one at a time
    std::unique_ptr<isolate::Pool> pool;      // null: figures are drawn by threads
    std::unique_ptr<record::Recorder> recorder;
    batch::Batch batch;
};

Batch::Batch(Engine& engine, BatchOptions options) : state_(std::make_unique<State>(engine, std::move(options))) {}
Batch::~Batch() = default;

std::future<Outcome> Batch::submit(Figure figure) {
    batch::Submission s = make_submission(figure, state_->options);
    auto delivery = std::make_unique<Delivery>(state_->options.on_outcome, state_->pages.get(), figure.name(),
                                               figure.job(), figure.index());
    if (state_->recorder && s.figure && s.draw && !s.settings.output.empty() && !stopped())
        delivery->look_first(state_->looking(figure, s));
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

Batch::Outlook Batch::look(const Figure& figure) {
    const batch::Submission s = make_submission(figure, state_->options);
    Outlook out;
    if (s.settings.output.empty()) return out;
    const Looking looking = state_->looking(figure, s);
    for (const render::Format f : looking.wanted())
        out.paths.push_back(io::join_path(s.settings.output, s.name + record::suffix(f)));
    if (!state_->recorder) return out;
    record::Known known = looking.look();
    out.up_to_date = known.up_to_date;
    out.reason = std::move(known.reason);
    return out;
}

std::string Batch::finish_record() {
    wait();
    return state_->recorder ? state_->recorder->finish() : "";
}

Batch::Cleaned Batch::clean(const std::vector<std::string>& directories, const std::vector<std::string>& jobs,
                            const JobOptions& options, bool dry) {
    wait();
    if (!state_->recorder) return {};
    std::vector<render::Format> formats;
    for (const Format f : state_->options.formats) formats.push_back(to_internal(f));
    auto cleaned = state_->recorder->clean({directories.begin(), directories.end()}, {jobs.begin(), jobs.end()},
                                           expand::set_text(to_internal(options).set), formats, dry);
    return {std::move(cleaned.removed), std::move(cleaned.altered), std::move(cleaned.faults)};
}

std::vector<std::string> Batch::inputs() const {
    if (!state_->recorder) return {};
    const std::set<std::string> all = state_->recorder->inputs();
    return {all.begin(), all.end()};
}

std::vector<std::string> Batch::outputs() const {
    if (!state_->recorder) return {};
    const std::set<std::string> all = state_->recorder->outputs();
    return {all.begin(), all.end()};
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
    out.up_to_date = c.up_to_date;
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
        out.push_back({w.done, w.failed, w.cancelled, w.busy, w.memory, w.figure, w.since});
    return out;
}

}  // namespace plotmill::api
