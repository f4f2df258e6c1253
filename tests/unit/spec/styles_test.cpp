#include <doctest/doctest.h>

#include "spec/marker_names.h"
#include "spec/reader.h"

namespace plotmill::spec {

TEST_CASE("every line style of Matplotlib") {
    using Kind = LineStyle::Kind;
    const std::pair<const char*, Kind> cases[] = {
        {"-", Kind::solid},    {"solid", Kind::solid},     {"--", Kind::dashed}, {"dashed", Kind::dashed},
        {"-.", Kind::dashdot}, {"dashdot", Kind::dashdot}, {":", Kind::dotted},  {"dotted", Kind::dotted},
        {"None", Kind::none},  {"none", Kind::none},       {" ", Kind::none},    {"", Kind::none},
    };
    for (const auto& [text, kind] : cases) {
        INFO(text);
        REQUIRE(parse_linestyle(text));
        CHECK(parse_linestyle(text)->kind == kind);
    }
    for (const char* text : {"---", "Solid", "-- ", "dash", "."}) CHECK(!parse_linestyle(text));
}

TEST_CASE("every marker of Matplotlib") {
    for (std::string_view m : marker_texts) CHECK(parse_marker(m) == Marker{std::string(m)});
    for (std::string_view m : {"", " ", "none", "None"}) CHECK(parse_marker(m) == Marker{"none"});
    CHECK(parse_marker("0") == Marker{"tickleft"});
    CHECK(parse_marker("1") == Marker{"1"});
    CHECK(parse_marker("9") == Marker{"caretrightbase"});
    CHECK(parse_marker("caretup") == Marker{"caretup"});
    CHECK(parse_marker("$a$") == Marker{"$a$"});
    for (const char* text : {"12", "$$", "$", "q", "oo", "O"}) {
        INFO(text);
        CHECK(!parse_marker(text));
    }
}

}  // namespace plotmill::spec
