#include "paint/painter.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <memory>

using namespace plotmill;
using namespace plotmill::paint;
using namespace plotmill::scene;

namespace {

struct OneMask final : TextMasks {
    PlacedMask mask;
    int calls = 0;
    PlacedMask place(const TextItem&, double) override {
        ++calls;
        return mask;
    }
};

Scene white(double width, double height) {
    Scene s;
    s.width = width;
    s.height = height;
    return s;
}

std::uint32_t pixel(const Painter& p, int x, int y) {
    const Pixels v = p.pixels();
    return reinterpret_cast<const std::uint32_t*>(v.data + y * v.stride)[x];
}

Item path_item(Path path, std::optional<Rgba> fill, std::optional<Stroke> stroke) {
    PathItem p;
    p.path = std::move(path);
    p.fill = fill;
    p.stroke = stroke;
    return {p, -1, -1};
}

}  // namespace

TEST_CASE("the surface is kept between figures of one size") {
    Painter painter;
    OneMask text;
    REQUIRE(painter.paint(white(64, 48), text).ok());
    const Pixels first = painter.pixels();
    CHECK(first.width == 64);
    CHECK(first.height == 48);
    CHECK(first.stride == 256);
    CHECK(first.opaque);
    CHECK(pixel(painter, 63, 47) == 0xffffffff);
    Scene s = white(64, 48);
    s.items.push_back(path_item(Path::rectangle({0, 0, 64, 48}), Rgba{1, 0, 0, 1}, {}));
    REQUIRE(painter.paint(s, text).ok());
    CHECK(painter.pixels().data == first.data);
    CHECK(pixel(painter, 5, 5) == 0xffff0000);
    REQUIRE(painter.paint(white(64, 48), text).ok());
    CHECK(pixel(painter, 5, 5) == 0xffffffff);
}

TEST_CASE("sizes are checked") {
    Painter painter(1000);
    OneMask text;
    for (const double bad : {0.0, -3.0, 32768.0, 1e300, std::nan("")}) {
        const Status status = painter.paint(white(bad, 10), text);
        REQUIRE_FALSE(status.ok());
        CHECK(status.errors()[0].message.find("each side must be from 1 to 32767") != std::string::npos);
    }
    const Status status = painter.paint(white(40, 30), text);
    REQUIRE_FALSE(status.ok());
    CHECK(status.errors()[0].message == "figure of 40 x 30 pixels: larger than the 1000 pixels allowed");
    CHECK(painter.paint(white(40, 25), text).ok());
}

TEST_CASE("text masks are blended at their place and clipped") {
    Painter painter;
    OneMask text;
    const std::uint8_t covers[] = {0, 128, 255, 9, 1, 64, 200, 9};
    text.mask = {covers, 3, 2, 4, 2, 1};
    Scene s = white(8, 4);
    s.clips.push_back({Rect{0, 0, 4.4, 4}, nullptr});
    TextItem item;
    item.color = {0, 0, 0, 1};
    s.items.push_back({item, 0, -1});
    REQUIRE(painter.paint(s, text).ok());
    CHECK(text.calls == 1);
    CHECK(pixel(painter, 2, 1) == 0xffffffff);
    CHECK(pixel(painter, 3, 1) == 0xff7f7f7f);
    CHECK(pixel(painter, 4, 1) == 0xffffffff);  // beyond the clip
    CHECK(pixel(painter, 2, 2) == 0xfffefefe);
    CHECK(pixel(painter, 3, 2) == 0xffbfbfbf);
    text.mask.x = -1;
    text.mask.y = 3;
    s.items[0].clip = -1;
    REQUIRE(painter.paint(s, text).ok());
    CHECK(pixel(painter, 0, 3) == 0xff7f7f7f);
    CHECK(pixel(painter, 1, 3) == 0xff000000);
}

TEST_CASE("spines and ticks lie on whole pixels") {
    Painter painter;
    OneMask text;
    Scene s = white(20, 20);
    s.items.push_back(path_item(Path::polyline({{3.2, 2}, {3.2, 15}}), {},
                                Stroke{{0, 0, 0, 1}, 1.1, Cap::projecting, Join::miter, {}, 0}));
    REQUIRE(painter.paint(s, text).ok());
    CHECK(pixel(painter, 3, 10) == 0xff000000);
    CHECK((pixel(painter, 2, 10) & 255) > 230);
    CHECK((pixel(painter, 4, 10) & 255) > 230);
}

TEST_CASE("a clip path is snapped as the item that it clips") {
    Painter painter;
    OneMask text;
    Scene s = white(20, 20);
    s.clips.push_back({{}, std::make_shared<Path>(Path::rectangle({2, 2, 10.4, 10.4}))});
    Item item = path_item(Path::rectangle({0, 0, 20, 20}), Rgba{0, 0, 0, 1}, {});
    item.clip = 0;
    s.items.push_back(item);
    REQUIRE(painter.paint(s, text).ok());
    CHECK(pixel(painter, 10, 5) == 0xffffffff);
    std::get<PathItem>(s.items[0].content).snap = Snap::off;
    REQUIRE(painter.paint(s, text).ok());
    CHECK(pixel(painter, 10, 5) == 0xff999999);
}

TEST_CASE("very long lines are drawn in parts, and whole") {
    Painter painter;
    OneMask text;
    Scene s = white(200, 100);
    std::vector<Point> noise;
    for (int i = 0; i < 60000; ++i)
        noise.push_back({i / 300.0, 50 + 45 * std::sin(i * 12.9898) * std::cos(i * 78.233)});
    Item item = path_item(Path::polyline(noise), {}, Stroke{{0, 0, 1, 1}, 1.5, Cap::butt, Join::round, {}, 0});
    s.items.push_back(item);
    REQUIRE(painter.paint(s, text).ok());
    for (int x = 0; x < 199; ++x) CHECK(pixel(painter, x, 50) == 0xff0000ff);
    CHECK(pixel(painter, 100, 1) == 0xffffffff);
}

TEST_CASE("hostile coordinates") {
    Painter painter;
    OneMask text;
    const double inf = std::numeric_limits<double>::infinity();
    for (const double v : {1e300, -1e300, inf, std::nan(""), 1e9, -3e7}) {
        Scene s = white(30, 30);
        const Stroke stroke{{0, 0, 0, .5}, 3, Cap::round, Join::miter, {2, 1}, 0.5};
        const Path path = Path::polyline({{1, 1}, {v, 3}, {5, v}, {v, -v}, {9, 9}}, true);
        s.items.push_back(path_item(path, Rgba{1, 0, 0, .5}, stroke));
        s.items.push_back(path_item(path, {}, stroke));
        Path curve;
        curve.move_to({v, 1});
        curve.cubic_to({2, v}, {v, v}, {3, 3});
        s.items.push_back(path_item(curve, Rgba{1, 0, 0, 1}, stroke));
        MarkersItem m;
        m.marker = path;
        m.positions = {{v, v}, {3, 3}};
        m.fill = Rgba{0, 1, 0, 1};
        m.stroke = stroke;
        s.items.push_back({m, -1, -1});
        CollectionItem c;
        c.paths = {path, curve};
        c.scales = {v, 1};
        c.offsets = {{v, 1}, {1, 1}};
        c.faces = {Rgba{0, 0, 1, 1}};
        s.items.push_back({c, -1, -1});
        ImageItem im;
        im.width = im.height = 1;
        im.rgba = std::make_shared<std::vector<std::uint8_t>>(4, std::uint8_t{255});
        im.position = {v, v};
        s.items.push_back({im, -1, -1});
        s.clips.push_back({Rect{v, 0, 30, v}, nullptr});
        s.items.push_back(s.items[0]);
        s.items.back().clip = 0;
        CHECK(painter.paint(s, text).ok());
    }
}

// Agg keeps no coverage of a run between two cells where it draws markers under a clip path.
TEST_CASE("markers under a clip path are whole between their ends") {
    Painter painter;
    OneMask text;
    MarkersItem markers;
    markers.marker = Path::rectangle({-3, -0.25, 3, 0.25});
    markers.positions = {{10, 10}};
    markers.fill = Rgba{0, 0, 0, 1};
    markers.snap = Snap::off;
    Scene s = white(24, 24);
    s.items.push_back({markers, -1, -1});
    REQUIRE(painter.paint(s, text).ok());
    const std::uint32_t half = pixel(painter, 10, 10) & 255;
    CHECK(half > 120);
    CHECK(half < 135);
    Clip clip;
    clip.path = std::make_shared<const Path>(Path::rectangle({0, 0, 24, 24}));
    s.clips.push_back(clip);
    s.items[0].clip = 0;
    REQUIRE(painter.paint(s, text).ok());
    CHECK(pixel(painter, 10, 10) == 0xff000000);
    CHECK((pixel(painter, 7, 10) & 255) > 180);  // its left end, a quarter covered
    CHECK(pixel(painter, 10, 9) == 0xffffffff);
}
