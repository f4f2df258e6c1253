#include "compare/compare.h"

#include <doctest/doctest.h>

#include "io/files.h"
#include "scratch.h"

using namespace plotmill;
using namespace plotmill::compare;

namespace {

std::string square(int size, int at, int side) {
    Picture p = make_picture(size, size);
    for (std::size_t i = 0; i < p.rgba.size(); ++i) p.rgba[i] = 255;
    for (int y = at; y < at + side; ++y)
        for (int x = at; x < at + side; ++x) p.at(x, y)[0] = p.at(x, y)[1] = 0;
    return write_png(p);
}

Comparison compare_two(const io::Scratch& d, const std::string& name, const compare::Options& options = {}) {
    return compare_files({name, d / ("old/" + name), d / ("new/" + name)}, options);
}

}  // namespace

TEST_CASE("Verdicts") {
    const io::Scratch d;
    d.put("old/a.png", square(20, 3, 4));
    d.put("new/a.png", square(20, 3, 4));
    CHECK(compare_two(d, "a.png").verdict == Verdict::identical);

    d.put("new/a.png", square(20, 3, 5));
    Comparison c = compare_two(d, "a.png");
    CHECK(c.verdict == Verdict::different);
    CHECK(c.difference.different == 9);
    CHECK(c.pixels == 400);
    CHECK(c.note == "9 of 400 pixels differ (2.2 %)");
    CHECK(c.diff.empty());

    compare::Options options;
    options.max_share = 0.0225;
    CHECK(compare_two(d, "a.png", options).verdict == Verdict::similar);
    options.max_share = 0.0224;
    CHECK(compare_two(d, "a.png", options).verdict == Verdict::different);
    options = {};
    options.pixels.threshold = 1;
    CHECK(compare_two(d, "a.png", options).verdict == Verdict::similar);

    d.put("new/a.png", square(21, 3, 4));
    c = compare_two(d, "a.png");
    CHECK(c.verdict == Verdict::different);
    CHECK(c.note == "21x21, was 20x20");
}

TEST_CASE("Equal pixels in unequal files are identical") {
    const io::Scratch d;
    std::string text = square(20, 3, 4);
    d.put("old/a.png", text);
    // A tEXt chunk of the keyword "a" before IEND.
    text.insert(text.size() - 12, std::string("\0\0\0\3tEXta\0b", 11) + std::string("\x21\x86\xcc\xa9", 4));
    d.put("new/a.png", text);
    const Comparison c = compare_two(d, "a.png");
    CHECK(c.note == "");
    CHECK(c.verdict == Verdict::identical);
}

TEST_CASE("Pictures of differences") {
    const io::Scratch d;
    d.put("old/x/a.png", square(20, 3, 4));
    d.put("new/x/a.png", square(20, 3, 5));
    compare::Options options;
    options.diff = d / "diff";
    const Comparison c = compare_two(d, "x/a.png", options);
    CHECK(c.diff == d / "diff/x/a.png");
    auto bytes = io::read_file(c.diff, 1 << 20);
    REQUIRE(bytes);
    auto picture = read_png(*bytes, "diff");
    REQUIRE(picture);
    std::size_t red = 0;
    for (std::size_t i = 0; i < picture->rgba.size(); i += 4) red += picture->rgba[i] != picture->rgba[i + 1];
    CHECK(red == 9);
}

TEST_CASE("What is no picture, and what is not there") {
    const io::Scratch d;
    d.put("old/a.svg", "<svg/>");
    d.put("new/a.svg", "<svg/>");
    d.put("old/b.svg", "<svg/>");
    d.put("new/b.svg", "<svg />");
    d.put("old/c.png", "no picture");
    d.put("new/c.png", square(4, 1, 1));
    CHECK(compare_two(d, "a.svg").verdict == Verdict::identical);
    CHECK(compare_two(d, "b.svg").note == "the bytes differ");
    CHECK(compare_two(d, "c.png").verdict == Verdict::broken);
    CHECK(compare_two(d, "c.png").note == "'" + (d / "old/c.png") + "' is no PNG image");
    CHECK(compare_files({"d.png", "", d / "new/c.png"}, {}).verdict == Verdict::added);
    CHECK(compare_files({"d.png", d / "old/c.png", ""}, {}).verdict == Verdict::missing);
    CHECK(compare_files({"d.png", d / "none", d / "none"}, {}).verdict == Verdict::broken);
}

TEST_CASE("All of them, in order, whatever the threads") {
    const io::Scratch d;
    std::vector<Pair> pairs;
    for (int i = 0; i < 40; ++i) {
        const std::string name = std::to_string(i) + ".png";
        d.put("old/" + name, square(20, 3, 4));
        d.put("new/" + name, square(20, 3, 4 + i % 3));
        pairs.push_back({name, d / ("old/" + name), d / ("new/" + name)});
    }
    for (const int threads : {1, 4}) {
        const auto all = compare_all(pairs, {}, threads);
        REQUIRE(all.size() == 40);
        for (std::size_t i = 0; i < 40; ++i) {
            REQUIRE(all[i]);
            CHECK(all[i]->pair.name == pairs[i].name);
            CHECK((all[i]->verdict == Verdict::identical) == (i % 3 == 0));
        }
    }
    CHECK(!compare_all(pairs, {}, 2, [] { return true; })[0]);
}

TEST_CASE("Images below a directory, and accepting") {
    const io::Scratch d;
    d.put("old/a.png", square(20, 3, 4));
    d.put("old/x/b.svg", "<svg/>");
    d.put("old/.hidden/c.png", "");
    d.put("old/notes.txt", "");
    auto names = images_below(d / "old");
    REQUIRE(names);
    CHECK(*names == std::vector<std::string>{"a.png", "x/b.svg"});
    CHECK(!images_below(d / "none"));

    d.put("new/a.png", square(20, 3, 6));
    d.put("new/y/c.png", square(20, 3, 6));
    CHECK(accept(compare_two(d, "a.png"), d / "old"));
    CHECK(accept(compare_files({"y/c.png", "", d / "new/y/c.png"}, {}), d / "old"));
    CHECK(accept(compare_files({"x/b.svg", d / "old/x/b.svg", ""}, {}), d / "old"));
    CHECK(*images_below(d / "old") == std::vector<std::string>{"a.png", "y/c.png"});
    CHECK(compare_two(d, "a.png").verdict == Verdict::identical);
}
