#include "formats/vector_path.h"

#include <cmath>
#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::formats;

namespace {

const Rect page{0, 0, 100, 100};

Path prepared(const Path& in, const PathUse& use) {
    Path out;
    prepare_path(in, use, page, out);
    return out;
}

}  // namespace

TEST_CASE("shapes that reach far are cut well off the page, and cover the same of it") {
    const Path far = prepared(Path::rectangle({-1e200, 20, 1e200, 40}), {true});
    const Rect box = bounds_of(far);
    CHECK(box == Rect{-100, 20, 200, 40});
    CHECK(prepared(Path::rectangle({1e20, 20, 1e21, 40}), {true}).empty());
    CHECK(prepared(Path::rectangle({-500, 20, 500, 40}), {true}).points.size() == 4);  // near enough
}

TEST_CASE("lines are cut to the page") {
    const Path cut = prepared(Path::polyline({{-1e6, 50}, {1e6, 51}}), {});
    CHECK(bounds_of(cut).x0 >= -1.001);
    CHECK(bounds_of(cut).x1 <= 101.001);
}

TEST_CASE("dense lines are simplified, where they may be") {
    Path line;
    for (int i = 0; i < 1000; ++i) {
        const Point p{i / 10.0, 50 + 0.01 * std::sin(i)};
        if (i == 0) {
            line.move_to(p);
        } else {
            line.line_to(p);
        }
    }
    const scene::Scene scene;
    CHECK(prepared(line, {false, true, 0, scene::Snap::off, &scene}).points.size() < 100);
    CHECK(prepared(line, {false, false}).points.size() == 1000);
}

TEST_CASE("markers of straight lines stand on whole pixels, round ones do not") {
    Path out;
    CHECK(prepare_marker(Path::polyline({{0, 0}, {0, 5}}), {true, false, 1, scene::Snap::automatic}, page, out));
    CHECK(out.points.back() == Point{0.5, 5.5});
    Path round;
    round.move_to({0, 0});
    round.quad_to({1, 1}, {2, 0});
    CHECK(!prepare_marker(round, {true, false, 1, scene::Snap::automatic}, page, out));
    CHECK(out.points.back() == Point{2, 0});
}

TEST_CASE("quadratic curves as cubic ones") {
    Path quad;
    quad.move_to({0, 0});
    quad.quad_to({3, 3}, {6, 0});
    const Path cubic = with_cubics(quad);
    REQUIRE(cubic.verbs == std::vector{Verb::move, Verb::cubic});
    CHECK(cubic.points == std::vector<Point>{{0, 0}, {2, 2}, {4, 2}, {6, 0}});
}
