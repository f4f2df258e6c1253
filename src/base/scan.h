// One pass over many numbers. Pure functions, any thread.
#pragma once

#include <limits>
#include <span>

#include "base/wide.h"

namespace plotmill {

// Of the values that are not NaN; of equal ones (0 and -0) the first. No value: low > high.
struct Extremes {
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();
    double positive = std::numeric_limits<double>::infinity();  // the smallest above 0
    bool nan = false;                                           // some value is

    bool all_finite() const {
        constexpr double inf = std::numeric_limits<double>::infinity();
        return !nan && low > -inf && high < inf;
    }
};
Extremes extremes(std::span<const double> values, bool wide = wide_loops());

}  // namespace plotmill
