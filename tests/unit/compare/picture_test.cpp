#include "compare/picture.h"

#include <doctest/doctest.h>

using namespace plotmill::compare;

namespace {

Picture ramp(int width, int height) {
    Picture p = make_picture(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            std::uint8_t* to = p.at(x, y);
            to[0] = static_cast<std::uint8_t>(x * 7);
            to[1] = static_cast<std::uint8_t>(y * 5);
            to[2] = static_cast<std::uint8_t>(x * y);
            to[3] = static_cast<std::uint8_t>(255 - x);
        }
    return p;
}

}  // namespace

TEST_CASE("What is written is what is read") {
    const Picture p = ramp(31, 17);
    auto back = read_png(write_png(p), "x.png");
    REQUIRE(back);
    CHECK(back->width == 31);
    CHECK(back->height == 17);
    CHECK(back->rgba == p.rgba);
}

TEST_CASE("Broken files") {
    const std::string good = write_png(ramp(31, 17));
    CHECK(read_png("GIF89a", "x.png").errors().front().message == "'x.png' is no PNG image");
    for (std::size_t n = 0; n < good.size(); ++n) CHECK(!read_png(good.substr(0, n), "x.png"));
    for (std::size_t i = 8; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x55);
        (void)read_png(bad, "x.png");  // an error or not, but an end
    }
}

TEST_CASE("Scaling down takes the mean of what is covered") {
    Picture p = make_picture(4, 2);
    for (int x = 0; x < 4; ++x)
        for (int y = 0; y < 2; ++y) {
            p.at(x, y)[0] = static_cast<std::uint8_t>(10 * x + 100 * y);
            p.at(x, y)[3] = 255;
        }
    const Picture half = scaled_down(p, 2, 2);
    CHECK(half.width == 2);
    CHECK(half.height == 1);
    CHECK(half.at(0, 0)[0] == 55);  // 0, 10, 100, 110
    CHECK(half.at(1, 0)[0] == 75);
    CHECK(half.at(1, 0)[3] == 255);
    CHECK(scaled_down(p, 10, 10).rgba == p.rgba);
    const Picture thin = scaled_down(ramp(1000, 3), 10, 10);
    CHECK(thin.width == 10);
    CHECK(thin.height == 1);
}

TEST_CASE("Transparent pixels have no colour to give") {
    Picture p = make_picture(2, 1);
    p.at(0, 0)[0] = 200;
    p.at(0, 0)[3] = 255;
    p.at(1, 0)[1] = 255;  // transparent green
    const Picture one = scaled_down(p, 1, 1);
    CHECK(one.at(0, 0)[0] == 200);
    CHECK(one.at(0, 0)[1] == 0);
    CHECK(one.at(0, 0)[3] == 128);
}
