#include "isolate/pool.h"

#include <algorithm>
#include <chrono>

#include "base/numbers.h"
#include "io/files.h"

namespace plotmill::isolate {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds look = milliseconds(50);  // between two looks at whether the run was cancelled
constexpr std::size_t most_in_a_row = 20;        // crashes, after which there is no point in going on
constexpr int most_tries = 3;                    // of workers that end before they take the figure up

// A worker keeps the time-out itself; one that cannot, since a library holds it, is ended a little later.
double grace(double timeout) { return std::max(0.5, timeout / 10); }

std::optional<double> timeout_of(const batch::Submission& s) {
    if (s.settings.timeout) return s.settings.timeout;
    const expand::FigureSpec& spec = s.figure->spec;
    if (spec.tree && spec.tree->find("timeout")) {
        Diagnostics ignored;  // the worker reports them
        if (const auto own = expand::read_figure(spec, ignored).number("timeout")) return own;
    }
    return s.figure->job->context->fields.number("timeout");
}

}  // namespace

Pool::Pool(std::size_t workers, std::vector<std::string> roots) : roots_(std::move(roots)) {
    for (std::size_t i = 0; i < workers; ++i) workers_.push_back(std::make_unique<Worker>());
}

Pool::~Pool() {
    for (const auto& w : workers_) w->process.kill();
}

std::size_t Pool::memory(std::size_t worker) const noexcept {
    return workers_[worker]->memory.load(std::memory_order_relaxed);
}

render::Outcome Pool::failed(const batch::Submission& s, render::Cause cause, std::string message) const {
    render::Outcome o;
    o.verdict = render::Verdict::failed;
    o.cause = cause;
    o.name = s.name;
    o.diagnostics.push_back(error_at(s.figure->spec.span, std::move(message)));
    expand::add_combination(s.figure->spec, o.diagnostics.back());
    return o;
}

render::Outcome Pool::draw(std::size_t worker, const batch::Submission& s,
                           const std::atomic<bool>& cancelled) noexcept {
    Worker& w = *workers_[worker];
    try {
        return draw_or_throw(w, s, cancelled);
    } catch (...) {
        w.process.kill();
        return batch::out_of_memory(s);
    }
}

render::Outcome Pool::draw_or_throw(Worker& w, const batch::Submission& s, const std::atomic<bool>& cancelled) {
    std::string how;
    bool again = false;
    for (int tries = 0; tries < most_tries; ++tries) {
        if (in_a_row_.load(std::memory_order_relaxed) >= most_in_a_row)
            return failed(s, render::Cause::crash,
                          "not drawn: " + std::to_string(most_in_a_row) +
                              " worker processes in a row have crashed, and the run has given up");
        if (!ask(w, s, how)) return failed(s, render::Cause::crash, "no worker process can be started: " + how);
        Reply reply;
        switch (listen(w, s, cancelled, reply, how)) {
            case Ended::answered:
                in_a_row_.store(0, std::memory_order_relaxed);
                w.memory.store(reply.memory, std::memory_order_relaxed);
                for (Diagnostic& d : reply.outcome.diagnostics)
                    if (!d.span.source) d.span = s.figure->spec.span;
                // What earlier figures left behind may be what it lacked.
                if (reply.outcome.cause == render::Cause::memory && !reply.fresh && !again) {
                    again = true;
                    w.process.kill();
                    continue;
                }
                return std::move(reply.outcome);
            case Ended::crashed:
                in_a_row_.fetch_add(1, std::memory_order_relaxed);
                clear_up(s);
                return failed(s, render::Cause::crash, "the worker process that drew the figure " + how);
            case Ended::not_begun:
                in_a_row_.fetch_add(1, std::memory_order_relaxed);
                continue;
            case Ended::overdue:
                clear_up(s);
                return failed(s, render::Cause::timeout,
                              "the figure took longer than its time-out of " + shortest(timeout_of(s).value_or(0)) +
                                  " s and could not be stopped: its worker process was ended");
            case Ended::cancelled: {
                clear_up(s);
                render::Outcome o;
                o.verdict = render::Verdict::cancelled;
                o.name = s.name;
                return o;
            }
        }
    }
    return failed(s, render::Cause::crash, "the worker process " + how + " before it took the figure up");
}

// Sends the figure, to a new worker where there is none.
bool Pool::ask(Worker& w, const batch::Submission& s, std::string& why) {
    const std::shared_ptr<const JobSource>& job = s.figure->source;
    for (int tries = 0; tries < 2; ++tries) {
        if (!w.process.running()) {
            w.jobs.clear();
            w.process = nursery_.start(why);
            if (!w.process.running()) return false;
            w.process.channel.send(Message::setup, encode(Setup{roots_}));
        }
        Request r;
        const auto [known, is_new] = w.jobs.try_emplace(job, w.jobs.size());
        r.job = known->second;
        r.position = s.figure->position;
        const expand::FigureSpec& spec = s.figure->spec;
        r.combination = expand::combination_text(spec);
        r.line = spec.span.line;
        r.column = spec.span.column;
        r.name = spec.name;
        r.output = s.settings.output;
        r.formats = s.settings.formats;
        r.timeout = s.settings.timeout;
        r.max_memory = s.settings.max_memory;
        r.strict = s.settings.strict;
        r.images = s.settings.images;
        r.pdf_page = s.settings.pdf_page;
        r.spans = s.settings.spans;
        const bool sent = (!is_new || w.process.channel.send(Message::job, encode(r.job, *job))) &&
                          w.process.channel.send(Message::figure, encode(r));
        if (sent) return true;
        why = w.process.end();  // it ended between two figures, and no figure's fault is that
    }
    return false;
}

Pool::Ended Pool::listen(Worker& w, const batch::Submission& s, const std::atomic<bool>& cancelled, Reply& reply,
                         std::string& how) {
    const std::optional<double> timeout = timeout_of(s);
    std::optional<Clock::time_point> deadline;
    bool begun = false;
    for (;;) {
        Message message{};
        std::string body;
        switch (w.process.channel.receive(look, message, body)) {
            case Channel::Got::message:
                if (message == Message::begun) {
                    begun = true;
                    if (timeout)
                        deadline = Clock::now() +
                                   std::chrono::duration_cast<Clock::duration>(
                                       std::chrono::duration<double>(std::min(*timeout + grace(*timeout), 1e9)));
                    continue;
                }
                if (message == Message::ended)
                    if (auto r = decode_reply(body, s.figure->spec.span.source, s.figure->job->fonts)) {
                        reply = std::move(*r);
                        return Ended::answered;
                    }
                w.process.kill();
                how = "answered nonsense, and was ended";
                return Ended::crashed;
            case Channel::Got::end:
                how = w.process.end();
                return begun ? Ended::crashed : Ended::not_begun;
            case Channel::Got::nothing:
                break;
        }
        const bool late = deadline && Clock::now() > *deadline;
        if (!late && !cancelled.load(std::memory_order_relaxed)) continue;
        w.process.kill();
        return late ? Ended::overdue : Ended::cancelled;
    }
}

// What a worker that was ended has left half-written.
void Pool::clear_up(const batch::Submission& s) const {
    if (!s.settings.output.empty())
        io::remove_stale_temporaries(io::parent_directory(io::join_path(s.settings.output, s.name)));
}

}  // namespace plotmill::isolate
