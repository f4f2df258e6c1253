#include "figure/scale.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <string_view>
#include <utility>

using namespace plotmill::figure;

namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("scales and their inverses") {
    const Scale linear{};
    CHECK(linear.transform(-3.5) == -3.5);
    const Scale log{.kind = ScaleKind::log};
    CHECK(log.transform(1000) == doctest::Approx(3));
    CHECK(log.inverse(-2) == doctest::Approx(0.01));
    CHECK(Scale{.kind = ScaleKind::log, .base = 2}.transform(8) == 3);
    CHECK(Scale{.kind = ScaleKind::log, .base = 5}.transform(125) == doctest::Approx(3));
    const Scale symlog{.kind = ScaleKind::symlog};
    CHECK(symlog.transform(1) == doctest::Approx(1.1111111111111112));
    CHECK(symlog.transform(100) == doctest::Approx(5.620162230894258));
    CHECK(symlog.transform(-100) == doctest::Approx(-5.620162230894258));
    CHECK(symlog.transform(0) == 0);
    const Scale logit{.kind = ScaleKind::logit};
    CHECK(logit.transform(0.5) == 0);
    CHECK(logit.transform(0.99) == doctest::Approx(1.99563519459755));
    for (const Scale& scale :
         {log, symlog, logit, Scale{.kind = ScaleKind::symlog, .base = 2, .linthresh = 0.1, .linscale = 3}})
        for (double v : {0.001, 0.25, 0.75, 0.999}) CHECK(scale.inverse(scale.transform(v)) == doctest::Approx(v));
    for (double v : {-50.0, -1.0, 2.0, 3e6}) CHECK(symlog.inverse(symlog.transform(v)) == doctest::Approx(v));
}

TEST_CASE("what a scale cannot show is clipped or masked") {
    const Scale clipped{.kind = ScaleKind::log}, masked{.kind = ScaleKind::log, .mask_nonpositive = true};
    CHECK(clipped.transform(0) == -1000);
    CHECK(clipped.transform(-4) == -1000);
    CHECK(masked.transform(0) == -kInf);
    CHECK(std::isnan(masked.transform(-4)));
    CHECK(std::isnan(clipped.transform(std::nan(""))));
    const Scale logit{.kind = ScaleKind::logit}, clipped_logit{.kind = ScaleKind::logit, .mask_nonpositive = false};
    CHECK(std::isnan(logit.transform(1.5)));
    CHECK(clipped_logit.transform(1) == 1000);
    CHECK(clipped_logit.transform(0) == -1000);
    CHECK(std::isnan(Scale{.kind = ScaleKind::symlog}.transform(std::nan(""))));
}

TEST_CASE("limits are kept to what a scale can show") {
    using Limits = std::pair<double, double>;
    const Scale log{.kind = ScaleKind::log}, logit{.kind = ScaleKind::logit};
    CHECK(log.limit_range(-1, 10, 0.5) == Limits{0.5, 10});
    CHECK(log.limit_range(5, 0, kInf) == Limits{5, 1e-300});
    CHECK(logit.limit_range(0, 2, 0.01) == Limits{0.01, 0.99});
    CHECK(logit.limit_range(0, 1, kInf) == Limits{1e-7, 1 - 1e-7});
    CHECK(Scale{}.limit_range(-1, 1, 0.5) == Limits{-1, 1});
    CHECK(Scale{.kind = ScaleKind::symlog}.limit_range(-1, 1, 0.5) == Limits{-1, 1});
    CHECK(std::string_view(logit.name()) == "logit");
}
