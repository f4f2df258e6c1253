// Diagnostics in job order, whatever the number of threads. Equal ones of a job (same place, same message but for the
// name of the figure's own file, or same lint: one fault seen by many figures) are printed once with their count: as
// soon as a figure comes that does not have it, or has been seen by a good many, or the job ends. What more figures
// then have it is said at the job's end. Memory is bounded by those that keep coming: a job of many figures that each
// have their own is none the larger. Any thread may call it; output goes through Progress.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "cli/progress.h"
#include "plotmill/diagnostic.h"
#include "report/github.h"

namespace plotmill::cli {

struct ReportStyle {
    bool color = false;
    bool json = false;           // a JSON object a line
    bool names = false;          // say which figures
    report::Github github = {};  // where annotations go with it
};

class Reporter {
public:
    Reporter(Progress& progress, ReportStyle style) : progress_(progress), style_(style) {}

    // In the order of submission: the diagnostics of the next figure.
    void figure(const std::string& name, const std::vector<api::Diagnostic>& diagnostics);
    // The job that is being read ends after `figures` figures in all (of this and earlier jobs).
    void job_end(std::size_t figures, std::vector<api::Diagnostic> diagnostics);
    // Whatever is held (after the last delivery).
    void flush();

    std::size_t errors() const;  // seen so far
    std::size_t warnings() const;

private:
    struct Group {
        api::Diagnostic diagnostic;
        std::size_t figures = 0;
        std::vector<std::string> names;   // the first few
        std::size_t first = 0, last = 0;  // figures that had it, by their place in the delivery
        std::size_t printed = 0;          // figures that were counted when it was printed
    };
    struct JobEnd {
        std::size_t figures;
        std::vector<api::Diagnostic> diagnostics;
    };
    using Key = std::tuple<std::string, unsigned, unsigned, int, std::string>;
    // `lints`: how many there were of each in the same figure.
    void add(const api::Diagnostic& d, const std::string* name, std::map<Key, std::size_t>* lints);
    void end_jobs();   // those whose figures are all delivered
    void print_due();  // those that need not wait any longer, and all before them
    void forget_printed();
    void print_groups();  // the rest, and what came after they were printed
    std::string text(const Group& group) const;
    std::string more_text(const Group& group) const;

    Progress& progress_;
    const ReportStyle style_;
    mutable std::mutex mutex_;
    std::map<Key, std::size_t> index_;
    std::vector<Group> groups_;
    std::size_t printed_ = 0;  // so many of groups_
    static constexpr std::size_t most_held = 512;
    std::size_t hold_ = most_held;  // with so many groups_, those are forgotten that were printed and are seen no more
    std::deque<JobEnd> ends_;
    std::size_t delivered_ = 0, errors_ = 0, warnings_ = 0;
};

}  // namespace plotmill::cli
