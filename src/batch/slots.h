// A bound on how much is in flight. Whoever finds all slots taken sleeps until half of them are free again, so that
// putting in and taking out do not wake each other once an item. Any thread.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>

namespace plotmill::batch {

class Slots {
public:
    explicit Slots(std::size_t count) : most_(count), few_(count / 2) {}

    void acquire() {
        for (;;) {
            std::size_t taken = taken_.load();
            while (taken < most_)
                if (taken_.compare_exchange_weak(taken, taken + 1)) return;
            const std::uint32_t turn = turn_.load();
            waiting_.store(true);
            // Whoever releases looks at `waiting_` after counting, so that one of the two sees the other.
            if (taken_.load() > few_) turn_.wait(turn);
        }
    }

    void release() {
        if (taken_.fetch_sub(1) - 1 > few_ || !waiting_.exchange(false)) return;
        ++turn_;
        turn_.notify_all();
    }

private:
    const std::size_t most_, few_;
    std::atomic<std::size_t> taken_{0};
    std::atomic<bool> waiting_{false};
    std::atomic<std::uint32_t> turn_{0};
};

}  // namespace plotmill::batch
