// Shapes filled the short ways against their coverage laid on pixel by pixel.
#include "paint/brush.h"

#include <doctest/doctest.h>
#include <vector>

using namespace plotmill;
using namespace plotmill::paint;

namespace {

constexpr int width = 70, height = 50;

unsigned seed = 9;
double random_number() {
    seed = seed * 1664525u + 1013904223u;
    return static_cast<double>(seed >> 8) / (1 << 24);
}
std::uint8_t byte() { return static_cast<std::uint8_t>(256 * random_number()); }

}  // namespace

TEST_CASE("fills are their coverage, pixel by pixel") {
    Rasterizer rasterizer;
    for (int round = 0; round < 600; ++round) {
        std::vector<std::uint32_t> words(width * height);
        for (std::uint32_t& p : words)
            p = (round % 6 ? 0xff000000u : static_cast<std::uint32_t>(byte()) << 24) |
                static_cast<std::uint32_t>(byte() & 0xc0) << 16 | static_cast<std::uint32_t>(byte() & 0xc0) << 8;
        std::vector<std::uint32_t> expected = words;
        const Color8 color{byte(), byte(), byte(), round % 3 ? std::uint8_t{255} : byte()};
        const bool antialias = round % 5 != 0;
        Path path;
        if (round % 2) {
            const double x = width * random_number(), y = height * random_number();
            const double w = round % 4 == 1 ? 3 * random_number() : 60 * random_number();
            const double h = round % 8 == 1 ? 2 * random_number() : 60 * random_number();
            path = Path::rectangle({x - w / 2, y - h / 2, x + w / 2, y + h / 2});
        } else {
            for (int i = 0; i < 12; ++i) {
                const Point p{80 * random_number() - 5, 60 * random_number() - 5};
                i ? path.line_to(p) : path.move_to(p);
            }
        }
        const PixelRect box = round % 7 ? PixelRect{0, 0, width, height} : PixelRect{5, 6, 61, 40};
        rasterizer.begin(box);
        rasterizer.add(path);
        rasterizer.sweep([&](int x, int y, int n, unsigned cover) {
            for (int i = x; i < x + n; ++i)
                blend_cover(expected[static_cast<std::size_t>(y * width + i)], color, antialias ? cover : 255);
        });
        const Brush brush{{words.data(), width, height, width}, box, box, nullptr};
        if (color.a) CHECK(brush.fill(rasterizer, path, color, antialias));
        CHECK(words == expected);
    }
}

TEST_CASE("what is of the background's colour touches nothing") {
    std::vector<std::uint32_t> words(width * height, 0xff102030);
    std::vector<std::uint64_t> touched(height, 0);
    const Canvas canvas{words.data(), width, height, width, touched.data(), 4, 0xff102030};
    const Brush brush{canvas, canvas.bounds(), canvas.bounds(), nullptr};
    Rasterizer rasterizer;
    Path triangle;
    for (const Point p : {Point{3, 3}, Point{60, 10}, Point{20, 45}})
        triangle.empty() ? triangle.move_to(p) : triangle.line_to(p);
    const Path bar = Path::rectangle({20.3, 4.2, 21.6, 44.7});
    for (const Path* path : std::initializer_list<const Path*>{&triangle, &bar})
        CHECK(brush.fill(rasterizer, *path, {0x10, 0x20, 0x30, 255}, true));
    CHECK(touched == std::vector<std::uint64_t>(height, 0));
    CHECK(brush.fill(rasterizer, bar, {9, 9, 9, 255}, true));
    for (int y = 0; y < height; ++y) CHECK(touched[static_cast<std::size_t>(y)] == (y >= 4 && y <= 44 ? 2u : 0u));
}
