#include "data/sources/json.h"

#include <doctest/doctest.h>

#include "support.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

const Limits limits;
const Source file{"t.json", ""};

Columns read(std::string_view text, std::string_view path = "") {
    CAPTURE(text);
    Diagnostics out;
    auto r = read_json(text, path, {limits, &file, {}, out});
    if (!r) FAIL(out.list()[0].message);
    return *r;
}
Diagnostic fault(std::string_view text, std::string_view path = "") {
    Diagnostics out;
    auto r = read_json(text, path, {limits, &file, {}, out});
    if (r) FAIL_CHECK("no error: " << text);
    return out.list().empty() ? Diagnostic{} : out.list()[0];
}

}  // namespace

TEST_CASE("records") {
    const Columns c =
        read(R"([{"b": 1, "a": "x", "ok": true}, {"a": "y", "z": 2.5}, {"b": null, "a": null, "z": 3, "ok": false}])");
    REQUIRE(c.size() == 4);
    CHECK(c[0].name == "b");  // order of first appearance
    CHECK(same(c[0].column->numbers, {1, gap, gap}));
    CHECK(c[0].column->integers);
    CHECK(c[1].column->missing == std::vector<bool>{false, false, true});
    CHECK(c[2].name == "ok");
    CHECK(c[2].column->type == ColumnType::boolean);
    CHECK(same(c[2].column->numbers, {1, gap, 0}));
    CHECK(same(c[3].column->numbers, {gap, 2.5, 3}));
    CHECK(read("[]").empty());
}

TEST_CASE("columns, paths, nested values") {
    const Columns c =
        read(R"({"r": {"rows": [{"t": {"a": [1, 2], "Z": [[1, 2, 3], [4, null, 6]], "m": [1, "x", {"k": 1}]}}]}})",
             "r.rows.0.t");
    CHECK(same(c[0].column->numbers, {1, 2}));
    CHECK(c[1].column->cols == 3);
    CHECK(same(c[1].column->numbers, {1, 2, 3, 4, gap, 6}));
    CHECK(c[2].column->texts == std::vector<std::string>{"1", "x", "{\"k\":1}"});
    const Columns one = read("[1, 2, 3]");
    CHECK(one[0].name.empty());
    CHECK(one[0].column->numbers == std::vector<double>{1, 2, 3});
}

TEST_CASE("dates are found, rules are obeyed") {
    Columns c = read(
        R"([{"d": "2024-01-01", "y": 1999, "n": "1.5", "k": 3}, {"d": "2024-01-02T12:00", "y": 2000, "n": "2", "k": 4}])");
    Diagnostics out;
    settle_types(c,
                 {{"y", ColumnRule::Type::date, "%Y", {}},
                  {"n", ColumnRule::Type::number, "", {}},
                  {"k", ColumnRule::Type::text, "", {}}},
                 true, out);
    CHECK_FALSE(out.has_errors());
    CHECK(same(c[0].column->numbers, {19723, 19724.5}));
    CHECK(c[0].column->type == ColumnType::date);
    CHECK(same(c[1].column->numbers, {10592, 10957}));
    CHECK(same(c[2].column->numbers, {1.5, 2}));
    CHECK(c[3].column->texts == std::vector<std::string>{"3", "4"});
    settle_types(c, {{"k", ColumnRule::Type::date, "", {}}}, true, out);
    CHECK(out.list()[0].message == "'3' in column 'k' is no ISO date (YYYY-MM-DD)");
}

TEST_CASE("faults of JSON") {
    CHECK(fault("{\"a\": 1,\n \"b\": }").message.starts_with("the file is no valid JSON: "));
    CHECK(fault("{\"a\": 1,\n \"b\": }").span.line == 2);
    CHECK(fault("{\"a\": 1}").message.starts_with("'a' is no list"));
    CHECK(fault("3").message.find("found a plain value") != std::string::npos);
    CHECK(fault("{\"rows\": []}", "row").message ==
          "'path' leads nowhere: there is no key 'row' (did you mean 'rows'?)");
    CHECK(fault("[{}, 3]").message.starts_with("item 1 of the list is no record"));
    CHECK(fault(std::string(100, '[')).message.starts_with("the file is nested too deeply"));
    CHECK_FALSE(fault("").message.empty());
}

TEST_CASE("a record a line") {
    const Columns c = read("{\"a\": 1, \"b\": \"x\"}\n\n{\"a\": 2}\r\n{\"b\": \"y\", \"a\": 3}\n");
    CHECK(c[0].column->numbers == std::vector<double>{1, 2, 3});
    CHECK(c[1].column->missing == std::vector<bool>{false, true, false});
    CHECK(fault("{\"a\": 1}\n{\"a\": }\n").message.starts_with("the file is no valid JSON"));
    CHECK(fault("{\"a\": 1}\n{\"a\": }\n").span.line == 2);
    CHECK(fault("{\"a\": 1}\n{\"a\": }\n").span.column == 7);
    CHECK(fault("{\"a\": 1}\n[1]\n").message ==
          "item 1 of the list is no record (expected a mapping, as the first is)");
    CHECK(read("[1,\n2]")[0].column->size() == 2);
    CHECK(read("{\"a\": [1]}\n")[0].name == "a");
}

TEST_CASE("integers of JSON that a number does not hold") {
    for (const char* text :
         {"[{\"id\": 1},\n {\"id\": 9007199254740993}]", "[{\"id\": 1},\r\n {\"id\": -9007199254740993}]",
          "{\"id\": 1}\n {\"id\": 36893488147419103232}", "{\"id\": [1,\n123456, 9007199254740993\t]}"}) {
        const Diagnostic d = fault(text);
        CHECK(d.message.find("in column 'id' is an integer beyond 2^53") != std::string::npos);
        CHECK(d.span.line == 2);
        CHECK(d.span.column == 9);
    }
    CHECK(fault("9007199254740993").message ==
          "expected a list of records or a mapping of columns, found a plain value");
    {  // what is not of the table does not matter
        const Columns c =
            read("{\"seed\": 99999999999999999999, \"t\": {\"x\": [9007199254740992, -9007199254740992]}}", "t");
        CHECK(c[0].column->numbers[0] == 0x1p53);
        CHECK(c[0].column->integers);
    }
    for (const auto& [type, text] :
         {std::pair{ColumnRule::Type::text, true}, std::pair{ColumnRule::Type::number, false}}) {
        Diagnostics out;
        const std::vector<ColumnRule> rules{{"id", type, "", {}}, {"m", type, "", {}}};
        const auto c =
            read_json("{\"id\": [99999999999999999999, 1, null], \"m\": [{\"k\": [18446744073709551616]}, 2, 3]}", "",
                      {limits, &file, {}, out, &rules});
        REQUIRE(c);
        CHECK(((*c)[0].column->type == ColumnType::text) == text);
        if (text)
            CHECK((*c)[0].column->texts == std::vector<std::string>{"99999999999999999999", "1", ""});
        else
            CHECK(same((*c)[0].column->numbers, {1e20, 1, gap}));
        CHECK((*c)[1].column->texts[0] == "{\"k\":[18446744073709551616]}");
    }
    CHECK(fault("[{\"id\": 9007199254740993}]")
              .message.starts_with("9007199254740993 in column 'id' is an integer beyond 2^53"));
    CHECK(fault("[{\"id\": 18446744073709551615}]").message.starts_with("18446744073709551615 in column"));
    CHECK(read("[{\"id\": -9007199254740992}]")[0].column->integers);
    Diagnostics out;
    const std::vector<ColumnRule> text{{"id", ColumnRule::Type::text, "", {}}},
        number{{"id", ColumnRule::Type::number, "", {}}};
    const auto t = read_json("[{\"id\": 9007199254740993}, {\"id\": 5}]", "", {limits, &file, {}, out, &text});
    REQUIRE(t.has_value());
    CHECK((*t)[0].column->texts == std::vector<std::string>{"9007199254740993", "5"});
    const auto n = read_json("[{\"id\": 9007199254740993}]", "", {limits, &file, {}, out, &number});
    REQUIRE(n.has_value());
    CHECK((*n)[0].column->numbers[0] == 9007199254740992.0);
}
