#include "style/norm.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>

using namespace plotmill;
using namespace plotmill::style;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();
const double nan_ = std::numeric_limits<double>::quiet_NaN();

void check(const Norm& n, std::vector<double> in, std::vector<double> out) {
    for (std::size_t i = 0; i < in.size(); ++i) {
        CAPTURE(in[i]);
        const double v = n(in[i]);
        if (std::isnan(out[i]))
            CHECK(std::isnan(v));
        else if (std::isinf(out[i]))
            CHECK(v == out[i]);
        else
            CHECK(std::fabs(v - out[i]) < 1e-14);
    }
}

void check_inverse(const Norm& n, std::vector<double> in, std::vector<double> out) {
    for (std::size_t i = 0; i < in.size(); ++i) CHECK(n.inverse(in[i]) == doctest::Approx(out[i]).epsilon(1e-13));
}

}  // namespace

TEST_CASE("norms have Matplotlib's values") {
    check(Norm::linear(2, 7), {1, 2, 3.3, 7, 9, nan_}, {-0.2, 0, 0.25999999999999995, 1, 1.4, nan_});
    check(Norm::linear(2, 7, true), {1, 9, nan_}, {0, 1, nan_});
    check(Norm::linear(3, 3), {1, 9}, {0, 0});
    check(Norm::log(1, 1000), {0.5, 1, 20, 1000, -1, 0}, {-0.10034333188799373, 0, 0.4336766652213271, 1, nan_, nan_});
    check(Norm::log(1, 1000, true), {-1, 0, 2000}, {0, 0, 1});

    Norm symlog = Norm::symlog(0.5);
    symlog.vmin = -20;
    symlog.vmax = 100;
    check(symlog, {-30, -20, -.3, 0, .5, 7, 100},
          {-0.02874812793881606, 0.0, 0.3341061428173241, 0.44294413244074526, 0.624340781813114, 0.8114541886945041,
           1.0});
    check_inverse(
        symlog, {0, .1, .4, .77, 1},
        {-20.000000000000004, -4.88088724220681, -0.11837079843903317, 3.9010201346860405, 100.00000000000001});
    Norm base2 = Norm::symlog(0.03, 0.3, 2);
    base2.vmin = -1;
    base2.vmax = 1;
    check(base2, {-1, -.02, .01, .6}, {0.0, 0.46465740284415036, 0.5176712985779248, 0.934884304719156});

    check(Norm::two_slope(1, -2, 5), {-3, -2, 0, 1, 2.5, 5, 6}, {-inf, 0, 0.3333333333333333, 0.5, 0.6875, 1, inf});
    check_inverse(Norm::two_slope(1, -2, 5), {.25, .5, .9}, {-0.5, 1, 4.2});
    check(Norm::power(0.5, 1, 10), {0, 1, 3, 10, 12}, {0, 0, 0.47140452079103173, 1, 1.1055415967851332});
    check_inverse(Norm::power(0.5, 1, 10), {.3, .9}, {1.81, 8.290000000000001});
    check_inverse(Norm::log(1, 1000), {0, 1.0 / 3, 1}, {1, 10, 1000});
    check(Norm::no_norm(), {0, 3, 900}, {0, 3, 900});
}

TEST_CASE("boundary norms give indices") {
    const std::vector<double> b = {0, 1, 2.5, 4, 10};
    const std::vector<double> in = {-1, 0, .5, 1, 2.5, 3.9, 4, 9.99, 10, 20};
    using Extend = Norm::Extend;
    check(Norm::boundary(b, 256), in, {-1, 0, 0, 85, 170, 170, 255, 255, 256, 256});
    check(Norm::boundary(b, 4), in, {-1, 0, 0, 1, 2, 2, 3, 3, 4, 4});
    check(Norm::boundary(b, 256, false, Extend::both), in, {-1, 51, 51, 102, 153, 153, 204, 204, 256, 256});
    check(Norm::boundary(b, 10, false, Extend::max), in, {-1, 0, 0, 2, 4, 4, 6, 6, 10, 10});
    check(Norm::boundary(b, 256, true), in, {0, 0, 0, 85, 170, 170, 255, 255, 255, 255});
    check(Norm::boundary({0, 1}, 256), {-1, .5, 1}, {-1, 127, 256});
    CHECK(std::isnan(Norm::boundary(b, 256).inverse(0.5)));
    CHECK(std::isnan(Norm::boundary(b, 256)(nan_)));
    const Colormap map = *find_colormap("viridis");
    CHECK(Norm::boundary(b, 256).color(1.2, map) == map.at_index(85));
    CHECK(Norm::linear(0, 2).color(1, map) == map(0.5));
    CHECK(Norm::linear(0, 2).color(nan_, map) == map.bad());
}

TEST_CASE("limits come from the data where they are not given") {
    const std::vector<double> data = {nan_, -1, 0, .5, 20};
    Norm linear = Norm::linear({}, 7);
    linear.autoscale(data);
    CHECK(*linear.vmin == -1);
    CHECK(*linear.vmax == 7);
    Norm log = Norm::log();
    log.autoscale(data);
    CHECK(*log.vmin == 0.5);
    CHECK(*log.vmax == 20);
    Norm centered = Norm::centered(1);
    centered.autoscale(std::vector<double>{-2, 3, 0});
    CHECK(*centered.vmin == -2);
    CHECK(*centered.vmax == 4);
    check(centered, {-2, 0, 3}, {0, 0.3333333333333333, 0.8333333333333334});
    Norm fixed = Norm::centered(1, -2);
    fixed.autoscale(data);
    CHECK(*fixed.vmin == -1);
    CHECK(*fixed.vmax == 3);
    Norm two = Norm::two_slope(30);
    two.autoscale(data);
    CHECK(*two.vmax == 30);
    CHECK(two.problem().empty());
    Norm empty = Norm::linear();
    empty.autoscale(std::vector<double>{nan_});
    CHECK_FALSE(empty.scaled());
}

TEST_CASE("bad parameters are named") {
    CHECK(Norm::linear(2, 1).problem() == "vmin must be less than or equal to vmax");
    CHECK(Norm::log(0, 1).problem() == "a log norm wants vmin and vmax above 0");
    CHECK(Norm::symlog(0).problem() == "linthresh must be above 0");
    CHECK(Norm::two_slope(3, 3, {}).problem() == "vmin, vcenter and vmax must be in increasing order");
    CHECK(Norm::boundary({1}, 256).problem() == "at least two boundaries are needed");
    CHECK(Norm::boundary({1, 0}, 256).problem() == "boundaries must increase");
    CHECK(Norm::boundary({0, 1, 2}, 2, false, Norm::Extend::max).problem() ==
          "there are 3 colour bins, extensions included, but only 2 colours");
    CHECK(Norm::boundary({0, 1, 2}, 9, true, Norm::Extend::max).problem() == "'clip' does not go with 'extend'");
    CHECK(Norm::power(2, 0, 1).problem().empty());
}
