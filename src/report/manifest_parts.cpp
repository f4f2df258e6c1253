#include "report/manifest_parts.h"

#include <cmath>

namespace plotmill::report {

const char* severity_name(api::Severity severity) {
    switch (severity) {
        case api::Severity::error:
            return "error";
        case api::Severity::warning:
            return "warning";
        case api::Severity::note:
            return "note";
    }
    return "";
}

double to_microseconds(double seconds) { return std::round(seconds * 1e6) / 1e6; }

void write_diagnostics(JsonWriter& json, const std::vector<api::Diagnostic>& diagnostics) {
    json.begin_array();
    for (const api::Diagnostic& d : diagnostics) {
        json.begin_object().member("severity", severity_name(d.severity)).member("file", d.file);
        json.member("line", std::uint64_t{d.line}).member("column", std::uint64_t{d.column});
        if (!d.lint.empty()) json.member("lint", d.lint);
        json.member("message", d.message).member("text", d.text).end_object();
    }
    json.end_array();
}

void write_figure(JsonWriter& json, const Figure& f, bool diagnostics) {
    json.member("name", f.name).member("job", f.job).member("index", std::uint64_t{f.index});
    json.member("status", status_name(f.status)).key("files").begin_array();
    for (const File& file : f.files) {
        json.begin_object().member("format", file.format).member("path", file.path);
        json.member("bytes", file.bytes).member("hash", file.hash).end_object();
    }
    json.end_array().member("alt", f.alt).member("worker", f.worker);
    json.member("begun", to_microseconds(f.begun)).member("seconds", to_microseconds(f.seconds));
    json.key("stages").begin_object();
    for (const api::Stage& s : api::stages) json.member(s.name, to_microseconds(f.stages.*s.seconds));
    json.end_object();
    if (!diagnostics) return;
    json.key("diagnostics");
    write_diagnostics(json, f.diagnostics);
}

void write_job(JsonWriter& json, const Job& job) {
    json.member("path", job.path).member("readable", job.readable).member("figures", std::uint64_t{job.figures});
    json.key("diagnostics");
    write_diagnostics(json, job.diagnostics);
}

void write_totals(JsonWriter& json, const Totals& t) {
    json.member("figures", std::uint64_t{t.figures});
    for (int s = 0; s < status_count; ++s)
        json.member(status_name(static_cast<Status>(s)), std::uint64_t{t.by_status[s]});
    json.member("files", std::uint64_t{t.files}).member("bytes", t.bytes);
    json.member("errors", std::uint64_t{t.errors}).member("warnings", std::uint64_t{t.warnings});
}

}  // namespace plotmill::report
