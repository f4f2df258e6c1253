// Expectations are what patches.FancyArrowPatch of Matplotlib 3.6.3 gives from (0, 0) to (100, 40), mutation_scale 10.
#include "figure/arrow.h"

#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::figure;

namespace {

std::vector<ArrowPiece> arrow(std::string_view style, std::string_view connection, Inside inside = {}) {
    std::string error;
    const auto a = parse_arrow_style(style, error);
    const auto c = parse_connection_style(connection, error);
    REQUIRE_MESSAGE(a, error);
    REQUIRE_MESSAGE(c, error);
    return arrow_pieces({*a, *c, {0, 0}, {100, 40}, std::move(inside), 2, 2, 10, 1, 1});
}

void check(const Path& path, const std::vector<Point>& expected) {
    REQUIRE(path.points.size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(path.points[i].x == doctest::Approx(expected[i].x).epsilon(1e-6));
        CHECK(path.points[i].y == doctest::Approx(expected[i].y).epsilon(1e-6));
    }
}

std::string fault(std::string_view style, bool connection = false) {
    std::string error;
    CHECK_FALSE((connection ? parse_connection_style(style, error) : parse_arrow_style(style, error)));
    return error;
}

}  // namespace

TEST_CASE("arrow: an open head on a bent line, shrunk at both ends") {
    const auto pieces = arrow("->", "arc3,rad=0.2");
    REQUIRE(pieces.size() == 2);
    check(pieces[0].path, {{2.002412, 0.011976}, {57.727907, 0.680162}, {97.722879, 37.866366}});
    check(pieces[1].path, {{93.431614, 36.607383}, {97.722879, 37.866366}, {96.155306, 33.677964}});
    CHECK_FALSE(pieces[1].filled);
}

TEST_CASE("arrow: a line that starts in a shape starts at its edge") {
    const auto pieces = arrow("-|>", "arc3", inside_outline(Path::rectangle({-10, -5, 20, 5}), 0));
    REQUIRE(pieces.size() == 2);
    check(pieces[0].path, {{14.358837, 5.743535}, {56.250298, 22.500119}, {97.10369, 38.841476}});
    check(pieces[1].path,
          {{92.647002, 39.212867}, {97.10369, 38.841476}, {94.132564, 35.49896}, {92.647002, 39.212867}});
    CHECK(pieces[1].filled);
}

TEST_CASE("arrow: simple, fancy and wedge are one filled outline") {
    auto pieces = arrow("simple", "arc3,rad=0.2");
    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0].filled);
    check(pieces[0].path, {{1.990422, 1.011905},
                           {54.832117, 1.645511},
                           {94.168866, 36.030949},
                           {93.181665, 37.160301},
                           {95.848015, 37.830399},
                           {98.541677, 38.627661},
                           {97.551039, 35.999365},
                           {96.472333, 33.395795},
                           {95.485133, 34.525147},
                           {55.593301, -0.345505},
                           {2.014401, -0.987952},
                           {1.990422, 1.011905}});
    pieces = arrow("Fancy", "arc3,rad=0.3");
    REQUIRE(pieces.size() == 1);
    check(pieces[0].path, {{3.161242, -0.473033},
                           {2.263404, 1.674877},
                           {59.257516, -7.761384},
                           {96.31328, 36.300381},
                           {94.726502, 36.577997},
                           {96.434313, 37.692934},
                           {98.777376, 38.414747},
                           {98.632562, 35.958046},
                           {97.802085, 34.0205},
                           {97.24059, 35.53874},
                           {60.797478, -9.885602},
                           {1.68262, -2.282735},
                           {3.161242, -0.473033}});
    pieces = arrow("wedge", "angle3,angleA=0,angleB=90");
    REQUIRE(pieces.size() == 1);
    check(pieces[0].path, {{2.007092, -1.495943},
                           {98.033311, -0.256406},
                           {99.935907, 38.000311},
                           {99.935907, 38.000311},
                           {96.954288, 1.040483},
                           {1.994902, 1.504032}});
}

TEST_CASE("arrow: brackets and bars, and lines with corners") {
    auto pieces = arrow("|-|", "angle, angleA=0, angleB=90, rad=10");
    REQUIRE(pieces.size() == 3);
    check(pieces[0].path, {{2.002258, 0}, {90, 0}, {100, 0}, {100, 10}, {100, 37.996826}});
    check(pieces[1].path, {{2.002258, 10}, {2.002258, 10}, {2.002258, -10}, {2.002258, -10}});
    check(pieces[2].path, {{110, 37.996826}, {110, 37.996826}, {90, 37.996826}, {90, 37.996826}});
    pieces = arrow("-[", "arc,angleA=0,angleB=90,armA=30,armB=30,rad=7");
    REQUIRE(pieces.size() == 2);
    check(pieces[0].path, {{2.001831, 0},
                           {23, 0},
                           {30, 0},
                           {34.949747, 4.949747},
                           {95.050253, 65.050253},
                           {100, 70},
                           {100, 63},
                           {100, 42.001831}});
    check(pieces[1].path, {{90, 40.001831}, {90, 42.001831}, {110, 42.001831}, {110, 40.001831}});
    pieces = arrow("-", "bar,fraction=0.2");
    REQUIRE(pieces.size() == 1);
    check(pieces[0].path, {{0.743164, -1.85791}, {8, -20}, {108, 20}, {100.743164, 38.14209}});
    pieces = arrow("-", "bar,angle=180,fraction=-0.2");
    check(pieces[0].path, {{0, -1.996457}, {0, -18.459341}, {100, -18.459341}, {100, 37.99831}});
}

TEST_CASE("arrow: words that are no style") {
    CHECK(fault("simpel").starts_with("unknown arrowstyle 'simpel' (did you mean 'simple'?)"));
    CHECK(fault("->,headwidth=1") == "arrowstyle '->' has no parameter 'headwidth' (did you mean 'head_width'?)");
    CHECK(fault("->,head_width") == "'head_width' is no parameter: expected \"->,name=number,...\"");
    CHECK(fault("-,head_width=1") == "arrowstyle '-' has no parameter 'head_width'");
    CHECK(fault("arc4", true).starts_with("unknown connectionstyle 'arc4'"));
    CHECK(fault("angle,angleA=30,angleB=210", true).find("must not be parallel") != std::string::npos);
    CHECK_FALSE(arrow_conflict({"fancy", {}}, {"bar", {}}).empty());
    CHECK(arrow_conflict({"->", {}}, {"bar", {}}).empty());
}

TEST_CASE("arrow: a growing outline keeps its corners") {
    const Inside inside = inside_outline(Path::rectangle({0, 0, 10, 10}), 1);
    CHECK(inside({-0.4, -0.4}));
    CHECK_FALSE(inside({-0.6, 5}));
    CHECK(inside({10.4, 10.4}));
    CHECK_FALSE(inside({10.6, 10.6}));
}
