#include "base/diagnostic.h"

#include <doctest/doctest.h>

#include "base/result.h"

using namespace plotmill;

namespace {

const Source job{"jobs/report.yaml", "figures:\n  - layers:\n        colour: C1\n\tname: x\n"};

}  // namespace

TEST_CASE("an error with its line and caret") {
    const Diagnostic d = error_at({&job, 3, 9, 6}, "unknown key 'colour' in layer 'plot' (did you mean 'color'?)");
    CHECK(format_diagnostic(d) ==
          "jobs/report.yaml:3:9: error: unknown key 'colour' in layer 'plot' (did you mean 'color'?)\n"
          "    3 |         colour: C1\n"
          "      |         ^~~~~~\n");
}

TEST_CASE("less known, less shown") {
    CHECK(format_diagnostic(error_at({}, "no job given")) == "error: no job given\n");
    CHECK(format_diagnostic(error_at({&job, 0, 0, 0}, "is a directory")) ==
          "jobs/report.yaml: error: is a directory\n");
    CHECK(format_diagnostic({Severity::warning, {&job, 2, 0, 0}, "w", {}}) ==
          "jobs/report.yaml:2: warning: w\n    2 |   - layers:\n");
    const Source data{"big.csv", ""};
    CHECK(format_diagnostic(error_at({&data, 70001, 3, 2}, "no number")) == "big.csv:70001:3: error: no number\n");
    CHECK(format_diagnostic(error_at({&job, 99, 1, 1}, "beyond")) == "jobs/report.yaml:99:1: error: beyond\n");
}

TEST_CASE("tabs stay tabs in the caret line") {
    CHECK(format_diagnostic(error_at({&job, 4, 2, 4}, "m")) ==
          "jobs/report.yaml:4:2: error: m\n    4 | \tname: x\n      | \t^~~~\n");
}

TEST_CASE("columns count characters, and marks end with the line") {
    const Source s{"u.yaml", "t\xc3\xa9xt: \xe2\x82\xac!"};
    CHECK(format_diagnostic(error_at({&s, 1, 7, 50}, "m")) ==
          "u.yaml:1:7: error: m\n    1 | t\xc3\xa9xt: \xe2\x82\xac!\n      |       ^~\n");
    CHECK(format_diagnostic(error_at({&s, 1, 99, 1}, "m")) ==
          "u.yaml:1:99: error: m\n    1 | t\xc3\xa9xt: \xe2\x82\xac!\n      |         ^\n");
}

TEST_CASE("notes follow with their own place") {
    Diagnostic d = error_at({&job, 3, 9, 6}, "key 'colour' stands twice");
    d.notes.emplace_back(Span{&job, 2, 5, 6}, "first here");
    CHECK(format_diagnostic(d) ==
          "jobs/report.yaml:3:9: error: key 'colour' stands twice\n"
          "    3 |         colour: C1\n"
          "      |         ^~~~~~\n"
          "jobs/report.yaml:2:5: note: first here\n"
          "    2 |   - layers:\n"
          "      |     ^~~~~~\n");
}

TEST_CASE("long lines are cut around the span") {
    const Source s{"l.yaml", std::string(300, 'a') + "BAD" + std::string(300, 'c')};
    const std::string text = format_diagnostic(error_at({&s, 1, 301, 3}, "m"));
    CHECK(text == "l.yaml:1:301: error: m\n    1 | ..." + std::string(60, 'a') + "BAD" + std::string(97, 'c') +
                      "...\n      |    " + std::string(60, ' ') + "^~~\n");
}

TEST_CASE("terminal escapes of a file do not reach the terminal") {
    const Source s{"e.yaml", "a: \x1b[31mred\r\n"};
    CHECK(format_diagnostic(error_at({&s, 1, 4, 1}, "bad \x1b[0m\nword")) ==
          "e.yaml:1:4: error: bad \\x1b[0m\\nword\n    1 | a: ?[31mred\n      |    ^\n");
}

TEST_CASE("colours on request") {
    const std::string text = format_diagnostic(error_at({&job, 3, 9, 6}, "m"), true);
    CHECK(text.find("\x1b[1;31merror:") != std::string::npos);
    CHECK(text.find("\x1b[1;32m^~~~~~\x1b[0m") != std::string::npos);
}

TEST_CASE("diagnostics are collected") {
    Diagnostics list;
    list.warning({}, "w");
    CHECK_FALSE(list.has_errors());
    Result<int> bad(error_at({}, "e"));
    CHECK_FALSE(bad.or_report(list).has_value());
    CHECK(list.error_count() == 1);
    CHECK(list.take().size() == 2);
    CHECK_FALSE(list.has_errors());
}
