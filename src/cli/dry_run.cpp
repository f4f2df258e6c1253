#include "cli/dry_run.h"

#include <fmt/format.h>
#include <set>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/jobs.h"
#include "cli/own_figures.h"
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

    const OwnFigures own_figures(options);
    if (!own_figures.fault().empty()) {
        err.write(complaint(err, own_figures.fault()));
        return not_a_job;
    }
    api::Engine engine(engine_options(options));
    api::BatchOptions batch_options;
    batch_options.jobs = 1;
    batch_options.output = options.output;
    batch_options.default_output = "output";
    batch_options.formats = formats(options);
    batch_options.images = options.pdf_pages.empty() || !options.formats.empty();
    batch_options.draw = false;
    batch_options.strict = options.strict;
    set_record(batch_options, options);
    api::Batch batch(engine, batch_options);
    std::set<std::string> paths, seen, outputs;
    std::size_t figures = 0, failed = 0, up_to_date = 0, matched = 0;
    bool all_known = true;
    for (const std::string& job : jobs.paths) {
        const auto list = [&](const api::Figure& figure) {
            ++matched;
            if (!own_figures.has(figure)) return true;
            const std::string own = figure.output();
            outputs.insert(!options.output.empty() ? options.output : own.empty() ? "output" : own);
            api::Batch::Outlook outlook = batch.look(figure);
            const bool pages = !options.pdf_pages.empty();  // they need all figures
            if (outlook.up_to_date && !pages) ++up_to_date;
            std::string lines;
            bool collides = false;
            for (const std::string& path : outlook.paths) {
                if (!seen.insert(path).second)
                    collides = true;
                else if (!outlook.up_to_date || pages) {
                    paths.insert(path);
                    lines += shown_path(path) + '\n';
                }
            }
            if (!outlook.reason.empty())
                lines += fmt::format("{}: {}: {}\n", printable(figure.name()),
                                     outlook.up_to_date ? "up to date" : "to be drawn", printable(outlook.reason));
            ++figures;
            if (collides) ++failed;
            reporter.figure(figure.name(), {});
            if (collides) err.write(complaint(err, fmt::format("two figures would write '{}'", figure.name())));
            out.write(lines);
            return true;
        };
        const auto report = [&](const api::FailedFigure& figure) {
            ++matched;
            if (!own_figures.has(figure)) return true;
            ++figures;
            ++failed;
            all_known = false;
            reporter.figure(figure.name, figure.diagnostics);
            return true;
        };
        api::JobResult result = api::read_job(engine, job, job_options(options, jobs.paths.size()), list, report);
        unreadable = unreadable || !result.readable;
        outputs.insert(!options.output.empty() ? options.output : result.output.empty() ? "output" : result.output);
        unknown.read(result);
        reporter.job_end(figures, std::move(result.diagnostics));
    }
    if (!options.pdf_pages.empty() && figures > failed) {
        paths.insert(options.pdf_pages);
        out.write(shown_path(options.pdf_pages) + '\n');
    }
    api::Batch::Cleaned cleaned;
    outputs.insert(options.clean_from.begin(), options.clean_from.end());
    if (options.clean && !unreadable && all_known)
        cleaned =
            batch.clean({outputs.begin(), outputs.end()}, jobs.paths, job_options(options, jobs.paths.size()), true);
    for (const std::string& path : cleaned.removed) out.write("remove " + shown_path(path) + '\n');
    if (const int code = print_results(out, err, ""); code != all_done) return code;
    if (const std::string mistake = unknown.complaint(); !mistake.empty()) {
        err.write(complaint(err, mistake));
        unreadable = true;
    }
    const bool nothing = matched == 0 && !unreadable && !options.only.empty();
    if (nothing) err.write(complaint(err, nothing_matches(options)));
    if (!options.quiet && figures > 0) {
        err.write(counted(paths.size(), "file") + " of " + counted(figures - up_to_date, "figure") +
                  " would be written");
        if (up_to_date > 0) err.write(fmt::format(", {} up to date", counted(up_to_date, "figure")));
        if (!cleaned.removed.empty())
            err.write(fmt::format(", {} would be removed", counted(cleaned.removed.size(), "old file")));
        err.write(failed > 0 ? fmt::format(", {} failed\n", failed) : "\n");
    }
    if (unreadable || nothing) return not_a_job;
    return failed > 0 ? some_failed : all_done;
}

}  // namespace plotmill::cli
