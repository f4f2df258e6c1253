// boxplot, violinplot, pie, contour and quiver. Expected values are Matplotlib 3.6.3's.
#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

TEST_CASE("boxplot: parts in their order, ticks and limits") {
    FakeAxes axes;
    const Prepared out = make(axes, "boxplot", "{x: [[1, 2, 3, 4, 50], [2, 4, 6]], labels: [a, b]}");
    REQUIRE(out.artists.size() == 14);  // box, two whiskers, two caps, median, fliers
    CHECK(near(line(out, 0).x, {0.925, 1.075, 1.075, 0.925, 0.925}));
    CHECK(near(line(out, 0).y, {2, 2, 4, 4, 2}));
    CHECK(near(line(out, 1).y, {2, 1}));
    CHECK(near(line(out, 4).x, {0.9625, 1.0375}));
    CHECK(near(line(out, 5).y, {3, 3}));
    CHECK(hex(line(out, 5).line.color) == "#ff7f0eff");
    CHECK(out.artists[5].zorder == doctest::Approx(2.1));
    CHECK(out.artists[5].sticky_x == std::vector<double>{0.5, 1.5});
    CHECK(near(line(out, 6).y, {50}));
    CHECK_FALSE(line(out, 6).line.drawn);
    CHECK(axes.ticks[0] == std::vector<double>{1, 2});
    CHECK(axes.tick_labels[0] == std::vector<std::string>{"a", "b"});
    CHECK(axes.grown[0] == std::vector<double>{0.5, 2.5});
}

TEST_CASE("boxplot: filled, on its side, by groups") {
    FakeAxes axes;
    const auto table =
        table_of({{"v", number_column({1, 2, 3, 10, 11, 12})}, {"g", text_column({"p", "p", "p", "q", "q", "q"})}});
    const Prepared out =
        make(axes, "boxplot",
             "{x: v, by: g, vert: false, patch_artist: true, showfliers: false, boxprops: {facecolor: red}}", table);
    REQUIRE(out.artists.size() == 12);
    CHECK(near(box(patch(out, 0)), {1.5, 0.925, 2.5, 1.075}));
    CHECK(hex(patch(out, 0).props.face) == "#ff0000ff");
    CHECK_FALSE(out.artists[0].limits_x);
    CHECK(axes.tick_labels[1] == std::vector<std::string>{"p", "q"});
}

TEST_CASE("boxplot: faults") {
    CHECK(error_of("boxplot", "{x: [1, 2], boxprops: {facecolor: red}}") ==
          "'facecolor' in 'boxprops' needs filled boxes (patch_artist: true)");
    CHECK(error_of("boxplot", "{x: [1, 2], positions: [1, 2]}") == "positions has 2 values for 1 set of values");
    CHECK(error_of("boxplot", "{x: [1, 2], labels: [a, b]}") == "labels has 2 texts for 1 set of values");
}

TEST_CASE("violinplot: bodies and lines") {
    FakeAxes axes;
    const Prepared out = make(axes, "violinplot", "{dataset: [[1, 2, 3, 4], [2, 2, 2]], showmedians: true}");
    REQUIRE(out.artists.size() == 6);  // two bodies, maxima, minima, bars, medians
    CHECK(hex(collection(out, 0).faces.at(0)) == "#1f77b44d");
    CHECK(collection(out, 2).paths.size() == 2);
    CHECK(collection(out, 2).paths[0].points[0] == Point{0.875, 4});
    CHECK(collection(out, 4).paths[0].points[1] == Point{1, 4});
    CHECK(collection(out, 5).paths[0].points[1] == Point{1.125, 2.5});
    CHECK(error_of("violinplot", "{dataset: [1, 2], quantiles: [2]}") == "'quantiles' must be from 0 to 1");
    CHECK(error_of("violinplot", "{dataset: [1, null]}") == "'dataset' has missing values");
}

TEST_CASE("pie: wedges, texts and the axes") {
    FakeAxes axes;
    const Prepared out = make(axes, "pie", "{x: [1, 3], labels: [a, b], autopct: '%.0f%%'}");
    REQUIRE(out.artists.size() == 6);
    const Path& first = patch(out, 0).path;
    CHECK(first.points[0] == Point{1, 0});
    CHECK(first.points[1].y == doctest::Approx(0.26511477349130247).epsilon(1e-12));
    CHECK(first.points[2].x == doctest::Approx(0.8945712353149833).epsilon(1e-12));
    CHECK(hex(patch(out, 0).props.face) == "#1f77b4ff");
    CHECK_FALSE(out.artists[0].clip);
    CHECK(content<figure::TextArtist>(out, 1).text == "a");
    CHECK(content<figure::TextArtist>(out, 2).text == "25%");
    REQUIRE(out.handles.size() == 2);
    CHECK(axes.aspect == 1);
    CHECK_FALSE(axes.frame_on);
    CHECK(axes.limits[0] == std::vector<double>{-1.25, 1.25});
}

TEST_CASE("pie: faults") {
    CHECK(error_of("pie", "{x: [1, -1]}") == "the sizes of wedges must be numbers that are not negative");
    CHECK(error_of("pie", "{x: [0.5, 0.75], normalize: false}") ==
          "with normalize: false the sizes must sum up to 1 at most, not 1.25");
    CHECK(error_of("pie", "{x: [1, 2], autopct: none}") == "'autopct' is a format of one number, as \"%1.1f%%\"");
    CHECK(error_of("pie", "{x: [1, 2], labels: [a]}") == "x has 2 values, labels has 1");
}

TEST_CASE("contour: one collection for each level") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "contour", "{Z: [[0, 1, 2], [-1, 0, 1], [-2, -1, 0]], levels: [-0.5, 0.5], colors: k, lw: 2}");
    REQUIRE(out.artists.size() == 2);
    CHECK(collection(out, 0).dashes.size() == 1);  // negative levels of one colour are dashed
    CHECK(collection(out, 1).dashes.empty());
    CHECK(collection(out, 1).widths == std::vector<double>{2});
    CHECK(hex(collection(out, 0).edges.at(0)) == "#000000ff");
    CHECK(out.artists[0].sticky_x == std::vector<double>{0, 2});
    CHECK(limits_of(out).y1 == 2);
}

TEST_CASE("contourf: levels by number, colours beyond them") {
    FakeAxes axes;
    const Prepared out = make(axes, "contourf", "{Z: [[0, 1, 2], [3, 4, 5], [6, 7, 8]], levels: 4}");
    REQUIRE(out.artists.size() == 4);  // 0, 2, 4, 6, 8
    CHECK_FALSE(collection(out, 0).antialias);
    const Prepared outer =
        make(axes, "contourf", "{Z: [[0, 1], [2, 3]], levels: [1, 2], extend: both, colors: [red, lime, blue]}");
    REQUIRE(outer.artists.size() == 3);
    CHECK(hex(collection(outer, 0).faces.at(0)) == "#ff0000ff");
    CHECK(hex(collection(outer, 2).faces.at(0)) == "#0000ffff");
    CHECK(error_of("contourf", "{Z: [[0, 1], [2, 3]], levels: [2, 1]}") == "'levels' must increase");
    CHECK(error_of("contourf", "{Z: [0, 1]}") == "'Z' must have two dimensions: a list of rows, or an array of a file");
    CHECK(error_of("contourf", "{Z: [[0, 1]]}") == "'Z' must be a grid of at least 2 x 2 values");
    CHECK(error_of("contour", "{X: [1, 2, 3], Y: [1, 2], Z: [[0, 1], [2, 3]]}") == "X has 3 values, Z has 2 columns");
}

TEST_CASE("quiver: positions and vectors") {
    FakeAxes axes;
    const Prepared out = make(axes, "quiver", "{X: [0, 1], Y: [0, 1], U: [[1, 2], [3, null]], V: 0, pivot: mid}");
    const figure::CollectionArtist& c = collection(out, 0);
    REQUIRE(c.offsets.size() == 4);
    CHECK(c.offsets[2] == Point{0, 1});
    REQUIRE(c.arrows);
    CHECK(c.arrows->vectors[2] == Point{3, 0});
    CHECK(c.arrows->pivot == figure::ArrowField::Pivot::middle);
    CHECK(hex(c.faces.at(0)) == "#000000ff");
    CHECK(error_of("quiver", "{X: [0, 1, 2], Y: [0, 1], U: [1, 2], V: [0, 0]}") == "X has 3 values, Y has 2");
}
