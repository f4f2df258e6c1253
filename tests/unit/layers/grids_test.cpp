// imshow, matshow, spy, pcolormesh, hist2d, hexbin: numbers are Matplotlib 3.6.3's.
#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

namespace {

const figure::MeshArtist& mesh(const Prepared& out) { return content<figure::MeshArtist>(out, 0); }
const figure::ImageArtist& image(const Prepared& out) { return content<figure::ImageArtist>(out, 0); }
std::string colors_of(const std::vector<Rgba>& list) {
    std::string s;
    for (const Rgba& c : list) s += hex(c);
    return s;
}

}  // namespace

TEST_CASE("imshow: limits, extent and colours") {
    FakeAxes axes;
    const Prepared out = make(axes, "imshow", "{X: [[1, 2, 3], [4, null, 6]]}");
    CHECK(image(out).rows == 2);
    CHECK(image(out).cols == 3);
    CHECK(image(out).extent == Rect{-0.5, 1.5, 2.5, -0.5});
    CHECK(image(out).norm.vmin == 1.0);
    CHECK(image(out).norm.vmax == 6.0);
    CHECK(out.xlim == std::pair(-0.5, 2.5));
    CHECK(out.ylim == std::pair(1.5, -0.5));
    CHECK(out.keep_autoscale);
    CHECK(out.aspect == "equal");
    CHECK(out.artists[0].zorder == 0);
    CHECK(out.artists[0].sticky_y == std::vector<double>{1.5, -0.5});
    CHECK(out.mappable.has_value());

    const Prepared low = make(axes, "imshow", "{X: [[1, 2]], origin: lower, extent: [0, 4, 1, 3], aspect: auto}");
    CHECK(image(low).extent == Rect{0, 1, 4, 3});
    CHECK(!image(low).upper);
    CHECK(low.ylim == std::pair(1.0, 3.0));
    CHECK(low.aspect == "auto");

    const Prepared rgb = make(axes, "imshow", "{X: [[[1, 0, 0.5], [0, 2.5, 0]]]}");
    CHECK(image(rgb).rgba == std::vector<double>{1, 0, 0.5, 1, 0, 1, 0, 1});
    CHECK(!rgb.mappable.has_value());
    CHECK(error_of("imshow", "{X: [1, 2, 3]}") ==
          "'X' must have two dimensions: a list of rows, or an array of a file");
    CHECK(error_of("imshow", "{X: [[1, 2]], cmap: virids}").starts_with("unknown colormap 'virids'"));
}

TEST_CASE("matshow and spy") {
    FakeAxes axes;
    CHECK(make(axes, "matshow", "{Z: [[1, 2], [3, 4]]}").matrix_ticks);
    const Prepared cells = make(axes, "spy", "{Z: [[1, 0], [0, -2]]}");
    CHECK(image(cells).values == std::vector<double>{1, 0, 0, 1});
    CHECK(image(cells).interpolation == "nearest");
    const Prepared marks = make(axes, "spy", "{Z: [[1, 0.1], [0, 2]], markersize: 5, precision: 0.5}");
    CHECK(line(marks, 0).x == std::vector<double>{0, 1});
    CHECK(line(marks, 0).y == std::vector<double>{0, 1});
    CHECK(line(marks, 0).marker->marker.name == "s");
    CHECK(marks.ylim == std::pair(1.5, -0.5));
}

TEST_CASE("pcolormesh: corners and colours") {
    FakeAxes axes;
    const Prepared near = make(axes, "pcolormesh", "{X: [1, 2, 4], Y: [0, 1], C: [[1, 2, 3], [4, 5, 6]]}");
    REQUIRE(mesh(near).corners.size() == 12);
    CHECK(mesh(near).corners[3] == Point{5, -0.5});
    CHECK(mesh(near).corners[6] == Point{3, 0.5});
    CHECK(limits_of(near).x0 == 0.5);
    CHECK(limits_of(near).y1 == 1.5);
    CHECK(near.artists[0].sticky_x == std::vector<double>{0.5, 5});
    CHECK(near.grid_off);
    CHECK(mesh(near).snap == scene::Snap::on);

    const Prepared flat = make(axes, "pcolormesh", "{C: [[1, null]], edgecolors: k, lw: 2, alpha: 0.5}");
    CHECK(mesh(flat).corners.size() == 6);
    CHECK(colors_of(mesh(flat).faces) == "#44015480#00000000");
    CHECK(colors_of(mesh(flat).edges) == "#00000080");
    CHECK(mesh(flat).width == 2);
    CHECK(mesh(make(axes, "pcolormesh", "{X: [0, 1], Y: [0, 1], C: [[1, 2], [3, 4]], shading: gouraud}")).gouraud);
    CHECK(error_of("pcolormesh", "{X: [0, 1], Y: [0, 1], C: [[1, 2], [3, 4]], shading: flat}") ==
          "C is 2 x 2, X and Y are 2 x 2: shading 'flat' wants one row and one column more than C has");
    CHECK(error_of("pcolormesh", "{X: [0, 1], C: [[1]]}") == "give both 'X' and 'Y', or neither");
}

TEST_CASE("hist2d: counts by row of y") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "hist2d", "{x: [1, 2, 3, 4, 5, 5, 5], y: [1, 2, 2, 3, 3, 4, 4], bins: [2, 3], cmin: 1}");
    CHECK(mesh(out).rows == 3);
    CHECK(mesh(out).cols == 2);
    CHECK(colors_of(mesh(out).faces) == "#440154ff#00000000#440154ff#440154ff#00000000#fde725ff");
    CHECK(out.xlim == std::pair(1.0, 5.0));
    CHECK(out.ylim == std::pair(1.0, 4.0));
    CHECK(!out.keep_autoscale);
}

TEST_CASE("hexbin: hexagons and counts") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "hexbin", "{x: [0, 1, 2, 3, 3, 3], y: [0, 1, 0, 1, 1, 0.9], gridsize: [3, 2], mincnt: 1}");
    const auto& c = collection(out, 0);
    REQUIRE(c.paths.size() == 4);
    CHECK(colors_of(c.faces) == "#440154ff#440154ff#440154ff#fde725ff");
    CHECK(colors_of(c.edges) == colors_of(c.faces));
    CHECK(c.paths[0].points[0].x == doctest::Approx(0.5));
    CHECK(c.paths[0].points[0].y == doctest::Approx(-0.5 * 0.5 / 3));
    CHECK(limits_of(out).x1 == doctest::Approx(3));
    const Prepared sums =
        make(axes, "hexbin", "{x: [0, 0, 3], y: [0, 0, 1], C: [1, 2, 7], gridsize: [3, 2], reduce_C_function: sum}");
    CHECK(sums.mappable->norm.vmin == 3.0);
    CHECK(sums.mappable->norm.vmax == 7.0);
}
