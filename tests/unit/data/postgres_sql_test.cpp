#include "data/sources/postgres_sql.h"

#include <doctest/doctest.h>

using namespace plotmill::data;

TEST_CASE("names become numbered parameters") {
    const NumberedSql s = number_parameters("SELECT $b, $a, $b::int FROM t WHERE x = $a ; \n");
    CHECK(s.text == "SELECT $1, $2, $1::int FROM t WHERE x = $2");
    CHECK(s.names == std::vector<std::string>{"b", "a"});
    CHECK(s.origin[s.text.find("::int")] == 17);
    CHECK(s.origin.size() == s.text.size() + 1);
    for (const char* as_it_is :
         {"SELECT '$a', \"$b\"", "SELECT 'it''s $a'", "SELECT E'\\'$a'", "SELECT 1 -- $a",
          "SELECT /* $a /* $b */ $c */ 1", "SELECT $$ $a $$", "SELECT $tag$ $a $$ $tag$", "SELECT a$b", "SELECT $1, 5$",
          "SELECT $$ $a", "SELECT 'open $a", "SELECT x::text, '\xC3\xA4'"}) {
        CAPTURE(as_it_is);
        CHECK(number_parameters(as_it_is).text == as_it_is);
        CHECK(number_parameters(as_it_is).names.empty());
    }
    CHECK(number_parameters("SELECT E'\\'' || $a").text == "SELECT E'\\'' || $1");
    CHECK(number_parameters("SELECT '\\' || $a").text == "SELECT '\\' || $1");
    CHECK(number_parameters("").text.empty());
    CHECK(number_parameters("$a").text == "$1");
}

TEST_CASE("intervals") {
    CHECK(*interval_seconds("P1Y2M3DT4H5M6.5S") ==
          365.25 * 86400 + 2 * 30 * 86400 + 3 * 86400 + 4 * 3600 + 5 * 60 + 6.5);
    CHECK(*interval_seconds("PT-2.5S") == -2.5);
    CHECK(*interval_seconds("P-1DT2H") == -86400 + 7200);
    CHECK(*interval_seconds("PT0S") == 0);
    for (const char* bad : {"", "P", "PT", "1h", "P1", "P1X", "PT1Y"}) CHECK_FALSE(interval_seconds(bad).has_value());
}
