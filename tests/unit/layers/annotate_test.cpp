#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;
using figure::Coords;

TEST_CASE("annotate: coordinates and defaults") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "annotate",
             "{text: a, xy: [1, 2], xytext: [8, -8], textcoords: offset points, arrowprops: {arrowstyle: '->'}}");
    const auto& n = content<figure::AnnotationArtist>(out, 0);
    CHECK(n.xy == Point{1, 2});
    CHECK(n.xytext == Point{8, -8});
    CHECK(n.xy_coords[0].origin == Coords::Origin::data);
    CHECK(n.text_coords[1].origin == Coords::Origin::offset);
    CHECK(n.text_coords[1].unit == Coords::Unit::points);
    CHECK_FALSE(n.clip);
    CHECK(out.artists[0].zorder == 3);
    CHECK_FALSE(out.artists[0].clip);
    CHECK_FALSE(limits_of(out).has_x());
    REQUIRE(n.arrow);
    CHECK_FALSE(n.arrow->plain);
    CHECK(n.arrow->shrink_a == 2);
    CHECK(n.arrow->relpos == Point{0.5, 0.5});
    CHECK(n.arrow->props.cap == scene::Cap::round);
    CHECK(n.arrow->props.join == scene::Join::round);
    CHECK(hex(n.arrow->props.face) == "#1f77b4ff");
    CHECK(hex(n.arrow->props.edge) == "#000000ff");
}

TEST_CASE("annotate: without a text place it stands at the point, in the point's coordinates") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "annotate", "{text: a, xy: [0.5, 2], xycoords: [axes fraction, data], annotation_clip: true}");
    const auto& n = content<figure::AnnotationArtist>(out, 0);
    CHECK(n.xytext == Point{0.5, 2});
    CHECK(n.text_coords[0].origin == Coords::Origin::axes);
    CHECK(n.text_coords[0].unit == Coords::Unit::fraction);
    CHECK(n.text_coords[1].origin == Coords::Origin::data);
    CHECK(n.clip == true);
    CHECK_FALSE(n.arrow);
}

TEST_CASE("annotate: arrows without a style") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "annotate", "{text: a, xy: [1, 2], arrowprops: {width: 2, headwidth: 8, shrink: 0.05, color: r}}");
    const auto& arrow = *content<figure::AnnotationArtist>(out, 0).arrow;
    REQUIRE(arrow.plain);
    CHECK(arrow.plain->width == 2);
    CHECK(arrow.plain->headwidth == 8);
    CHECK(arrow.plain->headlength == 12);
    CHECK(arrow.plain->shrink == 0.05);
    CHECK(hex(arrow.props.edge) == "#ff0000ff");
}

TEST_CASE("annotate: faults") {
    CHECK(error_of("annotate", "{text: a, xy: [1, 2], arrowprops: {arrowstyle: '=>'}}")
              .starts_with("unknown arrowstyle '=>'"));
    CHECK(error_of("annotate", "{text: a, xy: [1, 2], arrowprops: {arrowstyle: '->', headwidth: 3}}") ==
          "'headwidth' is for arrows without an 'arrowstyle'");
    CHECK(error_of("annotate", "{text: a, xy: [1, 2], arrowprops: {arrowstyle: fancy, connectionstyle: bar}}") ==
          "arrowstyle 'fancy' goes with connectionstyle arc3 or angle3, not with 'bar'");
    CHECK(error_of("annotate", "{text: a, xy: [b, 2], xycoords: axes fraction}") ==
          "'xy' takes numbers where it is not in data units");
}
