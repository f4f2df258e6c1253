#include "data/table.h"

#include <doctest/doctest.h>

#include "data/steps.h"
#include "support.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

Table table() {
    auto grid = std::make_shared<Column>();
    grid->cols = 2;
    grid->numbers = {1, 2, 3, 4, 5, 6};
    return Table("t", {{"x", numbers({3, gap, 1}, true)}, {"name", texts({"b", "a", "b"})}, {"Z", grid}});
}

}  // namespace

TEST_CASE("columns and rows") {
    const Table t = table();
    CHECK(t.rows() == 3);
    CHECK(t.even());
    CHECK(t.find("x")->integers);
    CHECK(t.find("y") == nullptr);
    CHECK(t.no_column("nam") == "table 't' has no column 'nam' (did you mean 'name'?)");
    CHECK_FALSE(Table("u", {{"a", numbers({1, 2})}, {"b", numbers({1})}}).even());
}

TEST_CASE("rows are taken from every kind of column") {
    const std::vector<std::size_t> rows = {2, 0};
    const TablePtr s = table().subset(rows);
    CHECK(s->rows() == 2);
    CHECK(same(s->find("x")->numbers, {1, 3}));
    CHECK(s->find("name")->texts == std::vector<std::string>{"b", "b"});
    CHECK(same(s->find("Z")->numbers, {5, 6, 1, 2}));
    CHECK(table().subset({})->rows() == 0);
}

TEST_CASE("groups in order of first appearance") {
    Column c;
    c.type = ColumnType::text;
    c.texts = {"b", "a", "", "b"};
    c.missing = {false, false, true, false};
    const Grouping g = group_rows(c);
    REQUIRE(g.groups.size() == 2);
    CHECK(g.groups[0].label == "b");
    CHECK(g.groups[0].rows == std::vector<std::size_t>{0, 3});
    CHECK(g.missing == 1);
    const Grouping n = group_rows(*numbers({2, gap, 1.5, 2}, false));
    CHECK(n.groups[0].label == "2");
    CHECK(n.groups[1].label == "1.5");
}

TEST_CASE("sorting is stable, gaps come last") {
    const ColumnPtr column = numbers({2, gap, 1, 2, gap, 3});
    const Column& c = *column;
    CHECK(sorted_rows(c, false) == std::vector<std::size_t>{2, 0, 3, 5, 1, 4});
    CHECK(sorted_rows(c, true) == std::vector<std::size_t>{5, 0, 3, 2, 1, 4});
    CHECK(sorted_rows(*texts({"b", "B", "a"}), false) == std::vector<std::size_t>{1, 2, 0});
}

TEST_CASE("names mean columns first") {
    const Table t = table();
    const Vars vars{{"x", expr::Scalar::of_number(9, true)}, {"k", expr::Scalar::of_number(2, true)}};
    const TableEnvironment e(&t, vars);
    CHECK_FALSE(e.lookup("x", false)->is_scalar());
    CHECK(e.lookup("x", true)->scalar().number == 9);
    CHECK(e.lookup("k", false)->scalar().number == 2);
    CHECK_FALSE(e.lookup("q", false));
    CHECK(e.names() == std::vector<std::string>{"x", "name", "Z", "k", "x"});
}
