#include "report/records.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <fmt/format.h>

namespace plotmill::report {

namespace {

constexpr std::array<const char*, status_count> names{"rendered",      "up-to-date", "failed",    "timed-out",
                                                      "out-of-memory", "crashed",    "cancelled", "skipped"};

Status failure_of(api::Cause cause) {
    switch (cause) {
        case api::Cause::fault:
            break;
        case api::Cause::timeout:
            return Status::timed_out;
        case api::Cause::memory:
            return Status::out_of_memory;
        case api::Cause::crash:
            return Status::crashed;
    }
    return Status::failed;
}

void count_diagnostics(const std::vector<api::Diagnostic>& diagnostics, Totals& t) {
    for (const api::Diagnostic& d : diagnostics) {
        if (d.severity == api::Severity::error) ++t.errors;
        if (d.severity == api::Severity::warning) ++t.warnings;
    }
}

bool differs(const Figure& f) {
    return std::ranges::any_of(
        f.comparisons, [](const compare::Comparison& c) { return !compare::is_fine(c.verdict) && !c.accepted; });
}

}  // namespace

const char* status_name(Status status) { return names[static_cast<std::size_t>(status)]; }

std::optional<Status> find_status(std::string_view name) {
    const auto at = std::ranges::find(names, name);
    if (at == names.end()) return std::nullopt;
    return static_cast<Status>(at - names.begin());
}

bool is_failed(Status s) {
    return s == Status::failed || s == Status::timed_out || s == Status::out_of_memory || s == Status::crashed;
}

Status status_of(const api::Outcome& o) {
    switch (o.status) {
        case api::Status::done:
            return Status::rendered;
        case api::Status::failed:
            return failure_of(o.cause);
        case api::Status::cancelled:
            return Status::cancelled;
        case api::Status::up_to_date:
            return Status::up_to_date;
    }
    return Status::failed;
}

Figure make_figure(const api::Outcome& o) {
    Figure f;
    f.name = o.name;
    f.job = o.job;
    f.index = o.index;
    f.status = status_of(o);
    for (const api::Image& i : o.images)
        f.files.push_back({std::string(api::format_name(i.format)), i.path, i.size, i.hash});
    f.alt = o.alt;
    f.worker = o.worker;
    f.begun = o.begun;
    f.seconds = o.seconds;
    f.stages = o.times;
    f.spans = o.spans;
    f.diagnostics = o.diagnostics;
    return f;
}

bool Figure::is_failure() const { return is_failed(status) || differs(*this); }

std::size_t Totals::failures() const {
    std::size_t n = 0;
    for (int s = 0; s < status_count; ++s)
        if (is_failed(static_cast<Status>(s))) n += by_status[s];
    return n;
}

std::string Totals::failure_text() const {
    std::string out, reasons;
    if (failures() > 0) out = fmt::format("{} failed", failures());
    for (const auto& [status, words] : {std::pair{Status::timed_out, "timed out"},
                                        {Status::out_of_memory, "out of memory"},
                                        {Status::crashed, "crashed"}})
        if (count(status) > 0) reasons += fmt::format("{}{} {}", reasons.empty() ? "" : ", ", count(status), words);
    return reasons.empty() ? out : out + " (" + reasons + ")";
}

void Totals::add(const Figure& f) {
    ++figures;
    if (differs(f)) ++differing;
    ++by_status[static_cast<int>(f.status)];
    files += f.files.size();
    for (const File& file : f.files) bytes += file.bytes;
    count_diagnostics(f.diagnostics, *this);
    for (const api::Stage& s : api::stages) stages.*s.seconds += f.stages.*s.seconds;
}

void Totals::add(const Job& job) { count_diagnostics(job.diagnostics, *this); }

bool Totals::operator==(const Totals& o) const {
    return figures == o.figures && std::ranges::equal(by_status, o.by_status) && files == o.files && bytes == o.bytes &&
           errors == o.errors && warnings == o.warnings;
}

std::string utc_now() {
    const std::time_t now = std::time(nullptr);
    std::tm t{};
    ::gmtime_r(&now, &t);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour,
                       t.tm_min, t.tm_sec);
}

}  // namespace plotmill::report
