// Small shapes in their own grid against the rasterizer.
#include "paint/patch.h"

#include <doctest/doctest.h>

#include "paint/brush.h"

using namespace plotmill;
using namespace plotmill::paint;

namespace {

unsigned seed = 7;
int random_below(int n) {
    seed = seed * 1664525u + 1013904223u;
    return static_cast<int>((seed >> 8) % static_cast<unsigned>(n));
}

struct Shape {
    std::vector<int> xy;
    std::vector<std::uint32_t> ends;
};

Shape random_shape(int w, int h, int step) {
    Shape s;
    for (int polygon = 0; polygon < 3; ++polygon) {
        int x = random_below(w * 256), y = random_below(h * 256);
        for (int i = 0, n = random_below(12); i < n; ++i) {
            s.xy.push_back(x);
            s.xy.push_back(y);
            x = std::clamp(x + random_below(2 * step + 1) - step, 0, w * 256 - 1);
            y = std::clamp(y + random_below(2 * step + 1) - step, 0, h * 256 - 1);
        }
        s.ends.push_back(static_cast<std::uint32_t>(s.xy.size() / 2));
    }
    return s;
}

}  // namespace

TEST_CASE("patches are what the rasterizer draws") {
    constexpr int width = 100, height = 60;
    Patch patch;
    Rasterizer rasterizer;
    for (int round = 0; round < 300; ++round) {
        const int w = 1 + random_below(60), h = 1 + random_below(50), step = round % 2 ? 200 : 5000;
        const Shape in = random_shape(w, h, step), on = random_shape(w, h, step);
        const auto byte = [] { return static_cast<std::uint8_t>(random_below(256)); };
        const auto alpha = static_cast<std::uint8_t>(round % 3 == 0 ? random_below(256) : 255);
        const Color8 a{byte(), byte(), byte(), alpha},
            b{byte(), byte(), byte(), round % 5 == 0 ? byte() : std::uint8_t{255}};
        std::vector<std::uint32_t> expected(width * height);
        for (std::uint32_t& p : expected)
            p = (round % 4 ? 0xff000000u : static_cast<std::uint32_t>(byte()) << 24) |
                static_cast<std::uint32_t>(byte()) << 16 | static_cast<std::uint32_t>(byte()) << 8 | byte();
        std::vector<std::uint32_t> plain = expected, wide = expected;
        REQUIRE(patch.begin(w, h));
        const int x = random_below(width - patch.stride() + 1), y = random_below(height - h + 1);
        const Canvas canvas{expected.data(), width, height, width};
        const Brush brush{canvas, canvas.bounds(), canvas.bounds(), nullptr};
        for (const auto& [shape, color] : {std::pair{&in, a}, std::pair{&on, b}}) {
            std::vector<int> there = shape->xy;
            for (std::size_t i = 0; i < there.size(); ++i) there[i] += (i % 2 ? y : x) * 256;
            rasterizer.begin(canvas.bounds());
            rasterizer.add(there, shape->ends);
            if (color.a) CHECK(brush.sweep(rasterizer, color, true));
        }
        for (const bool w8 : {false, wide_loops()}) {
            REQUIRE(patch.begin(w, h));
            patch.add(Patch::inside, in.xy, in.ends, w8);
            patch.add(Patch::edge, on.xy, on.ends, w8);
            std::vector<std::uint32_t>& got = w8 ? wide : plain;
            patch.lay({got.data(), width, height, width}, x, y, a, b, w8);
        }
        CHECK(plain == expected);
        if (wide_loops()) CHECK(wide == expected);
    }
    CHECK(!patch.begin(65, 64));
    CHECK(!patch.begin(0, 4));
    CHECK(!patch.begin(1 << 30, 1 << 30));
}

TEST_CASE("patches note what they touch") {
    std::vector<std::uint32_t> words(64 * 8, 0xffffffff);
    std::vector<std::uint64_t> touched(8, 0);
    const Canvas canvas{words.data(), 64, 8, 64, touched.data(), 0, 0xffffffff};
    for (const bool wide : {false, wide_loops()}) {
        std::fill(touched.begin(), touched.end(), 0);
        Patch patch;
        REQUIRE(patch.begin(6, 3));
        patch.add(Patch::inside, std::vector<int>{512, 256, 1024, 256, 1024, 512, 512, 512},
                  std::vector<std::uint32_t>{4});
        patch.lay(canvas, 8, 2, {9, 8, 7, 255}, {}, wide);
        for (std::size_t y = 0; y < 8; ++y) CHECK(touched[y] == (y == 3 ? std::uint64_t{3} << 10 : 0));
        CHECK(words[3 * 64 + 10] == 0xff090807);
        CHECK(words[3 * 64 + 12] == 0xffffffff);
    }
}
