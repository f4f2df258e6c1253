#include "base/digest.h"

#include <doctest/doctest.h>

using namespace plotmill;

TEST_CASE("digests are XXH3's, as xxh128sum writes them") {
    CHECK(hex(digest("")) == "99aa06d3014798d86001c324468d497f");
    CHECK(hex(digest("abc")) == "06b05ab6733a618578af5f94892f3950");
    CHECK(digest(std::string(100'000, 'x')) != digest(std::string(100'001, 'x')));
}

TEST_CASE("bytes that come in parts have the digest of the whole") {
    std::string whole;
    Digester parts;
    for (int i = 0; i < 1000; ++i) {
        const std::string part(static_cast<std::size_t>(i % 97), static_cast<char>('a' + i % 26));
        whole += part;
        parts.add(part);
    }
    CHECK(parts.take() == digest(whole));
}

TEST_CASE("parts do not run into each other") {
    CHECK(DigestText().add("ab").add("c").take() != DigestText().add("a").add("bc").take());
    CHECK(DigestText().add("ab").take() != DigestText().add("ab").add("").take());
}
