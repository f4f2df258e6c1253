// Shapes that come again, moved, against each of them made at its own place.
#include "paint/mold.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>

#include "no_text.h"
#include "paint/painter.h"

using namespace plotmill;
using namespace plotmill::paint;
using namespace plotmill::scene;

namespace {

constexpr int width = 120, height = 90;

std::vector<std::uint32_t> picture(const std::vector<Item>& items, Rgba background, bool clipped) {
    Scene s;
    s.width = width;
    s.height = height;
    s.background = background;
    if (clipped) s.clips.push_back({Rect{10.2, 7.6, 101.7, 80.1}, nullptr});
    s.items = items;
    for (Item& i : s.items) i.clip = clipped ? 0 : -1;
    Painter painter;
    NoText text;
    REQUIRE(painter.paint(s, text, Alpha::straight).ok());
    const Pixels v = painter.pixels();
    const auto* p = reinterpret_cast<const std::uint32_t*>(v.data);
    return {p, p + width * height};
}

// As many paths of their own, each made where it stands.
std::vector<Item> one_by_one(const CollectionItem& all) {
    std::vector<Item> out;
    for (std::size_t i = 0; i < all.offsets.size(); ++i) {
        PathItem one;
        one.path = all.paths[i % all.paths.size()];
        const double k = all.scales.empty() ? 1 : all.scales[i % all.scales.size()];
        for (Point& p : one.path.points) p = p * k + all.offsets[i];
        if (!all.faces.empty()) one.fill = all.faces[i % all.faces.size()];
        if (!all.edges.empty()) one.stroke = all.edges[i % all.edges.size()];
        one.antialias = all.antialias.empty() || all.antialias[i % all.antialias.size()];
        one.snap = all.snap;
        one.simplify = false;
        out.push_back({one});
    }
    return out;
}

unsigned seed = 1;
double random_number() {
    seed = seed * 1664525u + 1013904223u;
    return static_cast<double>(seed >> 8) / (1 << 24);
}

Path circle(double r) {
    const double k = 0.5522847498 * r;
    Path p;
    p.move_to({0, -r});
    p.cubic_to({k, -r}, {r, -k}, {r, 0});
    p.cubic_to({r, k}, {k, r}, {0, r});
    p.cubic_to({-k, r}, {-r, k}, {-r, 0});
    p.cubic_to({-r, -k}, {-k, -r}, {0, -r});
    p.close();
    return p;
}

Path star(double r) {
    Path p;
    for (int i = 0; i < 10; ++i) {
        const double a = i * 0.6283, q = i % 2 ? r : r * 0.4;
        i ? p.line_to({q * std::sin(a), q * std::cos(a)}) : p.move_to({q * std::sin(a), q * std::cos(a)});
    }
    p.close();
    return p;
}

Path cross(double r) {  // two open lines
    Path p;
    p.move_to({-r, -0.7 * r});
    p.line_to({r, 0.8 * r});
    p.move_to({-r, r});
    p.line_to({r, -r});
    return p;
}

void check(const CollectionItem& item) {
    const auto apart = one_by_one(item);
    for (const Rgba background : {Rgba{1, 1, 1, 1}, Rgba{0.2, 0.3, 0.4, 1}, Rgba{0, 0, 0, 0}})
        for (const bool clipped : {false, true})
            CHECK(picture({{item}}, background, clipped) == picture(apart, background, clipped));
}

CollectionItem collection(const Path& path, double line_width, double alpha, std::size_t n, bool whole_places = false) {
    CollectionItem c;
    c.paths = {path};
    for (std::size_t i = 0; i < n; ++i) {
        Point at{-15 + (width + 30) * random_number(), -15 + (height + 30) * random_number()};
        if (whole_places) at = {std::floor(at.x * 2) / 2, std::floor(at.y * 4) / 4};
        c.offsets.push_back(at);
        const Rgba color{random_number(), random_number(), random_number(), alpha};
        c.faces.push_back(color);
        Stroke s;
        s.color = i % 3 ? color : Rgba{0, 0, 0, 1};
        s.width = line_width;
        s.join = i % 40 < 20 ? Join::round : Join::miter;
        if (line_width > 0) c.edges.push_back(s);
    }
    return c;
}

}  // namespace

TEST_CASE("moved shapes are those made anew") {
    for (const Path& path : {circle(4.17), circle(0.6), circle(21), circle(47), star(7), cross(5),
                             Path::rectangle({-3.2, -3.2, 3.2, 3.2}), Path::rectangle({-30, -1, 30, 1})})
        for (const double line_width : {0.0, 0.4, 1.0, 2.0833})
            for (const double alpha : {1.0, 0.4}) {
                CAPTURE(line_width);
                CAPTURE(alpha);
                check(collection(path, line_width, alpha, 60));
            }
}

TEST_CASE("moved shapes: places where rounding turns") {
    check(collection(circle(4), 1, 1, 80, true));
    check(collection(star(8), 2, 0.5, 80, true));
    check(collection(Path::rectangle({-4, -4, 4, 4}), 1, 1, 80, true));
}

TEST_CASE("moved shapes: sizes, several paths, no faces, not finite places, dashes") {
    CollectionItem sizes = collection(circle(1), 1.3, 1, 200);
    for (std::size_t i = 0; i < 200; ++i)
        sizes.scales.push_back(i % 7 == 6 ? 5 * random_number() : 2.5 + double(i % 5));
    check(sizes);
    CollectionItem several = collection(star(6), 1, 1, 90);
    several.paths.push_back(circle(5));
    several.paths.push_back(Path{});
    check(several);
    CollectionItem lines = collection(cross(5), 1.5, 0.7, 90);
    lines.faces.clear();
    check(lines);
    CollectionItem gaps = collection(circle(5), 1, 1, 40);
    std::vector<Point> places;
    for (const Point p : gaps.offsets) places.push_back(p);
    places[3].x = std::numeric_limits<double>::quiet_NaN();
    places[9].y = std::numeric_limits<double>::infinity();
    places[11] = {1e300, -1e300};
    gaps.offsets = places;
    gaps.antialias = {true, true, false};
    check(gaps);
    CollectionItem dashed = collection(circle(9), 1, 1, 40);
    for (std::size_t i = 0; i < dashed.edges.size(); i += 2) dashed.edges[i].dashes = {3, 1};
    check(dashed);
    for (const Snap snap : {Snap::on, Snap::off}) {
        CollectionItem snapped = collection(Path::rectangle({-4.3, -3.1, 4.3, 3.1}), 1, 1, 40);
        snapped.snap = snap;
        check(snapped);
    }
}

TEST_CASE("shapes that do not come again") {
    CollectionItem c = collection(circle(5), 1.2, 0.8, 60);
    for (std::size_t i = 0; i < 60; ++i) c.scales.push_back(0.2 + 6 * random_number());
    check(c);
    CollectionItem paths = collection(star(6), 1.2, 1, 60);
    while (paths.paths.size() < 60)
        paths.paths.push_back(paths.paths.size() % 2 ? star(20 * random_number()) : cross(9 * random_number()));
    check(paths);
}

TEST_CASE("a mold is kept the second time, and used once it is proven") {
    const PixelRect box{0, 0, width, height};
    const auto at = [](Point p) { return star(6).transformed(Affine::translate(p.x, p.y)); };
    Mold m;
    m.forget({});
    CHECK(m.learning());
    m.learn(at({20, 20}), {}, {20, 20}, box);
    m.learn(at({2, 20}), {}, {2, 20}, box);  // cut: tells nothing
    m.learn(at({30.3, 20}), {}, {30.3, 20}, box);
    CHECK(m.learning());
    CHECK(!m.ready());
    m.learn(at({40, 20.7}), {}, {40, 20.7}, box);
    CHECK(m.ready());
    m.forget({1});
    for (const double x : {20, 30}) m.learn(at({x, 20}), {}, {x, 20}, box);
    m.learn(at({40, 20}), {}, {40.25, 20}, box);  // another shape
    CHECK(!m.ready());
    CHECK(!m.learning());
}
