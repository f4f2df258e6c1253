#include "report/records.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <fmt/format.h>

namespace plotmill::report {

namespace {

constexpr std::array<const char*, status_count> names{"rendered",  "up-to-date", "failed",
                                                      "timed-out", "cancelled",  "skipped"};

Status status_of(const api::Outcome& o) {
    switch (o.status) {
        case api::Status::done:
            return Status::rendered;
        case api::Status::failed:
            return o.cause == api::Cause::timeout ? Status::timed_out : Status::failed;
        case api::Status::cancelled:
            return Status::cancelled;
        case api::Status::up_to_date:
            return Status::up_to_date;
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
    f.diagnostics = o.diagnostics;
    return f;
}

bool Figure::is_failure() const { return status == Status::failed || status == Status::timed_out || differs(*this); }

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
