// Artists into the scene: pixels with y downwards, widths in pixels, and which kind of item Agg would draw.
#include "figure/emit.h"

#include <cmath>
#include <doctest/doctest.h>

#include "text/fixed_metrics.h"

using namespace plotmill;
using namespace plotmill::figure;

namespace {

// 0..10 by 0..10 over 100 by 100 pixels at (50, 20) of a figure of 200 by 150; 144 dpi: a point is two pixels.
View view() { return {{50, 20, 150, 120}, {0, 0, 10, 10}, {}, {}, {0, 0, 200, 150}, 144}; }

template <class Content>
scene::Scene scene_of(Content content, Space space = Space::data, bool visible = true) {
    Artist artist;
    artist.content = std::move(content);
    artist.space = space;
    artist.visible = visible;
    scene::Scene scene;
    scene.width = 200;
    scene.height = 150;
    scene.dpi = 144;
    scene::Builder out(scene);
    text::FixedTextMetrics metrics;
    emit(artist, view(), metrics, out);
    return scene;
}

template <class Item>
const Item& only(const scene::Scene& scene) {
    REQUIRE(scene.items.size() == 1);
    REQUIRE(std::holds_alternative<Item>(scene.items[0].content));
    return std::get<Item>(scene.items[0].content);
}

LineArtist line(std::vector<double> x, std::vector<double> y) {
    LineArtist l;
    l.x = std::move(x);
    l.y = std::move(y);
    return l;
}

LineArtist dots(MarkEvery every) {
    LineArtist l = line({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, std::vector<double>(10, 0));
    l.line.drawn = false;
    l.marker.emplace();
    l.marker->marker.name = "o";
    l.marker->face = Rgba{1, 0, 0, 1};
    l.markevery = every;
    return l;
}

std::vector<double> marked(MarkEvery every) {
    const scene::Scene scene = scene_of(dots(every));
    std::vector<double> out;
    for (Point p : only<scene::MarkersItem>(scene).positions) out.push_back(std::round((p.x - 50) / 10));
    return out;
}

}  // namespace

TEST_CASE("emit: a line is one path that may be simplified") {
    LineArtist l = line({0, 10}, {0, 5});
    l.line.width = 1.5;
    l.line.dashes = {3, 1};
    l.line.dash_offset = 2;
    const scene::Scene scene = scene_of(l);
    const auto& path = only<scene::PathItem>(scene);
    CHECK(path.path.points == std::vector<Point>{{50, 130}, {150, 80}});
    CHECK(path.simplify);
    CHECK_FALSE(path.fill);
    CHECK(path.stroke->width == 3);
    CHECK(path.stroke->dashes == std::vector<double>{6, 2});
    CHECK(path.stroke->dash_offset == 4);
}

TEST_CASE("emit: a long line stays in its columns, and is the same line") {
    constexpr std::size_t n = 2000;
    std::vector<double> x(n), y(n);
    for (std::size_t i = 0; i < n; ++i) {
        x[i] = static_cast<double>(i);
        y[i] = std::sin(x[i] * 0.01) * 7 + 0.1;
    }
    y[77] = std::nan("");
    for (const bool counts : {false, true}) {
        LineArtist l = line(counts ? std::vector<double>() : x, y);
        l.marker.emplace();
        l.marker->marker.name = "o";
        l.marker->face = Rgba{1, 0, 0, 1};
        const scene::Scene scene = scene_of(l);
        REQUIRE(scene.items.size() == 2);
        const auto& item = std::get<scene::PathItem>(scene.items[0].content);
        CHECK(item.path.empty());
        CHECK(item.simplify);
        CHECK(item.stroke->width == 3);
        const auto& markers = std::get<scene::MarkersItem>(scene.items[1].content);
        Path made;
        const Path& path = scene::path_of(item, made);
        REQUIRE(path.points.size() == n);
        REQUIRE(markers.positions.size() == n);
        std::size_t different = 0;
        for (std::size_t i = 0; i < n; ++i) {
            Point p = view()({x[i], y[i]});
            p.y = 150 - p.y;
            for (const Point q : {path.points[i], markers.positions[i]})
                different += q.x == p.x && (q.y == p.y || i == 77) ? 0 : 1;
        }
        CHECK(different == 0);
        CHECK(path.verbs[0] == Verb::move);
        CHECK(path.verbs[1] == Verb::line);
        l.drawstyle = DrawStyle::steps_pre;
        CHECK(std::get<scene::PathItem>(scene_of(l).items[0].content).path.points.size() == 2 * n - 1);
    }
}

TEST_CASE("emit: a mesh of straight cells") {
    MeshArtist mesh;
    mesh.rows = 1;
    mesh.cols = 2;
    mesh.x = {0, 1, 10};
    mesh.y = {0, 10};
    mesh.palette = {{1, 0, 0, 1}, {0, 1, 0, 1}};
    mesh.indices = std::make_shared<std::vector<std::uint16_t>>(std::vector<std::uint16_t>{1, 0});
    CHECK(mesh.corner(4) == Point{1, 10});
    const scene::Scene straight = scene_of(mesh);
    CHECK(only<scene::CellsItem>(straight).x == std::vector<double>{50, 60, 150});
    CHECK(only<scene::CellsItem>(straight).y == std::vector<double>{130, 30});
    // The same by its corners.
    MeshArtist plain = mesh;
    plain.x = plain.y = {};
    plain.indices = nullptr;
    for (std::size_t i = 0; i < mesh.corner_count(); ++i) plain.corners.push_back(mesh.corner(i));
    plain.faces = {mesh.face(0), mesh.face(1)};
    CHECK(scene::dump(straight) == scene::dump(scene_of(plain)));
    mesh.edges = {{0, 0, 0, 1}};
    CHECK(only<scene::CollectionItem>(scene_of(mesh)).edges.size() == 1);
}

TEST_CASE("emit: nothing of what is not seen") {
    CHECK(scene_of(line({0, 1}, {0, 1}), Space::data, false).items.empty());
    LineArtist l = line({0, 1}, {0, 1});
    l.line.width = 0;
    CHECK(scene_of(l).items.empty());
    CHECK(scene_of(line({}, {})).items.empty());
    PatchArtist patch{Path::rectangle({0, 0, 1, 1}), {}};
    CHECK(scene_of(patch).items.empty());
    patch.props.face = Rgba{1, 0, 0, 0};
    patch.props.edge = Rgba{0, 0, 0, 1};
    patch.props.width = 0;
    CHECK(scene_of(patch).items.empty());
}

TEST_CASE("emit: steps") {
    const auto points = [](DrawStyle style) {
        LineArtist l = line({0, 2, 4}, {0, 1, 3});
        l.drawstyle = style;
        std::vector<Point> out;
        const scene::Scene scene = scene_of(l);
        for (Point p : only<scene::PathItem>(scene).path.points)
            out.push_back({std::round((p.x - 50) / 10), std::round((130 - p.y) / 10)});
        return out;
    };
    CHECK(points(DrawStyle::steps_pre) == std::vector<Point>{{0, 0}, {0, 1}, {2, 1}, {2, 3}, {4, 3}});
    CHECK(points(DrawStyle::steps_post) == std::vector<Point>{{0, 0}, {2, 0}, {2, 1}, {4, 1}, {4, 3}});
    CHECK(points(DrawStyle::steps_mid) == std::vector<Point>{{0, 0}, {1, 0}, {1, 1}, {3, 1}, {3, 3}, {4, 3}});
}

TEST_CASE("emit: which points are marked") {
    using Kind = MarkEvery::Kind;
    CHECK(marked({}).size() == 10);
    CHECK(marked({Kind::every, 1, 3, {}}) == std::vector<double>{1, 4, 7});
    CHECK(marked({Kind::every, -4, 2, {}}) == std::vector<double>{6, 8});
    CHECK(marked({Kind::indices, 0, 1, {0, 5, -1, 99}}) == std::vector<double>{0, 5, 9});
    // A quarter of the axes' diagonal, 35 pixels: the points nearest to 0, 35.4 and 70.7 pixels along the line.
    CHECK(marked({Kind::distance, 0, 0.25, {}}) == std::vector<double>{0, 4, 7});
}

TEST_CASE("emit: half-filled markers are two halves") {
    LineArtist l = dots({});
    l.marker->fillstyle = "left";
    l.marker->face_alt = Rgba{0, 0, 1, 1};
    const scene::Scene scene = scene_of(l);
    REQUIRE(scene.items.size() == 2);
    CHECK(std::get<scene::MarkersItem>(scene.items[0].content).fill == Rgba{1, 0, 0, 1});
    CHECK(std::get<scene::MarkersItem>(scene.items[1].content).fill == Rgba{0, 0, 1, 1});
}

TEST_CASE("emit: lines without ends stop at the view") {
    InfiniteLineArtist l;
    l.xy1 = {0, 5};
    l.slope = 1;
    CHECK(only<scene::PathItem>(scene_of(l)).path.points == std::vector<Point>{{50, 80}, {100, 30}});
    l.slope = 0;
    CHECK(only<scene::PathItem>(scene_of(l)).path.points == std::vector<Point>{{50, 80}, {150, 80}});
    l.xy2 = Point{0, 6};
    CHECK(only<scene::PathItem>(scene_of(l)).path.points == std::vector<Point>{{50, 130}, {50, 30}});
}

TEST_CASE("emit: a scatter of one size is markers, of several a collection") {
    CollectionArtist c;
    c.paths = {Path::rectangle({-0.5, -0.5, 0.5, 0.5})};
    c.scales = {6};
    c.offsets = {{1, 1}, {2, 2}};
    c.faces = {Rgba{0, 1, 0, 1}};
    c.edges = {Rgba{0, 0, 0, 1}};
    c.widths = {2};
    {
        const scene::Scene scene = scene_of(c);
        const auto& m = only<scene::MarkersItem>(scene);
        CHECK(m.positions == std::vector<Point>{{60, 120}, {70, 110}});
        CHECK(m.marker.points[0] == Point{-6, 6});  // 6 points are 12 pixels
        CHECK(m.stroke->width == 4);
    }
    c.scales = {6, 3};
    {
        const scene::Scene scene = scene_of(c);
        const auto& many = only<scene::CollectionItem>(scene);
        CHECK(many.scales == std::vector<double>{12, 6});
        CHECK(many.offsets.size() == 2);
        CHECK(many.edges.size() == 1);
    }
    c.scales = {6};
    c.edges = {Rgba{0, 0, 0, 1}, Rgba{1, 0, 0, 1}};
    CHECK(only<scene::CollectionItem>(scene_of(c)).edges.size() == 2);
    // As large as the figure, it is no marker.
    c.edges = {Rgba{0, 0, 0, 1}};
    c.scales = {200};
    CHECK(std::holds_alternative<scene::CollectionItem>(scene_of(c).items.at(0).content));
}

TEST_CASE("emit: texts and areas stand in the space that they name") {
    TextArtist t;
    t.text = "word";
    t.position = {0.5, 0.5};
    CHECK(only<scene::TextItem>(scene_of(t, Space::axes)).position == Point{100, 80});
    CHECK(only<scene::TextItem>(scene_of(t, Space::figure)).position == Point{100, 75});
    PatchArtist span{Path::rectangle({2, 0, 4, 1}), {}};
    span.props.face = Rgba{1, 0, 0, 1};
    const scene::Scene scene = scene_of(span, Space::x_data_y_axes);
    CHECK(only<scene::PathItem>(scene).path.points[0] == Point{70, 130});
    CHECK(only<scene::PathItem>(scene).path.points[2] == Point{90, 30});
}
