// Sums over the vertices of matplotlib.hatch.get_path(pattern, 6), Matplotlib 3.6.3.
#include "paint/hatch.h"

#include <doctest/doctest.h>
#include <initializer_list>
#include <string>

using namespace plotmill;

namespace {
struct Expected {
    const char* pattern;
    std::size_t vertices;
    double sum_x, sum_y, sum_x2;
};
}  // namespace

TEST_CASE("hatch patterns") {
    for (const Expected& e : std::initializer_list<Expected>{
             {"-", 12, 6, 6, 6},
             {"//", 26, 13, 13, 15.5277778},
             {"\\", 14, 7, 7, 8.55555556},
             {"|+", 36, 18, 18, 13.9861111},
             {"x", 28, 14, 14, 17.1111111},
             {"X-", 40, 20, 20, 23.1111111},
             {"o", 2300, 1150, 1147.08667, 804.634408},
             {"OO", 8150, 4075, 4065.96708, 2780.93076},
             {".", 1150, 575, 574.233333, 401.896634},
             {"*", 506, 253, 255.555556, 177.207562},
             {"+x", 52, 26, 26, 27.0833333},
             {"o*", 2806, 1403, 1402.64222, 981.84197},
         }) {
        CAPTURE(e.pattern);
        const Path p = paint::hatch_path(e.pattern);
        double x = 0, y = 0, x2 = 0;
        for (const Point q : p.points) {
            x += q.x;
            y += q.y;
            x2 += q.x * q.x;
        }
        CHECK(p.points.size() == e.vertices);
        CHECK(x == doctest::Approx(e.sum_x));
        CHECK(y == doctest::Approx(e.sum_y));
        CHECK(x2 == doctest::Approx(e.sum_x2));
    }
    CHECK(paint::hatch_path("").empty());
    CHECK(paint::hatch_path("?").empty());
    CHECK(paint::hatch_path(std::string(5000, '*')).points.size() ==
          paint::hatch_path(std::string(paint::max_hatch_repeats, '*')).points.size());
}
