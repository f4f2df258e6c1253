#include "data/sources/sqlite.h"

#include <doctest/doctest.h>

#include "support.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

const Vars vars{{"branch", expr::Scalar::of_text("it's")}, {"k", expr::Scalar::of_number(2, true)}};

struct Run {
    std::optional<Columns> columns;
    std::vector<std::string> loaded;
    std::string error;
    Span span;
};

Run run(const std::string& sql, Limits limits = {}, const Source* source = nullptr) {
    Run r;
    Diagnostics out;
    const auto table = std::make_shared<const Table>(
        "weather", std::vector<NamedColumn>{{"date",
                                             [] {
                                                 auto c = std::make_shared<Column>();
                                                 c->type = ColumnType::date;
                                                 c->numbers = {19723, 19724, 19755};
                                                 return ColumnPtr(c);
                                             }()},
                                            {"temp max", numbers({1.5, gap, 4})},
                                            {"n", numbers({1, 2, 3}, true)},
                                            {"who", texts({"a", "it's", "c"})},
                                            {"label", texts({"2024-01-01", "2024-01-02", "007"})},
                                            {"when", texts({"2024-01-01", "2024-01-02", "2024-01-03"})},
                                            {"good", [] {
                                                 auto c = std::make_shared<Column>();
                                                 c->type = ColumnType::boolean;
                                                 c->numbers = {1, gap, 0};
                                                 return ColumnPtr(c);
                                             }()}});
    const Span at{source, source ? 1u : 0u, source ? 1u : 0u, 1};
    r.columns = query_tables({sql, at, vars},
                             [&](const std::string& name) -> std::optional<TablePtr> {
                                 r.loaded.push_back(name);
                                 if (name == "weather") return table;
                                 return std::nullopt;
                             },
                             {"weather", "unused"}, {limits, nullptr, {}, out});
    if (out.has_errors()) {
        r.error = out.list()[0].message;
        r.span = out.list()[0].span;
    }
    return r;
}

}  // namespace

TEST_CASE("queries over tables") {
    const Run r =
        run("SELECT substr(date, 1, 7) AS month, avg(\"temp max\") AS t, count(*) AS n, sum(n) / 2 AS half FROM "
            "weather GROUP BY month ORDER BY month");
    REQUIRE(r.columns);
    CHECK(r.loaded == std::vector<std::string>{"weather"});
    const Columns& c = *r.columns;
    CHECK(c[0].column->texts == std::vector<std::string>{"2024-01", "2024-02"});
    CHECK(same(c[1].column->numbers, {1.5, 4}));
    CHECK(same(c[2].column->numbers, {2, 1}));
    CHECK(c[2].column->integers);
    CHECK(same(c[3].column->numbers, {1, 1}));  // integers stay integers in SQL
    CHECK(same((*run("SELECT n FROM weather WHERE \"temp max\" IS NULL").columns)[0].column->numbers, {2}));
    CHECK(same((*run("SELECT n FROM weather WHERE who = $branch").columns)[0].column->numbers, {2}));
    CHECK(
        same((*run("WITH a AS (SELECT n * $k AS m FROM weather) SELECT max(m) AS m FROM a").columns)[0].column->numbers,
             {6}));
    CHECK((*run("SELECT n, NULL AS x FROM weather WHERE n > 99").columns)[0].column->size() == 0);
    CHECK((*run("SELECT 1 AS v UNION ALL SELECT 'x' UNION ALL SELECT NULL").columns)[0].column->texts ==
          std::vector<std::string>{"1", "x", ""});
}

TEST_CASE("types survive a query") {
    const Run r =
        run("SELECT date, max(date) OVER () AS last, date(date, '+1 day') AS next, who, label, \"when\", good, NOT "
            "good AS bad "
            "FROM weather ORDER BY n");
    REQUIRE(r.columns);
    const Columns& c = *r.columns;
    for (std::size_t j = 0; j < 3; ++j) CHECK(c[j].column->type == ColumnType::date);
    CHECK(same(c[1].column->numbers, {19755, 19755, 19755}));
    CHECK(same(c[2].column->numbers, {19724, 19725, 19756}));
    CHECK(c[3].column->type == ColumnType::text);
    CHECK(c[4].column->texts[2] == "007");
    CHECK(c[5].column->type == ColumnType::text);  // as it was
    CHECK(c[6].column->type == ColumnType::boolean);
    CHECK(same(c[6].column->numbers, {1, gap, 0}));
    CHECK(c[7].column->type == ColumnType::number);  // SQL's own truth is 0 and 1
    CHECK((*run("SELECT good FROM (SELECT good FROM weather)").columns)[0].column->type == ColumnType::boolean);
}

TEST_CASE("integers of SQL that a number does not hold") {
    CHECK(
        run("SELECT 9007199254740993 AS id").error.starts_with("9007199254740993 in row 1 of column 'id' is an integer"));
    CHECK((*run("SELECT 9007199254740992 AS id").columns)[0].column->integers);
    CHECK((*run("SELECT CAST(9007199254740993 AS TEXT) AS id").columns)[0].column->texts[0] == "9007199254740993");
    CHECK((*run("SELECT 9007199254740993 AS id UNION ALL SELECT 'x'").columns)[0].column->texts ==
          std::vector<std::string>{"9007199254740993", "x"});
    Limits brief;
    brief.sql_milliseconds = 0;
    CHECK(
        run("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) AS m FROM c", brief).error ==
        "the query takes too long");
}

TEST_CASE("a query may read only, and only so long") {
    CHECK(run("DROP TABLE weather").error != "");
    CHECK(run("CREATE TABLE x (a)").error == "the query may only read (one SELECT)");
    CHECK(run("ATTACH 'x.db' AS y").error == "the query may only read (one SELECT)");
    CHECK(run("PRAGMA user_version").error == "the query may only read (one SELECT)");
    CHECK(run("SELECT * FROM pragma_database_list").error != "");
    CHECK(run("INSERT INTO weather VALUES (1, 2, 3, 4, 5, 6, 7)").error == "the query may only read (one SELECT)");
    CHECK(run("SELECT 1; SELECT 2").error == "expected one statement, found more");
    CHECK(run("").error == "expected a SELECT");
    Limits few;
    few.sql_steps = 1'000'000;
    CHECK(run("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT max(x) AS m FROM c", few).error ==
          "the query takes too long");
    few.rows = 10;
    CHECK(run("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c LIMIT 50", few).error ==
          "the query gives too many rows");
}

TEST_CASE("faults of queries") {
    CHECK(run("SELECT * FROM wether").error ==
          "the query names table 'wether', which the job does not define (did you mean 'weather'?)");
    CHECK(run("SELECT nope FROM weather").error == "SQL: no such column: nope");
    const Source source{"job.yaml", "SELECT nope FROM weather"};
    CHECK(run(source.text, {}, &source).span.column == 8);
    CHECK(run("SELECT n AS a, who AS a FROM weather").error ==
          "the query gives two columns named 'a' (AS renames one)");
    CHECK(run("SELECT $brunch AS b").error == "'$brunch' is no var or matrix parameter (did you mean 'branch'?)");
    CHECK(run("SELECT ? AS b").error == "a value is bound by name ($name), not by '?'");
    CHECK(run("SELECT x'00ff' AS b").error == "column 'b' holds binary values");
    CHECK(run("SELEC 1").error.starts_with("SQL: near \"SELEC\""));
}

TEST_CASE("words of SQL") {
    const auto names = sql_identifiers("SELECT a.\"b c\", 'no' FROM [t 1] -- comment x\n JOIN `u` /* y */ WHERE z=$p");
    CHECK(names == std::vector<std::string>{"SELECT", "a", "b c", "FROM", "t 1", "JOIN", "u", "WHERE", "z"});
    CHECK(sql_parameters("SELECT $a, ':no', :b -- $c\n, @d") == std::vector<std::string>{"a", "b", "d"});
}
