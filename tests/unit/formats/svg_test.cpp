#include "formats/svg.h"

#include <doctest/doctest.h>

#include "formats/fixed_text.h"
#include "formats/svg_document.h"

using namespace plotmill;
using namespace plotmill::formats;

namespace {

scene::Scene empty_scene() {
    scene::Scene scene;
    scene.width = 200;
    scene.height = 100;
    scene.dpi = 144;  // a pixel is half a point
    return scene;
}

std::string written(const scene::Scene& scene, const SvgOptions& options = {}) {
    text::FontEngine fonts(std::make_shared<const text::FontLibrary>());
    return SvgWriter().write(scene, fonts, options);
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

scene::TextItem text_item(std::string text) {
    scene::TextItem item;
    item.text = std::move(text);
    item.font = std::make_shared<const scene::Font>(scene::Font{{"DejaVu Sans"}, 12, 400, {}});
    item.position = {20, 40};
    return item;
}

}  // namespace

TEST_CASE("numbers are short, rounded and bounded") {
    CHECK(fixed_text(0, 2) == "0");
    CHECK(fixed_text(-0.001, 2) == "0");
    CHECK(fixed_text(0.5, 2) == ".5");
    CHECK(fixed_text(-12.346, 2) == "-12.35");
    CHECK(fixed_text(100, 3) == "100");
    CHECK(fixed_text(1.05, 2) == "1.05");
    CHECK(fixed_text(1e300, 2) == "10000000");
    CHECK(fixed_text(std::nan(""), 2) == "0");
}

TEST_CASE("path data is relative and loses nothing on its way") {
    Path path;
    path.move_to({1, 2});
    path.line_to({3, 2});
    path.line_to({3, 5});
    path.line_to({0, 0.25});
    path.quad_to({1, 1}, {2, 2});
    path.cubic_to({1, 1}, {2, 2}, {3, 3});
    path.close();
    path.move_to({10, 10});
    path.line_to({11, 11});
    CHECK(path_data(path, 1, 2) == "M1 2h2v3l-3-4.75q1 .75 2 1.75c-1-1 0 0 1 1zm9 8l1 1");
    // A hundred steps of a third end where they should.
    Path steps;
    steps.move_to({0, 0});
    for (int i = 1; i <= 99; ++i) steps.line_to({i / 3.0, static_cast<double>(i % 2)});
    std::int64_t x = 0;
    const std::string data = path_data(steps, 1, 2);
    for (std::size_t at = data.find('l'); at < data.size();) {
        x += fixed_units(std::strtod(data.c_str() + at + (data[at] == 'l'), nullptr), 2);
        at = data.find_first_of(" -", at + 2);
        at = data.find_first_of(" -", at + 1);
        if (at == std::string::npos) break;
    }
    CHECK(x == 3300);
}

TEST_CASE("hostile text is text") {
    CHECK(xml_text("a<b & \"c\" > d") == "a&lt;b &amp; &quot;c&quot; &gt; d");
    CHECK(xml_text(std::string_view("\x01\x1b\t\n\x7f", 5)) == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
    CHECK(xml_text(U"\uFFFE\U0001FFFF") == "\uFFFD\uFFFD");
    CHECK(xml_text("\xff") == "\uFFFD");
    CHECK(xml_text(U"\U0001F600\u05D0") == "\U0001F600\u05D0");
}

TEST_CASE("the page is in points, with title and description") {
    scene::Scene scene = empty_scene();
    scene.alt = "a <picture>";
    SvgOptions options;
    options.title = "name & more";
    const std::string svg = written(scene, options);
    CHECK(has(svg, "width=\"100pt\" height=\"50pt\" viewBox=\"0 0 100 50\""));
    CHECK(has(svg, "<title>name &amp; more</title>\n<desc>a &lt;picture&gt;</desc>"));
    CHECK(has(svg, "<path fill=\"#fff\" d=\"M0 0h100v50h-100z\"/>"));
    CHECK(!has(svg, "<style>"));
    scene.background.a = 0;
    CHECK(!has(written(scene), "<path"));
}

TEST_CASE("strokes, fills, clips and gaps") {
    scene::Scene scene = empty_scene();
    scene.clips.push_back({Rect{10.2, 20.2, 100, 80}, nullptr});
    scene::PathItem line;
    line.path = Path::polyline({{20, 20}, {40.5, 31}, {std::nan(""), 5}, {60, 20}, {80, 35}});
    line.stroke = scene::Stroke{{1, 0, 0, 0.5}, 3, scene::Cap::projecting, scene::Join::round, {4, 2}, 1};
    scene.items.push_back({line, 0, -1});
    const std::string svg = written(scene);
    CHECK(has(svg, "<clipPath id=\"c0\"><path d=\"M5 10h45v30h-45z\"/></clipPath>"));
    CHECK(has(svg,
              "<g clip-path=\"url(#c0)\">\n<path fill=\"none\" stroke=\"#f00\" stroke-opacity=\".5\" "
              "stroke-width=\"1.5\" stroke-linecap=\"square\" stroke-linejoin=\"round\" stroke-dasharray=\"2,1\" "
              "stroke-dashoffset=\".5\" d=\"M10 10l10.25 5.5m9.75-5.5l10 7.5\"/>\n</g>"));
}

TEST_CASE("straight lines stand on the pixel grid, unless snapping is off") {
    scene::Scene scene = empty_scene();
    scene::PathItem line;
    line.path = Path::polyline({{20.3, 10}, {20.3, 50}});
    line.stroke = scene::Stroke{};
    scene.items.push_back({line, -1, -1});
    CHECK(has(written(scene), "d=\"M10.25 5.25v20\""));
    line.snap = scene::Snap::off;
    scene.items[0].content = line;
    CHECK(has(written(scene), "d=\"M10.15 5v20\""));
}

TEST_CASE("markers are defined once; what is not finite or far away is left out") {
    scene::Scene scene = empty_scene();
    scene::MarkersItem markers;
    markers.marker.move_to({-2, 0});
    markers.marker.quad_to({0, 4}, {2, 0});
    markers.fill = Rgba{0, 0, 1, 1};
    markers.positions = {{10.2, 10}, {20, std::nan("")}, {1e30, 3}, {30, 10}};
    scene.items.push_back({markers, -1, -1});
    scene.items.push_back({markers, -1, -1});
    const std::string svg = written(scene);
    CHECK(has(svg, "<defs>\n<path id=\"m0\" d=\"M-1 0q1 2 2 0\"/>\n</defs>"));
    CHECK(has(svg,
              "<g fill=\"#00f\">\n<use xlink:href=\"#m0\" x=\"5.1\" y=\"5\"/>\n<use xlink:href=\"#m0\" x=\"15\" "
              "y=\"5\"/>\n</g>"));
}

TEST_CASE("text is text, in fonts that hold its characters") {
    scene::Scene scene = empty_scene();
    scene::TextItem item = text_item("Hello & co");
    item.anchor = 0.5;
    scene.items.push_back({item, -1, -1});
    const std::string svg = written(scene);
    CHECK(has(
        svg, "font-family=\"'DejaVu Sans',sans-serif\" font-size=\"12\" text-anchor=\"middle\">Hello &amp; co</text>"));
    CHECK(has(svg, "@font-face{font-family:'DejaVu Sans';src:url(data:font/woff;base64,d09GRg"));
    CHECK(svg.size() < 6000);
    CHECK(svg == written(scene));

    SvgOptions paths;
    paths.text_as_paths = true;
    const std::string outlines = written(scene, paths);
    CHECK(!has(outlines, "<text"));
    CHECK(!has(outlines, "@font-face"));
    CHECK(has(outlines, "<use xlink:href=\"#g0\""));
}

TEST_CASE("turned text, math and text from right to left") {
    scene::Scene scene = empty_scene();
    scene::TextItem item = text_item("up");
    item.angle = 90;
    scene.items.push_back({item, -1, -1});
    CHECK(has(written(scene), "rotate(-90)\" x=\"0\" y=\"0\""));

    item = text_item("$x^2$");
    item.math = true;
    scene.items[0].content = item;
    const std::string math = written(scene);
    CHECK(has(math, "font-style=\"italic\">x</tspan>"));
    CHECK(has(math, "font-size=\"8.4\">2</tspan>"));

    scene.items[0].content = text_item("\u05E9\u05DC\u05D5\u05DD");
    CHECK(has(written(scene), "direction=\"rtl\" text-anchor=\"end\">\u05E9\u05DC\u05D5\u05DD</text>"));
}

TEST_CASE("images and shaded triangles are pixels") {
    scene::Scene scene = empty_scene();
    scene::ImageItem image;
    image.width = 2;
    image.height = 1;
    image.rgba =
        std::make_shared<const std::vector<std::uint8_t>>(std::vector<std::uint8_t>{255, 0, 0, 255, 0, 0, 0, 0});
    image.position = {10, 20};
    image.alpha = 0.5;
    scene.items.push_back({image, -1, -1});
    scene::TrianglesItem triangles;
    triangles.points = {{Point{20, 20}, Point{40, 20}, Point{20, 40}}};
    triangles.colors = {{Rgba{1, 0, 0, 1}, Rgba{0, 1, 0, 1}, Rgba{0, 0, 1, 1}}};
    scene.items.push_back({triangles, -1, -1});
    const std::string svg = written(scene);
    CHECK(has(svg,
              "<image x=\"5\" y=\"10\" width=\"1\" height=\".5\" opacity=\".5\" preserveAspectRatio=\"none\" "
              "xlink:href=\"data:image/png;base64,iVBOR"));
    CHECK(has(svg, "<image x=\"9.5\" y=\"9.5\" width=\"11\" height=\"11\" preserveAspectRatio"));
}
