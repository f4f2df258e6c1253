// Expected values are Matplotlib 3.6.3's (mlab.GaussianKDE).
#include "stats/kde.h"

#include <doctest/doctest.h>

using namespace plotmill::stats;

TEST_CASE("gaussian_kde") {
    const std::vector<double> values{2.1, 3.4, 1.9, 5.6, 4.4, 3.3, 9.7, 2.2, -3.0, 4.1};
    CHECK(scott_factor(10) == doctest::Approx(0.6309573444801932).epsilon(1e-14));
    CHECK(silverman_factor(10) == doctest::Approx(0.6683250619582689).epsilon(1e-14));
    const std::vector<double> at{-3, 0, 2.5, 4, 9.7};
    const std::vector<double> scott = gaussian_kde(values, scott_factor(10), at);
    const double expected[] = {0.022674283173292693, 0.056465071761665174, 0.1276142404552062, 0.1288605707729982,
                               0.02365230979106996};
    REQUIRE(scott.size() == 5);
    for (std::size_t i = 0; i < 5; ++i) CHECK(scott[i] == doctest::Approx(expected[i]).epsilon(1e-12));
    const std::vector<double> one{2.5};
    CHECK(gaussian_kde(values, silverman_factor(10), one)[0] == doctest::Approx(0.12306110863863529).epsilon(1e-12));
    CHECK(gaussian_kde(values, 0.3, one)[0] == doctest::Approx(0.1843873546024546).epsilon(1e-12));
}
