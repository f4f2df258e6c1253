// Expected values are NumPy's.
#include "data/generators.h"

#include <doctest/doctest.h>

#include "data/random.h"
#include "support.h"
#include "values.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

const Vars vars{{"n", expr::Scalar::of_number(3, true)}};

std::vector<double> make(std::string_view text) {
    CAPTURE(text);
    auto r = generate(flow(text), vars);
    if (!r) FAIL(r.errors()[0].message);
    return (*r)->numbers;
}
std::string fault(std::string_view text) {
    auto r = generate(flow(text), vars);
    return r ? "no error" : r.errors()[0].message;
}

}  // namespace

TEST_CASE("ranges") {
    CHECK(make("{linspace: [0, 1, 4]}") == std::vector<double>{0, 0.3333333333333333, 0.6666666666666666, 1});
    CHECK(make("{linspace: [0.1, 0.7, 4]}") == std::vector<double>{0.1, 0.3, 0.5, 0.7});
    CHECK(make("{linspace: [2, 3, 1]}") == std::vector<double>{2});
    CHECK(make("{linspace: [2, 2, 3]}") == std::vector<double>{2, 2, 2});
    CHECK(make("{linspace: [0, 1, 0]}").empty());
    CHECK(make("{linspace: [0, '=n', '=n+1']}") == std::vector<double>{0, 1, 2, 3});
    CHECK(make("{arange: [0, 1, 0.3]}") == std::vector<double>{0, 0.3, 0.6, 0.8999999999999999});
    CHECK(make("{arange: [0.1, 0.5, 0.1]}") == std::vector<double>{0.1, 0.2, 0.30000000000000004, 0.4});
    CHECK(make("{arange: [1, 1.3, 0.1]}").size() == 4);  // as np.arange: the stop slips in
    CHECK(make("{arange: [5, 0, -2]}") == std::vector<double>{5, 3, 1});
    CHECK(make("{arange: [3, 1]}").empty());
    CHECK(make("{arange: [3]}") == std::vector<double>{0, 1, 2});
    CHECK(make("{range: [0, 10, 4]}") == std::vector<double>{0, 4, 8});
    CHECK((*generate(flow("{arange: [0, 3]}"), vars))->integers);
    CHECK_FALSE((*generate(flow("{arange: [0, 3, 0.5]}"), vars))->integers);
    CHECK(make("{logspace: [0, 2, 3]}") == std::vector<double>{1, 10, 100});
    CHECK(make("{geomspace: [1, 1000, 4]}") == std::vector<double>{1, 10, 100, 1000});
    CHECK(make("{geomspace: [-2, -32, 5]}")[1] == doctest::Approx(-4).epsilon(1e-15));
    CHECK(make("{geomspace: [1, 24, 25]}").back() == 24);
}

TEST_CASE("the generator's numbers never change") {
    Random r(0);
    CHECK(r.next() == 0x53175d61490b23dfULL);
    CHECK(r.next() == 0x61da6f3dc380d507ULL);
    CHECK(make("{uniform: {low: 0, high: 1, n: 3, seed: 7}}") ==
          std::vector<double>{0.05536043647833322, 0.17211585444811772, 0.7175761283586594});
    CHECK(make("{normal: {mean: 0, std: 1, n: 3, seed: 7}}") ==
          std::vector<double>{-1.5949613769896949, -0.9458370424504049, 0.5756559676096925});
    CHECK(make("{normal: {mean: 10, std: 2, n: 3, seed: 7}}")[0] == 10 + 2 * make("{normal: {n: 1, seed: 7}}")[0]);
}

TEST_CASE("the normal distribution") {
    // Quantiles from tables of 16 digits.
    CHECK(normal_quantile(0.5) == 0);
    CHECK(normal_quantile(0.975) == doctest::Approx(1.959963984540054).epsilon(1e-15));
    CHECK(normal_quantile(0.025) == doctest::Approx(-1.959963984540054).epsilon(1e-15));
    CHECK(normal_quantile(1e-10) == doctest::Approx(-6.361340902404056).epsilon(1e-14));
    CHECK(normal_quantile(1e-300) == doctest::Approx(-37.0471).epsilon(1e-5));
    const std::vector<double> v = make("{normal: {mean: 5, std: 2, n: 20000, seed: 1}}");
    double sum = 0, squares = 0;
    for (double x : v) sum += x, squares += (x - 5) * (x - 5);
    CHECK(sum / 20000 == doctest::Approx(5).epsilon(0.01));
    CHECK(std::sqrt(squares / 20000) == doctest::Approx(2).epsilon(0.02));
}

TEST_CASE("faults of generators") {
    CHECK(fault("{linspac: [0, 1, 3]}") == "unknown generator 'linspac' (did you mean 'linspace'?)");
    CHECK(fault("{linspace: [0]}") == "expected 'linspace' as [start, stop, n]");
    CHECK(fault("{linspace: [0, 1, 2.5]}").starts_with("expected a number of values"));
    CHECK(fault("{linspace: [0, 1, 1e18]}").find("too many values") != std::string::npos);
    CHECK(fault("{arange: [0, 1, 0]}") == "the step of 'arange' is 0");
    CHECK(fault("{arange: [0, 1e300, 1]}").find("too many values") != std::string::npos);
    CHECK(fault("{geomspace: [0, 1, 3]}").find("same sign") != std::string::npos);
    CHECK(fault("{normal: {mean: 0}}") == "'normal' needs 'n', the number of values");
    CHECK(fault("{uniform: {lo: 0, n: 3}}") == "unknown key 'lo' in 'uniform' (did you mean 'low'?)");
    CHECK(fault("{linspace: [0, .inf, 3]}") == "expected a finite number in 'linspace'");
}
