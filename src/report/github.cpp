#include "report/github.h"

#include <cmath>
#include <cstdlib>
#include <fmt/format.h>
#include <vector>

#include "io/files.h"
#include "report/manifest_parts.h"
#include "report/text.h"

namespace plotmill::report {

namespace {

constexpr std::size_t most_rows = 50;  // GitHub refuses a summary of more than 1 MiB

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::string escaped(std::string_view text, bool property) {
    std::string out;
    for (const char c : text) {
        if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
            out += fmt::format("%{:02X}", static_cast<unsigned>(c));
        else
            out += c;
    }
    return out;
}

// As seen from the repository, where the file is in it.
std::string from_workspace(const std::string& file, const std::string& workspace) {
    if (workspace.empty() || file.empty() || file.starts_with("<")) return file;
    const std::string root = io::real_path(workspace) + "/", path = io::real_path(file);
    return path.starts_with(root) ? path.substr(root.size()) : file;
}

std::string duration(double seconds) {
    if (seconds < 0.9995) return fmt::format("{:.0f} ms", 1e3 * seconds);
    if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
    return fmt::format("{:.0f} min {:02.0f} s", std::floor(seconds / 60), std::floor(std::fmod(seconds, 60)));
}

std::string file_size(double bytes) {
    return bytes < 1e6 ? fmt::format("{:.1f} kB", bytes / 1e3) : fmt::format("{:.1f} MB", bytes / 1e6);
}

std::string counted(std::size_t n, const char* noun) { return fmt::format("{} {}{}", n, noun, n == 1 ? "" : "s"); }

class StepSummary final : public Sink {
public:
    explicit StepSummary(std::string path) : path_(std::move(path)) {}

    std::string figure(const Figure& f) override {
        totals_.add(f);
        if (!f.is_failure()) return {};
        if (++failures_ > most_rows) return {};
        const api::Diagnostic* error = nullptr;
        for (const api::Diagnostic& d : f.diagnostics)
            if (!error || (d.severity == api::Severity::error && error->severity != api::Severity::error)) error = &d;
        const std::string comparison = comparison_text(f, true);
        add_row(f.name, f.job, error, comparison.empty() ? status_name(f.status) : comparison);
        return {};
    }

    std::string finish(const Tail& tail) override {
        for (const Job& job : tail.jobs) {
            totals_.add(job);
            for (const api::Diagnostic& d : job.diagnostics)
                if (d.severity == api::Severity::error && ++failures_ <= most_rows) add_row("", job.path, &d, "");
        }
        const auto status = io::append_file(path_, text(tail));
        return status ? "" : status.errors().front().message;
    }

private:
    void add_row(const std::string& figure, const std::string& job, const api::Diagnostic* d,
                 const std::string& otherwise) {
        std::string place = d && !d->file.empty() ? d->file : job;
        if (d && d->line > 0) place += fmt::format(" line {}", d->line);
        rows_ += fmt::format("| {} | {} | {} |\n", markdown_text(figure), markdown_text(place),
                             markdown_text(d ? d->message : otherwise));
    }

    std::string text(const Tail& tail) const {
        const char* mark = tail.exit_code == 0 ? "✅" : tail.signal ? "⏹️" : "❌";
        std::string out = fmt::format("### {} plotmill: {}", mark, counted(totals_.figures, "figure"));
        for (const Status s : {Status::rendered, Status::up_to_date})
            if (totals_.count(s) > 0) out += fmt::format(", {} {}", totals_.count(s), status_name(s));
        if (totals_.failures() > 0) out += ", " + totals_.failure_text();
        for (const Status s : {Status::cancelled, Status::skipped})
            if (totals_.count(s) > 0) out += fmt::format(", {} {}", totals_.count(s), status_name(s));
        if (totals_.differing > 0) out += fmt::format(", {} not as their baselines", totals_.differing);
        out += fmt::format("\n\n{}, {}, {}; {}, {}\n\n", counted(totals_.files, "file"),
                           file_size(static_cast<double>(totals_.bytes)), duration(tail.seconds),
                           counted(totals_.errors, "error"), counted(totals_.warnings, "warning"));
        if (failures_ > 0) out += "| figure | place | error |\n| --- | --- | --- |\n" + rows_ + "\n";
        if (failures_ > most_rows) out += fmt::format("… and {} more\n\n", failures_ - most_rows);
        return out;
    }

    std::string path_, rows_;
    Totals totals_;
    std::size_t failures_ = 0;
};

}  // namespace

Github github_environment() {
    return {variable("GITHUB_ACTIONS") == "true", variable("GITHUB_WORKSPACE"), variable("GITHUB_STEP_SUMMARY")};
}

std::string annotation(const api::Diagnostic& d, const Github& github, const std::string& where) {
    const char* command = d.severity == api::Severity::error     ? "error"
                          : d.severity == api::Severity::warning ? "warning"
                                                                 : "notice";
    std::string properties;
    const auto add = [&](const char* name, std::string_view value) {
        properties += fmt::format("{}{}={}", properties.empty() ? " " : ",", name, escaped(value, true));
    };
    if (!d.file.empty() && !d.file.starts_with("<")) {
        add("file", from_workspace(d.file, github.workspace));
        if (d.line > 0) add("line", std::to_string(d.line));
        if (d.line > 0 && d.column > 0) add("col", std::to_string(d.column));
    }
    add("title", "plotmill");
    return fmt::format("::{}{}::{}\n", command, properties, escaped(where + d.message, false));
}

std::unique_ptr<Sink> make_step_summary(const std::string& path) { return std::make_unique<StepSummary>(path); }

}  // namespace plotmill::report
