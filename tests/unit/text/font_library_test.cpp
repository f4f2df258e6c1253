#include "text/font_library.h"

#include <doctest/doctest.h>

#include "text/embedded_fonts.h"

using namespace plotmill;
using text::FontFile;
using text::FontLibrary;
using Style = scene::Font::Style;

namespace {

std::string file_of(const FontLibrary& library, std::vector<std::string> families, int weight = 400,
                    Style style = Style::normal) {
    scene::Font font;
    font.families = std::move(families);
    font.weight = weight;
    font.style = style;
    const auto face = library.find(font);
    return face ? library.faces()[*face].file : "none";
}

std::shared_ptr<const std::vector<std::uint8_t>> copy_of(std::string_view file) {
    for (const auto& font : text::embedded_fonts()) {
        if (font.file == file) return std::make_shared<std::vector<std::uint8_t>>(font.bytes.begin(), font.bytes.end());
    }
    return nullptr;
}

}  // namespace

TEST_CASE("faces are chosen by family, style and weight") {
    const FontLibrary library;
    CHECK(file_of(library, {"DejaVu Sans"}) == "DejaVuSans.ttf");
    CHECK(file_of(library, {"dejavu sans"}) == "DejaVuSans.ttf");
    CHECK(file_of(library, {"sans-serif"}) == "DejaVuSans.ttf");
    CHECK(file_of(library, {"sans"}, 700) == "DejaVuSans-Bold.ttf");
    CHECK(file_of(library, {"sans-serif"}, 600) == "DejaVuSans-Bold.ttf");
    CHECK(file_of(library, {"sans-serif"}, 500) == "DejaVuSans.ttf");
    CHECK(file_of(library, {"sans-serif"}, 100) == "DejaVuSans-ExtraLight.ttf");
    CHECK(file_of(library, {"sans-serif"}, 400, Style::italic) == "DejaVuSans-Oblique.ttf");
    CHECK(file_of(library, {"sans-serif"}, 900, Style::oblique) == "DejaVuSans-BoldOblique.ttf");
    CHECK(file_of(library, {"monospace"}, 700) == "DejaVuSansMono-Bold.ttf");
    CHECK(file_of(library, {"serif"}, 700, Style::italic) == "DejaVuSerif-BoldItalic.ttf");
    CHECK(file_of(library, {"cursive"}) == "DejaVuSans.ttf");
    CHECK(file_of(library, {"fantasy"}) == "DejaVuSans.ttf");
    CHECK(file_of(library, {"Helvetica", "DejaVu Serif"}) == "DejaVuSerif.ttf");
    CHECK(file_of(library, {"DejaVu Serif", "DejaVu Sans"}) == "DejaVuSerif.ttf");
}

TEST_CASE("unknown families are reported, and drawn in DejaVu Sans") {
    const FontLibrary library;
    CHECK(file_of(library, {"Helvetica"}) == "none");
    CHECK(file_of(library, {}) == "none");
    CHECK_FALSE(library.knows_family("Helvetica"));
    CHECK(library.knows_family("Sans-Serif"));
    CHECK(library.knows_family("DejaVu Sans Mono"));
    CHECK(library.nearest_family("DejaVu San") == "DejaVu Sans");
    CHECK_FALSE(library.nearest_family("Wingdings").has_value());
    scene::Font font;
    font.families = {"Helvetica"};
    font.weight = 700;
    const auto faces = library.find_all(font);
    REQUIRE(faces.size() == 1);
    CHECK(library.faces()[faces[0]].file == "DejaVuSans-Bold.ttf");
}

TEST_CASE("a list of families is a list of fallbacks") {
    const FontLibrary library;
    scene::Font font;
    font.families = {"monospace", "Helvetica", "DejaVu Sans", "sans-serif"};
    const auto faces = library.find_all(font);
    REQUIRE(faces.size() == 2);
    CHECK(library.faces()[faces[0]].file == "DejaVuSansMono.ttf");
    CHECK(library.faces()[faces[1]].file == "DejaVuSans.ttf");
}

TEST_CASE("fonts from files: described by their tables, before the embedded ones") {
    for (const auto& font : text::embedded_fonts()) {
        CAPTURE(font.file);
        const auto library = FontLibrary::with_files({FontFile{"own.ttf", copy_of(font.file), {}}});
        REQUIRE(library.ok());
        const text::FaceDescription& face = library->faces().front();
        CHECK(face.file == "own.ttf");
        CHECK(face.family == font.family);
        CHECK(face.style == font.style);
        CHECK(face.weight == font.weight);
        CHECK_FALSE(face.condensed);
        CHECK(library->faces()[library->default_face()].file == "DejaVuSans.ttf");
        CHECK(file_of(*library, {std::string(font.family)}, font.weight, font.style) == "own.ttf");
    }
}

TEST_CASE("files that are no fonts are named") {
    const auto junk = std::make_shared<std::vector<std::uint8_t>>(1000, std::uint8_t{7});
    const auto library = FontLibrary::with_files({FontFile{"a.ttf", junk, {}}, FontFile{"b.ttf", nullptr, {}}});
    REQUIRE_FALSE(library.ok());
    REQUIRE(library.errors().size() == 2);
    CHECK(library.errors()[0].message == "cannot use font 'a.ttf': expected a TrueType or OpenType font");
    CHECK(library.errors()[1].message == "cannot use font 'b.ttf': it could not be read");
}
