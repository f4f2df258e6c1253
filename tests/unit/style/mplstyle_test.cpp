#include "style/mplstyle.h"

#include <doctest/doctest.h>

using namespace plotmill;
using namespace plotmill::style;

TEST_CASE("a style file sets what it says") {
    const Source source{"x.mplstyle",
                        "\xEF\xBB\xBF# a style\r\n"
                        "\r\n"
                        "lines.linewidth : 3     # wide\r\n"
                        "axes.facecolor: eee8d5\r\n"
                        "  grid.color: \"#ff0000\"  # quoted\r\n"
                        "grid.linestyle: :\n"
                        "axes.prop_cycle: cycler('color', ['268BD2', '0.5'])\n"
                        "date.autoformatter.hour: \"%H:%M\"\n"
                        "backend: Agg\n"
                        "timezone: Europe/Berlin\n"
                        "axes.grid: True"};
    RcParams rc;
    Diagnostics out;
    CHECK(apply_mplstyle(rc, source, out));
    for (const Diagnostic& d : out.list()) MESSAGE(d.message);
    CHECK(out.list().empty());
    CHECK(rc.number(Rc::lines_linewidth) == 3);
    CHECK(rc.rgba(Rc::axes_facecolor) == Rgba{0xee / 255.0, 0xe8 / 255.0, 0xd5 / 255.0, 1});
    CHECK(rc.rgba(Rc::grid_color) == Rgba{1, 0, 0, 1});
    CHECK(rc.line_style(Rc::grid_linestyle).kind == spec::LineStyle::Kind::dotted);
    CHECK(rc.prop_cycle().entries.size() == 2);
    CHECK(rc.text(Rc::date_autoformatter_hour) == "%H:%M");
    CHECK(rc.text(Rc::timezone) == "UTC");
    CHECK(rc.flag(Rc::axes_grid));
}

TEST_CASE("faults have their line and column, and the rest is set") {
    const Source source{"bad.mplstyle",
                        "lines.linewidth: thick\n"
                        "lines.linewith: 2\n"
                        "just words\n"
                        "grid.color: \"#ff0000\n"
                        "grid.color: #ff0000\n"
                        "axes.grid: True\n"
                        "axes.grid: False\n"};
    RcParams rc;
    Diagnostics out;
    CHECK_FALSE(apply_mplstyle(rc, source, out));
    REQUIRE(out.list().size() == 6);
    const auto at = [&](std::size_t i, std::uint32_t line, std::uint32_t column, std::string_view message) {
        CHECK(out.list()[i].span.source == &source);
        CHECK(out.list()[i].span.line == line);
        CHECK(out.list()[i].span.column == column);
        CHECK(out.list()[i].message == message);
    };
    at(0, 1, 18, "rcParam 'lines.linewidth' wants a number, not 'thick'");
    at(1, 2, 1, "unknown rcParam 'lines.linewith' (did you mean 'lines.linewidth'?)");
    at(2, 3, 1, "a ':' is missing: a style's lines are 'name: value'");
    at(3, 4, 1, "a closing '\"' is missing");
    // As in Matplotlib, an unquoted '#' begins a comment.
    at(4, 5, 1,
       "rcParam 'grid.color' has no value: a '#' begins a comment; quote the value, or leave the '#' of a colour out");
    at(5, 7, 1, "'axes.grid' is given twice; the later value holds");
    CHECK(out.list()[5].severity == Severity::warning);
    CHECK_FALSE(rc.flag(Rc::axes_grid));
}

TEST_CASE("a file that is not there") {
    const Result<Source> missing = read_mplstyle("/nonexistent/x.mplstyle");
    REQUIRE_FALSE(missing);
    CHECK(missing.errors()[0].message.find("x.mplstyle") != std::string::npos);
}
