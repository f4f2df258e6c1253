#include "base/numbers.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <doctest/doctest.h>
#include <limits>
#include <random>

using namespace plotmill;

namespace {

std::string f(double v, std::string_view spec) { return py_format(v, false, spec).value_or("<no>"); }
std::string i(double v, std::string_view spec) { return py_format(v, true, spec).value_or("<no>"); }
std::string s(std::string_view v, std::string_view spec) { return py_format(v, spec).value_or("<no>"); }
std::string p(std::string_view format, double v) { return printf_format(format, v).value_or("<no>"); }

}  // namespace

TEST_CASE("reading numbers") {
    CHECK(parse_number("1") == 1.0);
    CHECK(parse_number("-2.5e3") == -2500.0);
    CHECK(parse_number("+.5") == 0.5);
    CHECK(parse_number("5.") == 5.0);
    CHECK(parse_number("00012") == 12.0);
    CHECK(parse_number("1e400") == std::numeric_limits<double>::infinity());
    CHECK(parse_number("1e-400") == 0.0);
    for (const char* text :
         {"", "-", "+", ".", "+-1", "--1", "1e", "0x10", "inf", "nan", ".inf", "-inf", " 1", "1 ", "1_0", "1,5"})
        CHECK_MESSAGE(!parse_number(text), text);
}

TEST_CASE("shortest is repr without its '.0'") {
    const auto from_repr = [](double v) {
        std::string text = repr(v);
        if (text.ends_with(".0")) text.resize(text.size() - 2);
        return text;
    };
    std::mt19937_64 random(7);
    for (int i = 0; i < 20000; ++i) {
        const auto bits = random();
        double v = 0;
        std::memcpy(&v, &bits, sizeof v);
        CHECK(shortest(v) == from_repr(v));
        v = static_cast<double>(static_cast<std::int64_t>(bits)) * std::pow(10.0, -static_cast<double>(bits % 25));
        CHECK(shortest(v) == from_repr(v));
        CHECK(shortest(std::round(v)) == from_repr(std::round(v)));
    }
    for (const double v : {0.0, -0.0, 1e-4, 9.999e-5, 1e15, 999999999999999.0, 999999999999999.9, 123456789012345.6,
                           1e16, -1e15, -0.25, 1.0 / 3})
        CHECK(shortest(v) == from_repr(v));
}

TEST_CASE("repr and shortest") {
    CHECK(repr(0.0) == "0.0");
    CHECK(repr(-0.0) == "-0.0");
    CHECK(repr(1e15) == "1000000000000000.0");
    CHECK(repr(1e16) == "1e+16");
    CHECK(repr(0.0001) == "0.0001");
    CHECK(repr(1e-5) == "1e-05");
    CHECK(repr(123456789.125) == "123456789.125");
    CHECK(repr(5e-324) == "5e-324");
    CHECK(repr(1.7976931348623157e308) == "1.7976931348623157e+308");
    CHECK(repr(0.1 + 0.2) == "0.30000000000000004");
    CHECK(repr(-NAN) == "nan");
    CHECK(repr(-INFINITY) == "-inf");
    CHECK(shortest(3) == "3");
    CHECK(shortest(0.1) == "0.1");
    CHECK(shortest(1e20) == "1e+20");
    CHECK(shortest(-1234.5) == "-1234.5");
}

TEST_CASE("C's formats") {
    CHECK(format_g(0.1, 6) == "0.1");
    CHECK(format_g(1234567, 6) == "1.23457e+06");
    CHECK(format_g(1e-5, 3) == "1e-05");
    CHECK(format_g(100, 0) == "1e+02");
    CHECK(format_f(2.675, 2) == "2.67");
    CHECK(format_f(0.5, 0) == "0");
    CHECK(format_f(1e22, 1) == "10000000000000000000000.0");
    CHECK(format_e(12345.678, 3) == "1.235e+04");
    CHECK(format_f(NAN, 2) == "nan");
}

TEST_CASE("Python's format of floats") {
    CHECK(f(3.14159, ".2f") == "3.14");
    CHECK(f(1234567.891, ",.1f") == "1,234,567.9");
    CHECK(f(1234567.0, "_") == "1_234_567.0");
    CHECK(f(1.0, "") == "1.0");
    CHECK(f(12345.0, ".5") == "1.2345e+04");
    CHECK(f(12345.0, ".6") == "12345.0");
    CHECK(f(12345.0, "g") == "12345");
    CHECK(f(12345.0, "#g") == "12345.0");
    CHECK(f(0.256, ".1%") == "25.6%");
    CHECK(f(-3.5, "=+8.1f") == "-    3.5");
    CHECK(f(3.5, "08.2f") == "00003.50");
    CHECK(f(1234.5, "010,.1f") == "0,001,234.5");
    CHECK(f(INFINITY, "016_.1g") == "0000000000000inf");
    CHECK(f(NAN, "F") == "NAN");
    CHECK(f(-0.001, "z.1f") == "0.0");
    CHECK(f(2.0, "*^9.1f") == "***2.0***");
    CHECK(f(2.0, "\xe2\x82\xac>5.1f") ==
          "\xe2\x82\xac\xe2\x82\xac"
          "2.0");
    CHECK(f(1e-7, "") == "1e-07");
    for (const char* spec : {"d", "x", "s", "k", ".", ".f", "q5", ",_", "999999999", ".99999f", "5 "}) {
        CHECK_MESSAGE(!py_format(1.5, false, spec), spec);
    }
}

TEST_CASE("Python's format of integers") {
    CHECK(i(42, "") == "42");
    CHECK(i(1234567, ",") == "1,234,567");
    CHECK(i(42, "05d") == "00042");
    CHECK(i(-42, "05") == "-0042");
    CHECK(i(255, "#x") == "0xff");
    CHECK(i(255, "#010b") == "0b11111111");
    CHECK(i(65535, "_b") == "1111_1111_1111_1111");
    CHECK(i(8364, "c") == "\xe2\x82\xac");
    CHECK(i(65, "5c") == "    A");
    CHECK(i(9007199254740992, "d") == "9007199254740992");
    CHECK(i(3, ".2f") == "3.00");
    CHECK(i(1500, "e") == "1.500000e+03");
    CHECK(i(1, "+d") == "+1");
    for (const char* spec : {".2d", "s", ",x", ",n", "+c", "z", ".1"}) CHECK_MESSAGE(!py_format(7, true, spec), spec);
}

TEST_CASE("Python's format of strings") {
    CHECK(s("abc", "6") == "abc   ");
    CHECK(s("abc", ">6s") == "   abc");
    CHECK(s("h\xc3\xa9llo", "^7.4") == " h\xc3\xa9ll  ");
    CHECK(s("a", "05") == "a0000");
    for (const char* spec : {"d", "+", "#", ",", "=5", "f"})
        CHECK_MESSAGE(!py_format(std::string_view("a"), spec), spec);
}

TEST_CASE("printf-style formats") {
    CHECK(p("%.1f%%", 12.34) == "12.3%");
    CHECK(p("%d", 2.9) == "2");
    CHECK(p("%d", -2.9) == "-2");
    CHECK(p("%+05d V", 12) == "+0012 V");
    CHECK(p("%-6.2e|", 1234.5) == "1.23e+03|");
    CHECK(p("$%1.2f", 3.0) == "$3.00");
    CHECK(p("%s", 1.5) == "1.5");
    CHECK(p("%g", 1e10) == "1e+10");
    for (const char* format : {"", "abc", "%d %d", "%", "%x", "%5", "%k", "100%"})
        CHECK_MESSAGE(!printf_format(format, 1.0), format);
    CHECK_FALSE(printf_format("%d", NAN));
}

TEST_CASE("characters of UTF-8 text") {
    CHECK(utf8_length("") == 0);
    CHECK(utf8_length("h\xc3\xa9llo") == 5);
    CHECK(utf8_length("\xe2\x82\xac\xf0\x9f\x98\x80") == 2);
    CHECK(utf8_length("\xff\xe2\x82") == 3);
}
