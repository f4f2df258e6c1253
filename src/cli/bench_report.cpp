#include "cli/bench_report.h"

#include <filesystem>
#include <fmt/format.h>

#include "base/json.h"
#include "cli/help.h"
#include "cli/jobs.h"
#include "plotmill/figure_builder.h"

namespace plotmill::cli {

namespace {

std::string seconds_text(double s) {
    if (s < 0.1) return fmt::format("{:.2f} ms", 1e3 * s);
    if (s < 1) return fmt::format("{:.1f} ms", 1e3 * s);
    return fmt::format("{:.3f} s", s);
}

double rate(const BenchResult& r, const BenchRow& row) {
    return static_cast<double>(r.figures_per_run()) / std::max(row.median(), 1e-9);
}

// Milliseconds of one figure.
double per_figure(const BenchResult& r, const BenchRow& row, double seconds) {
    return 1e3 * seconds / static_cast<double>(r.figures_per_run() * std::max<std::size_t>(row.seconds.size(), 1));
}

double total(const BenchRow& row) {
    double sum = 0;
    for (const double s : row.seconds) sum += s;
    return sum;
}

std::string head(const BenchResult& r) {
    std::string jobs;
    for (const std::string& j : r.jobs) jobs += (jobs.empty() ? "" : ", ") + printable(j);
    std::string text = fmt::format("{}: {}", jobs, counted(r.figures, "figure"));
    if (r.repetitions > 1)
        text += fmt::format(", rendered {} times in each run ({} figures)", r.repetitions, r.figures_per_run());
    return text +
           fmt::format("; {} of each kind in turns, after a warm-up\n", counted(r.rows.front().seconds.size(), "run"));
}

std::string time_table(const BenchResult& r, const Terminal& out) {
    std::string text = out.styled("1", fmt::format("{:<12} {:>11} {:>11} {:>11} {:>10} {:>9} {:>11}", "", "median",
                                                   "min", "max", "figures/s", "speed-up", "efficiency"));
    text += '\n';
    for (const BenchRow& row : r.rows) {
        text += fmt::format("{:<12} {:>11} {:>11} {:>11} {:>10.0f}", row.name(), seconds_text(row.median()),
                            seconds_text(row.minimum()), seconds_text(row.maximum()), rate(r, row));
        if (row.threads > 0)
            text += fmt::format(" {:>8.2f}x {:>9.0f} %", r.speed_up(row), 100 * r.speed_up(row) / row.threads);
        text += '\n';
    }
    return text;
}

std::string stage_table(const BenchResult& r, const Terminal& out) {
    const BenchRow& sequential = r.rows.front();
    const BenchRow& most = r.rows.back();
    const auto share = [](double part, double whole) { return whole > 0 ? 100 * part / whole : 0; };
    const auto line = [&](const char* name, double a, double b) {
        return fmt::format("{:<12} {:>11.3f} {:>9.1f} % {:>14.3f} {:>9.1f} %\n", name, per_figure(r, sequential, a),
                           share(a, total(sequential)), per_figure(r, most, b), share(b, most.times.total()));
    };
    std::string text = out.styled("1", fmt::format("{:<12} {:>11} {:>11} {:>14} {:>11}", "ms a figure", "sequential",
                                                   "share", most.name(), "share"));
    text += '\n';
    for (const api::Stage& s : api::stages) text += line(s.name, sequential.times.*s.seconds, most.times.*s.seconds);
    text += line("all stages", sequential.times.total(), most.times.total());
    return text;
}

void stages_json(JsonWriter& json, const BenchResult& r, const BenchRow& row) {
    json.key("stages_ms_per_figure").begin_flat_object();
    for (const api::Stage& s : api::stages) json.member(s.name, per_figure(r, row, row.times.*s.seconds));
    json.end_object();
}

std::string file_size(double bytes) {
    return bytes < 1e6 ? fmt::format("{:.1f} kB", bytes / 1e3) : fmt::format("{:.1f} MB", bytes / 1e6);
}

}  // namespace

std::string bench_tables(const BenchResult& r, const Machine& machine, const Terminal& out) {
    std::string text = wrapped(head(r));
    text += '\n' + time_table(r, out) + '\n' + stage_table(r, out) + '\n';
    text += fmt::format("peak memory {}; a run wrote {} of {} in all\n", file_size(static_cast<double>(r.peak_memory)),
                        counted(r.images, "file"), file_size(static_cast<double>(r.bytes)));
    text += r.same_bytes ? out.styled("32", "all runs wrote the same bytes") + "\n"
                         : out.styled("1;31", fmt::format("NOT the same bytes: {}", r.difference)) + "\n";
    return text + wrapped(machine_line(machine));
}

std::string bench_json(const BenchResult& r, const Machine& m) {
    JsonWriter json(2);
    json.begin_object();
    json.key("jobs").begin_flat_array();
    for (const std::string& j : r.jobs) json.value(j);
    json.end_array();
    json.member("figures", std::uint64_t{r.figures}).member("repetitions", std::uint64_t{r.repetitions});
    json.member("figures_per_run", std::uint64_t{r.figures_per_run()});
    json.member("images_per_run", std::uint64_t{r.images}).member("bytes_per_run", r.bytes);
    json.member("same_bytes", r.same_bytes).member("peak_memory_bytes", r.peak_memory);
    json.key("rows").begin_array();
    for (const BenchRow& row : r.rows) {
        json.begin_object()
            .member("name", row.name())
            .member("threads", row.threads)
            .member("processes", row.processes);
        json.key("seconds").begin_flat_array();
        for (const double s : row.seconds) json.value(s);
        json.end_array();
        json.member("median", row.median()).member("min", row.minimum()).member("max", row.maximum());
        json.member("figures_per_second", rate(r, row)).member("speed_up", r.speed_up(row));
        json.member("efficiency", row.threads > 0 ? r.speed_up(row) / row.threads : 1.0);
        stages_json(json, r, row);
        json.member("worker_memory_bytes", std::uint64_t{row.memory_bytes});
        json.end_object();
    }
    json.end_array();
    json.key("machine").begin_object();
    json.member("cpu", m.cpu).member("logical_cpus", m.logical).member("granted_cpus", m.granted);
    json.member("system", m.system).end_object();
    json.key("build").begin_object();
    json.member("version", m.build.version).member("compiler", m.build.compiler);
    json.member("type", m.build.build_type).member("flags", m.build.flags);
    json.key("libraries").begin_object();
    for (const auto& [name, version] : m.build.libraries) json.member(name, version);
    json.end_object().end_object();
    json.end_object();
    return json.take() + "\n";
}

std::string plot_bench(api::Engine& engine, const BenchResult& r, const Machine& m, const std::string& path) {
    using api::Map;
    using api::Value;
    std::vector<double> threads, median, below, above, speed_up;
    for (const BenchRow& row : r.rows) {
        if (row.threads == 0 || row.processes) continue;
        threads.push_back(row.threads);
        median.push_back(row.median());
        below.push_back(row.median() - row.minimum());
        above.push_back(row.maximum() - row.median());
        speed_up.push_back(r.speed_up(row));
    }
    const std::filesystem::path file(path);
    api::FigureBuilder builder(file.stem().string());
    builder.set("figsize", {9.6, 4.2}).set("dpi", 120);
    builder.set("suptitle", fmt::format("{}, {} ({})", counted(r.figures_per_run(), "figure"), m.cpu,
                                        counted(static_cast<std::size_t>(m.granted), "CPU") + " granted"));
    builder.set(
        "subplots",
        Value::map({{"ncols", 2}, {"left", 0.08}, {"right", 0.97}, {"bottom", 0.13}, {"top", 0.84}, {"wspace", 0.22}}));
    const Map shared{{"xlabel", "threads"}, {"xticks", threads}, {"grid", Value::map({{"alpha", 0.4}})}};
    Map left = shared;
    left.insert(left.end(), {{"title", "Wall time of a run"},
                             {"ylabel", "seconds (median; bars to min and max)"},
                             {"ylim", {0, nullptr}},
                             {"legend", true}});
    builder.axes(left);
    builder.layer("axhline",
                  {{"y", r.rows.front().median()}, {"color", "0.4"}, {"linestyle", "--"}, {"label", "sequential"}});
    builder.layer("errorbar", {{"x", threads},
                               {"y", median},
                               {"yerr", {Value(below), Value(above)}},
                               {"fmt", "o-"},
                               {"capsize", 4},
                               {"label", "threaded"}});
    Map right = shared;
    right.insert(right.end(),
                 {{"title", "Speed-up over the sequential run"}, {"ylim", {0, nullptr}}, {"legend", true}});
    builder.axes(right);
    builder.layer("plot", {{"x", threads}, {"y", threads}, {"color", "0.4"}, {"linestyle", "--"}, {"label", "ideal"}});
    builder.layer("plot", {{"x", threads}, {"y", speed_up}, {"fmt", "o-"}, {"color", "C1"}, {"label", "measured"}});

    const api::BuildResult built = builder.build(engine);
    const auto first = [](const std::vector<api::Diagnostic>& d) {
        return d.empty() ? std::string("no reason given") : d.front().message;
    };
    if (!built.figure) return first(built.diagnostics);
    api::BatchOptions options;
    options.output = file.has_parent_path() ? file.parent_path().string() : ".";
    options.formats = {api::Format::png};
    const api::Outcome outcome = api::render(engine, *built.figure, options);
    return outcome.status == api::Status::done ? "" : first(outcome.diagnostics);
}

}  // namespace plotmill::cli
