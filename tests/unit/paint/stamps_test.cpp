// Many marks and cells painted the short way, against each of them drawn by itself.
#include "paint/stamps.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <memory>

#include "no_text.h"
#include "paint/painter.h"

using namespace plotmill;
using namespace plotmill::paint;
using namespace plotmill::scene;

namespace {

std::vector<std::uint32_t> picture(std::vector<Item> items, std::optional<Rect> clip = {},
                                   Rgba background = {1, 1, 1, 1}) {
    Scene s;
    s.width = 90;
    s.height = 70;
    s.background = background;
    if (clip) {
        s.clips.push_back({clip, nullptr});
        for (Item& i : items) i.clip = 0;
    }
    s.items = std::move(items);
    Painter painter;
    NoText text;
    REQUIRE(painter.paint(s, text, Alpha::straight).ok());
    const Pixels v = painter.pixels();
    const auto* p = reinterpret_cast<const std::uint32_t*>(v.data);
    return {p, p + 90 * 70};
}

unsigned seed = 1;
double random_number() {
    seed = seed * 1664525u + 1013904223u;
    return static_cast<double>(seed >> 8) / (1 << 24);
}

Path circle(double r) {
    Path p;
    for (int i = 0; i < 24; ++i) {
        const Point q{r * std::cos(i * 0.2618), r * std::sin(i * 0.2618)};
        i ? p.line_to(q) : p.move_to(q);
    }
    p.close();
    return p;
}

}  // namespace

TEST_CASE("stamps: as many items of few marks each") {
    const Rgba blue{0.1, 0.4, 0.8, 1}, red{1, 0, 0, 1}, faint{0.1, 0.4, 0.8, 0.3};
    std::vector<Point> at;
    for (int i = 0; i < 5000; ++i) at.push_back({random_number() * 110 - 10, random_number() * 90 - 10});
    for (int i = 0; i < 300; ++i) at.push_back({40, 30});
    at.push_back({std::nan(""), 3});
    at.push_back({1e300, 3});
    at.push_back({3, -std::numeric_limits<double>::infinity()});
    for (const double radius : {0.4, 1.4, 2.9, 7.0, 60.0})
        for (const auto& [fill, edge] : std::vector<std::pair<std::optional<Rgba>, std::optional<Rgba>>>{
                 {blue, blue}, {blue, {}}, {{}, blue}, {blue, red}, {faint, faint}, {blue, Rgba{0.1, 0.4, 0.8, 0}}})
            for (const bool clipped : {false, true})
                for (const Rgba& background : {Rgba{1, 1, 1, 1}, Rgba{1, 1, 1, 0}, blue}) {
                    MarkersItem all;
                    all.marker = circle(radius);
                    all.fill = fill;
                    if (edge) all.stroke = Stroke{*edge, 1.4, Cap::butt, Join::round, {}, 0};
                    std::vector<Item> apart;
                    for (std::size_t i = 0; i < at.size(); i += 500) {
                        MarkersItem few = all;
                        few.positions =
                            std::vector<Point>(at.begin() + static_cast<long>(i),
                                               at.begin() + static_cast<long>(std::min(at.size(), i + 500)));
                        apart.push_back({few});
                    }
                    all.positions = at;
                    std::optional<Rect> clip;
                    if (clipped) clip = Rect{10.3, 5.6, 70.2, 60.9};
                    CHECK(picture({{all}}, clip, background) == picture(apart, clip, background));
                }
}

TEST_CASE("positions on whole pixels: wide and plain") {
    std::vector<double> x, y;
    for (int i = 0; i < 1003; ++i) {
        x.push_back(random_number() * 20 - 10);
        y.push_back(i % 97 == 0 ? std::nan("") : i % 89 == 0 ? 1e200 : std::floor(random_number() * 10) / 2);
    }
    for (const Points& points :
         {Points(x, y).mapped({40, 100, 16, 3, 480}), Points(Numbers(), y).mapped({2, -9, 1, 0, 10}),
          Points(Points(x, y).mapped({1, 0, 1, 0, 0}).list())}) {
        std::vector<int> ax(x.size()), ay(x.size()), bx(x.size()), by(x.size());
        snap_positions(points, 0, x.size(), ax.data(), ay.data(), true);
        snap_positions(points, 0, x.size(), bx.data(), by.data(), false);
        CHECK(ax == bx);
        CHECK(ay == by);
        CHECK(ax[0] == skipped);
        CHECK(ay[5] == static_cast<int>(std::floor(points[5].y + 0.5)));
    }
}

TEST_CASE("cells: as the paths that they stand for") {
    for (int round = 0; round < 60; ++round) {
        CellsItem cells;
        const int columns = 1 + static_cast<int>(random_number() * 150),
                  rows = 1 + static_cast<int>(random_number() * 100);
        for (int i = 0; i <= columns; ++i)
            cells.x.push_back(-5 + i * 100.0 / columns + (round % 3 ? 0 : random_number() * 9));
        for (int i = 0; i <= rows; ++i) cells.y.push_back(75 - i * 80.0 / rows);
        if (round % 7 == 0) cells.x[0] = std::nan("");
        cells.palette = {{1, 0, 0, 1}, {0, 1, 0, 1}, {0, 0, 1, 1}, {0, 0, 0, 0}};
        if (round % 4 == 0) cells.palette[1].a = 0.4;
        auto indices = std::make_shared<std::vector<std::uint16_t>>();
        for (int i = 0; i < rows * columns; ++i)
            indices->push_back(static_cast<std::uint16_t>(random_number() * (round % 2 ? 3 : 4)));
        cells.indices = indices;
        cells.snap = round % 5 == 0 ? Snap::off : round % 5 == 1 ? Snap::automatic : Snap::on;
        std::optional<Rect> clip;
        if (round % 2) clip = Rect{10.3, 5.6, 70.2, 60.9};
        CAPTURE(round);
        CHECK(picture({{cells}}, clip) == picture({{collection_of(cells)}}, clip));
    }
}
