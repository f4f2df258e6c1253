// Badness as Legend._find_best_position counts it: vertices and offsets inside, patches that overlap, lines that cross.
#include "layout/legend_best.h"

#include <cmath>
#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::layout;

TEST_CASE("vertices inside count each, the edge is outside") {
    Obstacles o;
    o.offsets = {{5, 5}, {0, 5}, {10, 10}, {9.9, 9.9}, {std::nan(""), 5}};
    CHECK(badness(o, {0, 0, 10, 10}) == 2);
}

TEST_CASE("a line counts once for crossing, and once for each vertex inside") {
    Obstacles o;
    o.lines = {{{-5, 5}, {15, 5}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 1);
    o.lines = {{{-5, 5}, {5, 5}, {15, 5}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 2);
    o.lines = {{{-5, 20}, {15, 20}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 0);
    // Across a corner from outside to outside.
    o.lines = {{{-3, 5}, {5, -3}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 1);
    o.lines = {{{-6, 5}, {5, -6}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 0);
}

TEST_CASE("gaps part a line") {
    Obstacles o;
    o.lines = {{{-5, 5}, {std::nan(""), 5}, {15, 5}}};
    CHECK(badness(o, {0, 0, 10, 10}) == 0);
}

TEST_CASE("patches that overlap") {
    Obstacles o;
    o.boxes = {{5, 5, 20, 20}, {11, 0, 20, 20}, {-5, -5, 50, 50}};
    CHECK(badness(o, {0, 0, 10, 10}) == 2);
}
