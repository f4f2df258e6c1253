#include "cli/options.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fmt/format.h>
#include <map>
#include <unistd.h>

#include "base/numbers.h"
#include "base/sizes.h"
#include "base/suggest.h"
#include "cli/help.h"
#include "cli/terminal.h"
#include "cli/version_text.h"
#include "shard/shard.h"

namespace plotmill::cli {

namespace {

constexpr int bad_usage = 2;
constexpr int usual_port = 8571;

// What CLI11 stores; numbers and words are read from these by read_values(), with messages of our own.
struct Words {
    std::vector<std::string> set, formats;
    std::string jobs, timeout, max_memory, repeat, progress, color, threshold, max_diff, serve;
    bool help = false, version = false;
};

struct Mistake {
    std::string message;
};

template <class T>
CLI::Option* one_value(CLI::App& app, const std::string& names, T& target, const std::string& metavar,
                       const std::string& text) {
    return app.add_option(names, target, text)
        ->type_name(metavar)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void many_values(CLI::App& app, const std::string& names, std::vector<std::string>& target, const std::string& metavar,
                 const std::string& text) {
    app.add_option(names, target, text)->type_name(metavar)->allow_extra_args(false);
}

void add_figure_options(CLI::App& app, Options& o, Words& w) {
    many_values(app, "--only", o.only, "GLOB", "only figures whose name matches; may be repeated");
    many_values(app, "--set", w.set, "NAME=VALUE", "set a variable of the job's 'vars'; may be repeated");
    many_values(app, "--root", o.roots, "DIR",
                "let jobs read files below DIR only; may be repeated (without it, wherever you may read)");
}

void add_format_option(CLI::App& app, Words& w) {
    many_values(app, "-f,--format", w.formats, "LIST",
                "png, svg, pdf, parted by commas; wins over the job's 'formats'");
}

void add_junit_option(CLI::App& app, Options& o) {
    one_value(app, "--junit", o.junit, "FILE.xml",
              "write the outcomes as CI servers read them: a test for each figure");
}

void add_report_option(CLI::App& app, Options& o) {
    one_value(app, "--report", o.report, "FILE.html",
              "write a page that shows every figure, with search, times and diagnostics");
}

void add_render_options(CLI::App& app, Options& o, Words& w) {
    one_value(app, "-o,--output", o.output, "DIR", "directory of the images; wins over the job's 'output'");
    one_value(app, "-j,--jobs", w.jobs, "N", "threads (default: what affinity and the container's quota grant)");
    add_figure_options(app, o, w);
    add_format_option(app, w);
    one_value(app, "--pdf-pages", o.pdf_pages, "FILE.pdf",
              "write one PDF file with a page for each figure, in place of images (or, with --format, besides them)");
    if (o.command == Command::render) {
        app.add_flag("-n,--dry-run", o.dry_run, "list the files that would be written, and draw nothing");
        one_value(app, "--shard", o.shard, "I/N",
                  "draw only the I-th of N parts of the figures; auto: as Slurm, Kubernetes, "
                  "GitLab or Bazel say");
        one_value(app, "--shard-times", o.shard_times, "FILE.json",
                  "make the parts equally long by the times of an earlier manifest");
    }
    app.add_flag("--force", o.force, "draw all figures, those that are up to date as well");
    many_values(app, "--explain", o.explain, "GLOB",
                "say why figures whose name matches are drawn, or why not; may be repeated");
    app.add_flag("--clean", o.clean, "remove the images of earlier runs of the job that it does not make any more");
    many_values(app, "--clean-from", o.clean_from, "DIR",
                "the same there too, where the job's output was before; may be repeated");
    one_value(app, "--depfile", o.depfile, "FILE", "write what the images are made from, as a rule of make and ninja");
    one_value(app, "--depfile-target", o.depfile_target, "PATH", "target of that rule (default: the images)");
    app.add_flag("--no-record", o.no_record, "draw everything, and leave no record of it in the output directory");
    app.add_flag("--fail-fast", o.fail_fast, "stop at the first figure that fails");
    app.add_flag("--strict", o.strict, "treat warnings as errors");
    one_value(app, "--timeout", w.timeout, "SECONDS", "fail a figure that takes longer; wins over the job's 'timeout'");
    one_value(app, "--max-memory", w.max_memory, "SIZE",
              "fail a figure that wants more memory than SIZE bytes; K, M, G and T may follow the number");
    app.add_flag("--isolate", o.isolate,
                 "draw in worker processes: a crash costs one figure, and --timeout and --max-memory are hard");
    one_value(app, "--manifest", o.manifest, "FILE.json",
              "write what became of every figure: status, files with sizes and hashes, times, diagnostics");
    add_junit_option(app, o);
    add_report_option(app, o);
    one_value(app, "--trace", o.trace, "FILE.json",
              "write a Chrome trace: a row for each worker, with the stages of its figures");
    one_value(app, "--progress", w.progress, "HOW", "auto, bar, plain, json or none");
}

void add_compare_options(CLI::App& app, Options& o, Words& w) {
    one_value(app, "--baseline", o.baseline, "DIR", "render the JOBs and compare their images with those in DIR");
    one_value(app, "-o,--output", o.output, "DIR", "directory of the images; wins over the job's 'output'");
    one_value(app, "--threshold", w.threshold, "NUMBER",
              "how far two colours may be apart, from 0 to 1 for black and white (default: 0.1)");
    one_value(app, "--max-diff", w.max_diff, "SHARE",
              "how many of the pixels may differ: 0.001 or 0.1% (default: none)");
    app.add_flag("--antialiased", o.antialiased, "count differences at smoothed edges too");
    one_value(app, "--diff", o.diff, "DIR", "write a picture of the difference of each PNG that differs");
    app.add_flag("--update", o.update, "accept: make the baselines what the images are now");
    one_value(app, "--json", o.json_file, "FILE", "write what was found as JSON");
    add_junit_option(app, o);
    add_report_option(app, o);
    one_value(app, "-j,--jobs", w.jobs, "N", "threads (default: what affinity and the container's quota grant)");
    add_figure_options(app, o, w);
    add_format_option(app, w);
    app.add_flag("--strict", o.strict, "treat warnings as errors");
    one_value(app, "--timeout", w.timeout, "SECONDS", "fail a figure that takes longer; wins over the job's 'timeout'");
    one_value(app, "--progress", w.progress, "HOW", "auto, bar, plain, json or none");
}

void add_bench_options(CLI::App& app, Options& o, Words& w) {
    one_value(app, "-j,--jobs", w.jobs, "LIST",
              "numbers of threads, parted by commas (default: 1, 2, 4, ... up to the granted CPUs)");
    app.add_flag("--isolate", o.isolate, "time worker processes too, beside the threads");
    one_value(app, "--repeat", w.repeat, "N", "timed runs of each kind (default: 5)");
    one_value(app, "--json", o.json_file, "FILE", "write everything that was measured as JSON");
    one_value(app, "--plot", o.plot_file, "FILE.png", "draw wall time and speed-up by the number of threads");
    one_value(app, "-o,--output", o.output, "DIR", "write the images below DIR, and keep those of the last run");
    add_format_option(app, w);
    add_figure_options(app, o, w);
}

void add_options(CLI::App& app, Options& o, Words& w) {
    app.set_help_flag();
    app.allow_extras();
    app.add_option("JOB", o.arguments)->group("");
    switch (o.command) {
        case Command::render:
            add_render_options(app, o, w);
            break;
        case Command::watch:
            app.add_flag("--serve{" + std::to_string(usual_port) + "}", w.serve,
                         "show the page on 127.0.0.1, up to date: --serve, or --serve=PORT");
            add_render_options(app, o, w);
            break;
        case Command::bench:
            add_bench_options(app, o, w);
            break;
        case Command::check:
            add_figure_options(app, o, w);
            add_junit_option(app, o);
            app.add_flag("--strict", o.strict, "treat warnings as errors");
            break;
        case Command::inspect:
            add_figure_options(app, o, w);
            break;
        case Command::compare:
            add_compare_options(app, o, w);
            break;
        case Command::merge:
            one_value(app, "-o,--output", o.output, "DIR",
                      "gather the images of all shards, and their records, in DIR");
            one_value(app, "--manifest", o.manifest, "FILE.json",
                      "write the whole manifest there, not on standard output");
            add_junit_option(app, o);
            add_report_option(app, o);
            break;
        case Command::list:
        case Command::schema:
        case Command::init:
            break;
    }
    if (o.command != Command::schema) {
        app.add_flag("-q,--quiet", o.quiet, "print errors and warnings only");
        app.add_flag("-v,--verbose", o.verbose, "say more (files, workers, fields)");
    }
    one_value(app, "--color", w.color, "WHEN", "auto, always or never; NO_COLOR is honoured");
    app.add_flag("-h,--help", w.help, "show this help");
    app.add_flag("-V,--version", w.version, "show the version");
}

std::vector<OptionHelp> option_help(const CLI::App& app) {
    std::vector<OptionHelp> out;
    for (const CLI::Option* option : app.get_options()) {
        if (option->get_positional()) continue;
        std::string names;
        for (const std::string& s : option->get_snames()) names += "-" + s + ", ";
        if (names.empty()) names = "    ";
        for (const std::string& l : option->get_lnames()) names += "--" + l;
        if (option->get_items_expected_max() > 0) names += " " + option->get_type_name();
        out.push_back({names, option->get_description()});
    }
    return out;
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> out;
    for (const CLI::Option* option : app.get_options())
        for (const std::string& l : option->get_lnames()) out.push_back("--" + l);
    return out;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& candidates) {
    const std::vector<std::string_view> views(candidates.begin(), candidates.end());
    return did_you_mean(word, views);
}

int whole_number(std::string_view text, std::string_view option, int low, int high) {
    int n = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error != std::errc{} || end != text.data() + text.size() || n < low || n > high)
        throw Mistake{fmt::format("option '{}' wants a whole number from {} to {}, not '{}'", option, low, high, text)};
    return n;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> out;
    for (;;) {
        const std::size_t end = text.find(separator);
        out.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) return out;
        text.remove_prefix(end + 1);
    }
}

template <class T>
T choice(const std::string& text, std::string_view option, std::initializer_list<std::pair<const char*, T>> choices) {
    std::vector<std::string> names;
    std::string all;
    for (const auto& [name, value] : choices) {
        if (text == name) return value;
        names.emplace_back(name);
        all += (all.empty() ? "" : ", ") + std::string(name);
    }
    throw Mistake{fmt::format("option '{}' wants one of {}, not '{}'{}", option, all, text, suggestion(text, names))};
}

constexpr int most_threads = 1024;
constexpr std::size_t least_memory = std::size_t{1} << 20;

void read_values(Options& o, const Words& w) {
    for (const std::string& s : w.set) {
        const std::size_t equals = s.find('=');
        if (equals == std::string::npos || equals == 0)
            throw Mistake{fmt::format("option '--set' wants NAME=VALUE, not '{}'", s)};
        o.set.emplace_back(s.substr(0, equals), s.substr(equals + 1));
    }
    for (const std::string& list : w.formats)
        for (const std::string& f : split(list, ','))
            o.formats.push_back(choice<std::string>(f, "--format", {{"png", "png"}, {"svg", "svg"}, {"pdf", "pdf"}}));
    if (!w.jobs.empty() && o.command == Command::bench) {
        for (const std::string& n : split(w.jobs, ',')) o.counts.push_back(whole_number(n, "--jobs", 1, most_threads));
        std::ranges::sort(o.counts);
        o.counts.erase(std::unique(o.counts.begin(), o.counts.end()), o.counts.end());
    } else if (!w.jobs.empty()) {
        o.jobs = whole_number(w.jobs, "--jobs", 1, most_threads);
    }
    if (!w.repeat.empty()) o.repeat = whole_number(w.repeat, "--repeat", 1, 1000);
    if (!o.plot_file.empty() && (!o.plot_file.ends_with(".png") || o.plot_file == ".png"))
        throw Mistake{fmt::format("option '--plot' wants a name that ends with .png, not '{}'", o.plot_file)};
    if (!o.pdf_pages.empty() && (!o.pdf_pages.ends_with(".pdf") || o.pdf_pages == ".pdf") &&
        !o.pdf_pages.starts_with("/dev/"))
        throw Mistake{fmt::format("option '--pdf-pages' wants a name that ends with .pdf, not '{}'", o.pdf_pages)};
    if (!w.timeout.empty()) {
        o.timeout = parse_number(w.timeout);
        if (!o.timeout || !(*o.timeout > 0))
            throw Mistake{fmt::format("option '--timeout' wants a number of seconds above 0, not '{}'", w.timeout)};
    }
    if (!w.max_memory.empty()) {
        const auto size = parse_size(w.max_memory);
        if (!size || *size < least_memory)
            throw Mistake{
                fmt::format("option '--max-memory' wants a size such as 512M or 2G, and at least {}, not '{}'",
                            size_text(least_memory), w.max_memory)};
        o.max_memory = *size;
    }
    if (!w.threshold.empty()) {
        const std::optional<double> threshold = parse_number(w.threshold);
        if (!threshold || !(*threshold >= 0 && *threshold <= 1))
            throw Mistake{fmt::format("option '--threshold' wants a number from 0 to 1, not '{}'", w.threshold)};
        o.threshold = *threshold;
    }
    if (!w.serve.empty()) o.serve = whole_number(w.serve, "--serve", 0, 65535);
    if (!w.max_diff.empty()) {
        const bool percent = w.max_diff.ends_with('%');
        const std::optional<double> share = parse_number(w.max_diff.substr(0, w.max_diff.size() - (percent ? 1 : 0)));
        o.max_diff = share.value_or(-1) / (percent ? 100 : 1);
        if (!(o.max_diff >= 0 && o.max_diff <= 1))
            throw Mistake{
                fmt::format("option '--max-diff' wants a share from 0 to 1 or a percentage, not '{}'", w.max_diff)};
    }
    if (!w.progress.empty())
        o.progress = choice<ProgressMode>(w.progress, "--progress",
                                          {{"auto", ProgressMode::automatic},
                                           {"bar", ProgressMode::bar},
                                           {"plain", ProgressMode::plain},
                                           {"json", ProgressMode::json},
                                           {"none", ProgressMode::none}});
    if (!w.color.empty())
        o.color = choice<ColorMode>(
            w.color, "--color",
            {{"auto", ColorMode::automatic}, {"always", ColorMode::always}, {"never", ColorMode::never}});
}

// CLI11's wording of its two mistakes that can still happen, in ours.
std::string reworded(const CLI::ParseError& e) {
    const std::string text = e.what();
    const std::string option = text.substr(0, text.find_first_of(": "));
    if (e.get_name() == "ArgumentMismatch" && option.starts_with("-"))
        return text.find("flag") != std::string::npos ? fmt::format("option '{}' takes no value", option)
                                                      : fmt::format("option '{}' needs a value", option);
    return text;
}

int complain(std::string_view message, std::string_view command = "") {
    Terminal err(STDERR_FILENO, ColorMode::automatic);
    err.write(complaint(err, message));
    err.write(fmt::format("Try 'plotmill {}--help'.\n", command.empty() ? "" : fmt::format("{} ", command)));
    return bad_usage;
}

int print(std::string_view text) {
    Terminal out(STDOUT_FILENO, ColorMode::never);
    return out.write(text) ? 0 : 1;
}

std::variant<Options, int> parse_command(const CommandHelp& command, std::vector<std::string> arguments) {
    Options options;
    options.command = command.command;
    Words words;
    CLI::App app;
    add_options(app, options, words);
    try {
        std::ranges::reverse(arguments);  // as CLI11 wants a vector
        app.parse(arguments);
        if (words.help) return print(command_help(command, option_help(app)));
        if (words.version) return print(version_text());
        for (const std::string& word : app.remaining()) {
            if (word == "--") continue;
            if (word.starts_with("-"))
                throw Mistake{fmt::format("unknown option '{}' of '{}'{}", word, command.name,
                                          suggestion(word.substr(0, word.find('=')), option_names(app)))};
            throw Mistake{fmt::format("'{}' takes no argument '{}'", command.name, word)};
        }
        read_values(options, words);
    } catch (const CLI::ParseError& e) {
        return complain(reworded(e), command.name);
    } catch (const Mistake& m) {
        return complain(m.message, command.name);
    }
    return options;
}

// Two options that name one file to write, in words; or "".
std::string doubled_file(const Options& o) {
    std::map<std::string, const char*> taken;
    for (const auto& [name, path] : {std::pair("--manifest", &o.manifest),
                                     {"--junit", &o.junit},
                                     {"--report", &o.report},
                                     {"--trace", &o.trace},
                                     {"--depfile", &o.depfile},
                                     {"--pdf-pages", &o.pdf_pages},
                                     {"--json", &o.json_file},
                                     {"--plot", &o.plot_file}}) {
        if (path->empty()) continue;
        const auto [at, is_new] = taken.try_emplace(std::filesystem::path(*path).lexically_normal().string(), name);
        if (!is_new) return fmt::format("options '{}' and '{}' name the same file, '{}'", at->second, name, *path);
    }
    return {};
}

std::string usage_mistake(const Options& o) {
    const std::size_t n = o.arguments.size();
    if (std::string doubled = doubled_file(o); !doubled.empty()) return doubled;
    std::error_code ignored;
    for (const std::string& root : o.roots)
        if (!std::filesystem::is_directory(root, ignored))
            return fmt::format("option '--root': there is no directory '{}'", root);
    switch (o.command) {
        case Command::watch:
            if (n == 0) return "'watch' needs a job: a file or a directory";
            if (std::ranges::find(o.arguments, "-") != o.arguments.end())
                return "standard input ('-') cannot be watched";
            [[fallthrough]];
        case Command::render:
        case Command::check:
        case Command::bench:
        case Command::inspect:
            if (n == 0) return fmt::format("'{}' needs a job: a file, a directory or '-'", help_of(o.command).name);
            if (std::ranges::count(o.arguments, "-") > 1) return "standard input ('-') can be read only once";
            if (o.clean && !o.only.empty())
                return "options '--clean' and '--only' contradict each other: what '--only' leaves out is still the "
                       "job's";
            if (o.no_record)
                for (const auto& [given, name] : {std::pair(o.clean, "--clean"),
                                                  {!o.depfile.empty(), "--depfile"},
                                                  {!o.explain.empty(), "--explain"}})
                    if (given)
                        return fmt::format("options '{}' and '--no-record' contradict each other: it needs the record",
                                           name);
            if (o.clean && !o.shard.empty())
                return "options '--clean' and '--shard' contradict each other: what other shards make is still the "
                       "job's";
            if (!o.shard.empty() && o.shard != "auto")
                if (const auto shard = shard::parse(o.shard); !shard) return shard.errors().front().message;
            if (!o.shard_times.empty() && o.shard.empty()) return "option '--shard-times' is for '--shard'";
            if (!o.depfile_target.empty() && o.depfile.empty()) return "option '--depfile-target' is for '--depfile'";
            if (o.quiet && o.verbose) return "options '--quiet' and '--verbose' contradict each other";
            return {};
        case Command::compare:
            if (o.quiet && o.verbose) return "options '--quiet' and '--verbose' contradict each other";
            if (o.baseline.empty() && n != 2)
                return "'compare' needs two directories or images, or jobs and '--baseline'";
            if (!o.baseline.empty() && n == 0) return "'compare --baseline' needs a job: a file, a directory or '-'";
            if (std::ranges::count(o.arguments, "-") > (o.baseline.empty() ? 0 : 1))
                return o.baseline.empty() ? "'compare' without '--baseline' reads no standard input"
                                          : "standard input ('-') can be read only once";
            return {};
        case Command::merge:
            return n == 0 ? "'merge' needs manifests: the files that 'render --shard --manifest' has written" : "";
        case Command::schema:
            if (n > 1) return "'schema' takes one argument";
            if (n == 1 && o.arguments[0] != "job" && o.arguments[0] != "manifest")
                return fmt::format("'schema' knows job and manifest, not '{}'{}", o.arguments[0],
                                   suggestion(o.arguments[0], {"job", "manifest"}));
            return {};
        case Command::init:
            return n > 1 ? "'init' takes one file" : "";
        case Command::list:
            return {};
    }
    return {};
}

}  // namespace

std::variant<Options, int> parse_command_line(const std::vector<std::string>& arguments) {
    if (arguments.empty()) {
        Terminal(STDERR_FILENO, ColorMode::never).write(overview());
        return bad_usage;
    }
    const std::string& first = arguments.front();
    if (first == "-h" || first == "--help") return print(overview());
    if (first == "-V" || first == "--version" || first == "version") return print(version_text());
    std::vector<std::string> rest(arguments.begin() + 1, arguments.end());
    if (first == "help") {
        if (rest.empty()) return print(overview());
        if (find_command(rest.front())) return parse_command_line({rest.front(), "--help"});
        return complain(fmt::format("no help for '{}'", rest.front()));
    }
    const CommandHelp* command = find_command(first);
    if (!command) {
        if (first.starts_with("-"))
            return complain(fmt::format("unknown option '{}': options follow the command, as in 'plotmill render {}'",
                                        first, first));
        std::vector<std::string> names{"help", "version"};
        for (const CommandHelp& c : commands()) names.emplace_back(c.name);
        std::string hint = suggestion(first, names);
        if (hint.empty() && (first.ends_with(".yaml") || first.ends_with(".yml")))
            hint = fmt::format("; to render a job: plotmill render {}", first);
        return complain(fmt::format("unknown command '{}'{}", first, hint));
    }
    std::variant<Options, int> parsed = parse_command(*command, std::move(rest));
    if (Options* options = std::get_if<Options>(&parsed)) {
        options->clean = options->clean || !options->clean_from.empty();
        if (const std::string mistake = usage_mistake(*options); !mistake.empty())
            return complain(mistake, command->name);
    }
    return parsed;
}

}  // namespace plotmill::cli
