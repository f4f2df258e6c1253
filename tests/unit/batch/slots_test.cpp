#include "batch/slots.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <thread>
#include <vector>

using plotmill::batch::Slots;

TEST_CASE("never more is taken than there is, and everyone gets a slot") {
    for (const std::size_t count : {std::size_t{1}, std::size_t{2}, std::size_t{7}}) {
        Slots slots(count);
        constexpr int items = 2000, putting = 3;
        std::atomic<std::size_t> in_flight{0}, most{0};
        std::atomic<int> put{0}, taken{0};
        std::vector<std::jthread> threads;
        for (int t = 0; t < putting; ++t)
            threads.emplace_back([&] {
                while (put.fetch_add(1) < items) {
                    slots.acquire();
                    const std::size_t now = ++in_flight;
                    for (std::size_t seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
                    }
                }
            });
        for (int t = 0; t < 2; ++t)
            threads.emplace_back([&] {
                while (taken < items) {
                    std::size_t now = in_flight;
                    if (now == 0 || !in_flight.compare_exchange_weak(now, now - 1)) {
                        std::this_thread::yield();
                        continue;
                    }
                    ++taken;
                    slots.release();
                }
            });
        threads.clear();
        CHECK(taken == items);
        CHECK(most <= count);
    }
}
