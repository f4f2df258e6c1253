#include "cli/run.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/depfile.h"
#include "cli/files.h"
#include "cli/jobs.h"
#include "plotmill/job.h"
#include "plotmill/version.h"
#include "report/manifest_parts.h"

namespace plotmill::cli {

namespace {

constexpr int patience = 500;             // milliseconds that a reader may hang after the first signal
constexpr std::chrono::seconds grace{5};  // that the figures in work have after the first; who sends it kills at last
constexpr int last_patience = 2000;       // that anything may hang after the second

std::string figure_event(const report::Figure& figure) {
    JsonWriter json;
    json.begin_object().member("event", "figure");
    report::write_figure(json, figure, false);
    json.end_object();
    return json.take() + "\n";
}

std::string start_event(const report::Head& head) {
    JsonWriter json;
    json.begin_object().member("event", "start").member("version", head.version);
    json.member("started", head.started).member("workers", head.workers).end_object();
    return json.take() + "\n";
}

ReportStyle report_style(const Options& options, const Terminal& err) {
    return {err.color(), options.progress == ProgressMode::json, options.verbose, report::github_environment()};
}

}  // namespace

int RunResult::exit_code() const {
    if (signal) return by_signal + signal;
    if (unreadable || nothing_matched) return not_a_job;
    return counters.failed > 0 || pages_failed || books_failed || reports_failed || (strict && warnings > 0)
               ? some_failed
               : all_done;
}

Run::Run(const Options& options, api::BatchOptions batch, std::unique_ptr<report::Sink> observer)
    : options_(options),
      out_(STDOUT_FILENO, options.color),
      err_(STDERR_FILENO, options.color),
      paths_([&] {
          JobFiles found = find_jobs(options.arguments);
          mistakes_ = std::move(found.mistakes);
          return std::move(found.paths);
      }()),
      own_(options),
      signals_([this](int signal, int count) { return on_signal(signal, count); }),
      engine_(engine_options(options)),
      progress_(err_, out_, options.quiet ? ProgressMode::none : options.progress, [this] { return snapshot(); }),
      reporter_(progress_, report_style(options, err_)),
      reports_(options, std::move(observer)),
      batch_(engine_, with_hooks(std::move(batch))) {
    ready_ = true;
    // The reader runs only a few figures ahead of the workers, so the time left takes a count of its own.
    const bool can_count = std::ranges::find(paths_, "-") == paths_.end();
    if (progress_.is_bar() && can_count) counter_ = std::thread([this] { count_total(); });
}

Run::~Run() {
    signals_.end();
    end_counting();
    progress_.stop();
}

api::BatchOptions Run::with_hooks(api::BatchOptions batch) {
    batch.order = api::BatchOptions::Order::submitted;
    batch.on_outcome = [this](const api::Outcome& o) { outcome(o); };
    return batch;
}

RunResult Run::operator()() {
    for (const std::string& m : mistakes_) progress_.print(complaint(err_, m));
    unreadable_ = !mistakes_.empty();
    if (!own_.fault().empty()) {
        stopping_ = unreadable_ = true;
        progress_.print(complaint(err_, own_.fault()));
    }
    if (const auto fault = batch_.pages_fault()) {  // before hours of work for nothing
        stopping_ = pages_failed_ = true;
        progress_.print(err_.color() ? fault->colored : fault->text);
    }
    if (!stopping_) open_reports();
    for (const std::string& path : paths_) {
        if (stopping_) break;
        read(path);
    }
    reading_ = false;
    total_ = static_cast<long long>(submitted_);
    batch_.wait();
    finish_pages();
    finish_books();
    end_counting();
    progress_.stop();
    reporter_.flush();
    note_lost_results();
    if (const std::string mistake = stopping_ ? std::string() : unknown_names_.complaint(); !mistake.empty()) {
        progress_.print(complaint(err_, mistake));
        unreadable_ = true;
    }
    RunResult r = result();
    finish_reports(r);
    return r;
}

void Run::open_reports() {
    report::Head head;
    head.version = api::version();
    head.started = report::utc_now();
    head.workers = batch_.jobs();
    head.shard = own_.shard();
    if (progress_.is_json()) progress_.print(start_event(head));
    for (const std::string& fault : reports_.open(head)) {
        stopping_ = reports_failed_ = true;
        progress_.print(complaint(err_, fault));
    }
}

void Run::finish_reports(RunResult& r) {
    r.reports_failed = reports_failed_;
    for (const std::string& fault :
         reports_.finish({std::move(jobs_), r.workers, r.seconds, r.exit_code(), r.signal})) {
        r.reports_failed = true;
        progress_.print(complaint(err_, fault));
    }
}

// What was stopped before its end has no file of pages: half of them would look like all.
void Run::finish_pages() {
    if (options_.pdf_pages.empty() || stopping_ || pages_failed_) return;
    pages_ = batch_.finish_pages();
    if (const auto fault = batch_.pages_fault()) {
        pages_failed_ = true;
        progress_.print(err_.color() ? fault->colored : fault->text);
    } else if (pages_ > 0 && options_.verbose) {
        progress_.print_result(shown_path(options_.pdf_pages) + '\n');
    }
}

// The record of what was made, what it has no use for any more, and what it says to make and ninja.
void Run::finish_books() {
    const auto complain = [this](const std::string& what) { progress_.print(complaint(err_, what)); };
    if (options_.clean) clean();
    if (const std::string fault = batch_.finish_record(); !fault.empty()) complain(fault);
    if (!options_.explain.empty() && !explained_ && !stopping_ && !unreadable_)
        complain(fmt::format("no figure matches '{}' of --explain", options_.explain.front()));
    if (options_.depfile.empty() || stopping_ || unreadable_) return;
    std::vector<std::string> targets{options_.depfile_target};
    if (options_.depfile_target.empty()) targets = batch_.outputs();
    std::error_code ignored;
    const std::string text = depfile_text(targets, batch_.inputs(), std::filesystem::current_path(ignored).string());
    if (const std::string why = write_file(options_.depfile, text); !why.empty()) {
        complain(fmt::format("cannot write '{}': {}", options_.depfile, why));
        books_failed_ = true;
    }
}

// Paths of --verbose, reasons of --explain. Who has read enough of them (`| head`) has got all that was wanted.
void Run::note_lost_results() {
    if (out_.error() == 0 || out_.error() == EPIPE) return;
    progress_.print(complaint(err_, fmt::format("cannot write to standard output: {}", std::strerror(out_.error()))));
    books_failed_ = true;
}

void Run::clean() {
    const auto complain = [this](const std::string& what) { progress_.print(complaint(err_, what)); };
    if (stopping_ || unreadable_ || !all_known_) {
        if (!stopping_) complain("nothing is cleaned: not every figure of the job could be read");
        return;
    }
    outputs_.insert(options_.clean_from.begin(), options_.clean_from.end());
    cleaned_ = batch_.clean({outputs_.begin(), outputs_.end()}, paths_, job_options(options_, paths_.size()), false);
    for (const std::string& fault : cleaned_.faults) complain(fault);
    books_failed_ = books_failed_ || !cleaned_.faults.empty();
    for (const std::string& path : cleaned_.altered)
        complain(fmt::format("'{}' is left: it has been altered since it was made", shown_path(path)));
    if (!options_.verbose) return;
    for (const std::string& path : cleaned_.removed)
        progress_.print(fmt::format("removed {}\n", printable(shown_path(path))));
}

// Where its images go; false where that is where the baselines are.
bool Run::note_directory(const api::Figure& figure) {
    std::string own = figure.output();
    if (own == last_own_) return true;  // as the figure before it
    last_own_ = own;
    const std::string output = !options_.output.empty() ? options_.output : own.empty() ? "output" : own;
    outputs_.insert(output);
    if (!options_.pdf_pages.empty() && options_.formats.empty()) return true;
    const std::string directory = shown_path(output);
    if (!directories_.insert(directory).second || options_.baseline.empty()) return true;
    std::error_code error;
    if (!std::filesystem::equivalent(directory, options_.baseline, error) || error) return true;
    progress_.print(complaint(
        err_, fmt::format("the images would be written over their baselines in '{}': name another directory by '-o'",
                          printable(options_.baseline))));
    stopping_ = unreadable_ = refused_ = true;
    return false;
}

void Run::read(const std::string& path) {
    const auto submit = [this](api::Figure figure) {
        if (stopping_) return false;
        ++matched_;
        if (!own_.has(figure)) return true;
        if (!note_directory(figure)) return false;
        ++submitted_;
        batch_.submit(std::move(figure));
        return !stopping_;
    };
    const auto failed = [this](api::FailedFigure figure) {
        if (stopping_) return false;
        ++matched_;
        if (!own_.has(figure)) return true;
        ++submitted_;
        all_known_ = false;
        batch_.add_failed(std::move(figure));
        return !stopping_;
    };
    api::JobResult job = api::read_job(engine_, path, job_options(options_, paths_.size()), submit, failed);
    if (!job.readable) unreadable_ = true;
    outputs_.insert(!options_.output.empty() ? options_.output : job.output.empty() ? "output" : job.output);
    unknown_names_.read(job);
    if (reports_.any()) jobs_.push_back({path, job.readable, job.figures, job.diagnostics});
    reporter_.job_end(submitted_, std::move(job.diagnostics));
}

void Run::outcome(const api::Outcome& o) {
    ++causes_.by_status[static_cast<int>(report::status_of(o))];
    if (reports_.any() || progress_.is_json()) {
        const report::Figure figure = report::make_figure(o);
        reports_.figure(figure);
        if (progress_.is_json()) progress_.print(figure_event(figure));
    }
    if (o.status == api::Status::cancelled) {
        reporter_.figure(o.name, {});
        return;
    }
    reporter_.figure(o.name, o.diagnostics);
    const bool drawn = o.status == api::Status::done;
    explained_ = explained_ || !o.reason.empty();
    if (!o.reason.empty())
        progress_.print_result(fmt::format("{}: {}: {}\n", printable(o.name),
                                           o.status == api::Status::up_to_date ? "up to date"
                                           : drawn                             ? "drawn"
                                                                               : "failed",
                                           printable(o.reason)));
    if (options_.verbose && drawn) {
        std::string paths;
        for (const api::Image& image : o.images)
            if (!image.path.empty()) paths += shown_path(image.path) + '\n';
        if (!paths.empty()) progress_.print_result(paths);
    }
    if (o.status == api::Status::failed && options_.fail_fast) {
        stopping_ = true;
        batch_.stop();
    }
}

int Run::on_signal(int signal, int count) {
    if (!ready_) abandon();
    if (signal != 0 && count == 1) {
        stopping_ = true;
        signalled_ = std::chrono::steady_clock::now();
        batch_.stop();
        if (!progress_.is_json() && !options_.quiet)
            progress_.print("plotmill: stopping after the figures in work; once more to stop at once\n");
        return patience;
    }
    if (signal != 0 && count == 2) {
        batch_.cancel();
        return last_patience;
    }
    if (count >= 2) abandon();
    // Nothing is in work, and yet the reader does not end: it waits for standard input.
    if (reading_ && batch_.counters().in_flight == 0) abandon();
    if (std::chrono::steady_clock::now() - signalled_ >= grace) batch_.cancel();
    return patience;
}

void Run::abandon() {
    std::_Exit(by_signal + signals_.signal());  // files are whole: each is renamed when it is complete
}

Snapshot Run::snapshot() const {
    Snapshot s;
    if (!ready_) return s;  // batch_ is not there yet
    const api::Batch::Counters c = batch_.counters();
    s.done = c.done + c.up_to_date;
    s.failed = c.failed;
    if (total_ >= 0) s.total = static_cast<std::size_t>(total_.load());
    if (options_.verbose && progress_.is_bar())
        for (api::Batch::Worker& w : batch_.workers())
            s.workers.push_back(
                {std::move(w.figure), w.done, w.failed, w.busy_seconds + w.figure_seconds, w.memory_bytes});
    return s;
}

void Run::count_total() {
    using namespace std::chrono_literals;
    {
        std::unique_lock lock(counter_mutex_);
        if (counter_wakes_.wait_for(lock, 500ms, [this] { return !counting_ || !reading_; })) return;  // a short run
    }
    std::size_t total = 0;
    for (const std::string& path : paths_) {
        const auto go_on = [&](const auto& figure) {
            if (own_.has(figure)) ++total;
            return counting_ && reading_;
        };
        api::read_job(engine_, path, job_options(options_, paths_.size()), go_on, go_on);
        if (!counting_ || !reading_) return;
    }
    long long unknown = -1;
    total_.compare_exchange_strong(unknown, static_cast<long long>(total));
}

void Run::end_counting() {
    {
        const std::lock_guard lock(counter_mutex_);
        counting_ = false;
    }
    counter_wakes_.notify_all();
    if (counter_.joinable()) counter_.join();
}

RunResult Run::result() const {
    RunResult r;
    r.counters = batch_.counters();
    r.workers = batch_.workers();
    r.causes = causes_;
    r.directories = directories_;
    r.pages_file = pages_ > 0 ? options_.pdf_pages : "";
    r.pages = pages_;
    r.pages_failed = pages_failed_;
    r.errors = reporter_.errors();
    r.warnings = reporter_.warnings();
    r.unreadable = unreadable_;
    r.refused = refused_;
    r.failed_fast = options_.fail_fast && r.counters.failed > 0;
    r.strict = options_.strict;
    r.cleaned = cleaned_;
    r.inputs = batch_.inputs();
    r.books_failed = books_failed_;
    r.sharded = own_.shard().has_value();
    r.nothing_matched = matched_ == 0 && !unreadable_ && !stopping_ && !options_.only.empty();
    r.signal = signals_.signal();
    r.seconds = progress_.elapsed();
    return r;
}

}  // namespace plotmill::cli
