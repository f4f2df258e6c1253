#include "layers/format.h"

#include "fake_axes.h"

using namespace plotmill;
using namespace plotmill::layers;
using namespace plotmill::layers::test;

namespace {

// "line marker colour", "-" for what is not given.
std::string read(std::string_view text) {
    auto f = parse_plot_format(text, style::default_rc(), {});
    if (!f) return f.errors()[0].message;
    std::string out;
    using Kind = spec::LineStyle::Kind;
    constexpr const char* kinds[] = {"none", "solid", "dashed", "dashdot", "dotted", "custom"};
    out += f->linestyle ? kinds[static_cast<int>(f->linestyle->kind)] : "-";
    out += " " + (f->marker ? f->marker->name : std::string("-")) + " ";
    static_assert(static_cast<int>(Kind::dotted) == 4);
    if (!f->color) return out + "-";
    return out + (f->color->cycle >= 0 ? "C" + std::to_string(f->color->cycle) : hex(f->color->rgba));
}

}  // namespace

TEST_CASE("format strings, as Matplotlib reads them") {
    CHECK(read("ro") == "none o #ff0000ff");
    CHECK(read("C4-.s") == "dashdot s C4");
    CHECK(read("k:.") == "dotted . #000000ff");
    CHECK(read("g--^") == "dashed ^ #008000ff");
    CHECK(read("b-") == "solid none #0000ffff");
    CHECK(read("") == "solid none -");
    CHECK(read("r") == "- - #ff0000ff");
    CHECK(read("green") == "- - #008000ff");
    CHECK(read("C10") == "- - C10");
    CHECK(read("#00ff00") == "- - #00ff00ff");
    CHECK(read("1") == "none 1 -");  // the marker, not a grey
    CHECK(read("1.0") == "- - #ffffffff");
    CHECK(read("o ") == "none o -");
    CHECK(read("8") == "none 8 -");
    CHECK(read("--") == "dashed none -");
    CHECK(read("0") == "'0' is not a valid format string (unrecognized character '0')");
    CHECK(read("-:") == "'-:' is not a valid format string (two linestyle symbols)");
    CHECK(read("oo") == "'oo' is not a valid format string (two marker symbols)");
    CHECK(read("Cx") == "'Cx' is not a valid format string (unrecognized character 'C')");
}
