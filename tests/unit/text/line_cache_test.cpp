#include "text/line_cache.h"

#include <doctest/doctest.h>

#include "text/utf8.h"

using namespace plotmill::text;

TEST_CASE("the least recently used line goes first") {
    LineCache cache(3);
    const auto key = [](std::string_view text, double angle = 0) {
        LineKey k;
        k.text = text;
        k.points = 10;
        k.dpi = 100;
        k.angle = angle;
        return k;
    };
    cache.insert(key("a")).bearing = 1;
    cache.insert(key("b")).bearing = 2;
    cache.insert(key("a", 90)).bearing = 3;
    REQUIRE(cache.find(key("a")));
    CHECK(cache.find(key("a"))->bearing == 1);
    CHECK(cache.find(key("a", 90))->bearing == 3);
    cache.insert(key("c"));
    CHECK_FALSE(cache.find(key("b")));
    CHECK(cache.find(key("a")));
    CHECK(cache.find(key("c")));
    CHECK(cache.size() == 3);
}

TEST_CASE("masks count towards the limit") {
    LineCache cache(1000, 10000);
    std::string text = "x";
    for (int i = 0; i < 20; ++i) {
        text += 'x';
        LineKey key;
        key.text = text;
        LineEntry& entry = cache.insert(key);
        entry.mask.reset(50, 50);
        cache.account(entry);
    }
    CHECK(cache.size() < 6);
    CHECK(cache.size() >= 2);
}

TEST_CASE("UTF-8") {
    CHECK(decode_utf8("a\xC3\xA4\xE6\x97\xA5\xF0\x9F\x98\x80") == U"a\u00E4\u65E5\U0001F600");
    CHECK(decode_utf8("\xC0\x80") == U"\uFFFD\uFFFD");            // overlong
    CHECK(decode_utf8("\xE6\x97") == U"\uFFFD\uFFFD");            // cut off
    CHECK(decode_utf8("\xED\xA0\x80") == U"\uFFFD\uFFFD\uFFFD");  // a surrogate
    CHECK(decode_utf8("\xF5\x80\x80\x80") == U"\uFFFD\uFFFD\uFFFD\uFFFD");
}
