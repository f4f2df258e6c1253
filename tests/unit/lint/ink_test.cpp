#include "lint/ink.h"

#include <cmath>
#include <doctest/doctest.h>
#include <memory>
#include <numbers>

using namespace plotmill;
using namespace plotmill::lint;

namespace {

Oriented box(Point origin, double width, double height, double degrees = 0) {
    const double a = degrees * std::numbers::pi / 180;
    return {origin, 0, width, 0, height, std::cos(a), std::sin(a)};
}

scene::TextItem item(std::string words, Point at, double angle = 0) {
    static const auto font = [] {
        auto f = std::make_shared<scene::Font>();
        f->families = {"sans-serif"};
        f->size = 10;
        return std::shared_ptr<const scene::Font>(f);
    }();
    scene::TextItem t;
    t.text = std::move(words);
    t.font = font;
    t.position = at;
    t.angle = angle;
    return t;
}

}  // namespace

TEST_CASE("oriented boxes: corners go up and counter-clockwise") {
    const Oriented b = box({10, 20}, 4, 2, 90);
    CHECK(b.corner(4, 0).x == doctest::Approx(10));
    CHECK(b.corner(4, 0).y == doctest::Approx(16));
    const Rect r = b.bounds();
    CHECK(r.x0 == doctest::Approx(8));
    CHECK(r.x1 == doctest::Approx(10));
    CHECK(r.y0 == doctest::Approx(16));
    CHECK(r.y1 == doctest::Approx(20));
}

TEST_CASE("oriented boxes: how far they overlap") {
    CHECK(overlap_depth(box({0, 0}, 10, 5), box({8, 0}, 10, 5)) == doctest::Approx(2));
    CHECK(overlap_depth(box({0, 0}, 10, 5), box({10, 0}, 10, 5)) <= 0);
    CHECK(overlap_depth(box({0, 0}, 10, 5), box({12, 0}, 10, 5)) < 0);
    CHECK(overlap_depth(box({0, 0}, 10, 5), box({2, -1}, 3, 1)) > 0);
    CHECK(overlap_depth(box({0, 0}, 0, 5), box({0, 0}, 10, 5)) <= 0);
    // Side by side at 45 degrees: the boxes around them overlap by far, they themselves do not.
    const Oriented a = box({0, 0}, 100, 10, 45), b = box({20, 0}, 100, 10, 45);
    CHECK(a.bounds().overlaps(b.bounds()));
    CHECK(overlap_depth(a, b) < 0);
    CHECK(overlap_depth(a, box({10, 0}, 100, 10, 45)) == doctest::Approx(10 - 10 * std::sqrt(0.5)));
}

TEST_CASE("ink: as large as the pixels of a text") {
    text::FontEngine fonts(std::make_shared<const text::FontLibrary>());
    Ink ink(fonts, 100);
    const scene::TextItem dash = item("-", {50, 50}), word = item("high", {50, 50}),
                          turned = item("high", {50, 50}, 90);
    const Oriented &d = ink.drawn(dash), &w = ink.drawn(word), &t = ink.drawn(turned);
    CHECK(d.y1 - d.y0 <= 2);  // a dash is low, though its line is as high as all others
    CHECK(w.y0 < -1);         // the g hangs below the line
    CHECK(w.y1 > 8);
    // Within a pixel the same, however it is turned.
    CHECK(std::fabs((w.x1 - w.x0) - (t.x1 - t.x0)) <= 1);
    CHECK(t.bounds().height() == doctest::Approx(w.x1 - w.x0).epsilon(0.05));
    const Oriented measured = ink.measured(word);
    CHECK(measured.x0 <= w.x0);
    CHECK(measured.x1 >= w.x1);
    CHECK(measured.y0 <= w.y0);
    CHECK(measured.y1 >= w.y1);
    const Rect on_surface = ink.pixels(word);
    CHECK(on_surface.x0 == w.bounds().x0);
    CHECK(on_surface.y1 == w.bounds().y1);
    CHECK(ink.drawn(item(" ", {0, 0})).empty());
    CHECK(ink.pixels(item(" ", {0, 0})).is_none());
}
