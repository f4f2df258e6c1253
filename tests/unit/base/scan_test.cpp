#include "base/scan.h"

#include <cmath>
#include <doctest/doctest.h>
#include <random>
#include <vector>

using namespace plotmill;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity(), gap = std::numeric_limits<double>::quiet_NaN();

void same(const std::vector<double>& v) {
    const Extremes a = extremes(v, false), b = extremes(v, true);
    CHECK(a.low == b.low);
    CHECK(std::signbit(a.low) == std::signbit(b.low));
    CHECK(a.high == b.high);
    CHECK(std::signbit(a.high) == std::signbit(b.high));
    CHECK(a.positive == b.positive);
    CHECK(a.nan == b.nan);
}

}  // namespace

TEST_CASE("extremes: NaN does not count, infinity does") {
    const Extremes e = extremes(std::vector<double>{3, gap, -1, 0.5, 7});
    CHECK(e.low == -1);
    CHECK(e.high == 7);
    CHECK(e.positive == 0.5);
    CHECK(e.nan);
    CHECK_FALSE(e.all_finite());
    CHECK(extremes(std::vector<double>{1, 2}).all_finite());
    CHECK_FALSE(extremes(std::vector<double>{1, inf}).all_finite());
    CHECK(extremes(std::vector<double>{}).low == inf);
    CHECK(extremes(std::vector<double>{gap, gap}).high == -inf);
}

TEST_CASE("extremes: wide and plain agree") {
    std::mt19937 random(3);
    for (int n = 0; n < 200; ++n) {
        std::vector<double> v;
        for (int i = 0; i < n; ++i) {
            const auto kind = random() % 12;
            v.push_back(kind == 0   ? 0.0
                        : kind == 1 ? -0.0
                        : kind == 2 ? (random() % 9 ? 1.0 : gap)
                        : kind == 3 ? (random() % 30 ? 5e-324 : inf)
                        : kind == 4 ? (random() % 30 ? -5e-324 : -inf)
                                    : std::floor(static_cast<double>(random() % 64)) - (n % 3 == 0 ? 0 : 32));
        }
        same(v);
        for (double& x : v) x = x < 0 ? -0.0 : 0.0;
        same(v);
    }
}
