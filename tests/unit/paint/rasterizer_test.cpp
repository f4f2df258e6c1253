#include "paint/rasterizer.h"

#include <doctest/doctest.h>
#include <map>
#include <random>
#include <tuple>

#include "paint/aligned_rect.h"
#include "paint/stroker.h"

using namespace plotmill;
using namespace plotmill::paint;

namespace {

using Coverage = std::map<std::tuple<int, int>, unsigned>;  // (y, x) -> cover

template <class Shape>
Coverage coverage(Shape& shape) {
    Coverage out;
    shape.sweep([&](int x, int y, int n, unsigned cover) {
        for (int i = 0; i < n; ++i) {
            CHECK_FALSE(out.contains({y, x + i}));
            out[{y, x + i}] = cover;
        }
    });
    return out;
}

Coverage rasterized(const Path& path, const PixelRect& clip) {
    Rasterizer r;
    r.begin(clip);
    r.add(path);
    CHECK_FALSE(r.overflowed());
    return coverage(r);
}

}  // namespace

TEST_CASE("coverage is the exact area") {
    const PixelRect clip{0, 0, 10, 10};
    CHECK(rasterized(Path::rectangle({1.5, 1, 3, 2.25}), clip) ==
          Coverage{{{1, 1}, 128}, {{1, 2}, 255}, {{2, 1}, 32}, {{2, 2}, 64}});
    CHECK(rasterized(Path::polyline({{0, 0}, {4, 0}, {0, 4}}), clip)[{1, 2}] == 128);
    // Nonzero: what is wound twice is covered once; opposite turns cancel out.
    Path twice = Path::rectangle({1, 1, 5, 5});
    twice.append(Path::rectangle({2, 2, 4, 4}));
    CHECK(rasterized(twice, clip)[{3, 3}] == 255);
    Path ring = Path::rectangle({1, 1, 5, 5});
    ring.append(Path::polyline({{2, 2}, {2, 4}, {4, 4}, {4, 2}}, true));
    CHECK_FALSE(rasterized(ring, clip).contains({3, 3}));
    CHECK(rasterized(ring, clip)[{1, 3}] == 255);
}

TEST_CASE("nothing leaves the clip, and what is inside does not change") {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-30, 60);
    const PixelRect clip{5, 3, 21, 17};
    for (int round = 0; round < 200; ++round) {
        std::vector<Point> points;
        for (int i = 0; i < 5; ++i) points.push_back({place(random), place(random)});
        const Path path = Path::polyline(points, true);
        const Coverage whole = rasterized(path, {-40, -40, 70, 70}), cut = rasterized(path, clip);
        for (const auto& [at, cover] : cut) {
            const auto [y, x] = at;
            CHECK((x >= clip.x0 && x < clip.x1 && y >= clip.y0 && y < clip.y1));
        }
        for (int y = clip.y0; y < clip.y1; ++y)
            for (int x = clip.x0; x < clip.x1; ++x) {
                const auto cover = [&](const Coverage& c) {
                    const auto found = c.find({y, x});
                    return found == c.end() ? 0 : static_cast<int>(found->second);
                };
                CHECK(std::abs(cover(whole) - cover(cut)) <= 2);  // the cut moves an edge by at most 1/256 pixel
            }
    }
}

TEST_CASE("crossings summed up in a grid are those that were listed") {
    std::mt19937 random(11);
    const PixelRect clip{5, 3, 61, 47};
    Rasterizer listed, dense;
    for (int round = 0; round < 60; ++round) {
        const double reach = round % 3 == 0 ? 300 : 40;
        std::uniform_real_distribution<double> place(-reach, reach + 60), step(-4, 4);
        Path path;
        for (int piece = 0; piece < 4; ++piece) {
            Point p{place(random), place(random)};
            path.move_to(p);
            for (int i = 0; i < 300; ++i) {
                p = round % 2 ? Point{p.x + step(random), p.y + step(random)} : Point{place(random), place(random)};
                if (i % 7 == 0) p.x = std::floor(p.x);
                if (i % 5 == 0) p.y = std::floor(p.y);
                if (i % 91 == 90) p = {std::nan(""), 1e300};
                path.line_to(p);
            }
            path.close();
        }
        listed.begin(clip);
        listed.add(path);
        dense.begin(clip);
        dense.be_dense();
        dense.add(path);
        const Coverage expected = coverage(listed);
        CHECK(coverage(dense) == expected);
        dense.begin(clip);
        dense.be_dense(path);
        dense.add(path);
        CHECK(coverage(dense) == expected);
        // As a colour on a canvas, whose right border is that of the clip or not.
        for (const int width : {61, 80}) {
            std::vector<std::uint32_t> plain(static_cast<std::size_t>(width) * 50, 0xffffffff), laid = plain;
            const Color8 color{10, 90, 200, static_cast<std::uint8_t>(round % 2 ? 255 : 120)};
            for (const auto& [at, cover] : expected)
                blend_cover(plain[static_cast<std::size_t>(std::get<0>(at) * width + std::get<1>(at))], color, cover);
            dense.begin(clip);
            dense.be_dense(path);
            dense.add(path);
            if (dense.lay({laid.data(), width, 50, width}, color)) CHECK(laid == plain);
        }
    }
    // Nothing that is drawn; a path beside the clip.
    for (const Point p : {Point{std::nan(""), 5}, Point{5, std::nan("")}, Point{-1e300, 9}, Point{1e300, -1e300}}) {
        const Path nothing = Path::polyline({p, {p.x + 1, p.y}, {p.x, p.y + 1}}, true);
        dense.begin(clip);
        dense.be_dense(nothing);
        dense.add(nothing);
        CHECK(coverage(dense).empty());
    }
    CHECK_FALSE(Rasterizer::suits_dense(100, clip));
    CHECK(Rasterizer::suits_dense(100000, clip));
    CHECK_FALSE(Rasterizer::suits_dense(100000, {0, 0, 30000, 30000}));
}

TEST_CASE("a stroke without its outline in between") {
    std::mt19937 random(5);
    const PixelRect clip{2, 1, 90, 70};
    Rasterizer listed, dense;
    Stroker stroker;
    for (int round = 0; round < 24; ++round) {
        std::normal_distribution<double> step(0, round % 4 == 0 ? 20 : 1.5);
        Path line;
        Point p{40, 30};
        for (int i = 0; i < 2000; ++i) {
            p = {std::clamp(p.x + step(random), -20.0, 120.0), std::clamp(p.y + step(random), -20.0, 90.0)};
            i % 700 == 0 ? line.move_to(p) : line.line_to(p);
            if (i % 700 == 699 && round % 2) line.close();
        }
        const Stroker::Style style{0.4 + round % 5, static_cast<scene::Cap>(round % 3),
                                   static_cast<scene::Join>(round / 3 % 3), 2.0, false};
        Path outline;
        stroker.stroke(line, style, outline);
        listed.begin(clip);
        listed.add(outline);
        dense.begin(clip);
        dense.be_dense();
        stroker.stroke(line, style, dense);
        CHECK(coverage(dense) == coverage(listed));
    }
}

TEST_CASE("a crowded row is summed up by column") {
    const PixelRect clip{0, 0, 40, 4};
    Path comb, one;
    for (int i = 0; i < 30; ++i) comb.append(Path::rectangle({i + 0.25, 1, i + 0.75, 2.5}));
    const Coverage all = rasterized(comb, clip);
    CHECK(all.size() == 60);
    for (const auto& [at, cover] : all) CHECK(cover == (std::get<0>(at) == 1 ? 128 : 64));
}

TEST_CASE("too many crossings are dropped and told") {
    Rasterizer r(10);
    r.begin({0, 0, 100, 100});
    r.add(Path::polyline({{0, 0}, {90, 10}, {5, 80}}, true));
    r.sweep([](int, int, int, unsigned) {});
    CHECK(r.overflowed());
    r.begin({0, 0, 100, 100});
    CHECK_FALSE(r.overflowed());
}

TEST_CASE("aligned rectangles cover as the rasterizer does") {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> place(-5, 25);
    const PixelRect clip{2, 1, 18, 15};
    for (int round = 0; round < 500; ++round) {
        Rect r{place(random), place(random), place(random), place(random)};
        if (round % 3 == 0) r = {std::floor(r.x0), std::floor(r.y0), std::floor(r.x1), std::floor(r.y1)};
        Path path = Path::rectangle(r);
        if (round % 2)
            path = Path::polyline({{r.x0, r.y0}, {r.x0, r.y1}, {r.x1, r.y1}, {r.x1, r.y0}, {r.x0, r.y0}}, true);
        auto rect = aligned_rect(path, clip);
        REQUIRE(rect);
        CHECK(coverage(*rect) == rasterized(path, clip));
    }
    CHECK_FALSE(aligned_rect(Path::polyline({{0, 0}, {4, 1}, {4, 4}, {0, 4}}, true), clip));
    CHECK_FALSE(aligned_rect(Path::polyline({{0, 0}, {4, 0}, {4, 4}}, true), clip));
    CHECK_FALSE(aligned_rect(Path{}, clip));
    Path two = Path::rectangle({0, 0, 1, 1});
    two.append(Path::rectangle({2, 2, 3, 3}));
    CHECK_FALSE(aligned_rect(two, clip));
}

TEST_CASE("dashes") {
    Stroker stroker;
    Path out;
    const double lengths[] = {3, 1};
    CHECK(stroker.dash(Path::polyline({{0, 0}, {5, 0}, {5, 5}}), lengths, 0, out));
    std::vector<Point> expected{{0, 0}, {3, 0}, {4, 0}, {5, 0}, {5, 2}, {5, 3}, {5, 5}};
    CHECK(out.points == expected);
    out.clear();
    CHECK(stroker.dash(Path::polyline({{0, 0}, {5, 0}}), lengths, 3.5, out));
    expected = {{0, 0}, {0.5, 0}, {3.5, 0}, {4.5, 0}, {5, 0}};
    CHECK(out.points == expected);
    CHECK(out.verbs == std::vector<Verb>{Verb::move, Verb::move, Verb::line, Verb::move, Verb::line});
    out.clear();
    CHECK_FALSE(stroker.dash(Path::polyline({{0, 0}, {1e9, 0}}), lengths, 0, out));
    CHECK(out.empty());
}

TEST_CASE("many points at once are the same as one by one") {
    unsigned seed = 11;
    const auto number = [&] {
        seed = seed * 1664525u + 1013904223u;
        return static_cast<double>(seed >> 8) / (1 << 24);
    };
    for (int round = 0; round < 60; ++round) {
        const PixelRect clip{10, 5, 90, 70};
        std::vector<Point> points;
        Point p{20 + 60 * number(), 10 + 50 * number()};
        const double step = round % 3 ? 3 : 60;
        for (int i = 0; i < 1 + round * 17; ++i) {
            points.push_back(p);
            p = {p.x + step * (number() - 0.5), p.y + step * (number() - 0.5)};
            if (round % 2) p = {std::clamp(p.x, 10.0, 90.0), std::clamp(p.y, 5.0, 70.0)};  // on the border, too
            if (i == 300 && round % 5 == 0) p.x = NAN;
            if (i == 301) p = {40, 40};
        }
        std::vector<unsigned> covers[4];
        for (int way = 0; way < 4; ++way) {
            Rasterizer r;
            r.begin(clip);
            if (way & 2) r.be_dense();
            r.move_to({30, 30});
            if (way & 1)
                r.line_to(std::span<const Point>(points));
            else
                for (const Point q : points) r.line_to(q);
            r.close();
            covers[way].assign(100 * 80, 0);
            r.sweep([&](int x, int y, int n, unsigned cover) {
                for (int i = x; i < x + n; ++i)
                    covers[way][static_cast<std::size_t>(y) * 100 + static_cast<std::size_t>(i)] = cover;
            });
        }
        for (int way = 1; way < 4; ++way) CHECK(covers[way] == covers[0]);
    }
}
