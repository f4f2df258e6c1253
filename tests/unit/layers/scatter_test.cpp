#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

namespace {

std::string faces(const Prepared& out) {
    std::string s;
    for (const Rgba& c : collection(out, 0).faces) s += hex(c);
    return s;
}
std::string edges(const Prepared& out) {
    std::string s;
    for (const Rgba& c : collection(out, 0).edges) s += hex(c);
    return s;
}
Prepared scatter(FakeAxes& axes, const std::string& rest) {
    return make(axes, "scatter", "{x: [1, 2, 3], y: [4, 5, 6]" + rest + "}");
}

}  // namespace

TEST_CASE("scatter: defaults") {
    FakeAxes axes;
    const Prepared out = scatter(axes, ", label: s");
    CHECK(faces(out) == "#1f77b4ff");
    CHECK(edges(out) == "#1f77b4ff");
    const auto& c = collection(out, 0);
    CHECK(c.widths == std::vector<double>{1});
    CHECK(c.scales == std::vector<double>{6});
    CHECK(c.paths.size() == 1);
    CHECK(c.offsets.size() == 3);
    CHECK(c.join == scene::Join::round);
    CHECK(out.artists[0].zorder == 1);
    CHECK(limits_of(out).y1 == 6);
    REQUIRE(out.handles.size() == 1);
    CHECK(faces(scatter(axes, "")) == "#ff7f0eff");
}

TEST_CASE("scatter: colours") {
    FakeAxes axes;
    CHECK(faces(scatter(axes, ", c: [0, 0.5, 1], alpha: 0.5")) == "#44015480#21918c80#fde72580");
    const Prepared named = scatter(axes, ", c: [r, g, b], edgecolors: k, linewidths: [1, 2, 3]");
    CHECK(faces(named) == "#ff0000ff#008000ff#0000ffff");
    CHECK(edges(named) == "#000000ff");
    CHECK(collection(named, 0).widths == std::vector<double>{1, 2, 3});
    const Prepared cross = scatter(axes, ", marker: x, c: C3");
    CHECK(edges(cross) == "#d62728ff");
    CHECK(collection(cross, 0).widths == std::vector<double>{1.5});
    const Prepared hollow = scatter(axes, ", c: none, edgecolors: r");
    CHECK(faces(hollow) == "");
    CHECK(edges(hollow) == "#ff0000ff");
    CHECK(edges(scatter(axes, ", facecolors: none, edgecolors: C1")) == "#ff7f0eff");
    CHECK(edges(scatter(axes, ", color: g")) == "#008000ff");
    CHECK(faces(scatter(axes, ", c: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]")) == "#ff0000ff#00ff00ff#0000ffff");
    CHECK(faces(scatter(axes, ", alpha: [0.1, 0.2, 0.3]")) ==
          "#1f77b41a#1f77b433#1f77b44d");  // nothing took a colour so far
    CHECK(faces(scatter(axes, ", c: [1, 10, 100], norm: log")) == "#440154ff#21918cff#fde725ff");
}

TEST_CASE("scatter: points with gaps are left out, with their sizes and colours") {
    FakeAxes axes;
    const Prepared out = scatter(axes, ", c: [1, null, 3], cmap: plasma, vmin: 0, vmax: 4, s: [1, 4, 9]");
    CHECK(faces(out) == "#7e03a8ff#f89540ff");
    CHECK(collection(out, 0).scales == std::vector<double>{1, 3});
    CHECK(collection(out, 0).offsets.size() == 2);
    CHECK(collection(scatter(axes, ", c: [1, null, 3], plotnonfinite: true"), 0).offsets.size() == 3);
    CHECK(collection(make(axes, "scatter", "{x: [], y: []}"), 0).paths.empty());
}

TEST_CASE("scatter: a column's name comes before a colour's") {
    FakeAxes axes;
    const auto table = table_of({{"a", number_column({1, 2})}, {"red", number_column({0, 1})}});
    CHECK(faces(make(axes, "scatter", "{x: a, y: a, c: red}", table)) == "#440154ff#fde725ff");
    CHECK(faces(make(axes, "scatter", "{x: a, y: a, c: blue}", table)) == "#0000ffff");
}

TEST_CASE("scatter: faults") {
    CHECK(error_of("scatter", "{x: [1, 2], y: [1, 2], s: [1, 2, 3]}") == "x has 2 values, s has 3");
    CHECK(error_of("scatter", "{x: [1, 2], y: [1, 2], c: [1, 2, 3, 4, 5]}") == "x has 2 values, c has 5");
    CHECK(error_of("scatter", "{x: [1, 2], y: [1, 2], c: [r, bleu]}") ==
          "'c' must be colours or numbers; 'bleu' is no colour");
    CHECK(error_of("scatter", "{x: [1, 2], y: [1, 2], c: r, color: g}") == "give 'c' or 'color', not both");
    CHECK(error_of("scatter", "{x: [1, 2], y: [1, 2], c: [1, 2], cmap: virids}") ==
          "unknown colormap 'virids' (did you mean 'viridis'?)");
}
