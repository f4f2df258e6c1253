#include "scene/scene.h"

#include <doctest/doctest.h>
#include <limits>

using namespace plotmill;
using namespace plotmill::scene;

namespace {

// The dump without its first line.
std::string dump_of(Content content) {
    Scene s;
    s.items.push_back({std::move(content), -1, -1});
    const std::string text = dump(s);
    return text.substr(text.find('\n') + 1);
}

}  // namespace

TEST_CASE("a scene's head, clips and tags") {
    Scene s;
    s.dpi = 72.5;
    s.background = {1, 1, 1, 0};
    s.sketch = {1, 100, 2.5};
    s.simplify_threshold = 0.5;
    s.alt = "Say \"a\"\nb\\";
    s.clips.push_back({Rect{80, 57.6, 576, 427.20000001}, nullptr});
    s.clips.push_back({{}, std::make_shared<Path>(Path::polyline({{0, 0}, {1, 0}, {1, -0.0001}}, true))});
    s.tags = {"axes 0 / plot 1"};
    PathItem line;
    line.path = Path::polyline({{80, 427.2}, {576, 57.6}});
    line.stroke = Stroke{{0.12156862745098039, 0.4666666666666667, 0.7058823529411765, 1},
                         2.0833333,
                         Cap::projecting,
                         Join::round,
                         {7.7083, 3.3333},
                         2};
    line.simplify = true;
    s.items.push_back({line, 0, 0});
    s.items.push_back({line, 1, 0});
    s.items.push_back({line, -1, -1});
    const std::string item =
        "  M 80,427.2 L 576,57.6\n"
        "  stroke #1f77b4 width=2.083 cap=projecting join=round dashes=7.708,3.333+2\n";
    CHECK(dump(s) ==
          "scene 640x480 dpi=72.5 background=#ffffff00\n"
          "simplify_threshold 0.5\nsketch 1 100 2.5\n"
          "alt \"Say \\\"a\\\"\\nb\\\\\"\n"
          "clip 0 rect 80,57.6 576,427.2\n"
          "clip 1 path M 0,0 L 1,0 L 1,0 Z\n"
          "# axes 0 / plot 1\n"
          "path clip=0 simplify\n" +
              item + "path clip=1 simplify\n" + item +
              "# \n"
              "path simplify\n" +
              item);
}

TEST_CASE("paths") {
    PathItem p;
    p.path.move_to({0, 0});
    p.path.quad_to({1, 2}, {3, 4});
    p.path.cubic_to({1e20, -1}, {std::numeric_limits<double>::quiet_NaN(), 1}, {7, 8});
    p.path.close();
    p.fill = Rgba{1, 0.5, 0, 0.5};
    p.hatch = Hatch{"//", {0, 0, 0, 1}, 1.4};
    p.stroke = Stroke{};
    p.snap = Snap::off;
    p.antialias = false;
    CHECK(dump_of(p) ==
          "path snap=off aliased\n"
          "  M 0,0 Q 1,2 3,4 C 1.000000e+20,-1 nan,1 7,8 Z\n"
          "  fill #ff800080\n"
          "  stroke #000000 width=1\n"
          "  hatch \"//\" #000000 width=1.4\n");
}

TEST_CASE("markers and collections") {
    MarkersItem m;
    m.marker = Path::polyline({{-1, 0}, {1, 0}});
    m.positions = {{1, 2}, {3.5, 4.25}};
    m.fill = Rgba{};
    m.snap = Snap::on;
    CHECK(dump_of(m) == "markers snap=on\n  M -1,0 L 1,0\n  fill #000000\n  at 1,2 3.5,4.25\n");

    CollectionItem c;
    c.paths = {m.marker, m.marker};
    c.scales = {1, 2.5};
    c.offsets = {{1, 2}};
    c.faces = {{1, 0, 0, 1}};
    c.edges = {Stroke{{0, 0, 1, 1}, 1.5, Cap::round, Join::bevel, {}, 0}};
    c.antialias = {true, false};
    CHECK(dump_of(c) ==
          "collection antialias=10\n"
          "  M -1,0 L 1,0\n"
          "  M -1,0 L 1,0\n"
          "  scales 1 2.5\n"
          "  at 1,2\n"
          "  faces #ff0000\n"
          "  edges (#0000ff width=1.5 cap=round join=bevel)\n");
    c.paths.assign(9, m.marker);
    CHECK(dump_of(c).find("  ... 9 paths in all, hash ") != std::string::npos);
}

TEST_CASE("texts, images and triangles") {
    TextItem t;
    t.text = "time [s]";
    t.position = {290.5, 460};
    t.font = std::make_shared<Font>(Font{{"DejaVu Sans", "sans-serif"}, 10, 400, Font::Style::normal});
    CHECK(dump_of(t) == "text \"time [s]\" at 290.5,460 #000000 size=10 font=DejaVu Sans,sans-serif\n");
    t.font = std::make_shared<Font>(Font{{"A", "B", "C", "D"}, 12.5, 700, Font::Style::italic});
    t.angle = 90;
    t.math = true;
    CHECK(dump_of(t) ==
          "text \"time [s]\" at 290.5,460 angle=90 #000000 size=12.5 weight=700 italic font=A,B,C,... math\n");

    ImageItem i;
    i.width = 2;
    i.height = 1;
    i.rgba = std::make_shared<std::vector<std::uint8_t>>(std::vector<std::uint8_t>{'f', 'o', 'o', 'b', 'a', 'r'});
    i.position = {80.2, 57};
    CHECK(dump_of(i) == "image 2x1 at 80.2,57 hash 85944171f73967e8\n");  // FNV-1a's published value for "foobar"

    TrianglesItem g;
    g.points = {{Point{0, 0}, Point{1, 0}, Point{0, 1}}};
    g.colors = {{Rgba{1, 0, 0, 1}, Rgba{0, 1, 0, 1}, Rgba{0, 0, 1, 0}}};
    CHECK(dump_of(g) == "triangles\n  (0,0 #ff0000 1,0 #00ff00 0,1 #0000ff00)\n");
}

TEST_CASE("long lists are cut, and their hash tells them apart") {
    PathItem p;
    std::vector<Point> points;
    for (int i = 0; i < 49; ++i) points.push_back({static_cast<double>(i), 0});
    p.path = Path::polyline(points);
    const std::string text = dump_of(p);
    CHECK(text.find("L 23,0 ... 49 in all, hash ") != std::string::npos);
    points[40].y = 0.0004;  // below the third decimal
    p.path = Path::polyline(points);
    CHECK(dump_of(p) == text);
    points[40].y = 0.001;
    p.path = Path::polyline(points);
    CHECK(dump_of(p) != text);
    points.pop_back();
    p.path = Path::polyline(points);
    CHECK(dump_of(p).find("hash") == std::string::npos);
}
