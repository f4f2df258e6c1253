#include "formats/pdf_document.h"

#include <doctest/doctest.h>
#include <libdeflate.h>

using namespace plotmill;
using namespace plotmill::formats;

namespace {

scene::Scene page_scene(const std::string& words) {
    scene::Scene scene;
    scene.width = 200;
    scene.height = 100;
    scene.dpi = 100;
    scene::TextItem item;
    item.text = words;
    item.font = std::make_shared<const scene::Font>(scene::Font{{"DejaVu Sans"}, 10, 400, {}});
    item.position = {20, 40};
    scene.items.push_back({item, -1, -1});
    return scene;
}

class Maker {
public:
    PdfPage page(const scene::Scene& scene, const std::string& title = "") {
        PdfPage p = make_pdf_page(scene, fonts_, flate_);
        p.title = title;
        return p;
    }
    static std::string file(const std::vector<PdfPage>& pages, bool outline) {
        std::string out;
        PdfDocument document([&](std::string_view part) { out += part; }, outline);
        for (const PdfPage& p : pages) document.add(p);
        document.finish();
        return out;
    }

private:
    text::FontEngine fonts_{std::make_shared<const text::FontLibrary>()};
    Flate flate_;
};

std::string inflated(const std::string& zlib) {
    std::string out(1 << 16, '\0');
    std::size_t size = 0;
    libdeflate_decompressor* d = libdeflate_alloc_decompressor();
    const auto result = libdeflate_zlib_decompress(d, zlib.data(), zlib.size(), out.data(), out.size(), &size);
    libdeflate_free_decompressor(d);
    REQUIRE(result == LIBDEFLATE_SUCCESS);
    out.resize(size);
    return out;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t n = 0;
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++n;
    return n;
}

}  // namespace

TEST_CASE("every object is where the table says") {
    Maker maker;
    const std::string pdf = Maker::file({maker.page(page_scene("one"), "a"), maker.page(page_scene("two"), "b")}, true);
    CHECK(pdf.starts_with("%PDF-1.7\n"));
    CHECK(pdf.ends_with("%%EOF\n"));
    const std::size_t table = std::stoul(pdf.substr(pdf.find("startxref\n") + 10));
    REQUIRE(pdf.substr(table, 5) == "xref\n");
    const std::size_t objects = std::stoul(pdf.substr(table + 7));
    for (std::size_t i = 1; i < objects; ++i) {
        const std::size_t line = pdf.find("f \n", table) + 3 + (i - 1) * 20;
        const std::size_t offset = std::stoul(pdf.substr(line, 10));
        const std::string begin = std::to_string(i) + " 0 obj\n";
        CHECK(pdf.substr(offset, begin.size()) == begin);
    }
    CHECK(has(pdf, "/Size " + std::to_string(objects) + "/"));
}

TEST_CASE("pages share a font with the glyphs of all, and have their titles in the outline") {
    Maker maker;
    const std::string one = Maker::file({maker.page(page_scene("ab"))}, false);
    const std::string two = Maker::file({maker.page(page_scene("ab"), "A"), maker.page(page_scene("bcd"), "B")}, true);
    CHECK(count(one, "/FontFile2") == 1);
    CHECK(count(two, "/FontFile2") == 1);
    CHECK(count(two, "/Type/Page/") == 2);
    CHECK(has(two, "/Title<FEFF0041>"));
    CHECK(has(two, "/Title<FEFF0042>"));
    CHECK(has(one, "/MediaBox[0 0 144 72]"));
    CHECK(has(one, "+DejaVuSans"));
    CHECK(one == Maker::file({Maker().page(page_scene("ab"))}, false));
    CHECK(one.size() < 4000);
    for (const char* word : {"Date", "/ID"}) CHECK(!has(two, word));
}

TEST_CASE("drawing: state is set once, alpha by resources") {
    scene::Scene scene = page_scene("");
    scene.items.clear();
    scene::PathItem shape;
    shape.path = Path::rectangle({10, 20, 30, 40});
    shape.fill = Rgba{1, 0, 0, 0.5};
    shape.stroke = scene::Stroke{{0, 0, 0, 1}, 2, scene::Cap::butt, scene::Join::miter, {3, 1}, -1};
    scene.items.push_back({shape, -1, -1});
    scene.items.push_back({shape, -1, -1});
    const PdfPage page = Maker().page(scene);
    const std::string content = inflated(page.content);
    CHECK(count(content, "1 0 0 rg") == 1);
    CHECK(count(content, " gs") == 1);
    CHECK(count(content, "[2.16 .72] 2.16 d") == 1);
    CHECK(count(content, "7.2 57.6 m\n21.6 57.6 l\n21.6 43.2 l\n7.2 43.2 l\nh\nB\n") == 2);
    CHECK(has(page.resources, "/ExtGState<</A0<</ca .5/CA 1>>>>"));
}

TEST_CASE("a transparent line shows the fill below it") {
    scene::Scene scene = page_scene("");
    scene.items.clear();
    scene::PathItem shape;
    shape.path = Path::rectangle({10, 20, 30, 40});
    shape.fill = Rgba{1, 0, 0, 1};
    shape.stroke = scene::Stroke{{0, 0, 0, 0.5}, 2};
    scene.items.push_back({shape, -1, -1});
    const std::string content = inflated(Maker().page(scene).content);
    CHECK(count(content, "h\nf\n") == 2);  // with the background
    CHECK(count(content, "h\nS\n") == 1);
}

TEST_CASE("text: glyphs that say what they stand for") {
    const PdfPage page = Maker().page(page_scene("AV A"));
    REQUIRE(page.fonts.size() == 1);
    std::u32string all;
    for (const auto& [glyph, text] : page.fonts[0].glyphs) all += text;
    CHECK(all == U" AV");
    const std::string content = inflated(page.content);
    CHECK(has(content, "/F0 10 Tf"));
    CHECK(has(content, "1 0 0 1 14.4 43.2 Tm"));
    CHECK(has(content, ">]TJ"));
}

TEST_CASE("images with alpha have a mask, shaded triangles a mesh") {
    scene::Scene scene = page_scene("");
    scene.items.clear();
    scene::ImageItem image;
    image.width = image.height = 1;
    image.rgba = std::make_shared<const std::vector<std::uint8_t>>(std::vector<std::uint8_t>{9, 8, 7, 128});
    scene.items.push_back({image, -1, -1});
    scene::TrianglesItem triangles;
    triangles.points = {{Point{0, 0}, Point{100, 0}, Point{0, 100}}};
    triangles.colors = {{Rgba{1, 0, 0, 1}, Rgba{0, 1, 0, 0.5}, Rgba{0, 0, 1, 1}}};
    scene.items.push_back({triangles, -1, -1});
    const PdfPage page = Maker().page(scene);
    REQUIRE(page.objects.size() == 6);
    CHECK(inflated(page.objects[0].stream) == std::string("\x80"));
    CHECK(inflated(page.objects[1].stream) == "\x09\x08\x07");
    CHECK(has(page.objects[1].entries, "/SMask " + PdfPage::local(0)));
    CHECK(has(page.objects[2].entries, "/ShadingType 4"));
    CHECK(inflated(page.objects[2].stream).size() == 3 * (1 + 4 + 4 + 3));
    CHECK(has(page.objects[5].entries, "/S/Luminosity"));
}

TEST_CASE("hatches are tiles in their shape") {
    scene::Scene scene = page_scene("");
    scene.items.clear();
    scene::PathItem shape;
    shape.path = Path::rectangle({10, 20, 150, 40});
    shape.hatch = scene::Hatch{"/", {0, 0, 0, 1}, 1};
    scene.items.push_back({shape, -1, -1});
    const std::string content = inflated(Maker().page(scene).content);
    CHECK(count(content, "/H0 Do") == 2);  // of a square inch each
    CHECK(has(content, "h\nW n\n"));
}
