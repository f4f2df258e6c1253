#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

TEST_CASE("table: cells in Matplotlib's order, with labels") {
    FakeAxes axes;
    const Prepared out = make(axes, "table",
                              "{cellText: [['1', 2.50], [null, x]], colLabels: [a, b], rowLabels: [r, s], rowColours: "
                              "[lightblue, '0.5'], loc: top}");
    const auto& t = content<figure::TableArtist>(out, 0);
    REQUIRE(t.cells.size() == 8);
    CHECK(t.cells[0].row == 1);
    CHECK(t.cells[1].text == "2.50");
    CHECK(t.cells[1].loc == "right");
    CHECK(t.cells[2].text.empty());
    CHECK(t.cells[0].width == 0.5);
    CHECK(t.cells[4].row == 0);
    CHECK(t.cells[4].text == "a");
    CHECK(t.cells[4].loc == "center");
    CHECK(t.cells[6].col == -1);
    CHECK(t.cells[6].loc == "left");
    CHECK(hex(t.cells[6].face) == "#add8e6ff");
    CHECK(hex(t.cells[0].face) == "#ffffffff");
    CHECK(t.auto_labels);
    CHECK(t.loc == "top");
    CHECK(t.edges == "BRTL");
    CHECK(hex(t.cell.edge) == "#000000ff");
    CHECK(out.artists[0].zorder == 0);
    CHECK_FALSE(out.artists[0].clip);
    CHECK(out.autoscale_x == Autoscale::no);
}

TEST_CASE("table: colours alone, row colours without labels, edges") {
    FakeAxes axes;
    const Prepared out = make(
        axes, "table",
        "{cellColours: [[r, [0, 1, 0]]], rowColours: [c], colWidths: [0.2, 0.3], edges: LB, bbox: [0, 0, 1, 0.5]}");
    const auto& t = content<figure::TableArtist>(out, 0);
    REQUIRE(t.cells.size() == 3);
    CHECK(hex(t.cells[1].face) == "#00ff00ff");
    CHECK(t.cells[2].width == 0.2);
    CHECK_FALSE(t.auto_labels);
    CHECK(t.edges == "BL");
    REQUIRE(t.bbox);
    CHECK((*t.bbox)[3] == 0.5);
}

TEST_CASE("table: faults") {
    CHECK(error_of("table", "{loc: top}") == "a table needs 'cellText' or 'cellColours'");
    CHECK(error_of("table", "{cellText: [[a, b], [c]]}") == "this row of 'cellText' has 1 cells, the first has 2");
    CHECK(error_of("table", "{cellText: [a, b]}") == "'cellText' is a list of rows, each a list: [[a, b], [c, d]]");
    CHECK(error_of("table", "{cellText: [[a]], rowLabels: [x, y]}") ==
          "'rowLabels' has 2 values, the table has 1 rows");
    CHECK(error_of("table", "{cellColours: [[gren]]}") == "expected a colour, found 'gren' (did you mean 'green'?)");
    CHECK(error_of("table", "{cellText: [[a]], edges: XY}") ==
          "'XY' are no edges: expected open, closed, horizontal, vertical, or letters of BRTL");
}
