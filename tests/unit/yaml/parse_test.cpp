#include "yaml/parse.h"

#include <doctest/doctest.h>

#include "dump.h"

namespace plotmill::yaml {
namespace {

struct Case {
    const char* text;
    const char* expected;
};

std::string tree(const std::string& text, const Limits& limits = {}) {
    const Source source{"job.yaml", text};
    const auto value = parse(source, limits);
    return value ? dump(**value) : "error " + dump(value.errors());
}

}  // namespace

TEST_CASE("every form of a plain scalar, by the core rules of YAML 1.2") {
    const Case cases[] = {
        {"", "null"},
        {"~", "null"},
        {"null", "null"},
        {"Null", "null"},
        {"NULL", "null"},
        {"nULL", "\"nULL\""},
        {"true", "true"},
        {"True", "true"},
        {"TRUE", "true"},
        {"tRUE", "\"tRUE\""},
        {"false", "false"},
        {"False", "false"},
        {"FALSE", "false"},
        {"yes", "\"yes\""},
        {"NO", "\"NO\""},
        {"on", "\"on\""},
        {"off", "\"off\""},
        {"y", "\"y\""},
        {"0", "i0"},
        {"-0", "i-0"},
        {"12", "i12"},
        {"+12", "i12"},
        {"-12", "i-12"},
        {"012", "i12"},
        {"0x1F", "i31"},
        {"0xfg", "\"0xfg\""},
        {"-0x1F", "\"-0x1F\""},
        {"0o17", "i15"},
        {"0o18", "\"0o18\""},
        {"0b1", "\"0b1\""},
        {"1_000", "\"1_000\""},
        {"1,000", "\"1,000\""},
        {"1.5", "n1.5"},
        {"1.", "n1"},
        {".5", "n0.5"},
        {"+.5", "n0.5"},
        {"-.5", "n-0.5"},
        {".", "\".\""},
        {"-", "error"},
        {"+", "\"+\""},
        {"1e6", "n1000000"},
        {"1E+6", "n1000000"},
        {"1e-2", "n0.01"},
        {"1e", "\"1e\""},
        {"e5", "\"e5\""},
        {"1.5e3", "n1500"},
        {".e3", "\".e3\""},
        {"1e-400", "n0"},
        {".inf", "ninf"},
        {"-.INF", "n-inf"},
        {"+.Inf", "ninf"},
        {".iNF", "\".iNF\""},
        {".nan", "nnan"},
        {".NaN", "nnan"},
        {".NAN", "nnan"},
        {"-.nan", "\"-.nan\""},
        {"inf", "\"inf\""},
        {"nan", "\"nan\""},
        {"12:30", "\"12:30\""},
        {"2024-01-02", "\"2024-01-02\""},
        {"1.2.3", "\"1.2.3\""},
        {"=x*2", "\"=x*2\""},
        {"a b", "\"a b\""},
        {"é", "\"é\""},
    };
    for (const Case& c : cases) {
        INFO("scalar: ", c.text);
        const std::string found = tree(std::string("k: ") + c.text + "\n");
        if (std::string(c.expected) == "error")
            CHECK(found.substr(0, 5) == "error");
        else
            CHECK(found == std::string("{k: ") + c.expected + "}");
    }
}

TEST_CASE("quotes, block scalars and tags") {
    const Case cases[] = {
        {"k: '12'", "{k: '12'}"},
        {"k: \"12\"", "{k: '12'}"},
        {"k: \"a\\tb\\u00e9\\\"\"", "{k: 'a\tb\xC3\xA9\"'}"},
        {"k: 'it''s'", "{k: 'it's'}"},
        {"k: ''", "{k: ''}"},
        {"k: |\n  a\n  b\n", "{k: 'a\nb\n'}"},
        {"k: >-\n  a\n  b\n", "{k: 'a b'}"},
        {"k: |\n  12\n", "{k: '12\n'}"},
        {"k: !!str 12", "{k: '12'}"},
        {"k: ! 12", "{k: '12'}"},
        {"k: !!str", "{k: ''}"},
        {"k: !!int \"3\"", "{k: i3}"},
        {"k: !!float 3", "{k: n3}"},
        {"k: !!bool true", "{k: true}"},
        {"k: !!null ''", "{k: null}"},
        {"k: !<tag:yaml.org,2002:str> 12", "{k: '12'}"},
        {"k: !!map {a: 1}", "{k: {a: i1}}"},
        {"k: !!seq [1]", "{k: [i1]}"},
        {"k: !!int x", "error 1:10: expected an integer after !!int, found 'x'"},
        {"k: !!float x", "error 1:12: expected a number after !!float, found 'x'"},
        {"k: !!bool NO", "error 1:11: expected true or false after !!bool, found 'NO'"},
        {"k: !!map x", "error 1:10: expected a mapping after !!map, found 'x'"},
        {"k: !!seq {}", "error 1:10: unknown tag '!!seq' on a mapping"},
        {"k: !point [1]", "error 1:11: unknown tag '!point' on a list"},
        {"k: !!timestamp 2024-01-01",
         "error 1:16: unknown tag '!!timestamp': expected !!str, !!int, !!float, !!bool or !!null"},
        {"k: 1e400", "error 1:4: the number '1e400' is out of range"},
    };
    for (const Case& c : cases) {
        INFO("text: ", c.text);
        CHECK(tree(c.text) == c.expected);
    }
}

TEST_CASE("structure, keys and anchors") {
    const Case cases[] = {
        {"[1, [2, 3], {a: b}]", "[i1 [i2 i3] {a: \"b\"}]"},
        {"- 1\n- - 2\n  - 3\n-\n", "[i1 [i2 i3] null]"},
        {"12", "i12"},
        {"2024: a\n\"2025\": b\n1.50: c\ntrue: d\nnull: e\n",
         "{2024: \"a\", 2025: \"b\", 1.50: \"c\", true: \"d\", null: \"e\"}"},
        {"? a\n: 1\n? b\n", "{a: i1, b: null}"},
        {"{a, b: }", "{a: null, b: null}"},
        {"a: &x [1, 2]\nb: *x\n", "{a: [i1 i2], b: [i1 i2]}"},
        {"a: &x 1\nb: &x 2\nc: *x\n", "{a: i1, b: i2, c: i2}"},
        {"a: &x\nb: *x\n", "{a: null, b: null}"},
        {"&k a: 1\nb: *k\n", "{a: i1, b: \"a\"}"},
        {"a: 1\nA: 2\n", "{a: i1, A: i2}"},
        {"---\na: 1\n...\n", "{a: i1}"},
        {"%YAML 1.2\n---\na: 1\n", "{a: i1}"},
        {"\xEF\xBB\xBF"
         "a: 1\n",
         "{a: i1}"},
        {"a: 1\r\nb:\r\n  - c\r\n", "{a: i1, b: [\"c\"]}"},
        {"a: 1\na: 2\n", "error 2:1: duplicate key 'a' | note 1:1: first given here"},
        {"{a: 1, b: 2, a: 3, b: 4}",
         "error 1:14: duplicate key 'a' | note 1:2: first given here | 1:20: duplicate key 'b' | note 1:8: first given "
         "here"},
        {"1: a\n\"1\": b\n", "error 2:1: duplicate key '1' | note 1:1: first given here"},
        {"a: &x [1, *x]", "error 1:11: the alias '*x' stands inside its own anchor | note 1:7: '&x' is here"},
        {"a: &x {b: {c: *x}}", "error 1:15: the alias '*x' stands inside its own anchor | note 1:7: '&x' is here"},
        {"a: *x", "error 1:4: unknown alias '*x': no '&x' stands before it"},
        {"a: &line 1\nb: *lime",
         "error 2:4: unknown alias '*lime': no '&lime' stands before it (did you mean 'line'?)"},
        {"? [1, 2]\n: 3\n", "error 1:3: a key must be plain text, not a list; is a quote missing around '['?"},
        {"{{a: 1}: 2}", "error 1:2: a key must be plain text, not a mapping; is a quote missing around '{'?"},
        {"a: &x y\n*x : 2\n", "error 2:1: a key must be plain text, not an alias"},
        {"!!int 3: x", "error 1:7: a key must be plain text, without the tag !!int"},
        {": 1", "error 1:1: a key is missing here"},
        {"[a, , b]", "error 1:5: a value is missing before this"},
        {"a: 1\n---\nb: 2\n", "error 2:1: a second document begins here; a file holds one document"},
        {"- a\nb: 2\n", "error 2:1: the document has ended before this; check the indentation"},
        {"", "error 0:0: the file is empty"},
        {"# nothing\n\n", "error 0:0: the file is empty"},
    };
    for (const Case& c : cases) {
        INFO("text: ", c.text);
        CHECK(tree(c.text) == c.expected);
    }
}

TEST_CASE("large mappings find duplicates too") {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "k" + std::to_string(i) + ": " + std::to_string(i) + "\n";
    const Source source{"job.yaml", text};
    const auto value = parse(source);
    REQUIRE(value);
    CHECK((*value)->entries.size() == 100);
    CHECK((*value)->find("k99")->value->number == 99);
    CHECK(tree(text + "k3: 1\n") == "error 101:1: duplicate key 'k3' | note 4:1: first given here");
    CHECK(tree(text + "k77: 1\n") == "error 101:1: duplicate key 'k77' | note 78:1: first given here");
}

TEST_CASE("merge keys") {
    const Case cases[] = {
        {"a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\n", "{a: {x: i1, y: i2}, b: {y: i3, x: i1}}"},
        {"b: {y: 3, <<: {x: 1, y: 2}}\n", "{b: {y: i3, x: i1}}"},
        {"b: {<<: [{x: 1, y: 2}, {y: 5, z: 6}], w: 0}\n", "{b: {w: i0, x: i1, y: i2, z: i6}}"},
        {"a: &a {x: 1}\nb: &b {<<: *a, y: 2}\nc: {<<: *b, z: 3}\n",
         "{a: {x: i1}, b: {y: i2, x: i1}, c: {z: i3, y: i2, x: i1}}"},
        {"<<: {x: 1}\ny: 2\n", "{y: i2, x: i1}"},
        {"\"<<\": {x: 1}\n", "{<<: {x: i1}}"},
        {"{<<: 3}", "error 1:6: expected a mapping or a list of mappings after '<<', found an integer"},
        {"{<<: [{}, 3]}",
         "error 1:6: expected a mapping or a list of mappings after '<<', found a list with something else"},
        {"{<<: []}",
         "error 1:6: expected a mapping or a list of mappings after '<<', found a list with something else"},
        {"{<<: {a: 1}, <<: {b: 1}}",
         "error 1:14: duplicate key '<<'; merge several mappings with a list: '<<: [*a, *b]'"},
    };
    for (const Case& c : cases) {
        INFO("text: ", c.text);
        CHECK(tree(c.text) == c.expected);
    }
}

TEST_CASE("spans: lines and columns in characters, lengths of scalars") {
    const Source source{"job.yaml",
                        "é: \"ü x\"  # c\n"            // 1
                        "list: [1, 'q', é, zz]\n"      // 2
                        "tag: !!str   12\n"            // 3
                        "ref: &name  value\n"          // 4
                        "map:\n  key:  {a: b}\n"       // 5, 6
                        "block: |-\n  text\n"          // 7, 8
                        "two: plain\n  lines\n"        // 9, 10
                        "long: \"quoted\n  lines\"\n"  // 11, 12
                        "empty:\n"                     // 13
                        "tilde: ~\n"};                 // 14
    const auto parsed = parse(source);
    REQUIRE(parsed);
    const spec::Value& root = **parsed;
    const auto at = [&](const char* key) -> const spec::Value& { return *root.find(key)->value; };
    CHECK(root.span == Span{&source, 1, 1, 0});
    CHECK(dump(root.find("é")->key_span) == "1:1+1");
    CHECK(dump(at("é").span) == "1:4+5");
    CHECK(dump(root.find("list")->key_span) == "2:1+4");
    CHECK(dump(at("list").span) == "2:7+1");
    CHECK(dump(at("list").items[1]->span) == "2:11+3");
    CHECK(dump(at("list").items[2]->span) == "2:16+1");
    CHECK(dump(at("list").items[3]->span) == "2:19+2");
    CHECK(dump(at("tag").span) == "3:14+2");
    CHECK(dump(at("ref").span) == "4:13+5");
    CHECK(dump(at("map").span) == "6:3+0");
    CHECK(dump(at("map").find("key")->value->span) == "6:9+1");
    CHECK(dump(at("block").span) == "7:8+2");
    CHECK(dump(at("two").span) == "9:6+5");
    CHECK(dump(at("long").span) == "11:7+7");
    CHECK(dump(at("empty").span) == "13:1+5");
    CHECK(dump(at("tilde").span) == "14:8+1");
}

TEST_CASE("limits") {
    Limits limits;
    limits.bytes = 10;
    CHECK(tree("a: 123456", limits) == "{a: i123456}");
    CHECK(tree("a: 12345678", limits) == "error 0:0: the file is too large: 11 bytes, at most 10 are allowed");

    limits = {};
    limits.depth = 3;
    CHECK(tree("[[[1]]]", limits) == "[[[i1]]]");
    CHECK(tree("[[[[1]]]]", limits) == "error 1:4: lists and mappings are nested more than 3 deep");
    CHECK(tree("a: &x [[1]]\nb: *x\n", limits) == "{a: [[i1]], b: [[i1]]}");
    CHECK(tree("a: &x [[1]]\nb: [*x]\n", limits) ==
          "error 2:5: lists and mappings are nested more than 3 deep (through the alias '*x')");

    limits = {};
    limits.events = 6;
    CHECK(tree("[1, 2, 3, 4]", limits) == "[i1 i2 i3 i4]");
    CHECK(tree("[1, 2, 3, 4, 5, 6]", limits) == "error 1:17: too many values: a file may hold 6");

    limits = {};
    limits.scalar_bytes = 3;
    CHECK(tree("a: bcd", limits) == "{a: \"bcd\"}");
    CHECK(tree("a: bcde", limits) == "error 1:4: a text of 4 bytes is too long: at most 3 are allowed");

    limits = {};
    limits.expanded = 6;
    CHECK(tree("a: &x [1, 2]\nb: [*x, *x]\n", limits) == "{a: [i1 i2], b: [[i1 i2] [i1 i2]]}");
    CHECK(tree("a: &x [1, 2]\nb: [*x, *x, *x]\n", limits) ==
          "error 2:13: the aliases of this file stand for more than 6 values");

    limits = {};
    limits.errors = 2;
    CHECK(tree("{a: 1, a: 1, a: 1, a: 1}", limits) ==
          "error 1:8: duplicate key 'a' | note 1:2: first given here | 1:14: duplicate key 'a' | note 1:2: first given "
          "here");
}

TEST_CASE("a very long line costs no more than short ones") {
    std::string text = "[";
    for (int i = 0; i < 100'000; ++i) text += "x, 'y', é, ";
    const Source source{"job.yaml", text + "z]"};
    const auto value = parse(source);
    REQUIRE(value);
    CHECK((*value)->items.size() == 300'001);
    CHECK((*value)->items.back()->span.column == 1'100'002);
}

TEST_CASE("an alias bomb and a deep text end soon") {
    std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n";
    for (int i = 1; i < 12; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
        for (int k = 1; k < 9; ++k) bomb += ", " + before;
        bomb += "]\n";
    }
    CHECK(tree(bomb).find("stand for more than 1000000 values") != std::string::npos);
    CHECK(tree(std::string(1000, '[') + std::string(1000, ']')) ==
          "error 1:65: lists and mappings are nested more than 64 deep");
    CHECK(tree(std::string(100'000, '[')) == "error 1:100000: the '[' that begins here is not closed");
    std::string nested;
    for (int i = 0; i < 1000; ++i) nested += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
    CHECK(tree(nested).find("nested more than 64 deep") != std::string::npos);
}

}  // namespace plotmill::yaml
