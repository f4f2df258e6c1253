#include "figure/props.h"

#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::figure;
using namespace plotmill::layers::test;

TEST_CASE("to_rgba: an alpha replaces the colour's own, none stays none") {
    const auto& rc = style::default_rc();
    CHECK(hex(to_rgba(*parse_color("#11223344"), rc)) == "#11223344");
    CHECK(hex(to_rgba(*parse_color("#11223344"), rc, 1)) == "#112233ff");
    CHECK(hex(to_rgba(*parse_color("none"), rc, 1)) == "#00000000");
    CHECK(hex(to_rgba(*parse_color("C11"), rc)) == "#ff7f0eff");
}

TEST_CASE("dash patterns: the offset is taken modulo the pattern, both scale with the width") {
    const auto& rc = style::default_rc();
    const Dashes d = dash_pattern({spec::LineStyle::Kind::custom, -1, {3, 1}}, 2, rc);
    CHECK(d.dashes == std::vector<double>{6, 2});
    CHECK(d.offset == 6);
    style::RcParams fixed = rc;
    fixed.put(style::Rc::lines_scale_dashes, false);
    CHECK(dash_pattern(linestyle_of("--"), 2, fixed).dashes == std::vector<double>{3.7, 1.6});
    CHECK(dash_pattern(linestyle_of("-"), 2, rc).dashes.empty());
}

TEST_CASE("patches: defaults, no fill, hatch colours") {
    const auto& rc = style::default_rc();
    PatchKeywords k;
    PatchProps p = resolve_patch(k, rc);
    CHECK(hex(p.face) == "#1f77b4ff");
    CHECK_FALSE(p.edge);
    CHECK(p.width == 1);
    CHECK(hex(p.hatch_color) == "#000000ff");
    k.fill = false;
    p = resolve_patch(k, rc);
    CHECK_FALSE(p.face);
    CHECK(hex(p.edge) == "#000000ff");
    k = {};
    k.edgecolor = parse_color("r");
    k.alpha = 0.5;
    p = resolve_patch(k, rc);
    CHECK(hex(p.hatch_color) == "#ff000080");
    k.linestyle = linestyle_of("none");
    CHECK_FALSE(resolve_patch(k, rc).edge);
    CHECK(hex(resolve_patch({}, rc, true).edge) == "#000000ff");
}

TEST_CASE("collections: widths and styles repeat together") {
    const auto& rc = style::default_rc();
    CollectionKeywords k;
    k.linewidth = std::vector<double>{1, 2};
    k.linestyle = std::vector<spec::LineStyle>{linestyle_of(":"), linestyle_of("-"), linestyle_of("--")};
    CollectionArtist c;
    resolve_collection(k, rc, true, c);
    CHECK(c.widths == std::vector<double>{1, 2, 1, 2, 1, 2});
    REQUIRE(c.dashes.size() == 6);
    CHECK(near(c.dashes[3], {2, 3.3}));
    CHECK(c.dashes[4].empty());
    CHECK(c.faces.empty());
    CHECK(hex(c.edges.at(0)) == "#1f77b4ff");
    CHECK(hex(first_line(c).color) == "#1f77b4ff");
}

TEST_CASE("texts: sizes and weights by name") {
    CHECK(*named_font_size("x-large", 10) == doctest::Approx(14.4));
    CHECK_FALSE(named_font_size("huge", 10));
    CHECK(named_font_weight("semibold") == 600);
    TextDefaults defaults;
    defaults.fontsize = 7;
    defaults.ha = "right";
    const TextProps t = text_props(style::default_rc(), defaults);
    CHECK(t.font.size == 7);
    CHECK(t.ha == "right");
    CHECK(t.font.families == std::vector<std::string>{"sans-serif"});
}
