// What artists add to the data limits; extents of curves against the tables of tests/peers/tables.py.
#include "figure/data_limits.h"

#include "../tables.h"

using namespace plotmill;
using namespace plotmill::figure;
using namespace plotmill::test;

namespace {

const double nan_value = std::numeric_limits<double>::quiet_NaN();

Rect box(const DataLimits& l) { return {l.x0, l.y0, l.x1, l.y1}; }

template <class Content>
Artist artist(Content content, Space space = Space::data) {
    Artist a;
    a.content = std::move(content);
    a.space = space;
    return a;
}

Rect grown(const Artist& a) {
    DataLimits l;
    l.add(a);
    return box(l);
}

const Rect nothing = box(DataLimits{});

}  // namespace

TEST_CASE("data limits: extents of paths, as Path.get_extents") {
    for (const Json& c : table("extents")) {
        // Matplotlib has a code a vertex, a curve's on each of its points, and a vertex for closing.
        Path whole;
        std::size_t at = 0;
        const auto vertex = [&] {
            const Json& v = c["points"][at++];
            return Point{v[0], v[1]};
        };
        while (at < c["points"].size()) {
            const int code = c["codes"][at];
            if (code == 1)
                whole.move_to(vertex());
            else if (code == 2)
                whole.line_to(vertex());
            else if (code == 3) {
                const Point a = vertex(), b = vertex();
                whole.quad_to(a, b);
            } else if (code == 4) {
                const Point a = vertex(), b = vertex(), d = vertex();
                whole.cubic_to(a, b, d);
            } else {
                ++at;
                whole.close();
            }
        }
        CAPTURE(c["points"].dump());
        DataLimits l;
        add_path_extents(l, whole, true, true);
        check_near({l.x0, l.y0, l.x1, l.y1}, numbers(c["extents"]));
    }
}

TEST_CASE("data limits: points count whole, and remember the smallest positive values") {
    DataLimits l;
    CHECK_FALSE(l.has_x());
    l.add({1, nan_value});
    l.add({nan_value, 1});
    CHECK_FALSE(l.has_x());
    l.add({-2, 5});
    l.add({0.5, 3});
    l.add({4, -1}, true, false);
    CHECK(box(l) == Rect{-2, 3, 4, 5});
    CHECK(l.minpos_x == 0.5);
    CHECK(l.minpos_y == 3);
}

TEST_CASE("data limits: lines by their vertices, scatters by their offsets, areas by their outlines") {
    LineArtist line;
    line.x = {0, 1, nan_value, 7};
    line.y = {3, -1, 9, nan_value};
    CHECK(grown(artist(line)) == Rect{0, -1, 1, 3});

    CollectionArtist scatter;
    scatter.paths = {Path::rectangle({-50, -50, 50, 50})};
    scatter.offsets = {{1, 2}, {3, 4}};
    CHECK(grown(artist(scatter)) == Rect{1, 2, 3, 4});
    CollectionArtist areas;
    areas.paths = {Path::rectangle({-5, 0, 5, 2}), Path::rectangle({0, 0, 9, 1})};
    CHECK(grown(artist(areas)) == Rect{-5, 0, 9, 2});

    InfiniteLineArtist through;
    through.xy1 = {1, 2};
    CHECK(grown(artist(through)) == Rect{1, 2, 1, 2});
    through.xy2 = Point{0, 5};
    CHECK(grown(artist(through)) == Rect{0, 2, 1, 5});

    MeshArtist mesh;
    mesh.corners = {{0, 0}, {2, 0}, {0, 3}, {2, 3}};
    CHECK(grown(artist(mesh)) == Rect{0, 0, 2, 3});
    ImageArtist image;
    image.extent = {-0.5, 4.5, 9.5, -0.5};
    CHECK(grown(artist(image)) == Rect{-0.5, -0.5, 9.5, 4.5});
    TextArtist text;
    text.position = {5, 5};
    CHECK(grown(artist(text)) == nothing);
}

TEST_CASE("data limits: of long columns as point by point") {
    for (int round = 0; round < 6; ++round) {
        std::vector<double> x(20001), y(20001);
        unsigned state = static_cast<unsigned>(round);
        const auto number = [&] {
            state = state * 1664525u + 1013904223u;
            return static_cast<double>(state >> 8) / (1 << 23) - 0.7;
        };
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = number() * 3;
            y[i] = number();
        }
        if (round > 1) y[5000] = nan_value;
        if (round > 2) x[0] = nan_value;
        if (round > 3) y[9000] = std::numeric_limits<double>::infinity();
        if (round > 4) x.back() = 1e9;
        for (const bool counts : {false, true}) {
            DataLimits one, all;
            LineArtist line;
            if (!counts) line.x = x;
            line.y = y;
            for (std::size_t i = 0; i < x.size(); ++i)
                one.add({counts ? static_cast<double>(i) : x[i], y[i]}, true, true);
            all.add(line.points());
            CHECK(box(all) == box(one));
            CHECK(all.minpos_x == one.minpos_x);
            CHECK(all.minpos_y == one.minpos_y);
        }
    }
}

TEST_CASE("data limits: a bar without width and height is left out") {
    CHECK(grown(artist(PatchArtist{Path::rectangle({3, 0, 3, 0}), {}})) == nothing);
    CHECK(grown(artist(PatchArtist{Path::rectangle({3, 0, 4, 0}), {}})) == Rect{3, 0, 4, 0});
}

TEST_CASE("data limits: only the directions that are data") {
    LineArtist line;
    line.x = {1, 2};
    line.y = {3, 4};
    DataLimits l;
    l.add(artist(line, Space::x_data_y_axes));
    CHECK(l.has_x());
    CHECK_FALSE(l.has_y());
    l = {};
    l.add(artist(line, Space::x_axes_y_data));
    CHECK_FALSE(l.has_x());
    CHECK(l.y1 == 4);
    for (Space s : {Space::axes, Space::figure, Space::pixels}) CHECK(grown(artist(line, s)) == nothing);

    Artist one = artist(line);
    one.limits_y = false;
    l = {};
    l.add(one);
    CHECK_FALSE(l.has_y());
    one.limits_x = false;
    CHECK(grown(one) == nothing);
    one = artist(line);
    one.limit_points = {{-1, -2}, {8, 9}};
    CHECK(grown(one) == Rect{-1, -2, 8, 9});
    one.limit_points.emplace();
    CHECK(grown(one) == nothing);
}
