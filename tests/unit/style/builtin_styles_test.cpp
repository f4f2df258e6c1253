#include "style/builtin_styles.h"

#include <algorithm>
#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::style;

namespace {

// How many parameters differ from the defaults in Matplotlib 3.6.3, those of windows and animations left out.
struct Changed {
    const char* name;
    int count;
};
constexpr Changed changed[] = {{"Solarize_Light2", 15},
                               {"_classic_test_patch", 1},
                               {"_mpl-gallery", 11},
                               {"_mpl-gallery-nogrid", 10},
                               {"bmh", 16},
                               {"classic", 92},
                               {"dark_background", 19},
                               {"default", 0},
                               {"fast", 2},
                               {"fivethirtyeight", 26},
                               {"ggplot", 16},
                               {"grayscale", 8},
                               {"seaborn-v0_8", 37},
                               {"seaborn-v0_8-bright", 2},
                               {"seaborn-v0_8-colorblind", 2},
                               {"seaborn-v0_8-dark", 17},
                               {"seaborn-v0_8-dark-palette", 2},
                               {"seaborn-v0_8-darkgrid", 18},
                               {"seaborn-v0_8-deep", 2},
                               {"seaborn-v0_8-muted", 2},
                               {"seaborn-v0_8-notebook", 17},
                               {"seaborn-v0_8-paper", 14},
                               {"seaborn-v0_8-pastel", 2},
                               {"seaborn-v0_8-poster", 17},
                               {"seaborn-v0_8-talk", 17},
                               {"seaborn-v0_8-ticks", 16},
                               {"seaborn-v0_8-white", 16},
                               {"seaborn-v0_8-whitegrid", 17},
                               {"tableau-colorblind10", 2}};

bool same(const RcParams& a, const RcParams& b, Rc id) {
    if (id == Rc::axes_prop_cycle) return a.prop_cycle() == b.prop_cycle();
    return a.value(id) == b.value(id);
}

RcParams styled(std::string_view name) {
    Result<RcParams> rc = apply_style(default_rc(), name);
    REQUIRE(rc);
    return *rc;
}

}  // namespace

TEST_CASE("every built-in style changes what Matplotlib's does") {
    CHECK(list_styles().size() == std::size(changed));
    CHECK(std::is_sorted(list_styles().begin(), list_styles().end()));
    for (const Changed& c : changed) {
        CAPTURE(c.name);
        CHECK(is_builtin_style(c.name));
        const RcParams rc = styled(c.name);
        int count = 0;
        for (const RcInfo& info : rc_table()) count += !same(rc, default_rc(), info.id);
        CHECK(count == c.count);
    }
}

TEST_CASE("some values of styles") {
    CHECK(styled("ggplot").rgba(Rc::axes_facecolor) == Rgba{0xe5 / 255.0, 0xe5 / 255.0, 0xe5 / 255.0, 1});
    CHECK(styled("ggplot").prop_cycle().entries.size() == 7);
    CHECK(styled("fivethirtyeight").number(Rc::lines_linewidth) == 4);
    CHECK(styled("grayscale").text(Rc::image_cmap) == "gray");
    CHECK(styled("dark_background").rgba(Rc::savefig_facecolor) == Rgba{0, 0, 0, 1});
    CHECK(styled("classic").flag(Rc::internal_classic_mode));
    CHECK(styled("classic").numbers(Rc::figure_figsize) == std::vector<double>{8, 6});
    CHECK(styled("classic").prop_cycle().entries.size() == 7);
    CHECK(styled("fast").number(Rc::path_simplify_threshold) == 1);
    CHECK(styled("seaborn-v0_8").texts(Rc::font_sans_serif).front() == "Arial");
}

TEST_CASE("styles stack, 'default' resets, old names are known") {
    const Result<RcParams> both = apply_style(styled("ggplot"), "seaborn-v0_8-bright");
    REQUIRE(both);
    CHECK(both->flag(Rc::axes_grid));
    CHECK(both->prop_cycle().entries.size() == 6);
    const Result<RcParams> reset = apply_style(*both, "default");
    REQUIRE(reset);
    CHECK(*reset == default_rc());
    CHECK(styled("seaborn") == styled("seaborn-v0_8"));
    CHECK(styled("seaborn-whitegrid") == styled("seaborn-v0_8-whitegrid"));
    CHECK(styled("mpl15") == styled("classic"));
    CHECK(is_builtin_style("seaborn-talk"));
    CHECK_FALSE(is_builtin_style("seaborn-nope"));
}

TEST_CASE("an unknown style is an error with a suggestion") {
    const Result<RcParams> rc = apply_style(default_rc(), "ggplott");
    REQUIRE_FALSE(rc);
    CHECK(rc.errors()[0].message == "unknown style 'ggplott' (did you mean 'ggplot'?)");
}
