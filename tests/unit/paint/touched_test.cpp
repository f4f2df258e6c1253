// What a painter knows of the parts of its surface that nothing was painted on.
#include <bit>
#include <doctest/doctest.h>
#include <random>
#include <vector>

#include "base/blocks.h"
#include "paint/painter.h"

using namespace plotmill;
using namespace plotmill::paint;
using namespace plotmill::scene;

namespace {

struct BlackText final : TextMasks {
    PlacedMask place(const TextItem& item, double) override {
        return {mask.data(), 9, 5, 9, static_cast<int>(item.position.x), static_cast<int>(item.position.y)};
    }
    std::vector<std::uint8_t> mask = std::vector<std::uint8_t>(45, 130);
};

std::vector<std::uint32_t> words_of(const Painter& painter) {
    const Pixels p = painter.pixels();
    std::vector<std::uint32_t> out;
    for (int y = 0; y < p.height; ++y) {
        const auto* row = reinterpret_cast<const std::uint32_t*>(p.data + y * p.stride);
        out.insert(out.end(), row, row + p.width);
    }
    return out;
}

struct Dice {
    std::mt19937 engine{7};
    double operator()(double lo, double hi) { return std::uniform_real_distribution<double>(lo, hi)(engine); }
    bool often() { return (*this)(0, 1) < 0.6; }
};

Scene random_scene(Dice& dice, int width, int height, Rgba background) {
    Scene s;
    s.width = width;
    s.height = height;
    s.background = background;
    s.clips.push_back({});
    s.clips.push_back({});
    s.clips.back().rect = Rect{dice(-5, 30), dice(-5, 30), dice(40, width + 9.0), dice(40, height + 9.0)};
    const auto point = [&] { return Point{dice(-20, width + 20.0), dice(-20, height + 20.0)}; };
    const auto color = [&] {
        return dice.often() ? background : Rgba{dice(0, 1), dice(0, 1), dice(0, 1), dice.often() ? 1 : dice(0, 1)};
    };
    for (int i = 0; i < 12; ++i) {
        const int clip = dice.often() ? 1 : 0;
        PathItem path;
        const Point a = point(), b = point();
        if (dice.often())
            path.path =
                Path::rectangle({std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)});
        else
            for (int k = 0; k < 5; ++k) k ? path.path.line_to(point()) : path.path.move_to(point());
        if (dice.often()) path.fill = color();
        if (dice.often()) path.stroke = Stroke{color(), dice(0, 5), Cap::butt, Join::round, {}, 0};
        s.items.push_back({std::move(path), clip, -1});
        TextItem text;
        text.position = point();
        s.items.push_back({text, clip, -1});
        ImageItem image;
        image.width = image.height = 4;
        image.position = point();
        image.rgba = std::make_shared<const std::vector<std::uint8_t>>(64, static_cast<std::uint8_t>(dice(0, 255)));
        s.items.push_back({std::move(image), clip, -1});
    }
    return s;
}

}  // namespace

TEST_CASE("a surface that is used again is as good as a new one, and says where it is blank") {
    Dice dice;
    BlackText text;
    Painter used;
    const std::pair<int, int> sizes[] = {{70, 50}, {640, 40}, {1500, 30}, {5, 90}};
    int blanks = 0;
    for (int i = 0; i < 200; ++i) {
        const auto [width, height] = sizes[static_cast<std::size_t>(dice(0, 3.99))];
        const Rgba background = dice.often()   ? Rgba{1, 1, 1, 1}
                                : dice.often() ? Rgba{1, 1, 1, 0}
                                               : Rgba{0.9, 0.5, 0, 1};
        const Scene scene = random_scene(dice, width, height, background);
        const Alpha alpha = dice.often() ? Alpha::straight : Alpha::premultiplied;
        Painter fresh;
        REQUIRE(used.paint(scene, text, alpha).ok());
        REQUIRE(fresh.paint(scene, text, alpha).ok());
        const std::vector<std::uint32_t> words = words_of(used);
        REQUIRE(words == words_of(fresh));

        const Pixels p = used.pixels();
        const int shift = std::countr_zero(block_width(static_cast<std::uint32_t>(width)));
        std::optional<std::uint32_t> blank;
        bool all_blank = true;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                if (p.touched[y] >> (x >> shift) & 1) continue;
                const std::uint32_t word = words[static_cast<std::size_t>(y * width + x)];
                if (!blank) blank = word;
                all_blank = all_blank && word == *blank;
            }
        REQUIRE(all_blank);
        blanks += blank.has_value();
    }
    CHECK(blanks > 50);
}

TEST_CASE("shapes of the background's colour touch nothing") {
    BlackText text;
    Scene s;
    s.width = 100;
    s.height = 40;
    s.background = {1, 1, 1, 1};
    PathItem white;
    white.path = Path::rectangle({3.5, 2, 90, 30});
    white.fill = Rgba{1, 1, 1, 0.5};
    s.items.push_back({white, -1, -1});
    white.path = Path::rectangle({0, 0, 100, 40});
    white.fill = Rgba{1, 1, 1, 1};
    s.items.push_back({white, -1, -1});
    Painter painter;
    REQUIRE(painter.paint(s, text, Alpha::straight).ok());
    for (int y = 0; y < 40; ++y) CHECK(painter.pixels().touched[y] == 0);
    white.fill = Rgba{0, 0, 0, 1};
    white.path = Path::rectangle({32, 7, 48, 8});
    s.items.push_back({white, -1, -1});
    REQUIRE(painter.paint(s, text, Alpha::straight).ok());
    for (int y = 0; y < 40; ++y) CHECK(painter.pixels().touched[y] == (y == 7 ? 4 : 0));
}
