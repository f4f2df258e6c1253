#include "style/rc.h"

#include <doctest/doctest.h>
#include <set>

using namespace plotmill;
using namespace plotmill::style;

namespace {

using spec::Value;
using spec::ValuePtr;

ValuePtr text(std::string t) {
    auto v = std::make_shared<Value>();
    v->kind = Value::Kind::string;
    v->text = std::move(t);
    return v;
}
ValuePtr number(double x, std::string written, bool integer = false) {
    auto v = std::make_shared<Value>();
    v->kind = integer ? Value::Kind::integer : Value::Kind::number;
    v->number = x;
    v->text = std::move(written);
    return v;
}
ValuePtr boolean(bool b) {
    auto v = std::make_shared<Value>();
    v->kind = Value::Kind::boolean;
    v->number = b;
    v->text = b ? "true" : "false";
    return v;
}
ValuePtr null() {
    auto v = std::make_shared<Value>();
    v->text = "null";
    return v;
}
ValuePtr list(std::vector<ValuePtr> items) {
    auto v = std::make_shared<Value>();
    v->kind = Value::Kind::list;
    v->items = std::move(items);
    return v;
}

std::string refused(std::string_view name, std::string_view value) {
    RcParams rc;
    Diagnostics out;
    CHECK_FALSE(rc.set(name, value, {}, out));
    REQUIRE(out.list().size() == 1);
    CHECK(rc == default_rc());
    return out.list()[0].message;
}

RcParams with(std::string_view name, std::string_view value) {
    RcParams rc;
    Diagnostics out;
    CHECK(rc.set(name, value, {}, out));
    for (const Diagnostic& d : out.list()) MESSAGE(d.message);
    return rc;
}

RcParams with(std::string_view name, const ValuePtr& value) {
    RcParams rc;
    Diagnostics out;
    CHECK(rc.set(name, {}, *value, out));
    for (const Diagnostic& d : out.list()) MESSAGE(d.message);
    return rc;
}

}  // namespace

TEST_CASE("the table is complete and its names are found") {
    CHECK(rc_count == 308);
    CHECK(rc_table().size() == rc_count);
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < rc_count; ++i) {
        const RcInfo& info = rc_table()[i];
        CHECK(static_cast<std::size_t>(info.id) == i);
        CHECK(find_rc(info.name) == &info);
        names.insert(info.name);
    }
    CHECK(names.size() == rc_count);
    CHECK(find_rc("lines") == nullptr);
    CHECK(find_rc("") == nullptr);
}

TEST_CASE("defaults are Matplotlib's") {
    const RcParams& rc = default_rc();
    CHECK(rc.number(Rc::lines_linewidth) == 1.5);
    CHECK(rc.number(Rc::figure_dpi) == 100);
    CHECK(rc.numbers(Rc::figure_figsize) == std::vector<double>{6.4, 4.8});
    CHECK(rc.texts(Rc::font_family) == std::vector<std::string>{"sans-serif"});
    CHECK(rc.texts(Rc::font_sans_serif).front() == "DejaVu Sans");
    CHECK_FALSE(rc.flag(Rc::axes_grid));
    CHECK(rc.text(Rc::axes_axisbelow) == "line");
    CHECK(rc.color(Rc::patch_facecolor).cycle == 0);
    CHECK(rc.is_text(Rc::legend_facecolor, "inherit"));
    CHECK(rc.is_none(Rc::axes_titley));
    CHECK(rc.is_none(Rc::savefig_bbox));
    CHECK(rc.text(Rc::lines_solid_capstyle) == "projecting");
    CHECK(rc.numbers(Rc::axes_formatter_limits) == std::vector<double>{-5, 6});
    CHECK(rc.line_style(Rc::contour_negative_linestyle).kind == spec::LineStyle::Kind::dashed);
    CHECK(rc.number(Rc::legend_framealpha) == 0.8);
    CHECK(rc.prop_cycle().entries.size() == 10);
    CHECK(rc.prop_cycle().entries[3].color == Rgba{0xd6 / 255.0, 0x27 / 255.0, 0x28 / 255.0, 1});
    CHECK(rc.text(Rc::date_autoformatter_hour) == "%m-%d %H");
}

TEST_CASE("text is read as a matplotlibrc file's") {
    CHECK(with("lines.linewidth", " 2.25 ").number(Rc::lines_linewidth) == 2.25);
    for (const char* yes : {"True", "t", "yes", "on", "1", "TRUE"}) CHECK(with("axes.grid", yes).flag(Rc::axes_grid));
    CHECK_FALSE(with("axes.spines.top", "Off").flag(Rc::axes_spines_top));
    CHECK(with("figure.figsize", "8, 5.5").numbers(Rc::figure_figsize) == std::vector<double>{8, 5.5});
    CHECK(with("axes.facecolor", "E5E5E5").rgba(Rc::axes_facecolor) == Rgba{229 / 255.0, 229 / 255.0, 229 / 255.0, 1});
    CHECK(with("axes.facecolor", "0.75").rgba(Rc::axes_facecolor) == Rgba{0.75, 0.75, 0.75, 1});
    CHECK(with("axes.facecolor", "yellow").rgba(Rc::axes_facecolor) == Rgba{1, 1, 0, 1});
    CHECK(with("axes.facecolor", "(0.5, 0.25, 1, 0.5)").rgba(Rc::axes_facecolor) == Rgba{0.5, 0.25, 1, 0.5});
    CHECK(with("axes.facecolor", "None").color(Rc::axes_facecolor).none);
    CHECK(with("grid.linestyle", ":").line_style(Rc::grid_linestyle).kind == spec::LineStyle::Kind::dotted);
    CHECK(with("grid.linestyle", "(0, (5, 2))").line_style(Rc::grid_linestyle).dashes == std::vector<double>{5, 2});
    CHECK(with("grid.linestyle", "Dashed").line_style(Rc::grid_linestyle).kind == spec::LineStyle::Kind::dashed);
    CHECK(with("lines.marker", "s").text(Rc::lines_marker) == "s");
    CHECK(with("lines.marker", "1").text(Rc::lines_marker) == "1");
    CHECK(with("legend.loc", "Upper Left").text(Rc::legend_loc) == "upper left");
    CHECK(with("axes.axisbelow", "True").flag(Rc::axes_axisbelow));
    CHECK(with("savefig.dpi", "200").number(Rc::savefig_dpi) == 200);
    CHECK(with("boxplot.whiskers", "5, 95").numbers(Rc::boxplot_whiskers) == std::vector<double>{5, 95});
    CHECK(with("hist.bins", "auto").text(Rc::hist_bins) == "auto");
    CHECK(with("hist.bins", "25").number(Rc::hist_bins) == 25);
    CHECK(with("hist.bins", "0, 1, 3").numbers(Rc::hist_bins) == std::vector<double>{0, 1, 3});
    CHECK(with("image.cmap", "magma_r").text(Rc::image_cmap) == "magma_r");
    CHECK(with("image.aspect", "1.5").number(Rc::image_aspect) == 1.5);
    CHECK(with("legend.labelcolor", "mfc").text(Rc::legend_labelcolor) == "markerfacecolor");
    CHECK(with("savefig.bbox", "tight").text(Rc::savefig_bbox) == "tight");
    CHECK(with("font.family", "serif, DejaVu Sans").texts(Rc::font_family) ==
          std::vector<std::string>{"serif", "DejaVu Sans"});
    CHECK(with("mathtext.fallback", "None").is_none(Rc::mathtext_fallback));
    CHECK(with("keymap.save", "s").texts(Rc::keymap_save) == std::vector<std::string>{"s"});
    CHECK(with("axes.prop_cycle", "cycler('color', 'rb')").prop_cycle().entries.size() == 2);
}

TEST_CASE("YAML values are read too") {
    CHECK(with("lines.linewidth", number(4, "4", true)).number(Rc::lines_linewidth) == 4);
    CHECK(with("axes.grid", boolean(true)).flag(Rc::axes_grid));
    CHECK(with("axes.grid", text("on")).flag(Rc::axes_grid));
    CHECK(with("figure.figsize", list({number(3, "3", true), number(2.5, "2.5")})).numbers(Rc::figure_figsize) ==
          std::vector<double>{3, 2.5});
    CHECK(with("font.family", list({text("DejaVu Sans"), text("serif")})).texts(Rc::font_family).size() == 2);
    // Colours that YAML takes for numbers.
    CHECK(with("figure.facecolor", number(0.75, "0.75")).rgba(Rc::figure_facecolor) == Rgba{0.75, 0.75, 0.75, 1});
    CHECK(with("figure.facecolor", number(4000, "004000", true)).rgba(Rc::figure_facecolor) ==
          Rgba{0, 64 / 255.0, 0, 1});
    CHECK(with("figure.facecolor", list({number(1, "1", true), number(0, "0", true), number(0.5, "0.5")}))
              .rgba(Rc::figure_facecolor) == Rgba{1, 0, 0.5, 1});
    CHECK(with("legend.framealpha", null()).is_none(Rc::legend_framealpha));
    CHECK(with("lines.marker", null()).text(Rc::lines_marker) == "none");
    CHECK(with("grid.linestyle", list({number(0, "0", true), list({number(3, "3", true), number(1, "1", true)})}))
              .line_style(Rc::grid_linestyle)
              .dashes == std::vector<double>{3, 1});

    auto map = std::make_shared<Value>();
    map->kind = Value::Kind::map;
    map->entries.push_back({"color", {}, list({text("r"), text("b")})});
    map->entries.push_back({"linestyle", {}, list({text("-"), text("--")})});
    const RcParams rc = with("axes.prop_cycle", ValuePtr(map));
    CHECK(rc.prop_cycle().entries[1].linestyle->kind == spec::LineStyle::Kind::dashed);

    Value all;
    all.kind = Value::Kind::map;
    all.entries.push_back({"lines.linewidth", {}, number(3, "3", true)});
    all.entries.push_back({"lines.width", {}, number(3, "3", true)});
    all.entries.push_back({"axes.grid", {}, boolean(true)});
    RcParams set;
    Diagnostics out;
    CHECK_FALSE(set.set_all(all, out));
    CHECK(out.error_count() == 1);
    CHECK(set.number(Rc::lines_linewidth) == 3);
    CHECK(set.flag(Rc::axes_grid));
}

TEST_CASE("what does not fit is refused with what was expected") {
    CHECK(refused("lines.linewith", "2") == "unknown rcParam 'lines.linewith' (did you mean 'lines.linewidth'?)");
    CHECK(refused("lines.linewidth", "thick") == "rcParam 'lines.linewidth' wants a number, not 'thick'");
    CHECK(refused("axes.grid", "maybe") == "rcParam 'axes.grid' wants true or false, not 'maybe'");
    CHECK(refused("xtick.direction", "inn") ==
          "rcParam 'xtick.direction' wants 'out', 'in' or 'inout' (did you mean 'in'?), not 'inn'");
    CHECK(refused("axes.facecolor", "blurple") == "rcParam 'axes.facecolor' wants a colour, not 'blurple'");
    CHECK(refused("figure.figsize", "8") == "rcParam 'figure.figsize' wants two numbers, not '8'");
    CHECK(refused("axes.xmargin", "1.5") == "rcParam 'axes.xmargin' wants a number from 0 to 1, not '1.5'");
    CHECK(refused("figure.subplot.wspace", "1") ==
          "rcParam 'figure.subplot.wspace' wants a number from 0 to less than 1, not '1'");
    CHECK(refused("legend.numpoints", "1.5") == "rcParam 'legend.numpoints' wants a whole number, not '1.5'");
    CHECK(refused("lines.linewidth", "nan") == "rcParam 'lines.linewidth' wants a number, not 'nan'");
    CHECK(refused("image.cmap", "viridiss") ==
          "rcParam 'image.cmap' wants the name of a colormap (did you mean 'viridis'?), not 'viridiss'");
    CHECK(
        refused("axes.prop_cycle", "cycler(colr='rb')") ==
        "rcParam 'axes.prop_cycle' is no property cycle: unknown property 'colr' in a cycler (did you mean 'color'?)");
    CHECK(refused("text.usetex", "True") ==
          "rcParam 'text.usetex' is not supported: only its default, 'False', is taken");
    CHECK(refused("path.sketch", "1, 100") ==
          "rcParam 'path.sketch' wants 'none' or three numbers: scale, length, randomness, not '1, 100'");
    CHECK(with("text.usetex", "no") == default_rc());
    CHECK(refused("grid.linestyle", "(1, 2, 3)").starts_with("rcParam 'grid.linestyle' wants a line style"));
    CHECK(refused("lines.marker", "oo").starts_with("rcParam 'lines.marker' wants a marker"));
}

TEST_CASE("font sizes are relative to font.size") {
    RcParams rc = with("font.size", "20");
    CHECK(rc.font_points(Rc::axes_labelsize) == 20);
    CHECK(rc.font_points(Rc::axes_titlesize) == doctest::Approx(24));
    CHECK(rc.font_points(Rc::legend_title_fontsize) == 20);
    CHECK(*rc.font_points("xx-small") == doctest::Approx(11.58));
    CHECK(*rc.font_points("Smaller") == doctest::Approx(16.66));
    CHECK_FALSE(rc.font_points("huge"));
    Diagnostics out;
    CHECK(rc.set("axes.titlesize", "13.5", {}, out));
    CHECK(rc.font_points(Rc::axes_titlesize) == 13.5);
    CHECK(rc.font_weight(Rc::axes_titleweight) == 400);
    CHECK(rc.set("axes.titleweight", "bold", {}, out));
    CHECK(rc.font_weight(Rc::axes_titleweight) == 700);
    CHECK(rc.set("axes.titleweight", "650", {}, out));
    CHECK(rc.font_weight(Rc::axes_titleweight) == 650);
    CHECK(parse_font_weight("extra bold") == 800);
    CHECK_FALSE(parse_font_weight("strong"));
}

TEST_CASE("colours that stand for others are resolved") {
    RcParams rc = with("axes.facecolor", "red");
    CHECK(rc.rgba(Rc::legend_facecolor) == Rgba{1, 0, 0, 1});
    Diagnostics out;
    rc.set("xtick.color", "blue", {}, out);
    CHECK(rc.rgba(Rc::xtick_labelcolor) == Rgba{0, 0, 1, 1});
    rc.set("figure.facecolor", "0.5", {}, out);
    CHECK(rc.rgba(Rc::savefig_facecolor) == Rgba{0.5, 0.5, 0.5, 1});
    CHECK(rc.rgba(Rc::patch_facecolor) == Rgba{0x1f / 255.0, 0x77 / 255.0, 0xb4 / 255.0, 1});
    rc.set("axes.prop_cycle", "cycler('color', 'rk')", {}, out);
    rc.set("patch.facecolor", "C3", {}, out);
    CHECK(rc.rgba(Rc::patch_facecolor) == Rgba{0, 0, 0, 1});
    CHECK(rc.rgba(Rc::axes_titlecolor) == Rgba{0, 0, 0, 1});
}

TEST_CASE("copies do not see each other's changes") {
    const RcParams a;
    RcParams b = a;
    b.put(Rc::lines_linewidth, 7.0);
    RcParams c = b;
    c.put(Rc::lines_linewidth, 8.0);
    CHECK(a.number(Rc::lines_linewidth) == 1.5);
    CHECK(b.number(Rc::lines_linewidth) == 7);
    CHECK(c.number(Rc::lines_linewidth) == 8);
    CHECK(c.number(Rc::lines_markersize) == 6);
    CHECK_FALSE(a == b);
    c.put(Rc::lines_linewidth, 1.5);
    CHECK(a == c);
}

TEST_CASE("the rules of letters are there where they are not Matplotlib's") {
    RcParams rc;
    Diagnostics out;
    CHECK(rc.text_rules() == nullptr);
    CHECK(rc.set("lines.linewidth", "3", {}, out));
    CHECK(rc.text_rules() == nullptr);
    CHECK(rc.set("text.kerning_factor", "6", {}, out));
    REQUIRE(rc.text_rules());
    CHECK(rc.text_rules()->kerning_factor == 6);
    CHECK(rc.text_rules()->hinting_factor == 8);
    CHECK(rc.text_rules()->monospace.front() == "DejaVu Sans Mono");
    CHECK(rc.set("text.kerning_factor", "0", {}, out));
    CHECK(rc.text_rules() == nullptr);
    // A factor that would divide by nothing, or shift too far.
    CHECK(with("text.hinting_factor", "0").text_rules()->hinting_factor == 1);
    CHECK(with("text.kerning_factor", "1000").text_rules()->kerning_factor == 30);
    CHECK(with("text.hinting", "native").text_rules()->hinting == Hinting::no_autohint);
    CHECK(with("text.hinting", "none").text_rules()->hinting == Hinting::none);
    CHECK_FALSE(with("text.antialiased", "False").text_rules()->antialias);
    CHECK_FALSE(with("text.parse_math", "False").text_rules()->parse_math);
    CHECK(with("mathtext.fontset", "stixsans").text_rules()->math_set == MathFontSet::stix_sans);
    CHECK(with("mathtext.fallback", "None").text_rules()->math_fallback == MathFallback::none);
    CHECK(with("mathtext.fallback", "stix").text_rules()->math_fallback == MathFallback::stix);
    CHECK(with("mathtext.default", "regular").text_rules()->math_default == "regular");
    CHECK(with("mathtext.it", "serif:italic").text_rules()->math_it == "serif:italic");
    CHECK(with("font.serif", "STIXGeneral, serif").text_rules()->serif.front() == "STIXGeneral");
    CHECK(with("font.stretch", "condensed").text_rules()->stretch == 300);
    CHECK(with("font.weight", "bold").text_rules()->weight == 700);
    CHECK(math_font_set("cm") == MathFontSet::computer_modern);
    CHECK_FALSE(math_font_set("tex"));
}
