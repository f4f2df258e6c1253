// What the figures of one matrix share (`share` of the job format), worked out once by whoever draws them: each worker
// that needs it measures figures that nobody has measured yet, and waits for the others' last ones. Any thread.
#pragma once

#include <atomic>
#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "data/store.h"
#include "expand/job.h"
#include "render/job.h"
#include "resolve/share.h"

namespace plotmill::render {

struct Settings;

class MatrixScales {
public:
    MatrixScales(std::shared_ptr<const expand::Siblings> figures, std::shared_ptr<const Job> job)
        : figures_(std::move(figures)), job_(std::move(job)) {}

    const expand::Siblings* figures() const { return figures_.get(); }

    // Null where the settings' `cancelled` was set before it was ready. The first call may take as long as resolving
    // all figures; their faults are each figure's own to report. Memory is that of the merged measures.
    const resolve::SharedScales* wait(data::TableStore& tables, const Settings& settings);

    using Inputs = std::map<std::string, io::InputFile>;
    // The files that measuring has read, after wait().
    Inputs files() const;

private:
    void deliver(std::size_t index, resolve::SharedScales measured);

    const std::shared_ptr<const expand::Siblings> figures_;
    const std::shared_ptr<const Job> job_;
    std::atomic<std::size_t> next_{0};
    mutable std::mutex mutex_;  // for all below
    Inputs files_;
    std::condition_variable ready_;
    std::map<std::size_t, resolve::SharedScales> early_;  // of figures whose forerunners are still measured
    std::size_t merged_ = 0;                              // the first so many figures are in scales_
    resolve::SharedScales scales_;
};

}  // namespace plotmill::render
