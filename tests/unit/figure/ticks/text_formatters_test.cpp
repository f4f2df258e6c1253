#include <doctest/doctest.h>
#include <string>
#include <vector>

#include "tick_text.h"

using namespace plotmill;
using namespace plotmill::figure;

// The expectations are what Matplotlib 3.6.3 answers.

TEST_CASE("PercentFormatter") {
    struct Row {
        double value, range;
        PercentFormatter formatter;
        const char* expected;
    };
    const std::vector<Row> rows{
        {34.5, 100.0, {}, "34%"},
        {34.5, 51.0, {}, "34%"},
        {34.5, 50.0, {}, "34%"},
        {34.5, 5.0, {}, "34.5%"},
        {34.5, 0.5, {}, "34.50%"},
        {34.5, 1e-09, {}, "34.50000%"},
        {34.5, 0.0, {}, "34%"},
        {-0.0345, 1.0, {.xmax = 1}, "−3%"},
        {0.5, 1.0, {.xmax = 2, .decimals = 3}, "25.000%"},
        {-0.2, 100.0, {}, "−0%"},
        {12.0, 100.0, {.symbol = ""}, "12"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.range);
        const AxisView view{.lo = row.range, .hi = 0};
        CHECK(format_ticks(row.formatter, NullLocator{}, {row.value}, view).labels[0] == row.expected);
    }
}

TEST_CASE("EngFormatter") {
    struct Row {
        double value;
        EngFormatter formatter;
        const char* expected;
    };
    const std::vector<Row> rows{
        {0.0, {}, "0"},
        {-0.0, {.places = 0}, "0"},
        {1000000.0, {.places = 1}, "1.0 M"},
        {-1e-06, {.places = 2}, "−1.00 µ"},
        {999.96, {.places = 1}, "1.0 k"},
        {999999.9, {}, "1 M"},
        {1234567.0, {}, "1.23457 M"},
        {12.5, {.unit = "Hz"}, "12.5 Hz"},
        {1e-05, {.unit = "m"}, "10 µm"},
        {1e+30, {}, "1e+06 Y"},
        {1e-30, {}, "1e−06 y"},
        {1e+27, {.places = 0}, "1000 Y"},
        {-3200000000.0, {.unit = "B", .places = 3}, "−3.200 GB"},
        {1000.0, {}, "1 k"},
        {0.001, {}, "1 m"},
        {-42.0, {.unit = "m"}, "−42 m"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.value);
        CHECK(format_ticks(row.formatter, NullLocator{}, {row.value}, {}).labels[0] == row.expected);
    }
    CHECK(format_ticks(EngFormatter{.sep = ""}, NullLocator{}, {2500}, {}).labels[0] == "2.5k");
    CHECK(format_ticks(EngFormatter{.use_math_text = true}, NullLocator{}, {2500}, {}).labels[0] == "$2.5$ k");
}

TEST_CASE("StrMethodFormatter is str.format with x and pos") {
    const auto label = [](const char* format, double value, bool integers = false) {
        return format_ticks(StrMethodFormatter{format}, FixedLocator{{}, integers}, {0, value}, {}).labels[1];
    };
    CHECK(label("{x:.1f} m", -1.25) == "-1.2 m");
    CHECK(label("{x:,.0f}", 1234567) == "1,234,567");
    CHECK(label("{pos}: {x}", 2) == "1: 2.0");
    CHECK(label("{pos}: {x}", 2, true) == "1: 2");
    CHECK(label("{x:03d}", 7, true) == "007");
    CHECK(label("{{{x:.{pos}f}}}", 0.25) == "{0.2}");
    CHECK(label("{x!r:>6}|", 0.5) == "   0.5|");
    CHECK(label("none", 0.5) == "none");
}

TEST_CASE("check_str_method says what is wrong with a format") {
    CHECK_FALSE(check_str_method("{x:.1f}"));
    CHECK_FALSE(check_str_method("{x:d}", true));
    CHECK(check_str_method("{x:d}") == "'d' is no format for a number");
    CHECK(check_str_method("{y}") == "'{y}' is no field, expected {x} (the value) or {pos} (the number of the tick)");
    CHECK(check_str_method("{}").has_value());
    CHECK(check_str_method("{x") == "'{' without its '}' (write '{{' for a brace)");
    CHECK(check_str_method("x}") == "a single '}' (write '}}' for a brace)");
    CHECK(check_str_method("{x!q}") == "expected !r or !s, then ':' or '}'");
    CHECK(check_str_method("{x:{x:{x:{x}}}}").has_value());
}

TEST_CASE("FixedFormatter goes by place, CategoryFormatter by the nearest number") {
    const auto text = [](const Formatter& f, const std::vector<double>& at) {
        return joined(format_ticks(f, NullLocator{}, at, {}).labels, ",");
    };
    CHECK(text(FixedFormatter{{"a", "b", "c"}}, {5, 6}) == "a,b");
    CHECK(format_ticks(FixedFormatter{{"a"}}, NullLocator{}, {5, 6}, {}).labels == std::vector<std::string>{"a", ""});
    CHECK(text(CategoryFormatter{{"a", "b", "c"}}, {0, 1.6, 0.5}) == "a,c,a");
    CHECK(format_ticks(CategoryFormatter{{"a"}}, NullLocator{}, {-1, 1}, {}).labels ==
          std::vector<std::string>{"", ""});
    CHECK(format_ticks(NullFormatter{}, NullLocator{}, {1, 2}, {}).labels == std::vector<std::string>{"", ""});
    CHECK(tick_positions(CategoryLocator{3}, {}) == std::vector<double>{0, 1, 2});
}
