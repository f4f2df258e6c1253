#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

TEST_CASE("plot: several series from lists, a format, a list of labels") {
    FakeAxes axes;
    const Prepared out =
        make(axes, "plot", "{x: [0, 1, 2], y: [[0, 2, 4], [1, 3, 5]], fmt: C4-.s, linewidth: 2, label: [a, _b]}");
    REQUIRE(out.artists.size() == 2);
    CHECK(line(out, 0).y == std::vector<double>{0, 2, 4});
    CHECK(line(out, 1).y == std::vector<double>{1, 3, 5});
    const figure::LineArtist& l = line(out, 0);
    CHECK(hex(l.line.color) == "#9467bdff");
    CHECK(near(l.line.dashes, {12.8, 3.2, 2, 3.2}));
    CHECK(l.line.cap == scene::Cap::butt);
    REQUIRE(l.marker);
    CHECK(l.marker->marker.name == "s");
    CHECK(l.marker->size == 6);
    CHECK(hex(l.marker->face) == "#9467bdff");
    CHECK(out.artists[0].zorder == 2);
    REQUIRE(out.handles.size() == 1);  // a label that begins with "_" stands in no legend
    CHECK(out.handles[0].label == "a");
    CHECK_FALSE(out.handles[0].container);
    CHECK(hex(axes.next_line_color()) == "#1f77b4ff");  // the format's colour leaves the cycle alone
}

TEST_CASE("plot: colours of the cycle, positions by default, gaps") {
    FakeAxes axes;
    const Prepared out = make(axes, "plot", "{y: [1, null, 4]}");
    CHECK(line(out, 0).x.empty());  // counts
    CHECK(line(out, 0).points()[2].x == 2);
    CHECK(std::isnan(line(out, 0).y[1]));
    CHECK(hex(line(out, 0).line.color) == "#1f77b4ff");
    CHECK(line(out, 0).line.cap == scene::Cap::projecting);
    CHECK_FALSE(line(out, 0).marker);
    CHECK(out.handles.empty());
    CHECK(hex(line(make(axes, "plot", "{y: [1]}"), 0).line.color) == "#ff7f0eff");
    CHECK(make(axes, "plot", "{y: []}").artists.size() == 1);
}

TEST_CASE("plot: marker colours, dashes, markevery") {
    FakeAxes axes;
    const Prepared out = make(
        axes, "plot", "{y: [1, 2], marker: o, mfc: r, mec: auto, alpha: 0.5, ls: [0, [5, 1]], lw: 2, markevery: 3}");
    const figure::LineArtist& l = line(out, 0);
    CHECK(near(l.line.dashes, {10, 2}));
    CHECK(hex(l.marker->face) == "#ff000080");
    CHECK(hex(l.marker->edge) == "#1f77b480");
    CHECK(l.markevery.kind == figure::MarkEvery::Kind::every);
    CHECK(l.markevery.step == 3);
    const Prepared none =
        make(axes, "plot", "{y: [1, 2], marker: s, fillstyle: none, markevery: [0, 2, 5], dashes: [6, 2]}");
    CHECK_FALSE(line(none, 0).marker->face);
    CHECK(line(none, 0).markevery.indices == std::vector<long>{0, 2, 5});
    CHECK(near(line(none, 0).line.dashes, {9, 3}));
    const Prepared share = make(axes, "plot", "{y: [1, 2], markevery: 0.1, marker: o, markersize: 0}");
    CHECK(line(share, 0).markevery.kind == figure::MarkEvery::Kind::distance);
    CHECK_FALSE(line(share, 0).marker);
    const Prepared pair = make(axes, "plot", "{y: [1, 2], markevery: [1, 4]}");
    CHECK(line(pair, 0).markevery.indices == std::vector<long>{1, 4});
    const Prepared slice = make(axes, "plot", "{y: [1, 2], markevery: {start: 1, every: 4}}");
    CHECK(line(slice, 0).markevery.kind == figure::MarkEvery::Kind::every);
    CHECK(line(slice, 0).markevery.start == 1);
    CHECK(line(slice, 0).markevery.step == 4);
}

TEST_CASE("plot: a colour in the gaps is a line of its own below") {
    FakeAxes axes;
    const Prepared out = make(axes, "plot", "{y: [1, 2], ls: '--', lw: 1, gapcolor: r}");
    REQUIRE(out.artists.size() == 2);
    CHECK(hex(line(out, 0).line.color) == "#ff0000ff");
    CHECK(near(line(out, 0).line.dashes, {1.6, 3.7}));
    CHECK(line(out, 0).line.dash_offset == 1.6);
    CHECK(near(line(out, 1).line.dashes, {3.7, 1.6}));
}

TEST_CASE("plot: by, scalex, categories") {
    FakeAxes axes;
    const auto table = table_of({{"x", text_column({"a", "b", "a", "b"})},
                                 {"y", number_column({1, 2, 3, 4})},
                                 {"run", text_column({"one", "one", "two", "two"})}});
    const Prepared out = make(axes, "plot", "{x: x, y: y, by: run, scalex: false}", table);
    REQUIRE(out.artists.size() == 2);
    CHECK(line(out, 1).points()[1].x == 1);
    CHECK(line(out, 1).y == std::vector<double>{3, 4});
    CHECK(out.handles[1].label == "two");
    CHECK(hex(line(out, 1).line.color) == "#ff7f0eff");
    CHECK(out.autoscale_x == Autoscale::no);
    CHECK(out.autoscale_y == Autoscale::yes);
    CHECK(axes.categories[0] == std::vector<std::string>{"a", "b"});
}

TEST_CASE("plot: the cycle's other properties") {
    FakeAxes axes;
    axes.set_rc("axes.prop_cycle", "cycler('color', ['r', 'g']) + cycler('linestyle', ['-', ':'])");
    CHECK(line(make(axes, "plot", "{y: [1]}"), 0).line.dashes.empty());
    const Prepared out = make(axes, "plot", "{y: [1], color: k}");  // still takes the line style
    CHECK(hex(line(out, 0).line.color) == "#000000ff");
    CHECK(line(out, 0).line.dashes.size() == 2);
}

TEST_CASE("plot: faults") {
    CHECK(error_of("plot", "{x: [1, 2, 3], y: [1, 2]}") == "x has 3 values, y has 2");
    CHECK(error_of("plot", "{y: [1, 2], fmt: 'rr'}") == "'rr' is not a valid format string (two color symbols)");
    CHECK(error_of("plot", "{x: [[1, 2], [3, 4], [5, 6]], y: [[1, 2], [3, 4]]}") == "x has 3 series, y has 2");
    CHECK(error_of("plot", "{y: [[1, 2], [3, 4]], label: [a, b, c]}") == "label has 3 texts for 2 series");
}

TEST_CASE("step: draw styles") {
    FakeAxes axes;
    CHECK(line(make(axes, "step", "{x: [0, 1], y: [1, 2]}"), 0).drawstyle == figure::DrawStyle::steps_pre);
    CHECK(line(make(axes, "step", "{x: [0, 1], y: [1, 2], where: mid}"), 0).drawstyle == figure::DrawStyle::steps_mid);
    CHECK(line(make(axes, "plot", "{y: [1, 2], ds: steps-post}"), 0).drawstyle == figure::DrawStyle::steps_post);
}

TEST_CASE("ecdf") {
    FakeAxes axes;
    const Prepared out = make(axes, "ecdf", "{x: [3, 1, 2, 2], label: e}");
    CHECK(line(out, 0).x == std::vector<double>{1, 1, 2, 2, 3});
    CHECK(line(out, 0).y == std::vector<double>{0, 0.25, 0.5, 0.75, 1});
    CHECK(line(out, 0).drawstyle == figure::DrawStyle::steps_post);
    CHECK(out.artists[0].sticky_y == std::vector<double>{0, 1});
    const Prepared other = make(axes, "ecdf", "{x: [3, 1], complementary: true}");
    CHECK(line(other, 0).x == std::vector<double>{1, 3, 3});
    CHECK(line(other, 0).y == std::vector<double>{1, 0.5, 0});
    CHECK(line(other, 0).drawstyle == figure::DrawStyle::steps_pre);
    const Prepared lying = make(axes, "ecdf", "{x: [2, 1], orientation: horizontal, weights: [1, 3]}");
    CHECK(line(lying, 0).x == std::vector<double>{0, 0.75, 1});
    CHECK(line(lying, 0).y == std::vector<double>{1, 1, 2});
    CHECK(line(lying, 0).drawstyle == figure::DrawStyle::steps_pre);
    CHECK(lying.artists[0].sticky_x == std::vector<double>{0, 1});
}
