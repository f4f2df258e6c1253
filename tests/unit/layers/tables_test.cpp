// ecdf and stackplot against the tables of tests/peers/tables.py.
#include "../tables.h"

#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;
using plotmill::test::check_near;
using plotmill::test::Json;
using plotmill::test::NumberList;
using plotmill::test::numbers;

TEST_CASE("tables: cumulative distributions") {
    const auto data = plotmill::test::sets();
    for (const Json& c : plotmill::test::table("ecdf")) {
        CAPTURE(c.dump().substr(0, 80));
        const Json x = data.at(c["set"]);
        std::string yaml = "{x: " + x.dump();
        for (const char* key : {"weights", "complementary", "compress"})
            if (!c[key].is_null()) yaml += std::string(", ") + key + ": " + c[key].dump();
        FakeAxes axes;
        const Prepared out = make(axes, "ecdf", yaml + "}");
        check_near(line(out, 0).x, numbers(c["at"]));
        check_near(line(out, 0).y, numbers(c["share"]));
    }
}

TEST_CASE("tables: baselines of stacks") {
    for (const Json& c : plotmill::test::table("stacks")) {
        CAPTURE(c["baseline"].dump());
        FakeAxes axes;
        const Prepared out = make(
            axes, "stackplot",
            "{x: " + c["x"].dump() + ", y: " + c["y"].dump() + ", baseline: " + c["baseline"].get<std::string>() + "}");
        REQUIRE(out.artists.size() == c["areas"].size());
        const std::size_t n = c["x"].size();
        for (std::size_t i = 0; i < out.artists.size(); ++i) {
            // Along the lower curve after the corner, back along the upper one.
            const auto& points = collection(out, i).paths.at(0).points;
            REQUIRE(points.size() >= 2 * n + 2);
            NumberList lower, upper;
            for (std::size_t k = 0; k < n; ++k) {
                lower.push_back(points[1 + k].y);
                upper.push_back(points[2 * n + 1 - k].y);
            }
            check_near(lower, numbers(c["areas"][i]["lower"]));
            check_near(upper, numbers(c["areas"][i]["upper"]));
        }
    }
}
