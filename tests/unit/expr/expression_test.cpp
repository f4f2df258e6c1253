#include "expr/expression.h"

#include <cmath>
#include <doctest/doctest.h>
#include <limits>

#include "base/dates.h"
#include "environment.h"

using namespace plotmill;
using namespace plotmill::expr;

namespace {

constexpr double nan_value = std::numeric_limits<double>::quiet_NaN();
constexpr double inf_value = std::numeric_limits<double>::infinity();

Names names() {
    Names n;
    n.column("x", {1, 2, 3, 4}, ColumnType::number, true)
        .column("y", {0.5, nan_value, 2.5, -1})
        .column("short", {1, 2})
        .column("Body Mass (g)", {1000, 2000, 3000, 4000})
        .column("day", {19723, 19724, nan_value, 19783.5}, ColumnType::date)
        .texts("name", {"runs/a.csv", "b", "", "runs/D.tar.gz"}, {false, false, true, false})
        .grid("Z", {1, 2, 3, 4, 5, 6}, 3)
        .scalar("k", Scalar::of_number(3, true))
        .scalar("x", Scalar::of_number(100, true))
        .scalar("run", Scalar::of_text("b"));
    return n;
}

Scalar one(std::string_view text) {
    CAPTURE(text);
    const auto r = evaluate_scalar(text, names(), {});
    if (!r) FAIL_CHECK(r.errors()[0].message);
    return r ? *r : Scalar{};
}

std::vector<double> many(std::string_view text) {
    CAPTURE(text);
    const auto r = evaluate(text, names(), {});
    if (!r) {
        FAIL_CHECK(r.errors()[0].message);
        return {};
    }
    if (r->is_scalar()) {
        FAIL_CHECK("a scalar");
        return {};
    }
    return r->column()->numbers;
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (!(a[i] == b[i] || (std::isnan(a[i]) && std::isnan(b[i])))) return false;
    return true;
}

Diagnostic fault(std::string_view text, Span origin = {}) {
    const auto r = evaluate(text, names(), origin);
    if (r) {
        FAIL_CHECK("no error: " << text);
        return {};
    }
    return r.errors()[0];
}
std::string message(std::string_view text) { return fault(text).message; }

}  // namespace

TEST_CASE("precedence is Python's") {
    struct {
        const char* text;
        double value;
        bool integer;
    } cases[] = {
        {"1 + 2 * 3", 7, true},
        {"2 ** 3", 8, true},
        {"2 ** 3 ** 2", 512, true},
        {"-2 ** 2", -4, true},
        {"2 ** -1", 0.5, false},
        {"7 / 2", 3.5, false},
        {"4 / 2", 2, false},
        {"7 // 2", 3, true},
        {"-7 // 2", -4, true},
        {"-7 % 3", 2, true},
        {"7 % -3", -2, true},
        {"7.5 // 2", 3, false},
        {"-0.5 % 1", 0.5, false},
        {"10 - 2 - 3", 5, true},
        {"2 * 3 % 4", 2, true},
        {"+5", 5, true},
        {"--5", 5, true},
        {"(1 + 2) * 3", 9, true},
        {"1_000 + .5", 1000.5, false},
        {"1e3", 1000, false},
        {"1.", 1, false},
        {"1 if 2 > 1 else 0", 1, true},
        {"1 if 0 else 2 if 0 else 3", 3, true},
        {"not 1 == 2", 1, false},
        {"1 < 2 < 3", 1, false},
        {"1 < 3 < 2", 0, false},
        {"3 > 2 == 2", 1, false},
        {"True + True", 2, true},
        {"0 or 5", 5, true},
        {"2 and 3", 3, true},
        {"0 and 1/0", 0, true},
        {"1 or 1/0", 1, true},
        {"k == 0 or 12 / k == 4", 1, false},
        {"1/0 if k == 0 else k", 3, true},
        {"not 0 and 1 < 2", 1, false},
        {"2 ** 0.5 ** 2", 1.189207115002721, false},
        {"1 - 1 if k else 7", 0, true},
    };
    for (const auto& c : cases) {
        const Scalar s = one(c.text);
        CAPTURE(c.text);
        CHECK(s.number == c.value);
        CHECK((s.integer && s.type == ColumnType::number) == c.integer);
    }
    CHECK(one("1 < 2").type == ColumnType::boolean);
    CHECK(one("'a' + \"b\"").text == "ab");
    CHECK(one("'it\\'s\\n'").text == "it's\n");
    CHECK(one("run == 'b'").number == 1);
    CHECK(one("run == 3").number == 0);  // two scalars of different kinds differ
}

TEST_CASE("operators on columns follow NumPy") {
    CHECK(same(many("x * 2 + 1"), {3, 5, 7, 9}));
    CHECK(same(many("1 / (x - 2)"), {-1, inf_value, 1, 0.5}));
    CHECK(same(many("x // 0"), {inf_value, inf_value, inf_value, inf_value}));
    CHECK(same(many("x % 0"), {nan_value, nan_value, nan_value, nan_value}));
    CHECK(same(many("-x % 3"), {2, 1, 0, 2}));
    CHECK(same(many("x ** 2"), {1, 4, 9, 16}));
    CHECK(same(many("2 ** x"), {2, 4, 8, 16}));
    CHECK(same(many("x > y"), {1, 0, 1, 1}));
    CHECK(same(many("y != y"), {0, 1, 0, 0}));
    CHECK(same(many("1 < x <= 3"), {0, 1, 1, 0}));
    CHECK(same(many("1 < x <= 3 < 5"), {0, 1, 1, 0}));
    CHECK(same(many("x > 1 and y > 0"), {0, 0, 1, 0}));
    CHECK(same(many("not x > 2 or y == -1"), {1, 1, 0, 1}));
    CHECK(same(many("x if x > 2 else -x"), {-1, -2, 3, 4}));
    CHECK(same(many("(1 if k == 2 else x) if x > 2 else 0"), {0, 0, 3, 4}));
    CHECK(same(many("x + @x"), {101, 102, 103, 104}));
    CHECK(same(many("`Body Mass (g)` / 1000"), {1, 2, 3, 4}));
    CHECK(same(many("x - x + x * x - x"), {0, 2, 6, 12}));
    const auto whole = evaluate("x * 2 - x ** 2 // 3", names(), {});
    CHECK(whole->column()->integers);
    CHECK_FALSE(evaluate("x / 1", names(), {})->column()->integers);
    CHECK_FALSE(evaluate("x * 1.5", names(), {})->column()->integers);
    // Columns of the table are never written to.
    const Names n = names();
    CHECK(same(evaluate("x + 1", n, {})->column()->numbers, {2, 3, 4, 5}));
    CHECK(same(evaluate("x", n, {})->column()->numbers, {1, 2, 3, 4}));
}

TEST_CASE("two dimensions") {
    const auto r = evaluate("Z ** 2 + 1", names(), {});
    REQUIRE(r);
    CHECK(r->column()->cols == 3);
    CHECK(same(r->column()->numbers, {2, 5, 10, 17, 26, 37}));
    CHECK(one("max(Z)").number == 6);
    CHECK(one("len(Z)").number == 2);
    CHECK(message("Z + x") == "the shapes differ: 2 x 3 and 4");
    CHECK(message("cumsum(Z)") == "'cumsum' takes a column, not two dimensions");
}

TEST_CASE("functions, values from NumPy") {
    CHECK(one("sin(1)").number == std::sin(1.0));
    CHECK(one("arctan2(1, -1)").number == doctest::Approx(2.356194490192345));
    CHECK(one("round(2.5)").number == 2);
    CHECK(one("round(-1.5)").number == -2);
    CHECK(one("round(2.675, 2)").number == 2.68);  // np.round, not Python's round
    CHECK(one("round(1234, -2)").number == 1200);
    CHECK(one("sign(-3)").number == -1);
    CHECK(one("log(0)").number == -inf_value);
    CHECK(std::isnan(one("sqrt(-1)").number));
    CHECK(one("floor(2.7)").integer);
    CHECK(same(many("minimum(x, y)"), {0.5, nan_value, 2.5, -1}));
    CHECK(same(many("maximum(x, 2)"), {2, 2, 3, 4}));
    CHECK(same(many("clip(x, 2, 3)"), {2, 2, 3, 3}));
    CHECK(same(many("where(isnan(y), 0, y)"), {0.5, 0, 2.5, -1}));
    CHECK(same(many("cumsum(y)"), {0.5, nan_value, 3, 2}));
    CHECK(same(many("cumsum(x)"), {1, 3, 6, 10}));
    CHECK(same(many("diff(x ** 2)"), {nan_value, 3, 5, 7}));
    CHECK(one("min(y)").number == -1);
    CHECK(one("max(y)").number == 2.5);
    CHECK(one("sum(y)").number == 2);
    CHECK(one("mean(y)").number == 0.6666666666666666);
    CHECK(one("median(y)").number == 0.5);
    CHECK(one("median(x)").number == 2.5);
    CHECK(one("std(y)").number == 1.4337208778404378);
    CHECK(one("len(y)").number == 4);
    CHECK(one("sum(y > 0)").number == 2);
    CHECK(same(many("(x - mean(x)) / std(x)"),
               {-1.3416407864998738, -0.4472135954999579, 0.4472135954999579, 1.3416407864998738}));
}

TEST_CASE("sums are rounded as NumPy's pairwise sums") {
    Names n;
    std::vector<double> v(1000);
    for (std::size_t i = 0; i < v.size(); ++i) v[i] = 0.1 * static_cast<double>(i % 7) + 1e-3 * static_cast<double>(i);
    n.column("v", v);
    // np.sum and np.std of the same values
    CHECK(evaluate_scalar("sum(v)", n, {})->number == 799.2);
    CHECK(evaluate_scalar("std(v)", n, {})->number == 0.35182902097467744);
}

TEST_CASE("texts") {
    const auto texts = [](std::string_view t) { return evaluate(t, names(), {})->column()->texts; };
    CHECK(texts("basename(name)") == std::vector<std::string>{"a.csv", "b", "", "D.tar.gz"});
    CHECK(texts("stem(name)") == std::vector<std::string>{"a", "b", "", "D.tar"});
    CHECK(texts("upper(name)")[0] == "RUNS/A.CSV");
    CHECK(texts("replace(name, 'runs/', '')")[3] == "D.tar.gz");
    CHECK(one("lower('ÄÖŁΩЖ')").text == "äöłωж");
    const auto joined = evaluate("'n: ' + name", names(), {});
    CHECK(joined->column()->texts[1] == "n: b");
    CHECK(joined->column()->missing[2]);
    CHECK(same(many("name == run"), {0, 1, 0, 0}));
    CHECK(same(many("name != 'b'"), {1, 0, 1, 1}));
    CHECK(same(many("isnan(name)"), {0, 0, 1, 0}));
    CHECK(evaluate("where(x > 2, nan, name)", names(), {})->column()->missing ==
          std::vector<bool>{false, false, true, true});
    CHECK(message("name + 1") == "cannot compute texts + a number");
    CHECK(message("x == 'a'") == "cannot compare numbers with text");
}

TEST_CASE("dates") {
    CHECK(same(many("day >= '2024-01-02'"), {0, 1, 0, 1}));
    CHECK(same(many("'2024-01-01' <= day < '2024-01-02'"), {1, 0, 0, 0}));
    CHECK(same(many("day - '2024-01-01'"), {0, 1, nan_value, 60.5}));
    CHECK(evaluate("day + 1", names(), {})->type() == ColumnType::date);
    CHECK(same(many("day - 1"), {19722, 19723, nan_value, 19782.5}));
    CHECK(evaluate("day - day", names(), {})->type() == ColumnType::number);
    CHECK(same(many("diff(day)"), {nan_value, 1, nan_value, nan_value}));
    CHECK(one("min(day)") == Scalar::of_date(19723));
    CHECK(one("max(day) - min(day)").number == 60.5);
    CHECK(message("day > 'soon'") == "'soon' is no ISO date (YYYY-MM-DD), and a date meets dates only");
    CHECK(message("day * 2").starts_with("cannot compute dates * a number"));
    CHECK(message("day == 3") == "cannot compare dates with a number");
    CHECK(message("sum(day)") == "expected numbers, found dates");
}

TEST_CASE("errors stand at their place") {
    const Source source{"job.yaml", "figures:\n  - y: \"=x * colour + 1\"\n"};
    const Diagnostic d = fault("x * colour + 1", {&source, 2, 8, 18});
    CHECK(d.message.starts_with("unknown name 'colour'"));
    CHECK(d.span.column == 14);
    CHECK(d.span.length == 6);
    // Without the source's text, the origin is the text's first character.
    const Source bare{"job.yaml", ""};
    CHECK(fault("x * colour", {&bare, 2, 8, 1}).span.column == 12);
    CHECK(fault("x + short", {&bare, 1, 1, 1}).span.column == 3);
    CHECK(message("x + short") == "the lengths differ: 4 and 2");
    CHECK(fault("3 / (k - 3)", {&bare, 1, 1, 1}).span.column == 3);
    CHECK(message("3 / (k - 3)") == "division by zero");
    CHECK(message("5 % 0") == "division by zero");
}

TEST_CASE("messages of syntax errors") {
    CHECK(message("") == "expected an expression");
    CHECK(message("1 +") == "expected a value but the expression ends here");
    CHECK(message("(1 + 2") == "the parenthesis is not closed");
    CHECK(message("1 2") == "expected an operator or the end of the expression, found '2'");
    CHECK(message("x = 5") == "an expression cannot assign (did you mean '=='?)");
    CHECK(message("x && y") == "expected 'and' in place of '&&'");
    CHECK(message("x[0]") == "an expression cannot index");
    CHECK(message("x.y") == "an expression has no attributes");
    CHECK(message("sine(x)") == "unknown function 'sine' (did you mean 'sin'?)");
    CHECK(message("sin(x, y)").starts_with("function 'sin' takes 1 argument, not more"));
    CHECK(message("clip(x)") == "function 'clip' takes 3 arguments, not 1");
    CHECK(message("min(x, y)") == "function 'min' takes 1 argument, not more (the smaller of two values is 'minimum')");
    CHECK(message("'abc") == "the string is not closed");
    CHECK(message("`abc") == "the backtick is not closed");
    CHECK(message("x if y") == "expected 'else' but the expression ends here");
    CHECK(message("x in y") == "'in' is not part of expressions");
    CHECK(message("sin").starts_with("unknown name 'sin' (the function is called as"));
    CHECK(message("2x").starts_with("'2x' is neither a number nor a name"));
    CHECK(message("1e999") == "the number is too large");
    CHECK(message("shrt") == "unknown name 'shrt' (did you mean 'short'?)");
}

TEST_CASE("hostile text is refused") {
    CHECK(message(std::string(100, '(') + "1").starts_with("the expression is nested too deeply"));
    CHECK(message(std::string(100000, '-') + "1").starts_with("the expression is longer than 64 KiB"));
    CHECK(message(std::string(1000, '-') + "1").starts_with("the expression is nested too deeply"));
    std::string chain = "1";
    for (int i = 0; i < 200; ++i) chain += " if 1 else 2";
    CHECK(message(chain).starts_with("the expression is nested too deeply"));
    std::string sum = "1";
    for (int i = 0; i < 5000; ++i) sum += "+1";
    CHECK(one(sum).number == 5001);
    for (int c = 0; c < 256; ++c) {  // no byte breaks the reader
        const std::string text{'1', static_cast<char>(c), 'x', static_cast<char>(c), '('};
        (void)evaluate(text, names(), {});
    }
}

TEST_CASE("names are known without evaluating") {
    const auto e = compile("x + @k * sin(`Body Mass (g)`) - x + pi", {});
    REQUIRE(e);
    CHECK(e->names() == std::vector<std::string>{"x", "k", "Body Mass (g)", "pi"});
    CHECK(e->uses("k"));
    CHECK_FALSE(e->uses("sin"));
}
