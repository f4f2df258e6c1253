#include "base/color.h"

#include <doctest/doctest.h>

#include "base/color_names.h"

using namespace plotmill;

namespace {

Rgba rgba(std::string_view text) {
    const auto spec = parse_color(text);
    REQUIRE_MESSAGE(spec.has_value(), text);
    return spec->rgba;
}

void check_near(std::string_view text, double r, double g, double b, double a = 1) {
    const Rgba c = rgba(text);
    CAPTURE(text);
    CHECK(c.r == doctest::Approx(r).epsilon(1e-12));
    CHECK(c.g == doctest::Approx(g).epsilon(1e-12));
    CHECK(c.b == doctest::Approx(b).epsilon(1e-12));
    CHECK(c.a == doctest::Approx(a).epsilon(1e-12));
}

}  // namespace

TEST_CASE("colour strings are what matplotlib.colors.to_rgba makes of them") {
    check_near("r", 1, 0, 0);
    check_near("g", 0, 0.5, 0);
    check_near("c", 0, 0.75, 0.75);
    check_near("tab:blue", 0.12156862745098039, 0.4666666666666667, 0.7058823529411765);
    check_near("tab:grey", 0.4980392156862745, 0.4980392156862745, 0.4980392156862745);
    check_near("SteelBlue", 0.27450980392156865, 0.5098039215686274, 0.7058823529411765);
    check_near("lightslategrey", 0.4666666666666667, 0.5333333333333333, 0.6);
    check_near("rebeccapurple", 0.4, 0.2, 0.6);
    check_near("xkcd:sky blue", 0.4588235294117647, 0.7333333333333333, 0.9921568627450981);
    check_near("xkcd:blue gray", 0.3764705882352941, 0.48627450980392156, 0.5568627450980392);
    check_near("#abc", 0.6666666666666666, 0.7333333333333333, 0.8);
    check_near("#abc8", 0.6666666666666666, 0.7333333333333333, 0.8, 0.5333333333333333);
    check_near("#1F77b4", 0.12156862745098039, 0.4666666666666667, 0.7058823529411765);
    check_near("#1F77b480", 0.12156862745098039, 0.4666666666666667, 0.7058823529411765, 0.5019607843137255);
    check_near("0.75", 0.75, 0.75, 0.75);
    check_near("1", 1, 1, 1);
}

TEST_CASE("what is no colour has no value") {
    for (const char* text : {"", "R", "x", "colour", "#12", "#12345", "#gggggg", "1.5", "-0.1", "C", "C1x", "c1", "nan",
                             "tab:steel", "xkcd:", "xkcd:nonesuch", " red", "0x1"})
        CHECK_MESSAGE(!parse_color(text), text);
}

TEST_CASE("cycle entries and none") {
    CHECK(parse_color("C0")->cycle == 0);
    CHECK(parse_color("C13")->cycle == 13);
    CHECK(parse_color("C3")->resolve({{1, 0, 0, 1}, {0, 1, 0, 1}}) == Rgba{0, 1, 0, 1});
    CHECK(parse_color("red")->resolve({{0, 1, 0, 1}}) == Rgba{1, 0, 0, 1});
    CHECK(parse_color("none")->none);
    CHECK(parse_color("None")->rgba == Rgba{0, 0, 0, 0});
    CHECK_FALSE(parse_color("black")->none);
}

TEST_CASE("the tables are sorted, so that they can be searched") {
    CHECK(named_colors_count == 159);
    CHECK(xkcd_colors_count == 996);
    for (std::size_t i = 1; i < named_colors_count; ++i) CHECK(named_colors[i - 1].name < named_colors[i].name);
    for (std::size_t i = 1; i < xkcd_colors_count; ++i) CHECK(xkcd_colors[i - 1].name < xkcd_colors[i].name);
}

TEST_CASE("the nearest colour name") {
    CHECK(nearest_color_name("steelblu") == "steelblue");
    CHECK(nearest_color_name("Gren") == "green");
    CHECK(nearest_color_name("tab:bleu") == "tab:blue");
    CHECK(nearest_color_name("qqqqqqqq").empty());
}
