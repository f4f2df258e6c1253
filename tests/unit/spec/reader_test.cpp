#include "spec/reader.h"

#include <cmath>
#include <doctest/doctest.h>

#include "base/dates.h"
#include "scope.h"

namespace plotmill::spec {
namespace {

constexpr std::string_view mode_words[] = {"grouped", "stacked"};
constexpr std::string_view size_words[] = {"small", "large"};
constexpr std::string_view layout_words[] = {"none"};
constexpr std::string_view layout_later[] = {"tight"};
constexpr std::string_view face_words[] = {"face"};
constexpr std::string_view lw_aliases[] = {"lw"};

constexpr Field inner_fields[] = {
    {.name = "pad", .accepts = number},
    {.name = "text", .accepts = string, .required = true},
};
constexpr FieldTable inner_table{.name = "a title", .fields = inner_fields};

constexpr Field choice_fields[] = {
    {.name = "log", .accepts = object | null_, .table = &inner_table},
    {.name = "linear", .accepts = null_},
};
constexpr FieldTable choice_table{.name = "a scale", .fields = choice_fields, .one_key = true};

constexpr Field base_fields[] = {
    {.name = "linewidth", .accepts = number, .min = 0, .aliases = lw_aliases},
    {.name = "color", .accepts = color},
    {.name = "alpha", .accepts = number | null_, .min = 0, .max = 1},
};
constexpr FieldTable base_table{.name = "a line", .fields = base_fields};
constexpr const FieldTable* bases[] = {&base_table};

constexpr Field fields[] = {
    {.name = "mode", .accepts = word, .words = mode_words},
    {.name = "fontsize", .accepts = number | word, .words = size_words, .positive = true},
    {.name = "layout", .accepts = word, .words = layout_words, .later_words = layout_later},
    {.name = "ncols", .accepts = integer, .min = 1, .max = 10},
    {.name = "frameon", .accepts = flag},
    {.name = "label", .accepts = string},
    {.name = "title", .accepts = string | object, .table = &inner_table},
    {.name = "lim", .accepts = list, .items = position | null_, .min_items = 2, .max_items = 2},
    {.name = "at", .accepts = position},
    {.name = "anchor", .accepts = list, .items = number, .min_items = 2, .max_items = 4},
    {.name = "style", .accepts = linestyle},
    {.name = "styles", .accepts = linestyle | list, .items = linestyle},
    {.name = "marker", .accepts = marker},
    {.name = "colors", .accepts = color | list, .items = color},
    {.name = "edge", .accepts = color | word, .words = face_words},
    {.name = "c", .accepts = color | array},
    {.name = "x", .accepts = array},
    {.name = "bins", .accepts = integer | array, .min = 1},
    {.name = "height", .accepts = array | mapping, .items = array},
    {.name = "types", .accepts = mapping, .words = mode_words, .items = word},
    {.name = "scale", .accepts = object, .table = &choice_table},
    {.name = "vars", .accepts = any},
    {.name = "facet", .accepts = any, .later = "facets are not drawn yet"},
};
constexpr FieldTable table{.name = "layer 'test'", .fields = fields, .bases = bases};

struct Read {
    Diagnostics out;
    Fields fields;
    std::string errors() const { return messages(out); }
};
Read read(const ValuePtr& v, const FieldTable& t = table) {
    Read r;
    r.fields = read_fields(v, t, TestScope(), r.out);
    return r;
}
// The message for one key's value; "" where it is fine.
std::string fault(const char* key, const ValuePtr& v) { return read(map({{key, v}})).errors(); }
FieldValue value(const char* key, const ValuePtr& v) {
    Read r = read(map({{key, v}}));
    INFO(r.errors());
    REQUIRE(r.fields.get(key));
    return *r.fields.get(key);
}

}  // namespace

TEST_CASE("a table finds fields by name and alias, in its bases too") {
    CHECK(table.find("mode") == &fields[0]);
    CHECK(table.find("lw") == &base_fields[0]);
    CHECK(table.find("linewidth") == &base_fields[0]);
    CHECK(table.find("nope") == nullptr);
}

TEST_CASE("keys") {
    CHECK(read(map({{"colour", num(1)}})).errors() == "unknown key 'colour' in layer 'test' (did you mean 'color'?)");
    CHECK(read(map({{"zzzzzz", num(1)}})).errors() == "unknown key 'zzzzzz' in layer 'test'");
    CHECK(read(map({{"facets", num(1)}})).errors() ==
          "unknown key 'facets' in layer 'test'");  // nothing that is not drawn
    CHECK(read(map({{"facet", num(1)}})).errors() == "'facet' in layer 'test': facets are not drawn yet");
    CHECK(
        read(map({{"lw", num(2)}, {"linewidth", num(3)}})).errors() ==
        "'lw' and 'linewidth' are names of the same field of layer 'test'; give one of them | note 'lw' is given here");
    CHECK(read(map({{"title", map({{"pad", num(1)}})}})).errors() == "missing key 'text' in a title");
    CHECK(read(map({{"title", map({{"texte", num(1)}})}})).errors() ==
          "unknown key 'texte' in a title (did you mean 'text'?) | missing key 'text' in a title");
    CHECK(read(map({{"scale", map({})}})).errors() == "expected one key in a scale: log or linear");
    CHECK(read(map({{"scale", map({{"log", null()}, {"linear", null()}})}})).errors() ==
          "expected one key in a scale: log or linear");
    CHECK(read(items({})).errors() == "expected a mapping for layer 'test', found a list");
    CHECK(read(text("x")).errors() == "expected a mapping for layer 'test', found 'x'");
    CHECK(read(null()).errors().empty());
    // Several faults at once.
    CHECK(read(map({{"qq", num(1)}, {"mode", num(1)}, {"ncols", num(2)}})).errors() ==
          "unknown key 'qq' in layer 'test' | expected grouped or stacked for 'mode', found the number 1");
    std::vector<std::pair<std::string, ValuePtr>> many;
    for (int i = 0; i < 100; ++i) many.emplace_back("unknown" + std::to_string(i), num(1));
    const Read r = read(map(many));
    CHECK(r.out.error_count() == 21);
    CHECK(r.out.list().back().message == "and 80 more unknown keys in layer 'test'");
}

TEST_CASE("what was given is there by name, with its spans") {
    const Read r = read(map({{"lw", num(2.5)},
                             {"mode", text("stacked")},
                             {"frameon", boolean(true)},
                             {"title", map({{"text", text("T")}})},
                             {"alpha", null()},
                             {"color", text("C3")}}));
    CHECK(r.errors() == "");
    CHECK(r.fields.number("linewidth", 1) == 2.5);
    CHECK(r.fields.text("mode", "grouped") == "stacked");
    CHECK(r.fields.boolean("frameon", false) == true);
    CHECK(r.fields.object("title")->text("text", "") == "T");
    CHECK(r.fields.number("alpha", 0.25) == 0.25);
    CHECK(r.fields.get("alpha")->is_null());
    CHECK(r.fields.color("color")->cycle == 3);
    CHECK(r.fields.has("fontsize") == false);
    CHECK(!r.fields.number("fontsize"));
    CHECK(r.fields.text("label", "none") == "none");
    CHECK(r.fields.object("scale") == nullptr);
    CHECK(r.fields.all().size() == 6);
    CHECK(r.fields.all()[0].key_span.line == 2);
    CHECK(r.fields.span_of("linewidth").line == 1);
    CHECK(r.fields.span_of("label") == r.fields.span());
}

TEST_CASE("numbers, flags and words") {
    CHECK(value("linewidth", num(2)).integer);
    CHECK(!value("linewidth", num(2.5)).integer);
    CHECK(value("ncols", num(2)).as == integer);
    CHECK(value("ncols", make(Value::Kind::number, "2.0", 2)).number() == 2);
    CHECK(value("fontsize", text("small")).as == word);
    CHECK(value("linewidth", make(Value::Kind::number, ".inf", INFINITY)).number() == INFINITY);
    CHECK(fault("linewidth", items({})) == "expected a number for 'linewidth', found a list");
    CHECK(fault("lw", map({})) == "expected a number for 'lw', found a mapping");
    CHECK(fault("linewidth", text("thick")) == "expected a number for 'linewidth', found 'thick'");
    CHECK(fault("linewidth", text("2")) == "expected a number for 'linewidth', found '2'");
    CHECK(fault("linewidth", boolean(true)) == "expected a number for 'linewidth', found true");
    CHECK(fault("linewidth", null()) == "expected a number for 'linewidth', found nothing");
    CHECK(fault("linewidth", num(-1)) == "'linewidth' must be at least 0, found -1");
    CHECK(fault("linewidth", make(Value::Kind::number, ".nan", NAN)) ==
          "expected a number for 'linewidth', found .nan");
    CHECK(fault("alpha", num(2)) == "'alpha' must be from 0 to 1, found 2");
    CHECK(fault("alpha", make(Value::Kind::number, ".inf", INFINITY)) == "'alpha' must be from 0 to 1, found inf");
    CHECK(fault("alpha", text("x")) == "expected a number or null for 'alpha', found 'x'");
    CHECK(fault("fontsize", num(0)) == "'fontsize' must be above 0, found 0");
    CHECK(fault("fontsize", text("smal")) ==
          "unknown value 'smal' for 'fontsize': expected a number, small or large (did you mean 'small'?)");
    CHECK(fault("ncols", num(2.5)) == "expected an integer for 'ncols', found 2.5");
    CHECK(fault("ncols", num(11)) == "'ncols' must be from 1 to 10, found 11");
    CHECK(fault("frameon", text("yes")) == "expected true or false for 'frameon', found 'yes'");
    CHECK(fault("frameon", num(1)) == "expected true or false for 'frameon', found the number 1");
    CHECK(fault("mode", text("stackd")) ==
          "unknown value 'stackd' for 'mode': expected grouped or stacked (did you mean 'stacked'?)");
    CHECK(fault("mode", text("x")) == "unknown value 'x' for 'mode': expected grouped or stacked");
    CHECK(fault("layout", text("none")) == "");
    CHECK(fault("layout", text("tight")) == "'tight' for 'layout' is not drawn yet");
    CHECK(fault("layout", text("tigh")) == "unknown value 'tigh' for 'layout': expected none");
}

TEST_CASE("texts") {
    CHECK(value("label", text("=x")).text() == "=x");  // a text, no expression
    CHECK(value("label", make(Value::Kind::integer, "2024", 2024)).text() == "2024");
    CHECK(value("label", make(Value::Kind::number, "1.50", 1.5)).text() == "1.50");
    CHECK(value("title", text("T")).as == string);
    CHECK(value("title", map({{"text", text("T")}})).object().text("text", "") == "T");
    CHECK(fault("label", boolean(true)) == "expected a text for 'label', found true");
    CHECK(fault("title", items({})) == "expected a text or a mapping for 'title', found a list");
}

TEST_CASE("positions and lists") {
    CHECK(value("at", text("2024-03-01")).number() == *parse_iso_date("2024-03-01"));
    CHECK(value("at", text("2024-03-01")).date);
    CHECK(!value("at", num(3)).date);
    CHECK(value("at", text("=half")).number() == 0.5);
    CHECK(fault("at", text("soon")) == "expected a number or a date for 'at', found 'soon'");
    CHECK(fault("at", text("2024-02-30")) == "expected a number or a date for 'at', found '2024-02-30'");
    const FieldValue lim = value("lim", items({null(), text("2024-03-01T12:00")}));
    CHECK(lim.list()[0].is_null());
    CHECK(lim.list()[1].number() == *parse_iso_date("2024-03-01T12:00"));
    CHECK(fault("lim", items({num(1)})) == "expected 2 values for 'lim', found 1");
    CHECK(fault("anchor", items({num(1)})) == "expected at least 2 values for 'anchor', found 1");
    CHECK(fault("anchor", items({num(1), num(1), num(1), num(1), num(1)})) ==
          "expected at most 4 values for 'anchor', found 5");
    CHECK(fault("anchor", items({num(1), text("x")})) == "expected a number for item 2 of 'anchor', found 'x'");
    CHECK(fault("lim", num(1)) == "expected a list for 'lim', found the number 1");
    std::vector<ValuePtr> wrong(100, text("x"));
    CHECK(read(map({{"colors", items(wrong)}})).out.error_count() == 5);
    CHECK(value("types", map({{"a", text("grouped")}})).list()[0].text() == "grouped");
    CHECK(value("types", map({{"a", text("grouped")}})).value->entries[0].key == "a");
    CHECK(fault("types", map({{"a", text("b")}})) ==
          "unknown value 'b' for 'a' in 'types': expected grouped or stacked");
}

TEST_CASE("colours, line styles and markers") {
    CHECK(value("color", text("C2")).color().cycle == 2);
    CHECK(value("color", text("#ff0000")).color().rgba == Rgba{1, 0, 0, 1});
    CHECK(value("color", items({num(0), num(0.5), num(1)})).color().rgba == Rgba{0, 0.5, 1, 1});
    CHECK(value("color", items({num(0), num(0.5), num(1), num(0.25)})).color().rgba.a == 0.25);
    CHECK(value("colors", items({num(0), num(0.5), num(1)})).as == color);
    CHECK(value("colors", items({text("r"), text("g")})).list().size() == 2);
    CHECK(value("edge", text("face")).as == word);
    CHECK(fault("color", text("bleu")) == "unknown colour 'bleu' for 'color' (did you mean 'blue'?)");
    CHECK(fault("colors", items({text("r"), text("grene")})) ==
          "unknown colour 'grene' for item 2 of 'colors' (did you mean 'green'?)");
    CHECK(fault("color", num(0.5)) == "a grey level is a text: write '\"0.5\"' in quotes for 'color'");
    CHECK(fault("color", num(7)) == "expected a colour for 'color', found the number 7");
    CHECK(fault("color", items({num(0), num(2), num(0)})) ==
          "expected a colour for 'color', or a list of 3 or 4 numbers from 0 to 1");
    CHECK(fault("edge", text("bleu")) ==
          "unknown value 'bleu' for 'edge': expected a colour or face (did you mean 'blue'?)");

    const auto style = [](const ValuePtr& v) { return std::get<LineStyle>(value("style", v).data); };
    CHECK(style(text("--")).kind == LineStyle::Kind::dashed);
    CHECK(style(text("")).kind == LineStyle::Kind::none);
    CHECK(style(items({num(0), null()})).kind == LineStyle::Kind::solid);
    CHECK(style(items({num(1), items({num(5), num(2.5)})})) == LineStyle{LineStyle::Kind::custom, 1, {5, 2.5}});
    CHECK(style(items({num(0), items({text("=k"), num(1)})})).dashes[0] == 3);
    CHECK(value("styles", items({text("--"), items({num(0), items({num(1)})})})).list().size() == 2);
    CHECK(fault("style", text("dashd")) ==
          "unknown line style 'dashd' for 'style': expected -, --, -., :, solid, dashed, dashdot, dotted or none (did "
          "you "
          "mean 'dashed'?)");
    for (const auto& bad : {items({num(0)}), items({num(0), items({})}), items({num(0), items({num(-1)})}),
                            items({num(0), items({num(0)})}), items({text("a"), items({num(1)})})})
        CHECK(fault("style", bad) == "expected [offset, [on, off, ...]] in points for 'style'");

    const auto name = [](const ValuePtr& v) { return std::get<Marker>(value("marker", v).data).name; };
    CHECK(name(text("o")) == "o");
    CHECK(name(text("1")) == "1");
    CHECK(name(num(1)) == "tickright");
    CHECK(name(num(11)) == "caretdownbase");
    CHECK(name(text("None")) == "none");
    CHECK(name(text("$\\alpha$")) == "$\\alpha$");
    CHECK(
        fault("marker", text("q")) ==
        "unknown marker 'q' for 'marker': expected one of . , o v ^ < > 1 2 3 4 8 s p P * h H + x X D d | _, 0 to 11, "
        "none or $...$");
    CHECK(fault("marker", num(12)) == "expected a marker for 'marker', found the number 12");
}

TEST_CASE("keys alone are checked") {
    const auto check = [](const ValuePtr& v) {
        Diagnostics out;
        check_keys(*v, inner_table, out);
        std::string all;
        for (const Diagnostic& d : out.list()) all += (all.empty() ? "" : " | ") + d.message;
        return all;
    };
    CHECK(check(map({{"pad", text("wide")}})) == "");
    CHECK(check(map({{"padd", num(1)}, {"x", num(1)}})) ==
          "unknown key 'padd' in a title (did you mean 'pad'?) | unknown key 'x' in a title (expected pad or text)");
    CHECK(check(map({{"b FROM t", null()}})) ==
          "unknown key 'b FROM t' in a title (a text that holds a comma stands in quotes)");
    CHECK(check(items({num(1)})) == "expected a mapping for a title, found a list");
    CHECK(check(null()) == "");
}

TEST_CASE("arrays are kept, but what can be none is refused") {
    CHECK(value("x", items({num(1), null(), text("a"), items({num(2)}), boolean(true)})).as == array);
    CHECK(value("x", text("=a + b")).as == array);
    CHECK(value("x", text("column")).as == array);
    CHECK(value("x", num(3)).as == array);
    CHECK(value("bins", num(3)).as == integer);
    CHECK(value("bins", text("=k")).as == array);  // the owner knows columns
    CHECK(value("bins", items({num(1)})).as == array);
    CHECK(value("c", text("red")).as == color);
    CHECK(value("c", text("red")).value->text == "red");
    CHECK(value("c", text("mass")).as == array);
    CHECK(value("c", items({num(0.1), num(0.2), num(0.3)})).as == array);
    CHECK(value("x", map({{"linspace", items({num(0), num(1), num(5)})}})).as == array);
    CHECK(value("x", items({map({{"normal", map({{"n", num(5)}})}})})).as == array);
    CHECK(value("height", map({{"2024", items({num(1)})}, {"2025", items({num(2)})}})).as == mapping);
    CHECK(value("height", map({{"linspace", items({num(0), num(1), num(5)})}})).as == array);

    const auto x = [](const ValuePtr& v) { return fault("x", v); };
    CHECK(x(map({{"linspce", items({})}})) == "unknown key 'linspce' in a generator (did you mean 'linspace'?)");
    CHECK(x(map({{"a", num(1)}, {"b", num(1)}})) ==
          "expected an array for 'x', found a mapping that is no generator such as 'linspace: [0, 1, 50]'");
    CHECK(x(map({{"linspace", items({num(0), num(1)})}})) == "expected 3 values for 'linspace', found 2");
    CHECK(x(map({{"linspace", items({num(0), num(1), num(2.5)})}})) ==
          "the third value of 'linspace' is how many numbers to make: expected an integer from 0 to 100000000, found "
          "2.5");
    CHECK(x(map({{"logspace", items({num(0), num(1), num(1e9)})}})) ==
          "the third value of 'logspace' is how many numbers to make: expected an integer from 0 to 100000000, found "
          "1000000000");
    CHECK(x(map({{"arange", items({num(0), num(1), num(0)})}})) == "the step of 'arange' must not be 0");
    CHECK(x(map({{"arange", items({num(0), num(1), num(1e-9)})}})) == "'arange' makes more than 100000000 values");
    CHECK(x(map({{"arange", items({num(0), num(1), num(0.1)})}})) == "");
    CHECK(x(map({{"range", items({num(5)})}})) == "");
    CHECK(x(map({{"normal", map({{"mean", num(0)}, {"std", num(-1)}})}})) ==
          "'std' must be at least 0, found -1 | missing key 'n' in the generator 'normal'");
    CHECK(x(map({{"uniform", map({{"n", text("=k")}, {"hihg", num(1)}})}})) ==
          "unknown key 'hihg' in the generator 'uniform' (did you mean 'high'?)");
    CHECK(x(items({items({map({{"a", num(1)}})})})) ==
          "unknown key 'a' in a generator (expected linspace, arange, range, logspace, geomspace, normal or uniform)");
    CHECK(x(boolean(true)) == "expected an array for 'x', found true");
    ValuePtr deep = num(1);
    for (int i = 0; i < 12; ++i) deep = items({deep});
    CHECK(x(deep).find("lists are nested too deeply in item 1 of") == 0);
}

TEST_CASE("templates and expressions") {
    CHECK(value("label", text("k=${{ k }}")).text() == "k=3");
    CHECK(value("label", text("$${{ k }}")).text() == "${{ k }}");
    CHECK(value("label", text("${{ k }}")).text() == "3");
    CHECK(value("linewidth", text("${{ half }}")).number() == 0.5);
    CHECK(value("linewidth", text("=half")).number() == 0.5);
}

TEST_CASE("templates in other forms") {
    CHECK(value("ncols", text("${{ k }}")).as == integer);
    CHECK(value("ncols", text("=k")).as == integer);
    CHECK(value("frameon", text("${{ yes }}")).boolean());
    CHECK(value("color", text("${{ name }}")).color().rgba == Rgba{1, 0, 0, 1});
    CHECK(value("mode", text("${{ word }}")).text() == "stacked");
    CHECK(value("alpha", text("${{ nothing }}")).is_null());
    CHECK(value("at", text("2024-03-0${{ k }}")).date);
    CHECK(value("x", items({text("a${{ k }}"), items({text("=b + ${{ k }}")})})).value->items[0]->text == "a3");
    CHECK(value("x", items({text("a"), items({text("=b + ${{ k }}")})})).value->items[1]->items[0]->text == "=b + 3");
    CHECK(value("x", text("${{ name }}")).value->text == "red");
    CHECK(value("types", map({{"a${{ k }}", text("${{ word }}")}})).value->entries[0].key == "a3");
    CHECK(value("vars", text("${{ k }}")).value->text == "${{ k }}");  // its owner does that
    CHECK(fault("ncols", text("=half")) == "expected an integer for 'ncols', found 0.5");
    CHECK(fault("alpha", text("=k")) == "'alpha' must be from 0 to 1, found 3");
    CHECK(fault("linewidth", text("=nope")) == "unknown name");
    CHECK(fault("label", text("${{ nope }}")) == "unknown name");
    CHECK(fault("linewidth", text("${{ name }}")) == "expected a number for 'linewidth', found 'red'");

    const ValuePtr tree = map({{"a", items({text("${{ k }}"), num(1)})}, {"b${{ k }}", num(2)}});
    Diagnostics out;
    const ValuePtr filled = substitute_tree(tree, TestScope(), out);
    CHECK(filled->entries[0].value->items[0]->text == "3");
    CHECK(filled->entries[0].value->items[1] == tree->entries[0].value->items[1]);
    CHECK(filled->entries[1].key == "b3");
    const ValuePtr plain = items({text("a"), num(1)});
    CHECK(substitute_tree(plain, TestScope(), out) == plain);
    CHECK(!out.has_errors());
}

TEST_CASE("read_value reads one value by one field") {
    Diagnostics out;
    const auto v = read_value(text("=k"), *table.find("linewidth"), TestScope(), out);
    REQUIRE(v);
    CHECK(v->number() == 3);
    CHECK(!read_value(text("x"), *table.find("linewidth"), TestScope(), out));
    CHECK(messages(out) == "expected a number for 'linewidth', found 'x'");
}

}  // namespace plotmill::spec
