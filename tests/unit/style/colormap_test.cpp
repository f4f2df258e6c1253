#include "style/colormap.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <limits>

using namespace plotmill;
using namespace plotmill::style;

namespace {

struct Expected {
    const char* name;
    int size;
    double sums[3];
    double first[3], middle[3], last[3];
    double sums_of_seven[3];
};

constexpr Expected expected[] = {
#include "colormap_expected.inc"
};

void check_color(const Rgba& c, const double (&rgb)[3]) {
    CHECK(std::fabs(c.r - rgb[0]) < 1e-12);
    CHECK(std::fabs(c.g - rgb[1]) < 1e-12);
    CHECK(std::fabs(c.b - rgb[2]) < 1e-12);
    CHECK(c.a == 1);
}

void check_sums(const std::vector<Rgba>& table, const double (&sums)[3]) {
    double s[3] = {0, 0, 0};
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double w = static_cast<double>(i + 1) / static_cast<double>(table.size());
        s[0] += w * table[i].r;
        s[1] += w * table[i].g;
        s[2] += w * table[i].b;
    }
    for (int c = 0; c < 3; ++c) CHECK(std::fabs(s[c] - sums[c]) < 1e-10);
}

}  // namespace

TEST_CASE("every colormap has Matplotlib's values") {
    for (const Expected& e : expected) {
        CAPTURE(e.name);
        const std::optional<Colormap> map = find_colormap(e.name);
        REQUIRE(map);
        CHECK(map->name() == e.name);
        REQUIRE(map->size() == e.size);
        check_color(map->table().front(), e.first);
        check_color(map->table()[static_cast<std::size_t>(e.size / 3)], e.middle);
        check_color(map->table().back(), e.last);
        check_sums(map->table(), e.sums);
        check_sums(map->resampled(7).table(), e.sums_of_seven);
        const std::optional<Colormap> seven = find_colormap(e.name, 7);
        REQUIRE(seven);
        CHECK(seven->size() == 7);
        check_sums(seven->table(), e.sums_of_seven);
    }
}

TEST_CASE("the list of colormaps is complete, sorted and known") {
    const auto names = list_colormaps();
    CHECK(names.size() == std::size(expected));
    CHECK(std::is_sorted(names.begin(), names.end()));
    for (const std::string_view name : names) CHECK(is_colormap(name));
    for (const Expected& e : expected) CHECK(is_colormap(e.name));
    CHECK_FALSE(is_colormap("viridis_r_r"));
    CHECK_FALSE(find_colormap("virids"));
    CHECK_FALSE(find_colormap(""));
    CHECK_FALSE(find_colormap("_r"));
}

TEST_CASE("floats and indices choose entries as Colormap.__call__ does") {
    const Colormap viridis = *find_colormap("viridis");
    check_color(viridis(0.5), {0.127568, 0.566949, 0.550556});
    check_color(viridis(0.999999), {0.993248, 0.906157, 0.143936});
    check_color(viridis(1.0), {0.993248, 0.906157, 0.143936});
    check_color(viridis(-0.1), {0.267004, 0.004874, 0.329415});
    check_color(viridis.at_index(3), {0.271305, 0.019942, 0.347269});
    CHECK(viridis.at_index(255) == viridis.at_index(256));
    CHECK(viridis(std::numeric_limits<double>::quiet_NaN()) == Rgba{0, 0, 0, 0});
    CHECK(viridis.at_index(std::numeric_limits<double>::quiet_NaN()) == Rgba{0, 0, 0, 0});

    Colormap extremes = viridis;
    extremes.set_under({1, 0, 0, 1});
    extremes.set_over({0, 1, 0, 1});
    extremes.set_bad({0, 0, 1, 1});
    CHECK(extremes(-1e-9) == Rgba{1, 0, 0, 1});
    CHECK(extremes(1.0 + 1e-9) == Rgba{0, 1, 0, 1});
    CHECK(extremes.at_index(-1) == Rgba{1, 0, 0, 1});
    CHECK(extremes.at_index(256) == Rgba{0, 1, 0, 1});
    CHECK(extremes(std::numeric_limits<double>::infinity()) == Rgba{0, 1, 0, 1});
    CHECK(extremes(std::numeric_limits<double>::quiet_NaN()) == Rgba{0, 0, 1, 1});
    CHECK(extremes.resampled(9)(-1) == Rgba{1, 0, 0, 1});
    CHECK(extremes.reversed()(-1) == Rgba{0, 1, 0, 1});
    CHECK(viridis(-1) == viridis(0));
}

TEST_CASE("colormaps are made of colours") {
    const Colormap listed = Colormap::listed({{1, 0, 0, 1}, {0, 1, 0, 1}, {0, 0, 1, 0.5}});
    CHECK(listed.size() == 3);
    CHECK(listed(0.4) == Rgba{0, 1, 0, 1});
    CHECK(listed(1.0) == Rgba{0, 0, 1, 0.5});
    CHECK(listed.reversed()(0) == Rgba{0, 0, 1, 0.5});

    const Colormap smooth = Colormap::interpolated({{1, 0, 0, 1}, {0, 1, 0, 128 / 255.0}, {0, 0, 1, 1}}, 5);
    CHECK(smooth.at_index(1).r == doctest::Approx(0.5).epsilon(1e-12));
    CHECK(smooth.at_index(1).a == doctest::Approx(0.7509803921568627).epsilon(1e-12));
    CHECK(smooth.at_index(2).g == doctest::Approx(1).epsilon(1e-12));
    CHECK(smooth.at_index(3).b == doctest::Approx(0.5).epsilon(1e-12));
    CHECK(smooth.resampled(3).at_index(1).g == doctest::Approx(1).epsilon(1e-12));
    CHECK(smooth.reversed().at_index(0) == Rgba{0, 0, 1, 1});
    CHECK(smooth.resampled(1).size() == 1);
    check_color(find_colormap("tab10", 4)->at_index(1), {0.8392156862745098, 0.15294117647058825, 0.1568627450980392});
    CHECK(find_colormap("jet", 1)->size() == 1);
    CHECK(find_colormap("flag", 1)->size() == 1);
}
