#include "base/json.h"

#include <cmath>
#include <doctest/doctest.h>

using namespace plotmill;

TEST_CASE("strings and numbers") {
    CHECK(json_string("a\"b\\c\n\t\x01") == "\"a\\\"b\\\\c\\n\\t\\u0001\"");
    CHECK(json_string("\xe2\x82\xac\xff\xc0\x80") == "\"\xe2\x82\xac\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
    CHECK(json_number(3) == "3");
    CHECK(json_number(0.1) == "0.1");
    CHECK(json_number(1e20) == "1e+20");
    CHECK(json_number(NAN) == "null");
    CHECK(json_number(INFINITY) == "null");
}

TEST_CASE("on one line") {
    JsonWriter w;
    w.begin_object().member("a", 1).key("b").begin_array().value(true).null().value("x").end_array().key("c");
    w.begin_object().end_object().end_object();
    CHECK(w.take() == R"({"a": 1, "b": [true, null, "x"], "c": {}})");
}

TEST_CASE("indented, with flat pieces") {
    JsonWriter w(2);
    w.begin_array().begin_object().member("name", "f").key("box").begin_flat_array().value(1.5).value(2);
    w.end_array().key("none").begin_array().end_array().end_object().value(2).end_array();
    CHECK(w.text() == "[\n  {\n    \"name\": \"f\",\n    \"box\": [1.5, 2],\n    \"none\": []\n  },\n  2\n]");
}
