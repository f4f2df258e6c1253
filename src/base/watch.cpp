#include "base/watch.h"

#include <algorithm>
#include <exception>

namespace plotmill {

namespace {

constinit thread_local Watch* current = nullptr;

}  // namespace

const char* Stopped::what() const noexcept {
    switch (why_) {
        case Why::cancelled:
            return "cancelled";
        case Why::time:
            return "out of time";
        case Why::memory:
            return "more memory than allowed";
    }
    return "";
}

Watch::Watch(const std::atomic<bool>* cancelled, std::size_t memory)
    : cancelled_(cancelled), memory_(memory), outer_(current) {
    current = this;
}

Watch::~Watch() { current = outer_; }

void Watch::end_after(double seconds, Clock::time_point begun) {
    constexpr double longest = 1e9;
    deadline_ =
        begun + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(std::min(seconds, longest)));
}

void Watch::check() const {
    if (cancelled_ && cancelled_->load(std::memory_order_relaxed)) throw Stopped(Stopped::Why::cancelled);
    if (deadline_ != Clock::time_point::max() && Clock::now() > deadline_) throw Stopped(Stopped::Why::time);
}

void Watch::need(std::size_t bytes) const {
    if (memory_ == 0) return;
    const std::size_t held = used_ > 0 ? static_cast<std::size_t>(used_) : 0;
    if (held > memory_ || bytes > memory_ - held) throw Stopped(Stopped::Why::memory, held + bytes);
}

void Watch::need_time(double seconds) const {
    check();
    if (deadline_ == Clock::time_point::max()) return;
    if (std::chrono::duration<double>(deadline_ - Clock::now()).count() < seconds) throw Stopped(Stopped::Why::time);
}

void Watch::take(std::size_t bytes) {
    if (holds_ == 0 && std::uncaught_exceptions() == 0) {
        need(bytes);
        check();
    }
    used_ += static_cast<std::ptrdiff_t>(bytes);
}

WatchAside::WatchAside()
    : watch_(current ? current->cancelled_ : nullptr, current ? current->memory_ : 0) {
    if (watch_.outer_) watch_.deadline_ = watch_.outer_->deadline_;
}

WatchHold::WatchHold() : watch_(current) {
    if (watch_) ++watch_->holds_;
}

WatchHold::~WatchHold() {
    if (watch_) --watch_->holds_;
}

void poll_now() {
    if (current) current->check();
}

void need_memory(std::size_t bytes) {
    if (current) current->need(bytes);
}

void need_time(double seconds) {
    if (current) current->need_time(seconds);
}

void note_allocated(std::size_t bytes) {
    if (current) current->take(bytes);
}

void note_released(std::size_t bytes) noexcept {
    if (current) current->give(bytes);
}

}  // namespace plotmill
