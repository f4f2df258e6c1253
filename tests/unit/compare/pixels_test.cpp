// The numbers are those of pixelmatch 5.3.0 for the same pictures.
#include "compare/pixels.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <ostream>

using namespace plotmill::compare;

namespace {

class Numbers {
public:
    explicit Numbers(std::uint32_t seed) : state_(seed) {}
    std::uint32_t operator()() {
        state_ = state_ * 1664525 + 1013904223;
        return state_ >> 8;
    }

private:
    std::uint32_t state_;
};

Picture noise(int width, int height, std::uint32_t seed, unsigned levels, bool alpha = false) {
    Numbers numbers(seed);
    Picture p = make_picture(width, height);
    for (std::size_t i = 0; i < p.rgba.size(); i += 4) {
        for (std::size_t c = 0; c < 3; ++c)
            p.rgba[i + c] = static_cast<std::uint8_t>(numbers() % levels * (255 / (levels - 1)));
        p.rgba[i + 3] = static_cast<std::uint8_t>(alpha ? numbers() % 3 * 127 : 255);
    }
    return p;
}

Picture disc(double cx, double cy, double radius) {
    Picture p = make_picture(64, 64);
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x) {
            const double t = std::sqrt((x - cx) * (x - cx) + (y - cy) * (y - cy));
            const int v = static_cast<int>(std::min(1.0, std::max(0.0, (t - radius) / 1.5 + 0.5)) * 255);
            std::uint8_t* to = p.at(x, y);
            to[0] = static_cast<std::uint8_t>(v);
            to[1] = static_cast<std::uint8_t>(v / 2 + 60);
            to[2] = static_cast<std::uint8_t>(255 - v);
            to[3] = 255;
        }
    return p;
}

struct Counts {
    std::size_t different, antialiased;
    long pale;  // sum of the levels of what is the same
    bool operator==(const Counts&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Counts& c) {
    return out << c.different << ' ' << c.antialiased << ' ' << c.pale;
}

Counts counts(const Picture& a, const Picture& b, double threshold, bool antialiased = false) {
    Picture difference;
    const PixelDifference d = compare_pixels(a, b, {threshold, antialiased}, &difference);
    Counts out{d.different, d.antialiased, 0};
    for (std::size_t i = 0; i < difference.rgba.size(); i += 4)
        if (difference.rgba[i] == difference.rgba[i + 1] && difference.rgba[i] == difference.rgba[i + 2])
            out.pale += difference.rgba[i];
    return out;
}

}  // namespace

TEST_CASE("Differences as pixelmatch counts them") {
    const Picture a = noise(40, 30, 1, 4), b = noise(40, 30, 2, 4);
    CHECK(counts(a, b, 0.05) == Counts{1162, 0, 9180});
    CHECK(counts(a, b, 0.1) == Counts{1162, 0, 9180});
    CHECK(counts(a, b, 0.3) == Counts{849, 0, 84795});
    CHECK(counts(noise(40, 30, 3, 2), noise(40, 30, 4, 2), 0.1) == Counts{932, 0, 64845});
    CHECK(counts(noise(50, 1, 9, 6), noise(50, 1, 10, 6), 0.3) == Counts{35, 0, 3644});
}

TEST_CASE("Transparent pixels lie on white") {
    const Picture a = noise(40, 30, 5, 3, true), b = noise(40, 30, 6, 3, true);
    CHECK(counts(a, b, 0.05) == Counts{1050, 0, 38127});
    CHECK(counts(a, b, 0.1) == Counts{1028, 0, 43647});
    CHECK(counts(a, b, 0.3) == Counts{721, 0, 120325});
}

TEST_CASE("Edges that only moved by a part of a pixel do not count") {
    const Picture a = disc(32, 32, 20), b = disc(32.4, 32, 20), c = disc(34, 33, 21);
    CHECK(counts(a, b, 0.05) == Counts{0, 178, 956448});
    CHECK(counts(a, b, 0.05, true) == Counts{178, 0, 956448});
    CHECK(counts(a, b, 0.1) == Counts{0, 116, 971429});
    CHECK(counts(a, c, 0.1) == Counts{73, 255, 919320});
    CHECK(counts(a, c, 0.3) == Counts{73, 159, 942642});
}

TEST_CASE("The largest difference is in the unit of the threshold") {
    const Picture a = noise(20, 20, 7, 5), b = noise(20, 20, 8, 5);
    const double largest = compare_pixels(a, b, {}).largest;
    CHECK(compare_pixels(a, b, {largest * 1.000001, false}).different == 0);
    CHECK(compare_pixels(a, b, {largest * 0.999, false}).different >= 1);
    CHECK(compare_pixels(a, a, {0, false}).largest == 0);
}

TEST_CASE("Pictures of different sizes") {
    const Picture a = disc(32, 32, 20);
    Picture b = make_picture(60, 70);
    for (int y = 0; y < 70; ++y)
        for (int x = 0; x < 60; ++x)
            for (int c = 0; c < 4; ++c) b.at(x, y)[c] = y < 64 ? a.at(x, y)[c] : 255;
    Picture difference;
    const PixelDifference d = compare_pixels(a, b, {}, &difference);
    CHECK(difference.width == 64);
    CHECK(difference.height == 70);
    CHECK(d.different == 4 * 70 + 6 * 60);
}
