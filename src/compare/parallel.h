// A loop over independent steps on a few threads. The steps may not throw.
#pragma once

#include <atomic>
#include <cstddef>
#include <thread>
#include <vector>

namespace plotmill::compare {

template <class F>
void for_each_index(std::size_t count, int threads, F&& step) {
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) step(i);
    };
    std::vector<std::jthread> others;
    for (int t = 1; t < threads && static_cast<std::size_t>(t) < count; ++t) others.emplace_back(work);
    work();
}

}  // namespace plotmill::compare
