// Outlines of barbs are Matplotlib's; what depends on other layers is in tests/scenes.
#include <cmath>

#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using test::FakeAxes;

namespace {

struct BarbsCase {
    const char* arguments;
    double size;  // of Matplotlib's collection: the square of the factor
    std::vector<std::vector<Point>> outlines;
};

#include "barbs_expected.inc"

}  // namespace

TEST_CASE("barbs: outlines") {
    for (const BarbsCase& c : barbs_cases) {
        CAPTURE(c.arguments);
        FakeAxes axes;
        const Prepared made = test::make(axes, "barbs", c.arguments);
        REQUIRE(made.artists.size() == 1);
        const auto& barbs = std::get<figure::CollectionArtist>(made.artists[0].content);
        REQUIRE(barbs.scales.size() == 1);
        CHECK(barbs.scales[0] * barbs.scales[0] == doctest::Approx(c.size));
        REQUIRE(barbs.paths.size() == c.outlines.size());
        for (std::size_t i = 0; i < barbs.paths.size(); ++i) {
            CAPTURE(i);
            const Path& path = barbs.paths[i];
            CHECK(path.verbs.back() == Verb::close);
            REQUIRE(path.points.size() == c.outlines[i].size());
            for (std::size_t k = 0; k < path.points.size(); ++k) {
                CHECK(std::abs(path.points[k].x - c.outlines[i][k].x) < 1e-9);
                CHECK(std::abs(path.points[k].y - c.outlines[i][k].y) < 1e-9);
            }
        }
    }
}

TEST_CASE("barbs: winds with a gap are left out, with their colours") {
    FakeAxes axes;
    const Prepared made = test::make(
        axes, "barbs", "{X: [0, 1, 2], Y: [3, 4, 5], U: [10, null, 30], V: [1, 2, 3], C: [1, 2, 3], cmap: gray}");
    const auto& barbs = std::get<figure::CollectionArtist>(made.artists.at(0).content);
    CHECK(barbs.offsets == std::vector<Point>{{0, 3}, {2, 5}});
    CHECK(barbs.faces.size() == 2);
    CHECK(barbs.edges == barbs.faces);
    REQUIRE(made.mappable);
    CHECK(made.mappable->norm.vmax == 3);
}

TEST_CASE("barbs: colours of flags and of the rest") {
    const auto colors = [](const char* arguments) {
        FakeAxes axes;
        const Prepared made = test::make(axes, "barbs", arguments);
        const auto& barbs = std::get<figure::CollectionArtist>(made.artists.at(0).content);
        return std::pair(barbs.faces, barbs.edges);
    };
    using Colors = std::vector<Rgba>;
    const Rgba red{1, 0, 0, 1}, blue{0, 0, 1, 1}, black{0, 0, 0, 1};
    CHECK(colors("{U: [9], V: [9]}") == std::pair(Colors{black}, Colors{black}));
    CHECK(colors("{U: [9], V: [9], barbcolor: r}") == std::pair(Colors{red}, Colors{red}));
    CHECK(colors("{U: [9], V: [9], flagcolor: b}") == std::pair(Colors{blue}, Colors{blue}));
    CHECK(colors("{U: [9], V: [9], barbcolor: r, flagcolor: b}") == std::pair(Colors{blue}, Colors{red}));
    CHECK(colors("{U: [9], V: [9], facecolors: r, edgecolors: b}") == std::pair(Colors{red}, Colors{red}));
}
