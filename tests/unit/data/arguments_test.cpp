#include "data/arguments.h"

#include <doctest/doctest.h>

#include "base/dates.h"
#include "support.h"
#include "values.h"

using namespace plotmill;
using namespace plotmill::data;
using Form = ArrayValue::Form;

namespace {

const Table& table() {
    static const Table t("runs", {{"step", numbers({1, 2, 3}, true)},
                                  {"loss", numbers({0.5, gap, 0.25})},
                                  {"Body Mass (g)", numbers({10, 20, 30})},
                                  {"run", texts({"a", "b", "a"})}});
    return t;
}
const Vars vars{{"k", expr::Scalar::of_number(4, true)}, {"cut", expr::Scalar::of_number(0.5)}};

ArrayValue eval(std::string_view text, const Table* t = &table()) {
    CAPTURE(text);
    auto r = evaluate_array(flow(text), t, vars);
    if (!r) {
        FAIL(r.errors()[0].message);
        return {};
    }
    return *r;
}
Diagnostic fault(std::string_view text, const Table* t = &table(), const Source* source = nullptr) {
    auto r = evaluate_array(flow(text, source), t, vars);
    if (r) {
        FAIL_CHECK("no error: " << text);
        return {};
    }
    return r.errors()[0];
}

}  // namespace

TEST_CASE("lists of numbers") {
    const auto v = eval("[1, 2.5, null, .nan, -3]");
    CHECK(v.form == Form::column);
    CHECK(same(v.column()->numbers, {1, 2.5, gap, gap, -3}));
    CHECK_FALSE(v.column()->integers);
    CHECK(eval("[1, null, 3]").column()->integers);
    CHECK(eval("[]").column()->size() == 0);
    CHECK(eval("[true, false]").column()->type == ColumnType::boolean);
    CHECK(eval("[true, 2]").column()->type == ColumnType::number);
}

TEST_CASE("dates and categories") {
    const auto d = eval("['2024-01-01', null, '2024-01-02T12:00']");
    CHECK(d.column()->type == ColumnType::date);
    CHECK(same(d.column()->numbers, {19723, gap, 19724.5}));
    const auto c = eval("[apple, '2024-01-01', null]");
    CHECK(c.column()->type == ColumnType::text);
    CHECK(c.column()->texts == std::vector<std::string>{"apple", "2024-01-01", ""});
    CHECK(c.column()->missing == std::vector<bool>{false, false, true});
    CHECK(eval("['1', '2']").column()->type == ColumnType::text);
    CHECK(fault("[a, 1]").message.starts_with("a list holds numbers, dates or names"));
    CHECK(fault("[1, a]").message.starts_with("a list holds numbers, dates or names"));
    CHECK(eval("'2024-01-01'").form == Form::scalar);
    CHECK(eval("'2024-01-01'").column()->type == ColumnType::date);
}

TEST_CASE("columns and expressions") {
    CHECK(same(eval("loss").column()->numbers, {0.5, gap, 0.25}));
    CHECK(eval("loss").column() == table().find("loss"));  // shared, not copied
    CHECK(same(eval("'Body Mass (g)'").column()->numbers, {10, 20, 30}));
    CHECK(same(eval("'=step * k'").column()->numbers, {4, 8, 12}));
    const auto s = eval("'=cut * 2'");
    CHECK(s.form == Form::scalar);
    CHECK(s.column()->numbers == std::vector<double>{1});
    CHECK(eval("3").form == Form::scalar);
    CHECK(fault("los").message == "table 'runs' has no column 'los' (did you mean 'loss'?)");
    CHECK(fault("colour").message == "table 'runs' has no column 'colour' (it has: step, loss, Body Mass (g), run)");
    CHECK(fault("loss", nullptr).message.find("no table is named here (add 'data: TABLE'") != std::string::npos);
}

TEST_CASE("lists of expressions") {
    const auto one = eval("['=k', '=k*2', 3]", nullptr);
    CHECK(one.form == Form::column);
    CHECK(same(one.column()->numbers, {4, 8, 3}));
    CHECK(one.column()->integers);
    const auto several = eval("['=step', '=loss']");
    CHECK(several.form == Form::series);
    CHECK(several.columns.size() == 2);
    CHECK(same(several.columns[0]->numbers, {1, 2, 3}));
    CHECK(eval("['=step', loss]").columns[1] == table().find("loss"));
    CHECK(fault("['=step', '=k']").message.starts_with("this is one value, but others of the list are columns"));
    CHECK(fault("['=k', abc]").message.starts_with("a list holds values of one kind"));
    CHECK(fault("['=k', '=nope']").message.starts_with("unknown name 'nope'"));
}

TEST_CASE("two dimensions, images, ragged lists") {
    const auto m = eval("[[1, 2, 3], [4, 5, null]]");
    CHECK(m.form == Form::column);
    CHECK(m.column()->cols == 3);
    CHECK(m.column()->rows() == 2);
    CHECK(same(m.column()->numbers, {1, 2, 3, 4, 5, gap}));
    const auto image = eval("[[[1, 0, 0], [0, 1, 0]], [[0, 0, 1], [1, 1, 1]], [[0, 0, 0], [1, 0, 1]]]");
    CHECK(image.column()->cols == 2);
    CHECK(image.column()->depth == 3);
    CHECK(image.column()->rows() == 3);
    const auto ragged = eval("[[1, 2], [3], []]");
    CHECK(ragged.form == Form::series);
    CHECK(ragged.ragged);
    CHECK(ragged.columns.size() == 3);
    const auto dates = eval("[['2024-01-01'], ['2024-01-02']]");
    CHECK(dates.form == Form::series);
    CHECK_FALSE(dates.ragged);
    CHECK(eval("[['=k', 1], [2, '=k+1']]").column()->numbers == std::vector<double>{4, 1, 2, 5});
    CHECK(eval("[{linspace: [0, 1, 3]}, {linspace: [0, 1, 5]}]").columns[1]->size() == 5);
    CHECK(fault("[[1, 2], 3]").message.starts_with("expected a list, as the others"));
    CHECK(fault("[[[1, 2], [3, 4]]]").message.find("3 or 4 numbers") != std::string::npos);
    CHECK(fault("[[[[[1]]]]]").message.find("nested too deeply") != std::string::npos);
}

TEST_CASE("an error points into the string") {
    const Source source{"job.yaml", "[1, '=k + nope']"};
    const Diagnostic d = fault(source.text, &table(), &source);
    CHECK(d.span.column == 11);
    CHECK(d.span.length == 4);
}
