#include "cli/dry_run.h"

#include <filesystem>
#include <fmt/format.h>
#include <set>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/jobs.h"
#include "cli/reporter.h"
#include "plotmill/job.h"

namespace plotmill::cli {

int dry_run(const Options& options) {
    Terminal out(STDOUT_FILENO, options.color), err(STDERR_FILENO, options.color);
    Progress progress(err, out, ProgressMode::none, {});
    Reporter reporter(progress, {err.color(), options.progress == ProgressMode::json, options.verbose});
    const JobFiles jobs = find_jobs(options.arguments);
    for (const std::string& m : jobs.mistakes) err.write(complaint(err, m));
    bool unreadable = !jobs.mistakes.empty();
    UnknownNames unknown;

    api::Engine engine(engine_options(options));
    const std::vector<api::Format> wanted = formats(options);
    const bool images = options.pdf_pages.empty() || !wanted.empty();
    std::set<std::string> paths;
    std::size_t figures = 0, failed = 0;
    for (const std::string& job : jobs.paths) {
        const auto list = [&](const api::Figure& figure) {
            const std::string own = figure.output();
            const std::filesystem::path directory = !options.output.empty() ? options.output
                                                    : own.empty()           ? "output"
                                                                            : own;
            std::string lines;
            bool collides = false;
            const std::vector<api::Format> own_formats = wanted.empty() ? figure.formats() : wanted;
            for (const api::Format f : images ? own_formats : std::vector<api::Format>()) {
                const std::string path =
                    (directory / (figure.name() + "." + std::string(api::format_name(f)))).string();
                if (paths.insert(path).second)
                    lines += shown_path(path) + '\n';
                else
                    collides = true;
            }
            ++figures;
            if (collides) ++failed;
            reporter.figure(figure.name(), {});
            if (collides) err.write(complaint(err, fmt::format("two figures would write '{}'", figure.name())));
            out.write(lines);
            return true;
        };
        const auto report = [&](const api::FailedFigure& figure) {
            ++figures;
            ++failed;
            reporter.figure(figure.name, figure.diagnostics);
            return true;
        };
        api::JobResult result = api::read_job(engine, job, job_options(options, jobs.paths.size()), list, report);
        unreadable = unreadable || !result.readable;
        unknown.read(result);
        reporter.job_end(figures, std::move(result.diagnostics));
    }
    if (!options.pdf_pages.empty() && figures > failed) {
        paths.insert(options.pdf_pages);
        out.write(shown_path(options.pdf_pages) + '\n');
    }
    if (const int code = print_results(out, err, ""); code != all_done) return code;
    if (const std::string mistake = unknown.complaint(); !mistake.empty()) {
        err.write(complaint(err, mistake));
        unreadable = true;
    }
    const bool nothing = figures == 0 && !unreadable && !options.only.empty();
    if (nothing) err.write(complaint(err, nothing_matches(options)));
    if (!options.quiet && figures > 0) {
        err.write(counted(paths.size(), "file") + " of " + counted(figures, "figure") + " would be written");
        err.write(failed > 0 ? fmt::format(", {} failed\n", failed) : "\n");
    }
    if (unreadable || nothing) return not_a_job;
    return failed > 0 ? some_failed : all_done;
}

}  // namespace plotmill::cli
