#include <doctest/doctest.h>

#include "dump.h"
#include "yaml/parse.h"
#include "yaml/text.h"

namespace plotmill::yaml {
namespace {

struct Case {
    std::string text;
    const char* expected;
};

std::string errors(const std::string& text) {
    const Source source{"job.yaml", text};
    const auto value = parse(source);
    return value ? "no error" : dump(value.errors());
}

}  // namespace

TEST_CASE("syntax errors in friendly words") {
    const Case cases[] = {
        {"a:\n\tb: 1\n", "2:1: a tab cannot indent in YAML; use spaces"},
        {"a:\n  b: 1\n\tc: 2\n", "3:1: a tab cannot indent in YAML; use spaces"},
        {"\ta: 1\n", "1:1: a tab cannot indent in YAML; use spaces"},
        {"a: |\n\ttab\n", "2:1: a tab cannot indent in YAML; use spaces"},
        {"a: \"unclosed\nb: 2\n", "1:4: the quote \" that begins here is not closed"},
        {"a: 'unclosed\nb: 2\n", "1:4: the quote ' that begins here is not closed"},
        {"a: \"unclosed\nb: \"x\"\n",
         "2:5: unexpected text after the end of a value | note 1:4: the quoted text that begins here goes on over "
         "several "
         "lines; is its closing quote missing?"},
        {"a: [1, 2\nb: 2\n", "1:4: the '[' that begins here is not closed | note 2:2: expected ',' or ']' before this"},
        {"a: {x: 1\nb: 2\n", "1:4: the '{' that begins here is not closed | note 2:2: expected ',' or '}' before this"},
        {"a: [[1, 2], [3\n", "1:13: the '[' that begins here is not closed"},
        {"a: [1, 2\n", "1:4: the '[' that begins here is not closed"},
        {"a: {x: 1\n", "1:4: the '{' that begins here is not closed"},
        {"a: {x: [1, 2}\n", "1:13: unexpected '}': expected ']' | note 1:8: to close the '[' here"},
        {"a: [{x: 1]\n", "1:10: unexpected ']': expected '}' | note 1:5: to close the '{' here"},
        {"a: ['x]', \"{\", {x: 1] # ]\n", "1:21: unexpected ']': expected '}' | note 1:16: to close the '{' here"},
        {"a: [1]]\n", "1:7: unexpected ']': nothing is open here"},
        {"a: ]\n", "1:4: unexpected ']': nothing is open here"},
        {"a: b: c\n", "1:5: a mapping cannot stand here; check the indentation, and quote a text that holds ': '"},
        {"a: 1\n b: 2\n", "2:3: a mapping cannot stand here; check the indentation, and quote a text that holds ': '"},
        {"a: {b: c: d}\n", "1:9: a second ':' cannot stand here; quote a text that holds ': '"},
        {"a:\n    b: 1\n  c: 2\n", "3:3: this line's indentation fits nothing above it"},
        {"a:\n  - b\n - c\n", "3:2: this line's indentation fits nothing above it"},
        {"a: [1] x\n", "1:8: unexpected text after the end of a value"},
        {"a: \"b\" c\n", "1:8: unexpected text after the end of a value"},
        {"a: - b\n", "1:4: a list with '-' must begin on a line of its own"},
        {"a: @foo\n", "1:4: a text cannot begin with '@'; put it in quotes"},
        {"a: `foo`\n", "1:4: a text cannot begin with '`'; put it in quotes"},
        {"a: %foo\n", "1:4: a text cannot begin with '%'; put it in quotes"},
        {"a: \"C:\\qx\"\n", "1:7: unknown escape '\\q': write '\\\\' for a backslash, or use single quotes"},
        {"a: \"\\xZZ\"\n", "1:5: invalid character number in an escape"},
        {"a: *\n", "1:5: a name is missing after '*'; quote a text that begins with '*'"},
        {"a: & x\n", "1:5: a name is missing after '&'; quote a text that begins with '&'"},
        {"a: 1\nb:2\n", "2:1: expected ': ' after the key 'b:2'"},
        {"a: 1\nb\n", "2:1: expected ': ' after the key 'b'"},
        {"a: {b:1, c: 2}\n", "1:5: expected a space after the ':' of 'b:1'"},
    };
    for (const Case& c : cases) {
        INFO("text: ", c.text);
        CHECK(errors(c.text) == c.expected);
    }
}

TEST_CASE("a diagnostic as it is printed") {
    const Source source{"jobs/report.yaml", "figures:\n  - name: a\n    title: b: c\n"};
    const auto value = parse(source);
    REQUIRE(!value);
    CHECK(
        format_diagnostic(value.errors()[0]) ==
        "jobs/report.yaml:3:13: error: a mapping cannot stand here; check the indentation, and quote a text that holds "
        "': '\n    3 |     title: b: c\n      |             ^\n");
}

TEST_CASE("texts that are no UTF-8 text") {
    using namespace std::string_literals;
    const Case cases[] = {
        {"\xFF\xFE"
         "a\0:\0"s,
         "0:0: the file is UTF-16 text; save it as UTF-8"},
        {"\xFE\xFF\0a\0:"s, "0:0: the file is UTF-16 text; save it as UTF-8"},
        {"a\0:\0 \0"s, "0:0: the file is UTF-16 text; save it as UTF-8"},
        {"\0a\0:"s, "0:0: the file is UTF-16 text; save it as UTF-8"},
        {"\xFF\xFE\0\0a\0\0\0"s, "0:0: the file is UTF-32 text; save it as UTF-8"},
        {"a\0\0\0:\0\0\0"s, "0:0: the file is UTF-32 text; save it as UTF-8"},
        {"a: 1\nb: \0\n"s, "2:4: the file holds a NUL byte (byte 9); is it a text file?"},
        {"a: é\nb: \xE9\n", "2:4: invalid UTF-8: byte 10 is 0xE9; save the file as UTF-8"},
        {"a: \xC0\x80", "1:4: invalid UTF-8: byte 4 is 0xC0; save the file as UTF-8"},
        {"a: \xED\xA0\x80", "1:4: invalid UTF-8: byte 4 is 0xED; save the file as UTF-8"},
        {"a: \xF4\x90\x80\x80", "1:4: invalid UTF-8: byte 4 is 0xF4; save the file as UTF-8"},
        {"a: \xE2\x82", "1:4: invalid UTF-8: byte 4 is 0xE2; save the file as UTF-8"},
        {"a: \x04 b", "1:4: control character U+0004 (byte 4) is not allowed in YAML; write it as \"\\x04\""},
        {"a: \x1B[0m", "1:4: control character U+001B (byte 4) is not allowed in YAML; write it as \"\\x1B\""},
        {"a: 1\rb: 2\r", "1:5: a carriage return without a line feed (byte 5); end lines with LF or CR LF"},
        {"\xEF\xBB\xBF"
         "a: \x7F",
         "1:4: control character U+007F (byte 7) is not allowed in YAML; write it as \"\\x7F\""},
        {"a: \xF0\x9F\x93\x88 \xE2\x82\xAC", "no error"},
    };
    for (const Case& c : cases) {
        INFO("expected: ", c.expected);
        CHECK(errors(c.text) == c.expected);
    }
}

TEST_CASE("a locator counts characters, forwards and backwards") {
    const std::string text = "ab\néü x\n\n  z";
    const Source source{"s", text};
    Locator where(&source, text);
    CHECK(dump(where.at(0)) == "1:1+0");
    CHECK(dump(where.at(7, 2)) == "2:3+2");
    CHECK(dump(where.at(5)) == "2:2+0");
    CHECK(dump(where.at(3)) == "2:1+0");
    CHECK(dump(where.at(1)) == "1:2+0");
    CHECK(dump(where.at(13)) == "4:3+0");
    CHECK(dump(where.at(10)) == "3:1+0");
    CHECK(dump(where.at(2)) == "1:3+0");
    CHECK(dump(where.at(1000)) == "4:4+0");
}

}  // namespace plotmill::yaml
