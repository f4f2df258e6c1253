#include "io/hash.h"

#include <doctest/doctest.h>

using plotmill::io::content_hash;

TEST_CASE("XXH3-128 as xxhsum -H2 prints it") {
    CHECK(content_hash("") == "99aa06d3014798d86001c324468d497f");
    CHECK(content_hash("abc") == "06b05ab6733a618578af5f94892f3950");
    CHECK(content_hash(std::string(100'000, 'x')) != content_hash(std::string(100'001, 'x')));
}
