// Draws figures in worker processes, one for each thread of the batch that asks. What goes wrong inside a worker ends
// that worker, and the figure that it was drawing; the next figure gets a new one.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "batch/batch.h"
#include "isolate/messages.h"
#include "isolate/process.h"

namespace plotmill::isolate {

class Pool final : public batch::Executor {
public:
    Pool(std::size_t workers, std::vector<std::string> roots);
    ~Pool() override;  // ends all workers

    // One caller for a worker at a time.
    render::Outcome draw(std::size_t worker, const batch::Submission& submission,
                         const std::atomic<bool>& cancelled) noexcept override;
    std::size_t memory(std::size_t worker) const noexcept override;

private:
    struct Worker {
        Process process;
        std::map<std::shared_ptr<const JobSource>, std::uint64_t> jobs;  // that it knows
        std::atomic<std::size_t> memory{0};
    };
    enum class Ended : std::uint8_t { answered, crashed, not_begun, overdue, cancelled };

    render::Outcome draw_or_throw(Worker& worker, const batch::Submission& submission,
                                  const std::atomic<bool>& cancelled);
    bool ask(Worker& worker, const batch::Submission& submission, std::string& why);
    Ended listen(Worker& worker, const batch::Submission& submission, const std::atomic<bool>& cancelled, Reply& reply,
                 std::string& how);
    void clear_up(const batch::Submission& submission) const;
    render::Outcome failed(const batch::Submission& submission, render::Cause cause, std::string message) const;

    const std::vector<std::string> roots_;
    Nursery nursery_;
    std::vector<std::unique_ptr<Worker>> workers_;
    std::atomic<std::size_t> in_a_row_{0};  // workers that crashed since the last figure was drawn
};

}  // namespace plotmill::isolate
