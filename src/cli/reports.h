// The files that a run leaves about itself (--manifest, ...): which of them the options ask for, opened before the work
// so that a place that cannot be written to is known at once, and filled figure by figure. figure() is called by one
// thread at a time, between open() and finish().
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/options.h"
#include "report/records.h"

namespace plotmill::cli {

class Reports {
public:
    // The observer gets what the reports get; where two things are compared it is alone, and reports come afterwards.
    explicit Reports(const Options& options, std::unique_ptr<report::Sink> observer = nullptr)
        : options_(options), observer_(std::move(observer)) {}

    // Faults as words, one each; with any of them there are no reports.
    std::vector<std::string> open(const report::Head& head);
    bool any() const { return !sinks_.empty(); }
    void figure(const report::Figure& figure);
    std::vector<std::string> finish(const report::Tail& tail);

private:
    const Options& options_;
    std::unique_ptr<report::Sink> observer_;  // until open()
    std::vector<std::unique_ptr<report::Sink>> sinks_;
    std::vector<std::string> faults_;
};

}  // namespace plotmill::cli
