#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/bench.h"
#include "cli/bench_report.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/jobs.h"
#include "cli/machine.h"
#include "cli/signals.h"
#include "cli/terminal.h"

namespace plotmill::cli {

namespace {

void print(Terminal& err, const std::vector<api::Diagnostic>& diagnostics) {
    for (const api::Diagnostic& d : diagnostics) err.write(err.color() ? d.colored : d.text);
}

// The figures of all jobs; the exit code where they are not all good. Equal names of several jobs are kept apart.
int read_figures(const Options& options, api::Engine& engine, BenchResult& result, std::vector<api::Figure>& figures,
                 Terminal& err) {
    const JobFiles jobs = find_jobs(options.arguments);
    for (const std::string& m : jobs.mistakes) err.write(complaint(err, m));
    int code = jobs.mistakes.empty() ? all_done : not_a_job;
    UnknownNames unknown;
    for (std::size_t j = 0; j < jobs.paths.size(); ++j) {
        const auto keep = [&](const api::Figure& figure) {
            figures.push_back(jobs.paths.size() == 1 ? figure
                                                     : figure.renamed(fmt::format("job-{}/{}", j + 1, figure.name())));
            return true;
        };
        const auto report = [&](const api::FailedFigure& figure) {
            print(err, figure.diagnostics);
            code = std::max<int>(code, some_failed);
            return true;
        };
        const api::JobResult job =
            api::read_job(engine, jobs.paths[j], job_options(options, jobs.paths.size()), keep, report);
        print(err, job.diagnostics);
        if (!job.readable) code = not_a_job;
        unknown.read(job);
        result.jobs.push_back(jobs.paths[j] == "-" ? "standard input" : jobs.paths[j]);
    }
    if (const std::string mistake = unknown.complaint(); !mistake.empty()) {
        err.write(complaint(err, mistake));
        return not_a_job;
    }
    if (code == all_done && figures.empty()) {
        err.write(complaint(err, options.only.empty() ? "the jobs have no figures" : nothing_matches(options)));
        return not_a_job;
    }
    if (code == some_failed) err.write(complaint(err, "the bench wants jobs without errors"));
    return code;
}

int report(const Options& options, api::Engine& engine, const BenchResult& result, Terminal& out, Terminal& err) {
    const Machine machine = this_machine();
    int code = print_results(out, err, bench_tables(result, machine, out));
    if (!options.json_file.empty()) {
        const std::string why = write_file(options.json_file, bench_json(result, machine));
        if (!why.empty()) {
            err.write(complaint(err, fmt::format("cannot write '{}': {}", options.json_file, why)));
            code = some_failed;
        }
    }
    if (!options.plot_file.empty()) {
        const std::string why = plot_bench(engine, result, machine, options.plot_file);
        if (!why.empty()) {
            err.write(complaint(err, fmt::format("cannot draw '{}': {}", options.plot_file, why)));
            code = some_failed;
        }
    }
    return result.same_bytes ? code : some_failed;
}

}  // namespace

int bench_command(const Options& options) {
    Terminal out(STDOUT_FILENO, options.color), err(STDERR_FILENO, options.color);
    std::atomic<bool> stop = false;
    SignalWatch signals([&](int, int count) {
        stop = true;
        if (count > 1) std::_Exit(by_signal + signals.signal());
        return -1;
    });
    api::Engine engine(engine_options(options));
    BenchResult result;
    std::vector<api::Figure> figures;
    if (const int code = read_figures(options, engine, result, figures, err); code != all_done) return code;

    TemporaryDirectory temporary;
    BenchSettings settings;
    settings.counts = options.counts.empty() ? default_counts(api::granted_cpus()) : options.counts;
    settings.repeat = options.repeat;
    settings.isolate = options.isolate;
    settings.formats = formats(options);
    settings.keep = !options.output.empty();
    settings.directory = settings.keep ? options.output : temporary.make("plotmill-bench");
    settings.stop = &stop;
    settings.say = [&](const std::string& text) {
        if (!options.quiet && err.is_terminal()) err.write("\r\x1b[K" + text);
    };
    if (settings.directory.empty()) {
        err.write(complaint(err, fmt::format("cannot make a temporary directory: {}", temporary.why())));
        return some_failed;
    }
    Bench bench(engine, std::move(figures), settings);
    const bool good = bench.run(result);
    settings.say("");
    if (stop) {
        err.write("plotmill: stopped\n");
        return by_signal + signals.signal();
    }
    if (!good) {
        print(err, bench.failure().diagnostics);
        err.write(complaint(err, bench.failure().message));
        return some_failed;
    }
    return report(options, engine, result, out, err);
}

}  // namespace plotmill::cli
