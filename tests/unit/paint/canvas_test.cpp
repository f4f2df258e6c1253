#include "paint/canvas.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>
#include <vector>

using namespace plotmill;
using namespace plotmill::paint;

TEST_CASE("blending divides exactly") {
    // Agg's rule for an opaque pixel, in plain integers.
    for (unsigned alpha = 1; alpha < 256; ++alpha)
        for (unsigned below : {0u, 1u, 77u, 128u, 254u, 255u})
            for (unsigned color : {0u, 1u, 100u, 255u}) {
                std::uint32_t pixel = 0xff000000u | below << 16 | below << 8 | below;
                blend(pixel, {static_cast<std::uint8_t>(color), 0, 0, 255}, alpha);
                const unsigned total = ((alpha + 255) << 8) - alpha * 255;
                const unsigned expected = (color * 256 * alpha + below * 255 * (256 - alpha)) / total;
                CHECK((pixel >> 16 & 255) == expected);
                CHECK((pixel >> 24) == 255);
            }
}

TEST_CASE("blending on nothing takes the colour") {
    std::uint32_t pixel = 0x00ffffff;
    blend_cover(pixel, {10, 20, 30, 200}, 128);
    CHECK(pixel == (100u << 24 | 10u << 16 | 20u << 8 | 30u));
    blend_cover(pixel, {1, 2, 3, 255}, 255);
    CHECK(pixel == 0xff010203);
    blend_cover(pixel, {9, 9, 9, 0}, 255);
    CHECK(pixel == 0xff010203);
}

TEST_CASE("runs and rectangles") {
    std::vector<std::uint32_t> words(100 * 4, 0xffffffff);
    const Canvas canvas{words.data(), 100, 4, 100};
    fill_rect(canvas, {0, 0, 100, 4}, {-5, 1, 300, 3}, {255, 0, 0, 255});
    CHECK(words[99] == 0xffffffff);
    CHECK(words[100] == 0xffff0000);
    CHECK(words[299] == 0xffff0000);
    CHECK(words[300] == 0xffffffff);
    fill_rect(canvas, {10, 0, 20, 4}, {0, 0, 100, 1}, {0, 0, 0, 128});
    CHECK(words[9] == 0xffffffff);
    CHECK(words[10] == words[19]);
    CHECK(words[10] == 0xff7f7f7f);
    CHECK(words[20] == 0xffffffff);
    blend_run(words.data() + 95, 10, {0, 0, 255, 255}, 128);  // from white into red
    std::uint32_t on_white = 0xffffffff, on_red = 0xffff0000;
    blend_cover(on_white, {0, 0, 255, 255}, 128);
    blend_cover(on_red, {0, 0, 255, 255}, 128);
    CHECK(words[99] == on_white);
    CHECK(words[100] == on_red);
    for (const std::size_t n : {0, 1, 63, 64, 65, 200}) {
        std::vector<std::uint32_t> filled(n + 1, 5);
        fill_words(filled.data(), n, 0x01020304);
        CHECK(std::count(filled.begin(), filled.end(), 0x01020304u) == static_cast<std::ptrdiff_t>(n));
        CHECK(filled.back() == 5);
    }
}

TEST_CASE("colours and rounding") {
    CHECK(Color8::from({0.5, 1, 0, 0.2}) == Color8{128, 255, 0, 51});
    CHECK(Color8::from({-1, 2, 0.4999, 1}) == Color8{0, 255, 127, 255});
    CHECK(round_within(2.5, 0, 10) == 3);
    CHECK(round_within(2.49, 0, 10) == 2);
    CHECK(round_within(1e300, 0, 10) == 10);
    CHECK(round_within(-7, 0, 10) == 0);
    CHECK(round_within(std::numeric_limits<double>::quiet_NaN(), 0, 10) == 0);
    std::vector<std::uint32_t> words{0x80ff8000, 0xff010203, 0x00ffffff};
    premultiply({words.data(), 3, 1, 3});
    CHECK(words == std::vector<std::uint32_t>{0x80804000, 0xff010203, 0});
}

TEST_CASE("eight pixels at a time, and one by one") {
    unsigned seed = 3;
    const auto byte = [&] {
        seed = seed * 1664525u + 1013904223u;
        return static_cast<std::uint8_t>(seed >> 16);
    };
    for (int round = 0; round < 2000; ++round) {
        const Color8 color{byte(), byte(), byte(), round % 2 ? std::uint8_t{255} : byte()};
        std::vector<std::uint32_t> plain;
        std::vector<std::uint8_t> covers;
        for (int i = 0; i < 1 + round % 70; ++i) {
            const std::uint32_t alpha = round % 7 == 0 ? byte() : 255u;
            plain.push_back(alpha << 24 | static_cast<std::uint32_t>(byte()) << 16 |
                            static_cast<std::uint32_t>(byte()) << 8 | byte());
            const std::uint8_t kind = byte();
            covers.push_back(kind < 60 ? 0 : kind < 120 ? 255 : byte());
        }
        std::vector<std::uint32_t> wide = plain;
        blend_covers(plain.data(), static_cast<int>(plain.size()), color, covers.data(), false);
        blend_covers(wide.data(), static_cast<int>(wide.size()), color, covers.data());
        CHECK(plain == wide);
    }
}

TEST_CASE("eight pixels at a time: every coverage on every value") {
    for (unsigned color = 0; color < 256; color += 5)
        for (unsigned below = 0; below < 256; ++below) {
            std::vector<std::uint32_t> plain(256, 0xff000000u | below << 16 | below << 8 | below), wide = plain;
            std::vector<std::uint8_t> covers(256);
            for (unsigned i = 0; i < 256; ++i) covers[i] = static_cast<std::uint8_t>(i);
            const auto c = static_cast<std::uint8_t>(color);
            blend_covers(plain.data(), 256, {c, c, c, 255}, covers.data(), false);
            blend_covers(wide.data(), 256, {c, c, c, 255}, covers.data());
            CHECK(plain == wide);
        }
}
