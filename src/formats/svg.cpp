#include "formats/svg.h"

#include <cassert>
#include <numbers>
#include <optional>

#include "base/watch.h"
#include "formats/fixed_text.h"
#include "formats/raster_parts.h"
#include "formats/svg_document.h"
#include "formats/vector_path.h"
#include "formats/woff.h"
#include "paint/hatch.h"

namespace plotmill::formats {

namespace {

constexpr int coordinate_digits = 2, marker_digits = 3;  // of points

bool visible(const std::optional<Rgba>& color) { return color && color->a > 0; }
bool visible(const std::optional<scene::Stroke>& stroke) { return stroke && stroke->width > 0 && stroke->color.a > 0; }
double width_of(const std::optional<scene::Stroke>& stroke) {
    return stroke && stroke->color.a > 0 ? stroke->width : 0;
}
template <class T>
const T* pointer(const std::optional<T>& value) {
    return value ? &*value : nullptr;
}

class Drawing {
public:
    Drawing(const scene::Scene& scene, text::FontEngine& fonts, const SvgOptions& options, PngEncoder& png,
            Flate& flate)
        : scene_(scene),
          fonts_(fonts),
          options_(options),
          png_(png),
          flate_(flate),
          scale_(72 / scene.dpi),
          page_{0, 0, scene.width, scene.height},
          near_(page_.padded(1e4)) {}

    std::string file() {
        if (scene_.background.a > 0)
            body_ += "<path" + fill_attributes(&scene_.background) + " d=\"" +
                     path_data(Path::rectangle(page_), scale_, coordinate_digits) + "\"/>\n";
        for (const scene::Item& i : scene_.items) {
            set_clip(i.clip);
            std::visit([&](const auto& content) { item(content); }, i.content);
        }
        set_clip(-1);
        const std::string width = length(scene_.width), height = length(scene_.height);
        std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" ";
        if (document_.definitions().find("xlink") != std::string::npos || body_.find("xlink") != std::string::npos)
            out += "xmlns:xlink=\"http://www.w3.org/1999/xlink\" ";
        out += "width=\"" + width + "pt\" height=\"" + height + "pt\" viewBox=\"0 0 " + width + ' ' + height + "\">\n";
        if (!options_.title.empty()) out += "<title>" + xml_text(options_.title) + "</title>\n";
        if (!scene_.alt.empty()) out += "<desc>" + xml_text(scene_.alt) + "</desc>\n";
        if (const std::string rules = document_.font_rules(fonts_, flate_) + text_rule_; !rules.empty())
            out += "<style>\n" + rules + "</style>\n";
        if (!document_.definitions().empty()) out += "<defs>\n" + document_.definitions() + "</defs>\n";
        return out + body_ + "</svg>\n";
    }

private:
    std::string length(double pixels) const { return fixed_text(pixels * scale_, coordinate_digits); }

    std::string place(Point p, std::string_view x = "x", std::string_view y = "y") const {
        return ' ' + std::string(x) + "=\"" + length(p.x) + "\" " + std::string(y) + "=\"" + length(p.y) + '"';
    }

    void set_clip(int index, scene::Snap snap = scene::Snap::automatic) {
        if (index == clip_) return;
        if (clip_ >= 0) body_ += "</g>\n";
        clip_ = index;
        if (index < 0) return;
        assert(static_cast<std::size_t>(index) < scene_.clips.size());
        const scene::Clip& c = scene_.clips[static_cast<std::size_t>(index)];
        std::string outer;
        const auto add = [&](const Path& path) {
            const std::string within = outer.empty() ? "" : " clip-path=\"url(#" + outer + ")\"";
            outer = document_.define('c', "<clipPath id=\"@\"" + within + "><path d=\"" +
                                              path_data(path, scale_, coordinate_digits) + "\"/></clipPath>");
        };
        if (c.rect) add(Path::rectangle(on_pixels(*c.rect)));
        if (c.path) {
            Path clean;
            prepare_path(*c.path, {true, false, 0, snap}, page_, clean);
            add(clean);
        }
        body_ += outer.empty() ? "<g>\n" : "<g clip-path=\"url(#" + outer + ")\">\n";
    }

    // Matplotlib's tile: a square inch from the top left corner of the picture.
    std::string hatch_attributes(const scene::Hatch& hatch, const Rgba* fill) {
        const double side = std::max(1.0, std::floor(scene_.dpi)) * scale_;
        const std::string s = fixed_text(side, 3);
        std::string body =
            "<pattern id=\"@\" patternUnits=\"userSpaceOnUse\" width=\"" + s + "\" height=\"" + s + "\">";
        if (fill && fill->a > 0)
            body += "<path" + fill_attributes(fill) + " d=\"M0 0h" + s + 'v' + s + "h-" + s + "z\"/>";
        const scene::Stroke line{hatch.color, hatch.width, scene::Cap::projecting, scene::Join::miter, {}, 0};
        body +=
            "<path" + fill_attributes(&hatch.color) + stroke_attributes(&line, scale_) + " d=\"" +
            path_data(paint::hatch_path(hatch.pattern).transformed({side, 0, 0, -side, 0, side}), 1, marker_digits) +
            "\"/></pattern>";
        return " fill=\"url(#" + document_.define('h', body) + ")\"";
    }

    static std::string edge_rule(bool antialias) { return antialias ? "" : " shape-rendering=\"crispEdges\""; }

    void put_path(const Path& path, const std::string& attributes) {
        if (path.empty()) return;
        body_ += "<path" + attributes + " d=\"" + path_data(path, scale_, coordinate_digits) + "\"/>\n";
    }

    void item(const scene::PathItem& item) {
        const bool hatched = item.hatch && !item.hatch->pattern.empty();
        const bool filled = visible(item.fill) || hatched;
        if (!filled && !visible(item.stroke)) return;
        Path made;
        prepare_path(scene::path_of(item, made), {filled, item.simplify, width_of(item.stroke), item.snap, &scene_},
                     page_, clean_);
        put_path(clean_,
                 (hatched ? hatch_attributes(*item.hatch, pointer(item.fill)) : fill_attributes(pointer(item.fill))) +
                     stroke_attributes(pointer(item.stroke), scale_) + edge_rule(item.antialias));
    }

    void item(const scene::MarkersItem& item) {
        if (!visible(item.fill) && !visible(item.stroke)) return;
        scene::Stroke stroke;
        if (item.stroke) stroke = *item.stroke;
        stroke.dashes.clear();  // as Agg's markers
        const bool snapped =
            prepare_marker(item.marker, {true, false, width_of(item.stroke), item.snap}, page_, clean_);
        const std::string name = shape(clean_);
        std::string uses;
        for (const Point p : item.positions)
            if (finite(p) && near_.contains(p))
                uses += "<use xlink:href=\"#" + name + '"' + place(snapped ? on_pixel(p) : p) + "/>\n";
        if (uses.empty() || name.empty()) return;
        body_ += "<g" + fill_attributes(pointer(item.fill)) +
                 stroke_attributes(item.stroke ? &stroke : nullptr, scale_) + ">\n" + uses + "</g>\n";
    }

    // A definition of a small path around the origin, without colours.
    std::string shape(const Path& path) {
        if (path.empty()) return {};
        return document_.define('m', "<path id=\"@\" d=\"" + path_data(path, scale_, marker_digits) + "\"/>");
    }

    void item(const scene::CellsItem& cells) { item(scene::collection_of(cells)); }

    void item(const scene::CollectionItem& item) {
        if (item.paths.empty() || (item.faces.empty() && item.edges.empty())) return;
        const std::size_t count = std::max(item.paths.size(), item.offsets.size());
        // Where shapes come back they are defined once.
        const bool shared = item.offsets.size() > item.paths.size() && item.scales.size() <= 1 && !item.hatch;
        std::vector<std::string> names;
        if (shared)
            for (Path path : item.paths) {
                if (!item.scales.empty())
                    for (Point& p : path.points) p = p * item.scales[0];
                prepare_path(path, {true, false, 0, scene::Snap::off}, page_, clean_);
                names.push_back(shape(clean_));
            }
        for (std::size_t i = 0; i < count; ++i) {
            poll(i);
            const scene::Stroke* edge = item.edges.empty() ? nullptr : &item.edges[i % item.edges.size()];
            const Rgba* face = item.faces.empty() ? nullptr : &item.faces[i % item.faces.size()];
            const bool antialias = item.antialias.empty() || item.antialias[i % item.antialias.size()];
            const bool hatched = item.hatch && !item.hatch->pattern.empty();
            const std::string paint = (hatched ? hatch_attributes(*item.hatch, face) : fill_attributes(face)) +
                                      stroke_attributes(edge, scale_) + edge_rule(antialias);
            const bool filled = (face && face->a > 0) || hatched;
            if (!filled && !(edge && edge->width > 0 && edge->color.a > 0)) continue;
            const Point offset = item.offsets.empty() ? Point{} : item.offsets[i % item.offsets.size()];
            if (!finite(offset)) continue;
            if (shared) {
                const std::string& name = names[i % names.size()];
                if (!name.empty()) body_ += "<use xlink:href=\"#" + name + '"' + place(offset) + paint + "/>\n";
                continue;
            }
            moved_ = item.paths[i % item.paths.size()];
            const double k = item.scales.empty() ? 1 : item.scales[i % item.scales.size()];
            for (Point& p : moved_.points) p = p * k + offset;
            prepare_path(moved_, {filled, false, edge ? edge->width : 0, item.snap}, page_, clean_);
            put_path(clean_, paint);
        }
    }

    void item(const scene::ImageItem& item) { put_image(image_part(item), item.alpha); }
    void item(const scene::TrianglesItem& item) { put_image(triangles_part(item, scene_), 1); }

    void put_image(const RasterPart& part, double alpha) {
        if (part.width <= 0 || part.height <= 0) return;
        PngOptions options;
        options.compression = PngCompression::balanced;
        const auto bytes =
            png_.encode({reinterpret_cast<const std::uint8_t*>(part.words.data()),
                         static_cast<std::ptrdiff_t>(part.width) * 4, part.width, part.height, part.opaque},
                        options);
        body_ += "<image" + place(part.position) + " width=\"" + length(part.width) + "\" height=\"" +
                 length(part.height) + '"';
        if (alpha < 1) body_ += " opacity=\"" + fixed_text(std::max(alpha, 0.0), 3) + '"';
        body_ += " preserveAspectRatio=\"none\" xlink:href=\"data:image/png;base64,";
        put_base64(body_, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
        body_ += "\"/>\n";
    }

    void item(const scene::TextItem& item) {
        if (item.color.a <= 0) return;
        const text::VectorLine line = fonts_.vector_line(item, scene_.dpi);
        if (line.runs.empty() && line.rules.empty()) return;
        if (options_.text_as_paths)
            put_outlines(item, line);
        else
            put_text(item, line);
        if (line.rules.empty()) return;
        Path rules;
        for (const Rect& r : line.rules)
            rules.append(Path::rectangle({line.dx + r.x0, -line.dy - r.y1, line.dx + r.x1, -line.dy - r.y0}));
        body_ += "<path" + transform(item, line) + fill_attributes(&item.color) + " d=\"" +
                 path_data(rules, scale_, coordinate_digits) + "\"/>\n";
    }

    std::string transform(const scene::TextItem& item, const text::VectorLine& line) const {
        std::string out = " transform=\"translate(" + length(line.place.x) + ' ' + length(line.place.y) + ')';
        if (item.angle != 0) out += " rotate(" + fixed_text(-item.angle, 3) + ')';
        return out + '"';
    }

    std::string font_attributes(text::FaceId id, double size) {
        const text::FaceDescription& face = fonts_.library()->faces()[id];
        std::string out = " font-family=\"" + family_list(id) + "\" font-size=\"" + length(size) + '"';
        if (face.style != scene::Font::Style::normal) out += " font-style=\"italic\"";
        if (face.weight != 400) out += " font-weight=\"" + std::to_string(face.weight) + '"';
        return out;
    }

    std::string family_list(text::FaceId id) {
        const std::string& family = fonts_.library()->faces()[id].family;
        std::string quoted = "'";
        for (const char c : family) {
            if (c == '\'' || c == '\\') quoted += '\\';
            quoted += c;
        }
        const bool serif = family.find("Serif") != std::string::npos;
        const bool monospaced = fonts_.outline_font(id).facts().monospaced;
        return xml_text(quoted + (monospaced ? "',monospace" : serif ? "',serif" : "',sans-serif"));
    }

    static std::string keep_spaces(std::u32string_view text) {
        const bool odd = !text.empty() &&
                         (text.front() == U' ' || text.back() == U' ' || text.find(U"  ") != std::u32string_view::npos);
        return odd ? " xml:space=\"preserve\"" : "";
    }

    // Pieces of math that stand where the font's own advances would put them are kept together.
    void put_math_run(const text::VectorRun& run, const text::VectorLine& line, bool turned, Point origin) {
        text::OutlineFont& font = fonts_.outline_font(run.face);
        const double unit = run.size / font.facts().units_per_em;
        const std::string attributes = font_attributes(run.face, run.size);
        for (std::size_t i = 0; i < run.glyphs.size();) {
            const text::VectorGlyph& first = run.glyphs[i];
            std::u32string characters;
            double pen = first.x;
            for (; i < run.glyphs.size(); ++i) {
                const text::VectorGlyph& g = run.glyphs[i];
                const bool joins = std::fabs(g.x - pen) < 0.03 * run.size && std::fabs(g.y - first.y) < 0.01 * run.size;
                if (!characters.empty() && !joins) break;
                characters += g.text;
                pen = g.x + font.advance(g.index) * unit;
            }
            const Point at{line.dx + first.x, -line.dy - first.y};
            body_ += "<tspan" + place(turned ? at : origin + at) + attributes + '>' + xml_text(characters) + "</tspan>";
        }
    }

    void put_text(const scene::TextItem& item, const text::VectorLine& line) {
        for (const text::VectorRun& run : line.runs) document_.use_font(run.face, run.text);
        text_rule_ = "text{font-variant-ligatures:none}\n";
        const bool turned = item.angle != 0;
        const Point origin = turned ? Point{} : line.place;
        const std::string head =
            "<text" + (turned ? transform(item, line) : std::string()) + fill_attributes(&item.color);
        if (line.math) {
            body_ += head + '>';
            for (const text::VectorRun& run : line.runs) put_math_run(run, line, turned, origin);
            body_ += "</text>\n";
            return;
        }
        if (line.runs.size() == 1) {
            const text::VectorRun& run = line.runs.front();
            const Point at = origin + Point{line.dx + item.anchor * line.width, -line.dy};
            const double from_start = run.right_to_left ? 1 - item.anchor : item.anchor;
            body_ += head + place(at) + font_attributes(run.face, run.size) + keep_spaces(run.text);
            if (run.right_to_left) body_ += " direction=\"rtl\"";
            if (from_start == 0.5) body_ += " text-anchor=\"middle\"";
            if (from_start == 1) body_ += " text-anchor=\"end\"";
            body_ += '>' + xml_text(run.text) + "</text>\n";
            return;
        }
        body_ += head + " xml:space=\"preserve\">";
        for (const text::VectorRun& run : line.runs) {
            const double x = run.begin + (run.right_to_left ? run.width : 0);
            body_ += "<tspan" + place(origin + Point{line.dx + x, -line.dy}) + font_attributes(run.face, run.size);
            if (run.right_to_left) body_ += " direction=\"rtl\" unicode-bidi=\"embed\"";
            body_ += '>' + xml_text(run.text) + "</tspan>";
        }
        body_ += "</text>\n";
    }

    void put_outlines(const scene::TextItem& item, const text::VectorLine& line) {
        body_ += "<g" + transform(item, line) + fill_attributes(&item.color) + ">\n";
        for (const text::VectorRun& run : line.runs) {
            text::OutlineFont& font = fonts_.outline_font(run.face);
            const double unit = run.size * scale_ / font.facts().units_per_em;
            const std::string size = fixed_text(unit, 6);
            body_ += "<g transform=\"scale(" + size + " -" + size + ")\">\n";
            for (const text::VectorGlyph& g : run.glyphs) {
                const Path& outline = font.outline(g.index);
                if (outline.empty()) continue;
                const std::string name =
                    document_.define('g', "<path id=\"@\" d=\"" + path_data(outline, 1, 0) + "\"/>");
                body_ +=
                    "<use xlink:href=\"#" + name + "\" x=\"" + fixed_text((line.dx + g.x) * scale_ / unit, 0) + '"';
                const double y = (line.dy + g.y) * scale_ / unit;
                if (fixed_units(y, 0) != 0) body_ += " y=\"" + fixed_text(y, 0) + '"';
                body_ += "/>\n";
            }
            body_ += "</g>\n";
        }
        body_ += "</g>\n";
    }

    const scene::Scene& scene_;
    text::FontEngine& fonts_;
    const SvgOptions& options_;
    PngEncoder& png_;
    Flate& flate_;
    const double scale_;  // points a pixel
    const Rect page_;     // pixels
    const Rect near_;     // where markers may stand and reach into the page
    SvgDocument document_;
    std::string body_, text_rule_;
    int clip_ = -1;
    Path clean_, moved_;
};

}  // namespace

std::string SvgWriter::write(const scene::Scene& scene, text::FontEngine& fonts, const SvgOptions& options) {
    return Drawing(scene, fonts, options, png_, flate_).file();
}

}  // namespace plotmill::formats
