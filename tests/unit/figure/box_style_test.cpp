// Against the tables of tests/peers/tables.py: patches.BoxStyle.
#include "figure/box_style.h"

#include "../tables.h"

using namespace plotmill;
using namespace plotmill::figure;
using namespace plotmill::test;

TEST_CASE("box styles: outlines as Matplotlib's") {
    std::size_t cases = 0;
    for (const Json& c : table("box_styles")) {
        BoxProps box;
        box.style = c["style"];
        CHECK(is_box_style(box.style));
        for (const auto& [name, value] : c["parameters"].items()) box.params.emplace_back(name, value.get<double>());
        CAPTURE(box.style);
        CAPTURE(c["parameters"].dump());
        const NumberList r = numbers(c["box"]);
        const Path path = box_outline(box, {r[0], r[1], r[2], r[3]}, c["size"], 10);
        CHECK(path.verbs.back() == Verb::close);
        NumberList points;
        for (Point p : path.points) points.insert(points.end(), {p.x, p.y});
        NumberList wanted = numbers(c["points"]);
        // The point that ends where the outline began may be written or not.
        for (NumberList* n : {&points, &wanted})
            while ((*n)[n->size() - 2] == n->front() && n->back() == (*n)[1]) n->resize(n->size() - 2);
        check_near(points, wanted);
        ++cases;
    }
    CHECK(cases == 14);
    CHECK_FALSE(is_box_style("cloud"));
}

TEST_CASE("box styles: a pad in points counts in font sizes, to two digits") {
    BoxProps box;
    box.style = "square";
    box.pad_points = 4;
    Path path = box_outline(box, {0, 0, 10, 10}, 20, 12);  // 4 / 12 is written 0.33
    CHECK(path.points[0].x == doctest::Approx(-6.6).epsilon(1e-12));
    box.params.emplace_back("pad", 1);
    path = box_outline(box, {0, 0, 10, 10}, 20, 12);
    CHECK(path.points[0] == Point{-20, -20});
    box.params.clear();
    box.pad_points.reset();
    CHECK(box_outline(box, {0, 0, 10, 10}, 20, 12).points[0] == Point{-6, -6});
}

TEST_CASE("box styles: teeth of no size") {
    BoxProps box;
    box.style = "sawtooth";
    box.params = {{"pad", 0}};
    CHECK(box_outline(box, {0, 0, 10, 10}, 20, 12) == Path::rectangle({0, 0, 10, 10}));
}
