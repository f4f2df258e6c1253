// What a figure may take of time and memory, and how long work asks whether it still may. A Watch belongs to the thread
// that made it, which draws one figure at a time; poll() and need_memory() go by that thread's watch, so that a loop
// over data needs no argument for it, and cost next to nothing where there is none. They end the work by throwing
// Stopped, which render/ makes an error of the figure.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <new>

namespace plotmill {

// A kind of exhausted memory, so that whatever survives the one survives the other.
class Stopped : public std::bad_alloc {
public:
    enum class Why { cancelled, time, memory };
    explicit Stopped(Why why, std::size_t bytes = 0) : why_(why), bytes_(bytes) {}
    Why why() const { return why_; }
    std::size_t bytes() const { return bytes_; }  // that would have been needed at the least
    const char* what() const noexcept override;

private:
    Why why_;
    std::size_t bytes_;
};

class Watch {
public:
    using Clock = std::chrono::steady_clock;

    // From now on this thread's, until its end; then the one before is again. `memory`: bytes, 0 for as much as there
    // is.
    explicit Watch(const std::atomic<bool>* cancelled = nullptr, std::size_t memory = 0);
    ~Watch();
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    void end_after(double seconds, Clock::time_point begun = Clock::now());
    void check() const;  // throws Stopped

    // Allocated; throws Stopped where that is too much, but for clean-up after another exception.
    void take(std::size_t bytes);
    void give(std::size_t bytes) { used_ -= static_cast<std::ptrdiff_t>(bytes); }
    void need(std::size_t bytes) const;
    void need_time(double seconds) const;
    // Bytes that were taken and not given back since the watch began; negative where older ones were given back.
    std::ptrdiff_t used() const { return used_; }

private:
    friend class WatchAside;
    friend class WatchHold;
    const std::atomic<bool>* cancelled_;
    Clock::time_point deadline_ = Clock::time_point::max();
    std::size_t memory_;
    std::ptrdiff_t used_ = 0;
    int holds_ = 0;
    Watch* outer_;
};

// Work on something that others share (a table): the figure's time runs on, and its memory is counted apart from the
// figure's, up to the same cap.
class WatchAside {
public:
    WatchAside();

private:
    Watch watch_;
};

// For code that must not be left by an exception: allocations are counted, and stop nothing.
class WatchHold {
public:
    WatchHold();
    ~WatchHold();
    WatchHold(const WatchHold&) = delete;
    WatchHold& operator=(const WatchHold&) = delete;

private:
    Watch* watch_;
};

// Throws Stopped where this thread's figure has no time left or was cancelled.
void poll_now();

// In a loop, with its counter: asks once in some thousand rounds.
inline void poll(std::size_t i) {
    constexpr std::size_t rounds = 2048;
    if (i % rounds == rounds - 1) poll_now();
}

// The same for loops that count nothing, or whose rounds are of different weight.
class Poll {
public:
    void operator()(std::size_t weight = 1) {
        constexpr std::size_t enough = 2048;
        if ((sum_ += weight) < enough) return;
        sum_ = 0;
        poll_now();
    }

private:
    std::size_t sum_ = 0;
};

// An estimate before the work: throws Stopped where so many bytes more would go beyond the figure's cap.
void need_memory(std::size_t bytes);
// The same for work that cannot be stopped: where its time-out is nearer than that.
void need_time(double seconds);

// What a program's operator new and delete tell of large blocks (src/cli/allocation.cpp); without them the estimates
// alone count.
void note_allocated(std::size_t bytes);  // throws Stopped
void note_released(std::size_t bytes) noexcept;

}  // namespace plotmill
