#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/jobs.h"
#include "cli/progress.h"
#include "cli/reports.h"
#include "cli/terminal.h"
#include "report/manifest.h"
#include "shard/gather.h"
#include "shard/merge.h"

namespace plotmill::cli {

namespace {

// "12 figures of 4 shards, 3 up to date, 1 failed (0.8 s)"
std::string last_line(const report::Manifest& m, std::size_t shards) {
    const auto part = [&](report::Status s, const char* word) {
        return m.totals.count(s) > 0 ? fmt::format(", {} {}", m.totals.count(s), word) : std::string();
    };
    return fmt::format("{} of {}{}{}{} ({})\n", counted(m.totals.figures, "figure"), counted(shards, "shard"),
                       part(report::Status::up_to_date, "up to date"),
                       m.totals.failures() > 0 ? ", " + m.totals.failure_text() : "",
                       part(report::Status::cancelled, "cancelled"), duration_text(m.tail.seconds));
}

}  // namespace

int merge_command(const Options& options) {
    Terminal out(STDOUT_FILENO, options.color), err(STDERR_FILENO, options.color);
    std::vector<shard::Part> parts;
    shard::Places places;
    bool readable = true;
    for (const std::string& path : options.arguments) {
        auto manifest = report::read_manifest_file(path);
        if (manifest) {
            shard::find_files(path, *manifest, places);
            parts.push_back({path, std::move(*manifest)});
            continue;
        }
        readable = false;
        err.write(complaint(err, manifest.errors().front().message));
    }
    if (!readable) return not_a_job;

    const std::size_t count = parts.size();
    shard::Merged merged = shard::merge(std::move(parts));
    if (!options.output.empty() && merged.faults.empty()) {
        shard::Gathered gathered = shard::gather(merged.manifest, places, options.output);
        for (const std::string& note : gathered.notes) err.write(complaint(err, note));
        merged.faults = std::move(gathered.faults);
    }
    for (const std::string& fault : merged.faults) err.write(complaint(err, fault));
    const report::Manifest& m = merged.manifest;
    if (merged.faults.empty()) {  // half of a run would look like all of it
        Reports reports(options);
        std::vector<std::string> faults = reports.open(m.head);
        if (faults.empty()) {
            for (const report::Figure& f : m.figures) reports.figure(f);
            faults = reports.finish(m.tail);
        }
        for (const std::string& fault : faults) err.write(complaint(err, fault));
        if (!faults.empty()) return some_failed;
        if (options.manifest.empty())
            if (const int code = print_results(out, err, report::manifest_text(m)); code != all_done) return code;
    }
    if (!options.quiet) err.write(last_line(m, count));
    if (!merged.faults.empty()) return some_failed;
    return m.tail.exit_code == all_done && m.totals.failures() == 0 ? all_done : some_failed;
}

}  // namespace plotmill::cli
