#include <cmath>
#include <doctest/doctest.h>

#include "resolve/colorbar_values.h"

using namespace plotmill;
using namespace plotmill::resolve;

namespace {

struct Expected {
    std::string name;
    std::vector<double> boundaries, values, places, ends;  // ends: vmin, vmax, lengths of the ends
};
const Expected expected[] = {
#include "colorbar_expected.inc"
};

void check(const std::vector<double>& got, const std::vector<double>& wanted) {
    REQUIRE(got.size() == wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        CHECK(std::abs(got[i] - wanted[i]) <= 1e-12 * std::max(1.0, std::abs(wanted[i])));
}

struct Case {
    figure::Mappable map;
    BarOptions options;
};

Case case_of(const std::string& name) {
    const auto viridis = style::find_colormap("viridis", name == "mesh" ? 4 : 0);
    Case out{{*viridis, style::Norm::linear(-1, 3), {}, {}}, {}};
    if (name.starts_with("areas") || name == "lines") {
        const bool log = name == "areas_log";
        figure::Mappable::Contours c;
        c.levels = log ? std::vector<double>{0.1, 1, 5, 20} : std::vector<double>{-1, -0.5, 0, 1.5};
        c.boundaries = c.levels;
        c.filled = name != "lines";
        c.below = name == "areas_both" || log;
        c.above = name == "areas_both" || name == "areas_proportional";
        if (c.below) c.boundaries.insert(c.boundaries.begin(), log ? 1e-250 : -1e250);
        if (c.above) c.boundaries.push_back(1e250);
        c.values = c.levels;
        if (c.filled) c.values.clear();
        for (std::size_t i = 0; c.filled && i + 1 < c.boundaries.size(); ++i)
            c.values.push_back(log ? std::sqrt(c.boundaries[i]) * std::sqrt(c.boundaries[i + 1])
                                   : 0.5 * (c.boundaries[i] + c.boundaries[i + 1]));
        out.map.norm = log ? style::Norm::log(0.1, 20) : style::Norm::linear(-1, 1.5);
        out.map.contours = std::move(c);
    }
    out.options.auto_ends = name == "areas_both" || name == "areas_proportional";
    out.options.uniform = name != "areas_proportional";
    out.options.below = name == "mesh" || name == "mesh_boundaries";
    out.options.above = name == "mesh";
    if (name == "mesh_boundaries") out.options.boundaries = {-1, 0, 0.5, 3};
    if (name == "mesh_values") out.options.values = {-1, 0, 0.5, 3};
    return out;
}

}  // namespace

TEST_CASE("colour bars have Matplotlib's boundaries, values and places") {
    for (const Expected& e : expected) {
        CAPTURE(e.name);
        const Case c = case_of(e.name);
        const BarValues bar = bar_values(c.map, c.options);
        check(bar.boundaries, e.boundaries);
        check(bar.values, e.values);
        check(bar.places, e.places);
        check({bar.low, bar.high, bar.end_low, bar.end_high}, e.ends);
    }
}

TEST_CASE("the scale of a colour bar") {
    auto scale_of = [](const std::string& name) {
        const Case c = case_of(name);
        return bar_values(c.map, c.options).scale;
    };
    CHECK(scale_of("areas").kind == figure::ScaleKind::function);
    CHECK(scale_of("areas_proportional").kind == figure::ScaleKind::linear);
    CHECK(scale_of("areas_log").kind == figure::ScaleKind::log);
    CHECK(scale_of("mesh").kind == figure::ScaleKind::linear);
    const figure::Scale equal = scale_of("lines");
    CHECK(equal.transform(-0.5) == doctest::Approx(1.0 / 3));
    CHECK(equal.transform(0.75) == doctest::Approx(5.0 / 6));
    CHECK(equal.inverse(0.5) == doctest::Approx(-0.25));
}

TEST_CASE("lines stand where the bar has their values") {
    const Case c = case_of("lines");
    const BarValues bar = bar_values(c.map, c.options);
    for (double level : c.map.contours->levels) CHECK(bar_place(bar, c.map.norm, level) == doctest::Approx(level));
}

TEST_CASE("of many ticks every n-th is left, with the one nearest to 0") {
    CHECK(thinned({1, 2, 3}) == std::vector<double>{1, 2, 3});
    std::vector<double> many;
    for (int i = -7; i < 8; ++i) many.push_back(i);
    CHECK(thinned(many) == std::vector<double>{-6, -4, -2, 0, 2, 4, 6});
}
