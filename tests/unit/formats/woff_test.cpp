#include "formats/woff.h"

#include <doctest/doctest.h>

#include "text/outline_font.h"

using namespace plotmill;
using namespace plotmill::formats;

namespace {

std::string base64(std::string_view bytes) {
    std::string out;
    put_base64(out, bytes);
    return out;
}

}  // namespace

TEST_CASE("base64 of RFC 4648") {
    CHECK(base64("") == "");
    CHECK(base64("f") == "Zg==");
    CHECK(base64("fo") == "Zm8=");
    CHECK(base64("foo") == "Zm9v");
    CHECK(base64("foobar") == "Zm9vYmFy");
    CHECK(base64("\xff\xfe\xfd") == "//79");
}

TEST_CASE("a font's tables, deflated, in WOFF's frame") {
    const text::FontLibrary library;
    const text::OutlineFont face(library.faces()[library.default_face()]);
    const auto font =
        face.subset(std::set<char32_t>{U'a', U'b', U'c', U'd', U'e', U'f', U'g', U'h', U'm', U'n', U'o', U'p'});
    REQUIRE(font.size() > 100);
    Flate flate;
    const std::string woff = to_woff(font, flate);
    CHECK(woff.substr(0, 4) == "wOFF");
    CHECK(woff.size() < font.size());
    CHECK(woff.size() % 4 == 0);
    const auto word = [&](std::size_t at) {
        std::size_t v = 0;
        for (std::size_t i = 0; i < 4; ++i) v = v << 8 | static_cast<unsigned char>(woff[at + i]);
        return v;
    };
    CHECK(word(8) == woff.size());
    CHECK(word(16) == font.size());  // what it becomes again
    CHECK((word(12) >> 16) == (std::size_t{font[4]} << 8 | font[5]));
}

TEST_CASE("what is no font is refused") {
    Flate flate;
    CHECK(to_woff({}, flate).empty());
    std::vector<std::uint8_t> broken(40, 0xff);
    CHECK(to_woff(broken, flate).empty());
    broken[4] = 0;
    broken[5] = 1;
    CHECK(to_woff(broken, flate).empty());  // a table beyond the end
}
