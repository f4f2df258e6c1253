#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

TEST_CASE("text: place, font, box") {
    FakeAxes axes;
    const Prepared out = make(axes, "text",
                              "{x: 1, y: 2, s: hello, bbox: {boxstyle: round, facecolor: wheat, alpha: 0.5}, rotation: "
                              "-30, fontsize: large, weight: bold, style: italic, ha: center, family: monospace}");
    const auto& t = content<figure::TextArtist>(out, 0);
    CHECK(t.text == "hello");
    CHECK(t.position == Point{1, 2});
    CHECK(t.props.font.size == 12);
    CHECK(t.props.font.weight == 700);
    CHECK(t.props.font.style == scene::Font::Style::italic);
    CHECK(t.props.font.families == std::vector<std::string>{"monospace"});
    CHECK(t.props.rotation == 330);
    CHECK(t.props.ha == "center");
    CHECK(t.props.va == "baseline");
    CHECK(hex(t.props.color) == "#000000ff");
    REQUIRE(t.props.box);
    CHECK(t.props.box->style == "round");
    CHECK(t.props.box->params == std::vector<std::pair<std::string, double>>{{"pad", 0.3}});
    CHECK(hex(t.props.box->props.face) == "#f5deb380");
    CHECK(hex(t.props.box->props.edge) == "#00000080");
    CHECK(out.artists[0].zorder == 3);
    CHECK_FALSE(out.artists[0].clip);
    CHECK(out.autoscale_x == Autoscale::no);
    CHECK(out.autoscale_y == Autoscale::no);
    CHECK_FALSE(limits_of(out).has_x());
}

TEST_CASE("text: the box's pad in points is rounded to hundredths of the font size") {
    FakeAxes axes;
    const Prepared out = make(axes, "text", "{x: 1, y: 2, s: x, bbox: {facecolor: none, pad: 10}, fontsize: 14}");
    const auto& box = content<figure::TextArtist>(out, 0).props.box;
    CHECK(box->style == "square");
    CHECK(box->params.at(0).second == 0.71);
    CHECK_FALSE(box->props.face);
    const Prepared given =
        make(axes, "text", "{x: 1, y: 2, s: x, bbox: {boxstyle: 'Round4, pad=0.5,rounding_size=.2'}}");
    const auto& params = content<figure::TextArtist>(given, 0).props.box->params;
    CHECK(content<figure::TextArtist>(given, 0).props.box->style == "round4");
    CHECK(params == std::vector<std::pair<std::string, double>>{{"pad", 0.5}, {"rounding_size", 0.2}});
}

TEST_CASE("text: an alpha is laid over the colour") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "text", "{x: 1, y: 2, s: x, color: C1, alpha: 0.4, rotation: vertical, va: center}");
    const auto& t = content<figure::TextArtist>(out, 0);
    CHECK(hex(t.props.color) == "#ff7f0e66");
    CHECK(t.props.rotation == 90);
    CHECK(t.props.va == "center");
}
