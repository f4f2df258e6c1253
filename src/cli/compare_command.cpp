// compare: images with their baselines.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <set>
#include <unistd.h>

#include "base/json.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/jobs.h"
#include "cli/rendering.h"
#include "cli/reports.h"
#include "cli/run.h"
#include "compare/compare.h"
#include "plotmill/version.h"
#include "report/github.h"
#include "report/manifest.h"
#include "report/text.h"

namespace plotmill::cli {

namespace {

namespace fs = std::filesystem;
using compare::Verdict;

// What a run has made, kept for afterwards.
struct Made {
    std::vector<report::Figure> figures;
    report::Tail tail;
};

class Keeper final : public report::Sink {
public:
    explicit Keeper(Made& made) : made_(made) {}
    std::string figure(const report::Figure& figure) override {
        made_.figures.push_back(figure);
        return {};
    }
    std::string finish(const report::Tail& tail) override {
        made_.tail = tail;
        return {};
    }

private:
    Made& made_;
};

compare::Options compare_options(const Options& options) {
    compare::Options out;
    out.pixels.threshold = options.threshold;
    out.pixels.antialiased = options.antialiased;
    out.max_share = options.max_diff;
    out.diff = options.diff;
    return out;
}

std::string path_in(const std::string& directory, const std::string& name) {
    return (fs::path(directory) / name).string();
}

// The pairs of two directories or of two files; faults go to `faults`.
std::vector<compare::Pair> pairs_of(const std::string& old_path, const std::string& new_path,
                                    std::vector<std::string>& faults) {
    std::error_code ignored;
    if (fs::is_regular_file(old_path, ignored) && fs::is_regular_file(new_path, ignored))
        return {{fs::path(new_path).filename().string(), old_path, new_path}};
    std::map<std::string, compare::Pair> pairs;
    for (const bool is_new : {false, true}) {
        const std::string& directory = is_new ? new_path : old_path;
        auto names = compare::images_below(directory);
        if (!names) faults.push_back(names.errors().front().message);
        for (const std::string& name : names ? *names : std::vector<std::string>()) {
            compare::Pair& pair = pairs[name];
            pair.name = name;
            (is_new ? pair.actual : pair.expected) = path_in(directory, name);
        }
    }
    std::vector<compare::Pair> out;
    for (auto& [name, pair] : pairs) out.push_back(std::move(pair));
    return out;
}

// The image's name below its directory: the figure's, with its format.
std::string image_name(const report::Figure& figure, const report::File& file) {
    return figure.name + "." + file.format;
}

// What the figures of jobs are to be compared with, and what only the baseline has.
std::vector<compare::Pair> pairs_of(const Options& options, const std::string& base, const Made& made, bool complete,
                                    std::vector<std::string>& faults) {
    std::vector<compare::Pair> pairs;
    std::set<std::string> names;
    std::vector<std::string> excused;
    for (const report::Figure& f : made.figures) {
        if (f.status != report::Status::rendered && f.status != report::Status::up_to_date) excused.push_back(f.name);
        for (const report::File& file : f.files) {
            compare::Pair pair{image_name(f, file), path_in(base, image_name(f, file)), file.path};
            std::error_code ignored;
            if (!fs::exists(pair.expected, ignored)) pair.expected.clear();
            if (!names.insert(pair.name).second)
                faults.push_back(
                    fmt::format("two figures of different directories are called '{}'", printable(f.name)));
            pairs.push_back(std::move(pair));
        }
    }
    std::error_code ignored;
    if (!complete || (options.update && !fs::exists(base, ignored))) return pairs;
    auto baseline = compare::images_below(base);
    if (!baseline) {
        faults.push_back(baseline.errors().front().message);
        return pairs;
    }
    for (const std::string& name : compare::missing_names(*baseline, pairs, options.only, options.formats, excused))
        pairs.push_back({name, path_in(base, name), ""});
    return pairs;
}

std::string stem_of(const std::string& name) { return name.substr(0, name.rfind('.')); }

bool is_asked_for(const Options& options, const std::string& name) {
    return options.only.empty() ||
           std::ranges::any_of(options.only, [&](const std::string& glob) { return compare::matches(glob, name); });
}

bool is_asked_for_format(const Options& options, const std::string& name) {
    return options.formats.empty() ||
           std::ranges::find(options.formats, name.substr(name.rfind('.') + 1)) != options.formats.end();
}

std::string line_of(const compare::Comparison& c, const Terminal& out) {
    const char* sgr = compare::is_fine(c.verdict) ? "32" : c.verdict == Verdict::added ? "33" : "31";
    return fmt::format("{} {}{}{}{}\n", out.styled(sgr, fmt::format("{:<9}", compare::verdict_name(c.verdict))),
                       printable(c.pair.name), c.note.empty() ? "" : ": ", printable(c.note),
                       c.diff.empty() ? "" : ", see " + printable(shown_path(c.diff)));
}

std::string json_of(const std::vector<compare::Comparison>& all) {
    JsonWriter json(2);
    json.begin_array();
    for (const compare::Comparison& c : all) {
        json.begin_object().member("name", c.pair.name).member("verdict", compare::verdict_name(c.verdict));
        json.member("expected", c.pair.expected).member("actual", c.pair.actual).member("diff", c.diff);
        json.member("pixels", std::uint64_t{c.pixels}).member("different", std::uint64_t{c.difference.different});
        json.member("antialiased", std::uint64_t{c.difference.antialiased}).member("share", c.share());
        json.member("largest", c.difference.largest).member("accepted", c.accepted).member("note", c.note);
        json.end_object();
    }
    json.end_array();
    return json.take() + "\n";
}

struct Tally {
    std::map<Verdict, std::size_t> verdicts;
    std::size_t accepted = 0, bad = 0;

    explicit Tally(const std::vector<compare::Comparison>& all) {
        for (const compare::Comparison& c : all) {
            ++verdicts[c.verdict];
            if (c.accepted) ++accepted;
            if (!compare::is_fine(c.verdict) && !c.accepted) ++bad;
        }
    }
    std::string text(std::size_t images, double seconds) const {
        std::string out = counted(images, "image") + " compared";
        for (const auto& [verdict, count] : verdicts)
            out += fmt::format(", {} {}", count, compare::verdict_name(verdict));
        if (accepted > 0) out += fmt::format("; {} accepted", accepted);
        return out + fmt::format(" ({})\n", duration_text(seconds));
    }
};

// One comparison in work: from pairs to reports.
class Comparing {
public:
    Comparing(const Options& options, Terminal& out, Terminal& err) : options_(options), out_(out), err_(err) {}

    void complain(const std::string& fault) { err_.write(complaint(err_, fault)); }

    // False where it was stopped.
    bool compare(std::vector<compare::Pair> pairs, int threads, const std::function<bool()>& stop) {
        auto found = compare::compare_all(std::move(pairs), compare_options(options_), threads, stop);
        for (auto& c : found) {
            if (!c) return false;
            all_.push_back(std::move(*c));
        }
        for (compare::Comparison& c : all_) {
            if (!options_.update || c.verdict == Verdict::identical || c.verdict == Verdict::broken) continue;
            const auto status =
                compare::accept(c, options_.baseline.empty() ? options_.arguments[0] : options_.baseline);
            c.accepted = static_cast<bool>(status);
            if (!status) complain(status.errors().front().message);
        }
        return true;
    }

    // What was found, on standard output and in files.
    int print(double seconds) {
        std::string text;
        for (const compare::Comparison& c : all_)
            if (!compare::is_fine(c.verdict) || options_.verbose) text += line_of(c, out_);
        if (const int code = print_results(out_, err_, text); code != all_done) return code;
        const Tally tally(all_);
        if (!options_.quiet && options_.progress != ProgressMode::json) err_.write(tally.text(all_.size(), seconds));
        int code = tally.bad > 0 ? some_failed : all_done;
        if (!options_.json_file.empty())
            if (const std::string why = write_file(options_.json_file, json_of(all_)); !why.empty()) {
                complain(fmt::format("cannot write '{}': {}", options_.json_file, why));
                code = some_failed;
            }
        return code;
    }

    // False where a report could not be written.
    bool report(std::vector<report::Figure> figures, report::Head head, report::Tail tail) {
        std::map<std::string, std::size_t> by_name;
        for (std::size_t i = 0; i < figures.size(); ++i)
            for (const report::File& file : figures[i].files) by_name[image_name(figures[i], file)] = i;
        for (const compare::Comparison& c : all_) {
            auto [at, is_new] = by_name.try_emplace(c.pair.name, figures.size());
            if (is_new) {
                report::Figure f;
                f.name = c.pair.name;
                f.job = options_.baseline.empty() ? options_.arguments[1] : options_.baseline;
                f.index = figures.size();
                f.status = c.pair.actual.empty() ? report::Status::skipped : report::Status::up_to_date;
                figures.push_back(std::move(f));
            }
            figures[at->second].comparisons.push_back(c);
        }
        annotate(figures);
        Reports reports(options_);
        std::vector<std::string> faults = reports.open(head);
        for (const report::Figure& f : figures) reports.figure(f);
        for (std::string& fault : reports.finish(tail)) faults.push_back(std::move(fault));
        for (const std::string& fault : faults) complain(fault);
        return faults.empty();
    }

private:
    void annotate(const std::vector<report::Figure>& figures) {
        const report::Github github = report::github_environment();
        if (!github.annotations || options_.progress == ProgressMode::json) return;
        for (const report::Figure& f : figures) {
            api::Diagnostic d;
            d.message = report::comparison_text(f, true);
            if (d.message.empty()) continue;
            std::error_code ignored;
            if (fs::is_regular_file(f.job, ignored)) d.file = f.job;
            err_.write(report::annotation(d, github));
        }
    }

    const Options& options_;
    Terminal& out_;
    Terminal& err_;
    std::vector<compare::Comparison> all_;
};

double seconds_since(std::chrono::steady_clock::time_point begun) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

report::Head head_now(int workers) {
    report::Head head;
    head.version = api::version();
    head.started = report::utc_now();
    head.workers = workers;
    return head;
}

int compare_two(const Options& options) {
    const auto begun = std::chrono::steady_clock::now();
    const int threads = options.jobs > 0 ? options.jobs : api::granted_cpus();
    const report::Head head = head_now(threads);
    Terminal out(STDOUT_FILENO, options.color), err(STDERR_FILENO, options.color);
    Comparing comparing(options, out, err);
    std::vector<std::string> faults;
    std::vector<compare::Pair> pairs;
    Made made;
    if (options.arguments[1].ends_with(".json")) {
        auto manifest = report::read_manifest_file(options.arguments[1]);
        if (manifest) {
            std::erase_if(manifest->figures, [&](const report::Figure& f) { return !is_asked_for(options, f.name); });
            made = {std::move(manifest->figures), std::move(manifest->tail)};
            pairs = pairs_of(options, options.arguments[0], made, true, faults);
        } else {
            faults.push_back(manifest.errors().front().message);
        }
    } else {
        pairs = pairs_of(options.arguments[0], options.arguments[1], faults);
        std::erase_if(pairs, [&](const compare::Pair& p) { return !is_asked_for(options, stem_of(p.name)); });
    }
    std::erase_if(pairs, [&](const compare::Pair& p) { return !is_asked_for_format(options, p.name); });
    for (const std::string& fault : faults) comparing.complain(fault);
    if (!faults.empty()) return not_a_job;
    comparing.compare(std::move(pairs), threads, {});
    report::Tail tail;
    tail.seconds = seconds_since(begun);
    tail.exit_code = comparing.print(tail.seconds);
    const bool failed = std::ranges::any_of(made.figures, [](const report::Figure& f) { return f.is_failure(); });
    if (failed) tail.exit_code = std::max<int>(tail.exit_code, some_failed);
    return comparing.report(std::move(made.figures), head, tail) ? tail.exit_code
                                                                 : std::max<int>(tail.exit_code, some_failed);
}

int compare_jobs(const Options& options) {
    const auto begun = std::chrono::steady_clock::now();
    Made made;
    Run run(options, batch_options(options), std::make_unique<Keeper>(made));
    const report::Head head = head_now(options.jobs > 0 ? options.jobs : api::granted_cpus());
    const RunResult r = run();
    if (r.nothing_matched) run.err().write(complaint(run.err(), nothing_matches(options)));
    Comparing comparing(options, run.out(), run.err());
    const bool complete = !run.stopping() && !r.unreadable;
    std::vector<std::string> faults;
    std::vector<compare::Pair> pairs;
    if (!r.refused) pairs = pairs_of(options, options.baseline, made, complete, faults);
    for (const std::string& fault : faults) comparing.complain(fault);
    int code = r.exit_code();
    if (!faults.empty()) return not_a_job;
    if (!r.refused && !r.nothing_matched &&
        comparing.compare(std::move(pairs), head.workers, [&] { return run.signal() != r.signal; }))
        code = std::max(code, comparing.print(seconds_since(begun)));
    if (run.signal()) code = by_signal + run.signal();
    made.tail.exit_code = code;
    made.tail.signal = run.signal();
    made.tail.seconds = seconds_since(begun);
    const bool written = comparing.report(std::move(made.figures), head, made.tail);
    return written ? code : std::max<int>(code, some_failed);
}

}  // namespace

int compare_command(const Options& options) {
    return options.baseline.empty() ? compare_two(options) : compare_jobs(options);
}

}  // namespace plotmill::cli
