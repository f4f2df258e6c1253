// imshow, matshow, spy, pcolormesh, hist2d, hexbin: numbers are Matplotlib 3.6.3's.
#include <cmath>

#include "fake_axes.h"
#include "figure/image.h"
#include "layers/mapping.h"

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

std::string faces_of(const figure::MeshArtist& mesh) {
    std::vector<Rgba> list;
    for (std::size_t i = 0; i < mesh.face_count(); ++i) list.push_back(mesh.face(i));
    return colors_of(list);
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
    std::vector<double> row(8);
    figure::color_row(image(rgb), 0, row.data());
    CHECK(row == std::vector<double>{1, 0, 0.5, 1, 0, 1, 0, 1});
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
    REQUIRE(mesh(near).corner_count() == 12);
    CHECK(mesh(near).corner(3) == Point{5, -0.5});
    CHECK(mesh(near).corner(6) == Point{3, 0.5});
    CHECK(limits_of(near).x0 == 0.5);
    CHECK(limits_of(near).y1 == 1.5);
    CHECK(near.artists[0].sticky_x == std::vector<double>{0.5, 5});
    CHECK(near.grid_off);
    CHECK(mesh(near).snap == scene::Snap::on);

    const Prepared flat = make(axes, "pcolormesh", "{C: [[1, null]], edgecolors: k, lw: 2, alpha: 0.5}");
    CHECK(mesh(flat).corner_count() == 6);
    CHECK(faces_of(mesh(flat)) == "#44015480#00000000");
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
    CHECK(faces_of(mesh(out)) == "#440154ff#00000000#440154ff#440154ff#00000000#fde725ff");
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

TEST_CASE("colours as places in a palette are the colours of the map") {
    using style::Norm;
    std::vector<double> values;
    for (int i = -40; i < 1100; ++i) values.push_back(i / 1024.0);
    for (int i = 0; i <= 256; ++i)
        for (const double to : {-1e9, 1e9}) values.push_back(std::nextafter(i / 256.0, to));
    const double inf = std::numeric_limits<double>::infinity();
    for (const double v : {inf, -inf, std::nan(""), 1e300, -1e300, -0.0, 5e-324, -5e-324}) values.push_back(v);
    auto map = *style::find_colormap("viridis");
    map.set_under({1, 0, 0, 1});
    map.set_over({0, 1, 0, 0.5});
    map.set_bad({0, 0, 1, 0.25});
    Norm clipped = Norm::linear(0.1, 0.9, true), log = Norm::log(1e-3, 1.0),
         boundary = Norm::boundary({0, 0.1, 0.5, 1}, 256);
    for (const Norm& norm :
         {Norm::linear(0.0, 1.0), Norm::linear(-0.01, 0.7), Norm::linear(1.0, 1.0), Norm::linear(-1e308, 1e308),
          clipped, log, boundary, Norm::power(2, 0.0, 1.0), Norm::no_norm()}) {
        const Mapping mapping{map, norm};
        const std::vector<Rgba> colors = mapped_colors(mapping, values);
        for (const bool wide : {false, true}) {
            std::vector<Rgba> palette;
            const auto indices = mapped_indices(mapping, values, palette, wide);
            REQUIRE(indices);
            std::size_t different = 0;
            for (std::size_t i = 0; i < values.size(); ++i) different += palette[(*indices)[i]] == colors[i] ? 0 : 1;
            CHECK(different == 0);
        }
    }
}
