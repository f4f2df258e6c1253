// inspect, list, schema: commands that print facts.
#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/jobs.h"
#include "cli/reporter.h"
#include "cli/signals.h"
#include "cli/version_text.h"
#include "plotmill/inspect.h"
#include "plotmill/schema.h"
#include "plotmill/version.h"
#include "report/manifest.h"

namespace plotmill::cli {

int print_results(Terminal& out, Terminal& err, std::string_view text) {
    if (out.write(text)) return all_done;
    if (out.error() == EPIPE) die_of_closed_pipe();
    err.write(complaint(err, fmt::format("cannot write to standard output: {}", std::strerror(out.error()))));
    return some_failed;
}

std::string version_text() {
    const api::BuildInfo info = api::build_info();
    std::string libraries;
    for (const auto& [name, version] : info.libraries)
        libraries += fmt::format("{}{} {}", libraries.empty() ? "" : ", ", name, version);
    return fmt::format("plotmill {}\n", info.version) +
           wrapped(fmt::format("{}, {} build{}; {}", info.compiler, info.build_type,
                               info.flags.empty() ? "" : fmt::format(" ({})", info.flags), libraries));
}

int inspect_command(const Options& options) {
    Terminal out(STDOUT_FILENO, options.color), err(STDERR_FILENO, options.color);
    Progress progress(err, out, ProgressMode::none, {});
    Reporter reporter(progress, {err.color(), false, options.verbose});
    const JobFiles jobs = find_jobs(options.arguments);
    for (const std::string& m : jobs.mistakes) err.write(complaint(err, m));
    bool unreadable = !jobs.mistakes.empty();
    UnknownNames unknown;

    api::Engine engine(engine_options(options));
    api::Renderer renderer(engine);
    std::size_t figures = 0, failed = 0, printed = 0;
    const auto inspect = [&](const api::Figure& figure) {
        std::vector<api::Diagnostic> diagnostics;
        const std::optional<std::string> facts = api::inspect_json(renderer, figure, diagnostics, 0);
        ++figures;
        if (!facts) ++failed;
        reporter.figure(figure.name(), diagnostics);
        return !facts || out.write(fmt::format("{}{}", printed++ == 0 ? "[\n" : ",\n", *facts));
    };
    const auto report = [&](const api::FailedFigure& figure) {
        ++figures;
        ++failed;
        reporter.figure(figure.name, figure.diagnostics);
        return true;
    };
    for (const std::string& job : jobs.paths) {
        if (out.error()) break;
        api::JobResult result = api::read_job(engine, job, job_options(options, jobs.paths.size()), inspect, report);
        unreadable = unreadable || !result.readable;
        unknown.read(result);
        reporter.job_end(figures, std::move(result.diagnostics));
    }
    if (const int code = print_results(out, err, printed == 0 ? "[]\n" : "\n]\n"); code != all_done) return code;
    if (const std::string mistake = unknown.complaint(); !mistake.empty()) {
        err.write(complaint(err, mistake));
        unreadable = true;
    }
    const bool nothing = figures == 0 && !unreadable && !options.only.empty();
    if (nothing) err.write(complaint(err, nothing_matches(options)));
    if (unreadable || nothing) return not_a_job;
    return failed > 0 ? some_failed : all_done;
}

int schema_command(const Options& options) {
    Terminal out(STDOUT_FILENO, options.color), err(STDERR_FILENO, options.color);
    return print_results(out, err,
                         options.arguments.empty() || options.arguments.front() == "job" ? api::json_schema()
                                                                                         : report::manifest_schema());
}

}  // namespace plotmill::cli
