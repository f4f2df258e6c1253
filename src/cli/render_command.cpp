#include <fmt/format.h>
#include <set>
#include <unistd.h>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/dry_run.h"
#include "cli/jobs.h"
#include "cli/rendering.h"
#include "cli/run.h"

namespace plotmill::cli {

namespace {

std::string with_slash(std::string directory) { return directory.ends_with('/') ? directory : directory + '/'; }

// "output/ and 2 more directories", "output/ and all.pdf"
std::string places(const RunResult& r) {
    const std::set<std::string>& directories = r.directories;
    std::string out = directories.empty() ? "" : printable(with_slash(*directories.begin()));
    if (directories.size() > 1)
        out += fmt::format(" and {} more {}", directories.size() - 1,
                           directories.size() == 2 ? "directory" : "directories");
    if (!r.pages_file.empty()) out += (out.empty() ? "" : " and ") + printable(shown_path(r.pages_file));
    return out;
}

// "12 figures, 1 failed, in output/ (0.18 s, 66 figures/s)"
std::string last_line(const RunResult& r) {
    const api::Batch::Counters& c = r.counters;
    const std::string place = places(r);
    const std::size_t drawn = c.done + c.failed;
    const std::string rate = drawn > 0 || c.up_to_date == 0 ? ", " + rate_text(drawn, r.seconds) : "";
    const std::string time = fmt::format("({}{})", duration_text(r.seconds), rate);
    const std::string failed = c.failed > 0 ? ", " + r.causes.failure_text() : "";
    if (r.signal) {
        const std::size_t there = c.done + c.up_to_date;
        const std::string kept = there > 0 && !place.empty()
                                     ? fmt::format("{} kept in {}", counted(there, "figure"), place)
                                     : std::string("nothing was finished");
        return fmt::format("stopped: {}{} {}", kept, failed, time);
    }
    const std::string stopped = r.failed_fast ? ", stopped at the first failure" : "";
    const std::string kept = c.up_to_date == 0                ? ""
                             : drawn == 0 && c.up_to_date > 1 ? ", all up to date"
                                                              : fmt::format(", {} up to date", c.up_to_date);
    const std::string in = c.done + c.up_to_date > 0 && !place.empty() ? ", in " + place : "";
    const std::size_t removed = r.cleaned.removed.size();
    const std::string gone = removed > 0 ? fmt::format(", {} removed", counted(removed, "old file")) : "";
    return fmt::format("{}{}{}{}{}{} {}", counted(drawn + c.up_to_date, "figure"), kept, failed, stopped, in, gone,
                       time);
}

std::string worker_lines(const RunResult& r) {
    std::string out;
    for (std::size_t i = 0; i < r.workers.size(); ++i) {
        const api::Batch::Worker& w = r.workers[i];
        out += fmt::format("worker {}: {} done, {} failed, busy {} ({:.0f} %), {:.1f} MB\n", i, w.done, w.failed,
                           duration_text(w.busy_seconds), 100 * w.busy_seconds / std::max(r.seconds, 1e-6),
                           static_cast<double>(w.memory_bytes) / 1e6);
    }
    return out;
}

std::string json_summary(const RunResult& r) {
    const api::Batch::Counters& c = r.counters;
    JsonWriter json;
    json.begin_object().member("event", "summary");
    json.member("done", std::uint64_t{c.done}).member("failed", std::uint64_t{c.failed});
    json.member("timed_out", std::uint64_t{r.causes.count(report::Status::timed_out)});
    json.member("out_of_memory", std::uint64_t{r.causes.count(report::Status::out_of_memory)});
    json.member("crashed", std::uint64_t{r.causes.count(report::Status::crashed)});
    json.member("up_to_date", std::uint64_t{c.up_to_date});
    json.member("cancelled", std::uint64_t{c.cancelled}).member("images", std::uint64_t{c.images});
    json.member("bytes", std::uint64_t{c.bytes}).member("errors", std::uint64_t{r.errors});
    json.member("warnings", std::uint64_t{r.warnings}).member("seconds", r.seconds);
    json.member("exit", r.exit_code()).key("directories").begin_array();
    for (const std::string& d : r.directories) json.value(d);
    json.end_array();
    if (!r.pages_file.empty()) json.member("pages_file", r.pages_file).member("pages", std::uint64_t{r.pages});
    json.key("workers").begin_array();
    for (const api::Batch::Worker& w : r.workers) {
        json.begin_object().member("done", std::uint64_t{w.done}).member("failed", std::uint64_t{w.failed});
        json.member("busy", w.busy_seconds).member("memory", std::uint64_t{w.memory_bytes}).end_object();
    }
    json.end_array().end_object();
    return json.take() + "\n";
}

int finish(const Options& options, Run& run, const RunResult& r, const std::string& line) {
    const bool json = options.progress == ProgressMode::json;
    if (r.nothing_matched) run.err().write(complaint(run.err(), nothing_matches(options)));
    if (json && !options.quiet)
        run.err().write(json_summary(r));
    else if (!options.quiet && !r.nothing_matched &&
             (r.counters.submitted > 0 || r.signal || (r.sharded && !r.unreadable)))
        run.err().write((options.verbose ? worker_lines(r) : "") + line + "\n");
    return r.exit_code();
}

}  // namespace

api::BatchOptions batch_options(const Options& options) {
    api::BatchOptions batch;
    batch.jobs = options.jobs;
    batch.output = options.output;
    batch.default_output = "output";
    batch.formats = formats(options);
    batch.pdf_pages = options.pdf_pages;
    batch.images = options.pdf_pages.empty() || !options.formats.empty();
    set_record(batch, options);
    batch.timeout = options.timeout;
    batch.max_memory = options.max_memory;
    batch.strict = options.strict;
    batch.spans = !options.trace.empty();
    batch.isolate = options.isolate;
    return batch;
}

int last_words(const Options& options, Run& run, const RunResult& result) {
    return finish(options, run, result, last_line(result));
}

int render_command(const Options& options) {
    if (options.dry_run) return dry_run(options);
    Run run(options, batch_options(options));
    const RunResult result = run();
    return last_words(options, run, result);
}

int check_command(const Options& options) {
    api::BatchOptions batch;
    batch.draw = false;
    batch.strict = options.strict;
    Run run(options, std::move(batch));
    const RunResult r = run();
    std::string line = counted(r.counters.submitted, "figure") + " checked";
    if (r.signal) line = "stopped after " + counted(r.counters.done + r.counters.failed, "figure");
    line += r.counters.failed > 0 ? fmt::format(", {} with errors", r.counters.failed) : "";
    line += r.warnings > 0 ? ", " + counted(r.warnings, "warning") : "";
    line += r.counters.failed == 0 && r.warnings == 0 && !r.signal && !r.unreadable ? ": all is well" : "";
    return finish(options, run, r, line);
}

}  // namespace plotmill::cli
