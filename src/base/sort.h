// Stable sorting that ends where its figure has no time left (base/watch.h).
#pragma once

#include <algorithm>

#include "base/watch.h"

namespace plotmill {

template <class Iterator, class Less>
void sort_stably(Iterator begin, Iterator end, Less less) {
    constexpr auto long_sort = 100'000;
    if (end - begin < long_sort) {
        std::stable_sort(begin, end, less);
        return;
    }
    Poll poll;
    std::stable_sort(begin, end, [&](const auto& a, const auto& b) {
        poll();
        return less(a, b);
    });
}

// For values of which equal ones cannot be told apart.
template <class Iterator>
void sort_values(Iterator begin, Iterator end) {
    constexpr auto long_sort = 1'000'000;
    if (end - begin < long_sort) {
        std::sort(begin, end);
        return;
    }
    Poll poll;
    std::sort(begin, end, [&](const auto& a, const auto& b) {
        poll();
        return a < b;
    });
}

}  // namespace plotmill
