#include "cli/reports.h"

#include <algorithm>
#include <utility>

#include "report/github.h"
#include "report/junit.h"
#include "report/manifest.h"
#include "report/page.h"
#include "report/trace.h"

namespace plotmill::cli {

std::vector<std::string> Reports::open(const report::Head& head) {
    std::vector<std::string> faults;
    if (observer_) {
        sinks_.push_back(std::move(observer_));
        if (options_.command == Command::compare) return faults;
    }
    const auto add = [&](Result<std::unique_ptr<report::Sink>> sink) {
        if (sink)
            sinks_.push_back(std::move(*sink));
        else
            faults.push_back(sink.errors().front().message);
    };
    if (!options_.manifest.empty()) add(report::make_manifest(options_.manifest, head));
    if (!options_.junit.empty()) add(report::make_junit(options_.junit, head));
    if (!options_.report.empty()) add(report::make_page(options_.report, head, std::max(head.workers, 1)));
    if (!options_.trace.empty()) add(report::make_trace(options_.trace, head));
    if (const report::Github github = report::github_environment(); !github.summary.empty())
        sinks_.push_back(report::make_step_summary(github.summary));
    if (!faults.empty()) sinks_.clear();
    return faults;
}

void Reports::figure(const report::Figure& figure) {
    for (auto& sink : sinks_) {
        std::string fault = sink->figure(figure);
        if (fault.empty()) continue;
        faults_.push_back(std::move(fault));
        sink.reset();
    }
    std::erase(sinks_, nullptr);
}

std::vector<std::string> Reports::finish(const report::Tail& tail) {
    for (auto& sink : sinks_)
        if (std::string fault = sink->finish(tail); !fault.empty()) faults_.push_back(std::move(fault));
    sinks_.clear();
    return std::exchange(faults_, {});
}

}  // namespace plotmill::cli
