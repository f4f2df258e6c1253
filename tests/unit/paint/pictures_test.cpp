// Pictures of 14 x 12 pixels as RendererAgg of Matplotlib 3.6.3 draws them, one channel in hexadecimal.
#include <doctest/doctest.h>
#include <limits>
#include <string>
#include <vector>

#include "no_text.h"
#include "paint/painter.h"

using namespace plotmill;
using namespace plotmill::paint;
using namespace plotmill::scene;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr Rgba black{0, 0, 0, 1};
using Rows = std::vector<std::string>;

Scene canvas(double dpi = 72) {
    Scene s;
    s.width = 14;
    s.height = 12;
    s.dpi = dpi;
    s.background = {1, 1, 1, 0};
    return s;
}

Rows channel(const Painter& painter, int shift) {
    const Pixels p = painter.pixels();
    Rows rows;
    for (int y = 0; y < p.height; ++y) {
        std::string row;
        for (int x = 0; x < p.width; ++x) {
            const auto* words = reinterpret_cast<const std::uint32_t*>(p.data + y * p.stride);
            const unsigned v = words[x] >> shift & 255;
            row += "0123456789abcdef"[v >> 4];
            row += "0123456789abcdef"[v & 15];
        }
        rows.push_back(row);
    }
    return rows;
}

// The picture of one item: its alpha (24), red (16), green (8) or blue (0).
Rows draw(Content item, int shift = 24, Clip clip = {}, double dpi = 72) {
    Scene s = canvas(dpi);
    s.clips.push_back(std::move(clip));
    s.items.push_back({std::move(item), 0, -1});
    Painter painter;
    NoText text;
    REQUIRE(painter.paint(s, text, Alpha::straight).ok());
    return channel(painter, shift);
}

PathItem filled(Path path, Rgba color = black) {
    PathItem p;
    p.path = std::move(path);
    p.fill = color;
    p.snap = Snap::off;
    return p;
}

PathItem stroked(Path path, double width) {
    PathItem p;
    p.path = std::move(path);
    p.stroke = Stroke{black, width, Cap::butt, Join::round, {}, 0};
    p.snap = Snap::off;
    return p;
}

const Path triangle = Path::polyline({{1.2, 1.3}, {8.6, 3.5}, {2.1, 6.9}}, true);
const Path diamond = Path::polyline({{2.5, 6.5}, {6.5, 10.5}, {10.5, 6.5}, {6.5, 2.5}, {2.5, 6.5}}, true);

}  // namespace

TEST_CASE("fills") {
    CHECK(draw(filled(triangle)) ==
          Rows{"0000000000000000000000000000", "006e510c00000000000000000000", "009cfff9b86c2100000000000000",
               "0073ffffffffffcc260000000000", "004afffffffc991c000000000000", "0021fffea4240000000000000000",
               "0002a82d00000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    PathItem aliased = filled(triangle);
    aliased.antialias = false;  // every touched pixel is painted whole
    CHECK(draw(aliased) ==
          Rows{"0000000000000000000000000000", "00ffffff00000000000000000000", "00ffffffffffff00000000000000",
               "00ffffffffffffffff0000000000", "00ffffffffffffff000000000000", "00ffffffffff0000000000000000",
               "00ffffff00000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    Path curves;
    curves.move_to({2, 6});
    curves.cubic_to({2, 12}, {12, -2}, {12, 6});
    curves.quad_to({7, 9}, {2, 6});
    curves.close();
    CHECK(draw(filled(curves)) ==
          Rows{"0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "0000000000000000003f74250000", "0000000000000024b6ffffc50000", "00000000000163f4fffffff80000",
               "0000b2461eadfffffffaba430000", "000049510c536868530e00000000", "0000000000000000000000000000",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    CHECK(draw(filled(triangle, {0, 0, 0, 0})) == Rows(12, std::string(28, '0')));
}

TEST_CASE("translucent colours are blended as straight 8-bit values") {
    Scene s = canvas();
    s.items.push_back({filled(triangle, {1, .5, 0, .6}), -1, -1});
    s.items.push_back({filled(diamond, {0, .5, 1, .3}), -1, -1});
    Painter painter;
    NoText text;
    REQUIRE(painter.paint(s, text, Alpha::straight).ok());
    CHECK(channel(painter, 24) ==
          Rows{"0000000000000000000000000000", "0042310700000000000000000000", "005e99956e412500000000000000",
               "0045999999a8b78e170000000000", "002c9999a8b68d58270000000000", "001499a7915c4d4d4d2700000000",
               "0001705f4d4d4d4d4d4d13000000", "000000274d4d4d4d4d2700000000", "00000000274d4d4d270000000000",
               "0000000000274d27000000000000", "0000000000001300000000000000", "0000000000000000000000000000"});
    CHECK(channel(painter, 16) ==
          Rows{"ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff", "ffffffffffff7dffffffffffffff",
               "ffffffffffc494b9ffffffffffff", "ffffffffc493742200ffffffffff", "ffffffc3782a00000000ffffffff",
               "ffffd33200000000000000ffffff", "ffffff00000000000000ffffffff", "ffffffff0000000000ffffffffff",
               "ffffffffff000000ffffffffffff", "ffffffffffff00ffffffffffffff", "ffffffffffffffffffffffffffff"});
    CHECK(channel(painter, 0) ==
          Rows{"ffffffffffffffffffffffffffff", "ff000000ffffffffffffffffffff", "ff000000000081ffffffffffffff",
               "ff000000003a6a4500ffffffffff", "ff0000003a6b8adcffffffffffff", "ff00003b86d4ffffffffffffffff",
               "ff002bccffffffffffffffffffff", "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff",
               "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff"});
    CHECK_FALSE(painter.pixels().opaque);
    REQUIRE(painter.paint(s, text).ok());
    const auto* words = reinterpret_cast<const std::uint32_t*>(painter.pixels().data);
    CHECK(words[0] == 0);
    for (int i = 0; i < 14 * 12; ++i) CHECK((words[i] >> 16 & 255) <= words[i] >> 24);
}

TEST_CASE("joins") {
    PathItem p = stroked(diamond, 2.5);
    p.stroke->join = Join::miter;
    CHECK(draw(p) ==
          Rows{"0000000000001300000000000000", "00000000004cf34c000000000000", "000000004cfafffa4c0000000000",
               "0000004cfafffffffa4c00000000", "00004cfafffa85fafffa4c000000", "004cfafffa4c004cfafffa4c0000",
               "13f3ffff8500000085fffff31300", "004cfafffa4c004cfafffa4c0000", "00004cfafffa85fafffa4c000000",
               "0000004cfafffffffa4c00000000", "000000004cfafffa4c0000000000", "00000000004cf34c000000000000"});
    p.stroke->join = Join::round;
    CHECK(draw(p) ==
          Rows{"0000000000000000000000000000", "000000000041a641000000000000", "000000004cf9fff94c0000000000",
               "0000004cf9fffffff94c00000000", "00004cf9fffa85fafff94c000000", "0041f9fffa4c004cfafff9400000",
               "00a6ffff8500000085ffffa50000", "0041f9fffa4c004cfafff9400000", "00004cf9fffa85fafff94c000000",
               "0000004cf9fffffff94c00000000", "000000004cf9fff94c0000000000", "000000000040a540000000000000"});
    p.stroke->join = Join::bevel;
    CHECK(draw(p) ==
          Rows{"0000000000000000000000000000", "0000000000396239000000000000", "000000004cf9fff94c0000000000",
               "0000004cf9fffffff94c00000000", "00004cf9fffa85fafff94c000000", "0039f9fffa4c004cfafff9390000",
               "0062ffff8500000085ffff620000", "0039f9fffa4c004cfafff9390000", "00004cf9fffa85fafff94c000000",
               "0000004cf9fffffff94c00000000", "000000004cf9fff94c0000000000", "0000000000396239000000000000"});
    // Matplotlib's miter limit is the width in pixels: a right angle on a thin line is bevelled.
    p.stroke->width = 1.4;
    const Rows bevel = draw(p);
    p.stroke->join = Join::miter;
    CHECK(draw(p) == bevel);
    p.stroke->width = 1.5;
    const Rows miter = draw(p);
    p.stroke->join = Join::bevel;
    CHECK(draw(p) != miter);
}

TEST_CASE("a line that goes back on itself is round at the turn, on both sides") {
    // By rounding it turns a little to one side, by less than counts.
    PathItem back = stroked(Path::polyline({{8.641, 4.501}, {5.641, 6.711}, {8.791, 4.3905}}), 3);
    CHECK(draw(back) ==
          Rows{"0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "00000000000009f9390000000000", "00000000003dffffff0a00000000", "0000000072ffffffffba00000000",
               "00000000ffffffffee0400000000", "00000000f8ffff71000000000000", "0000000000350300000000000000",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
}

TEST_CASE("dashes and caps") {
    PathItem p = stroked(Path::polyline({{1, 2.5}, {12, 2.5}, {12, 10}}), 2);
    p.stroke->dashes = {4, 3};
    p.stroke->dash_offset = 1.5;
    CHECK(draw(p) ==
          Rows{"0000000000000000000000000000", "0080804000004080808040000000", "00ffff80000080ffffff80000000",
               "0080804000004080808040000000", "0000000000000000000000ffff00", "0000000000000000000000ffff00",
               "0000000000000000000000ffff00", "0000000000000000000000ffff00", "0000000000000000000000000000",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    p.stroke->cap = Cap::round;
    CHECK(draw(p) ==
          Rows{"0000000000000000000000000000", "4380807310107380808073100000", "e6ffffff6566ffffffffff650000",
               "4380807310107380808073c5b500", "0000000000000000000000ffff00", "0000000000000000000000ffff00",
               "0000000000000000000000ffff00", "0000000000000000000000ffff00", "0000000000000000000000b5b500",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    p.stroke->cap = Cap::projecting;
    CHECK(draw(p) ==
          Rows{"0000000000000000000000000000", "8080808040408080808080400000", "ffffffff8080ffffffffff800000",
               "8080808040408080808080ffff00", "0000000000000000000000ffff00", "0000000000000000000000ffff00",
               "0000000000000000000000ffff00", "0000000000000000000000ffff00", "0000000000000000000000ffff00",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    PathItem aliased = stroked(Path::polyline({{1, 2.5}, {12, 9.5}}), 1.5);
    aliased.stroke->dashes = {3.7, 2.2};
    aliased.antialias = false;
    CHECK(draw(aliased) ==
          Rows{"0000000000000000000000000000", "00ffff0000000000000000000000", "ffffffff00000000000000000000",
               "ffffffffff000000000000000000", "00ffffffff00ff00000000000000", "000000ff00ffffffff0000000000",
               "0000000000ffffffffff00000000", "000000000000ffffffff00000000", "00000000000000ffff0000ffff00",
               "00000000000000000000ffffff00", "00000000000000000000ffff0000", "0000000000000000000000000000"});
    // What cannot be dashed is drawn solid.
    p.stroke->cap = Cap::butt;
    p.stroke->dashes.clear();
    const Rows solid = draw(p);
    for (const std::vector<double>& dashes : {std::vector<double>{0, 0}, {-1, 2}, {1e-9, 1e-9}, {not_a_number, 1}}) {
        p.stroke->dashes = dashes;
        CHECK(draw(p) == solid);
    }
}

TEST_CASE("clips") {
    Clip rect;
    rect.rect = Rect{2.4, 3.5, 8.5, 9.6};  // rounds to 2..9 and 4..10
    CHECK(draw(filled(Path::rectangle({0, 0, 14, 12})), 24, rect) ==
          Rows{"0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "0000000000000000000000000000", "0000ffffffffffffff0000000000", "0000ffffffffffffff0000000000",
               "0000ffffffffffffff0000000000", "0000ffffffffffffff0000000000", "0000ffffffffffffff0000000000",
               "0000ffffffffffffff0000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    Clip path;
    path.path = std::make_shared<Path>(Path::polyline({{7, 1}, {13, 7}, {7, 11}, {2, 6}, {7, 1}}, true));
    CHECK(draw(filled(Path::rectangle({0, 3.5, 14, 12})), 24, path) ==
          Rows{"0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "0000000040808080804000000000", "00000080ffffffffffff80000000", "000080ffffffffffffffff800000",
               "000080ffffffffffffffffff8000", "00000080ffffffffffffffeb5500", "0000000080ffffffffffab160000",
               "000000000080ffffeb5500000000", "00000000000080ab160000000000", "0000000000000000000000000000"});
    for (const Rect& outside :
         {Rect{20, 0, 30, 12}, Rect{-9, -9, -1, -1}, Rect{not_a_number, not_a_number, not_a_number, not_a_number}}) {
        Clip clip;
        clip.rect = outside;
        CHECK(draw(filled(Path::rectangle({0, 0, 14, 12})), 24, clip) == Rows(12, std::string(28, '0')));
    }
}

TEST_CASE("markers stand on whole pixels") {
    MarkersItem m;
    m.marker = Path::polyline({{-2.2, -2.2}, {2.2, -2.2}, {2.2, 2.2}, {-2.2, 2.2}, {-2.2, -2.2}}, true);
    m.positions = {{3.3, 3.7}, {8.5, 6.49}, {not_a_number, 3}, {1e300, 3}};
    m.fill = Rgba{1, 0, 0, .5};
    m.stroke = Stroke{black, 1, Cap::butt, Join::round, {}, 0};
    m.snap = Snap::on;
    CHECK(draw(m) ==
          Rows{"0000000000000000000000000000", "0000000000000000000000000000", "00f0fffffff00000000000000000",
               "00ff808080ff0000000000000000", "00ff808080ff00f0fffffff00000", "00ff808080ff00ff808080ff0000",
               "00f0fffffff000ff808080ff0000", "00000000000000ff808080ff0000", "00000000000000f0fffffff00000",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    CHECK(draw(m, 16) ==
          Rows{"ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff", "ff0200000002ffffffffffffffff",
               "ff00ffffff00ffffffffffffffff", "ff00ffffff00ff0200000002ffff", "ff00ffffff00ff00ffffff00ffff",
               "ff0200000002ff00ffffff00ffff", "ffffffffffffff00ffffff00ffff", "ffffffffffffff0200000002ffff",
               "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff"});
    m.snap = Snap::off;
    const Rows plain{"0000000000000000000000000000", "022f3333332f0200000000000000", "2ff8dededef82f00000000000000",
                     "33de808080de342f3333332f0200", "33de808080de58f8dededef82f00", "33de808080de5bde808080de3300",
                     "2ff8dededef858de808080de3300", "022f3333332f34de808080de3300", "0000000000002ff8dededef82f00",
                     "000000000000022f3333332f0200", "0000000000000000000000000000", "0000000000000000000000000000"};
    CHECK(draw(m) == plain);
    Clip clip;
    clip.rect = Rect{3, 3, 8, 7};  // Agg lets one more pixel through on the right and below
    CHECK(draw(m, 24, clip) ==
          Rows{"0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "0000008080de342f330000000000", "0000008080de58f8de0000000000", "0000008080de5bde800000000000",
               "000000dedef858de800000000000", "00000033332f34de800000000000", "0000000000000000000000000000",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});

    // A marker too large for a sprite is drawn in place, to the same result.
    MarkersItem large = m;
    large.marker = Path::rectangle({-200, -2.2, 200, 2.2});
    large.positions = {{7, 5.5}};
    large.stroke.reset();
    PathItem same = filled(Path::rectangle({-192.5, 4.3, 207.5, 8.7}), *m.fill);
    CHECK(draw(large) == draw(same));
}

TEST_CASE("hatches") {
    PathItem p;
    p.path = Path::polyline({{1.5, 1.5}, {12.5, 1.5}, {12.5, 10.5}, {1.5, 10.5}, {1.5, 1.5}}, true);
    p.hatch = Hatch{"/", black, 1};
    p.snap = Snap::off;
    CHECK(draw(p, 24, {}, 12) ==
          Rows{"0000000000000000000000000000", "0010762000207620002076200000", "0076400040eb400040eb40002000",
               "00200040eb400040eb4000407600", "000040eb400040eb400040eb2000", "0020eb400040eb400040eb400000",
               "0076400040eb400040eb40002000", "00200040eb400040eb4000407600", "000040eb400040eb400040eb2000",
               "0020eb400040eb400040eb400000", "003b200020762000207620001000", "0000000000000000000000000000"});
    p.hatch->pattern = "?";
    CHECK(draw(p) == Rows(12, std::string(28, '0')));
}

TEST_CASE("images") {
    ImageItem im;
    im.width = 4;
    im.height = 3;
    auto rgba = std::make_shared<std::vector<std::uint8_t>>();
    for (const int alpha : {255, 128, 10})
        for (int x = 0; x < 4; ++x)
            for (const int v : {200, x * 60, 0, alpha}) rgba->push_back(static_cast<std::uint8_t>(v));
    im.rgba = rgba;
    im.position = {2.6, 4.5};
    CHECK(draw(im) ==
          Rows{"0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "0000000000000000000000000000", "000000ffffffff00000000000000", "0000008080808000000000000000",
               "0000000a0a0a0a00000000000000", "0000000000000000000000000000", "0000000000000000000000000000",
               "0000000000000000000000000000", "0000000000000000000000000000", "0000000000000000000000000000"});
    CHECK(draw(im, 8) ==
          Rows{"ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff",
               "ffffffffffffffffffffffffffff", "ffffff003c78b4ffffffffffffff", "ffffff003c78b4ffffffffffffff",
               "ffffff003c78b4ffffffffffffff", "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff",
               "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff", "ffffffffffffffffffffffffffff"});
    im.alpha = .5;
    CHECK(draw(im)[4] == "0000007f7f7f7f00000000000000");
    CHECK(draw(im)[5] == "0000004040404000000000000000");
}

TEST_CASE("triangles") {
    TrianglesItem t;
    t.points = {{Point{2, 1}, Point{12, 4}, Point{4, 10}}};
    t.colors = {{Rgba{1, 0, 0, 1}, Rgba{0, 1, 0, 1}, Rgba{0, 0, 1, .5}}};
    CHECK(draw(t) ==
          Rows{"00115d1600000000000000000000", "0060f2f4c2792d01000000000000", "002ae6e9edf0f4d9914707000000",
               "0003cfdde0e4e7ebeef2eaa91800", "000098d1d5d9dde1e5e9eddb2300", "000063c4c8ccd0d4d8dca6160000",
               "000035b7bbbfc3c7cb6802000000", "00000caaaeb2b7aa320000000000", "00000086a2a67e10000000000000",
               "0000005b944d0200000000000000", "0000000d1d000000000000000000", "0000000000000000000000000000"});
    CHECK(draw(t, 8) ==
          Rows{"ff021930ffffffffffffffffffff", "ff00142b41586f86ffffffffffff", "ff000f263d546b8299b0c7ffffff",
               "ff000a21384f667d94acc3daf1ff", "ffff051d344b627991a8bfd6edff", "ffff00172e465d758ca3bbd2ffff",
               "ffff00122a415870879eb5ffffff", "ffff000d243b536a81ffffffffff", "ffffff0820374f66ffffffffffff",
               "ffffff021a3148ffffffffffffff", "ffffff0015ffffffffffffffffff", "ffffffffffffffffffffffffffff"});
    t.points = {{Point{2, 2}, Point{2, 2}, Point{2, 2}}};
    CHECK(draw(t).size() == 12);
    t.points = {{Point{2, not_a_number}, Point{2, 2}, Point{1e300, 2}}};
    CHECK(draw(t) == Rows(12, std::string(28, '0')));
}

TEST_CASE("collections cycle through their properties") {
    CollectionItem c;
    c.paths = {Path::polyline({{-1, -1}, {1, -1}, {1, 1}, {-1, 1}, {-1, -1}}, true)};
    c.scales = {1.2, 2.3};
    c.offsets = {{3.2, 3.2}, {7.7, 5.1}, {10, 9}};
    c.faces = {{0, 0, 0, .5}, black};
    c.edges = {Stroke{black, 1, Cap::butt, Join::round, {}, 0}};
    CHECK(draw(c) ==
          Rows{"0000000000000000000000000000", "0000000000000000000000000000", "0000f0fff0000000000000000000",
               "0000ff80fff2fffffffff2000000", "0000f0fff0ffffffffffff000000", "0000000000ffffffffffff000000",
               "0000000000ffffffffffff000000", "0000000000f2fffffffff2000000", "000000000000000000f0fff00000",
               "000000000000000000ff80ff0000", "000000000000000000f0fff00000", "0000000000000000000000000000"});
    c.faces.clear();
    c.edges.clear();
    CHECK(draw(c) == Rows(12, std::string(28, '0')));
}
