#include "render/text_place.h"

#include <doctest/doctest.h>
#include <string>

using namespace plotmill;

namespace {

// The source's text between the place's first and last character, or a dash.
std::string shown(const std::string& source_text, Span scalar, std::string_view text, std::size_t offset) {
    const Source source{"job.yaml", source_text};
    scalar.source = &source;
    const auto place = render::place_in_text(scalar, text, offset);
    if (!place) return "-";
    return std::to_string(place->line) + ":" + std::to_string(place->column) + "+" + std::to_string(place->length);
}

}  // namespace

TEST_CASE("characters of quoted and plain scalars") {
    CHECK(shown("title: $x^$", {nullptr, 1, 8, 4}, "$x^$", 2) == "1:10+1");
    CHECK(shown("a: 1\ntitle: \"ab $\\\\alpa$\"\n", {nullptr, 2, 8, 13}, "ab $\\alpa$", 4) == "2:13+6");
    CHECK(shown("title: 'it''s $x$'", {nullptr, 1, 8, 11}, "it's $x$", 6) == "1:16+1");
    CHECK(shown("title: \"\xC3\xA4 $x$\"", {nullptr, 1, 8, 7}, "\xC3\xA4 $x$", 4) == "1:12+1");
    CHECK(shown("title: \"a\\n$x$\"", {nullptr, 1, 8, 8}, "a\n$x$", 3) == "1:13+1");
}

TEST_CASE("texts that stand otherwise in the file have no place") {
    CHECK(shown("title: \"${{ a }} $x$\"", {nullptr, 1, 8, 14}, "5 $x$", 3) == "-");
    CHECK(shown("title: |\n  $x$\n", {nullptr, 1, 8, 1}, "$x$\n", 1) == "-");
    CHECK(shown("title: \"\\x24x$\"", {nullptr, 1, 8, 8}, "$x$", 1) == "-");
    CHECK(shown("title: {text: a}", {nullptr, 1, 8, 9}, "a", 0) == "-");
    CHECK(shown("title: ab", {nullptr, 1, 8, 2}, "ab", 2) == "-");
    CHECK(shown("title: ab", {nullptr, 7, 8, 2}, "ab", 0) == "-");
    CHECK_FALSE(render::place_in_text({}, "ab", 0));
}
