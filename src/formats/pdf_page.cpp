#include "formats/pdf_page.h"

#include <cassert>
#include <numbers>
#include <optional>

#include "base/watch.h"
#include "formats/fixed_text.h"
#include "formats/pdf_canvas.h"
#include "formats/raster_parts.h"
#include "formats/vector_path.h"
#include "paint/hatch.h"

namespace plotmill::formats {

namespace {

bool visible(const Rgba* color) { return color && color->a > 0; }
bool visible(const scene::Stroke* stroke) { return stroke && stroke->width > 0 && stroke->color.a > 0; }
template <class T>
const T* pointer(const std::optional<T>& value) {
    return value ? &*value : nullptr;
}

std::string box_text(const Rect& box) {
    return '[' + fixed_text(box.x0, pdf_digits) + ' ' + fixed_text(box.y0, pdf_digits) + ' ' +
           fixed_text(box.x1, pdf_digits) + ' ' + fixed_text(box.y1, pdf_digits) + ']';
}

void put_big_endian(std::string& out, std::uint32_t v) {
    for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(v >> shift & 255);
}

char byte_of(double v) { return static_cast<char>(std::lround(std::clamp(v, 0.0, 1.0) * 255)); }

class PageDrawing {
public:
    PageDrawing(const scene::Scene& scene, text::FontEngine& fonts, Flate& flate)
        : scene_(scene),
          fonts_(fonts),
          flate_(flate),
          scale_(72 / scene.dpi),
          to_points_{scale_, 0, 0, -scale_, 0, scene.height * scale_},
          pixels_{0, 0, scene.width, scene.height},
          canvas_(alphas_) {}

    PdfPage page() {
        page_.width = scene_.width * scale_;
        page_.height = scene_.height * scale_;
        page_.subject = scene_.alt;
        canvas_.raw("4 M\n");  // Agg's limit of mitred corners
        canvas_.save();
        if (scene_.background.a > 0) {
            canvas_.fill_color(scene_.background);
            canvas_.path(Path::rectangle({0, 0, page_.width, page_.height}));
            canvas_.raw("f\n");
        }
        for (const scene::Item& i : scene_.items) {
            set_clip(i.clip);
            std::visit([&](const auto& content) { item(content); }, i.content);
        }
        canvas_.restore();
        page_.content = flate_.compress(canvas_.take());
        const auto add = [&](const char* key, const std::string& entries) {
            if (!entries.empty()) page_.resources += key + ("<<" + entries + ">>");
        };
        add("/ExtGState", alphas_.entries() + masks_);
        add("/XObject", forms_);
        add("/Pattern", patterns_);
        add("/Shading", shadings_);
        return std::move(page_);
    }

private:
    std::string points(double pixels) const { return fixed_text(pixels * scale_, pdf_digits); }

    std::size_t add_object(std::string entries) {
        page_.objects.push_back({std::move(entries), {}, false});
        return page_.objects.size() - 1;
    }
    std::size_t add_stream(std::string entries, std::string_view bytes) {
        page_.objects.push_back({std::move(entries) + "/Filter/FlateDecode", flate_.compress(bytes), true});
        return page_.objects.size() - 1;
    }
    // A name in one of the resource dictionaries for objects[index].
    std::string resource(std::string& entries, char kind, std::size_t index) {
        const std::string name = kind + std::to_string(index);
        entries += '/' + name + ' ' + PdfPage::local(index);
        return name;
    }

    void set_clip(int index, scene::Snap snap = scene::Snap::automatic) {
        if (index == clip_) return;
        clip_ = index;
        canvas_.restore();
        canvas_.save();
        if (index < 0) return;
        assert(static_cast<std::size_t>(index) < scene_.clips.size());
        const scene::Clip& c = scene_.clips[static_cast<std::size_t>(index)];
        if (c.rect) {
            canvas_.path(Path::rectangle(on_pixels(*c.rect)).transformed(to_points_));
            canvas_.raw("W n\n");
        }
        if (c.path) {
            prepare_path(*c.path, {true, false, 0, snap}, pixels_, clean_);
            // An empty path would leave the clip as it is.
            if (clean_.empty()) clean_ = Path::rectangle({0, 0, 0, 0});
            canvas_.path(with_cubics(clean_).transformed(to_points_));
            canvas_.raw("W n\n");
        }
    }

    double tile_side() const { return std::max(1.0, std::floor(scene_.dpi)) * scale_; }

    // A square inch from the top left corner of the picture, as Matplotlib's tile: a form, or a pattern of them.
    std::string hatch_tile(const scene::Hatch& hatch, bool pattern) {
        const double side = tile_side();
        const Path lines = with_cubics(paint::hatch_path(hatch.pattern)).transformed(Affine::scale(side, side));
        PdfAlphas alphas;
        PdfCanvas tile(alphas);
        tile.fill_color(hatch.color);
        tile.path(lines);
        tile.raw("f\n");
        tile.stroke_style({hatch.color, hatch.width, scene::Cap::projecting, scene::Join::miter, {}, 0}, scale_);
        tile.path(lines);
        tile.raw("S\n");
        const std::string s = fixed_text(side, 3), content = tile.take();
        const auto [at, fresh] = tiles_.try_emplace((pattern ? 'P' : 'H') + content);
        if (!fresh) return at->second;
        const std::string common = "/BBox[0 0 " + s + ' ' + s + "]/Resources<<" +
                                   (alphas.empty() ? "" : "/ExtGState<<" + alphas.entries() + ">>") + ">>";
        if (pattern)
            at->second =
                resource(patterns_, 'P',
                         add_stream("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/XStep " + s + "/YStep " + s +
                                        "/Matrix[1 0 0 1 0 " + fixed_text(page_.height, 3) + ']' + common,
                                    content));
        else
            at->second = resource(forms_, 'H', add_stream("/Type/XObject/Subtype/Form" + common, content));
        return at->second;
    }

    // The shape is the clip and its tiles are drawn one by one: viewers draw patterns less well.
    void put_hatch(const scene::Hatch& hatch, const Path& shape) {
        const double side = tile_side();
        Rect box = bounds_of(shape);
        box = {std::max(box.x0, 0.0), std::max(box.y0, 0.0), std::min(box.x1, page_.width),
               std::min(box.y1, page_.height)};
        if (box.x0 >= box.x1 || box.y0 >= box.y1) return;
        const int x0 = static_cast<int>(std::floor(box.x0 / side)), x1 = static_cast<int>(std::ceil(box.x1 / side));
        const int y0 = static_cast<int>(std::floor((page_.height - box.y1) / side)),
                  y1 = static_cast<int>(std::ceil((page_.height - box.y0) / side));
        constexpr int most_tiles = 1000;
        if ((x1 - x0) * std::int64_t{y1 - y0} > most_tiles) {
            canvas_.fill_pattern(hatch_tile(hatch, true));
            canvas_.path(shape);
            canvas_.raw("f\n");
            return;
        }
        const std::string name = hatch_tile(hatch, false);
        canvas_.save();
        canvas_.path(shape);
        canvas_.raw("W n\n");
        canvas_.fill_color({0, 0, 0, 1});
        for (int y = y0; y < y1; ++y)
            for (int x = x0; x < x1; ++x)
                canvas_.raw("q 1 0 0 1 " + fixed_text(x * side, 3) + ' ' +
                            fixed_text(page_.height - (y + 1) * side, 3) + " cm/" + name + " Do Q\n");
        canvas_.restore();
    }

    void paint_path(const Path& path, const Rgba* fill, const scene::Hatch* hatch, const scene::Stroke* stroke,
                    bool simplify, scene::Snap snap, const scene::Scene* single) {
        const bool filled = visible(fill) || (hatch && !hatch->pattern.empty());
        if (!filled && !visible(stroke)) return;
        prepare_path(path, {filled, simplify, visible(stroke) ? stroke->width : 0, snap, single}, pixels_, clean_);
        if (clean_.empty()) return;
        const Path drawn = with_cubics(clean_).transformed(to_points_);
        const auto put = [&](const char* op) {
            canvas_.path(drawn);
            canvas_.raw(op);
        };
        const bool hatched = hatch && !hatch->pattern.empty(), stroked = visible(stroke);
        if (visible(fill)) canvas_.fill_color(*fill);
        // Where the line is transparent the fill shows through it, as Agg draws it.
        const bool at_once = visible(fill) && stroked && !hatched && stroke->color.a >= 1;
        if (visible(fill) && !at_once) put("f\n");
        if (hatched) put_hatch(*hatch, drawn);
        if (!stroked) return;
        canvas_.stroke_style(*stroke, scale_);
        put(at_once ? "B\n" : "S\n");
    }

    void item(const scene::PathItem& item) {
        Path made;
        paint_path(scene::path_of(item, made), pointer(item.fill), pointer(item.hatch), pointer(item.stroke),
                   item.simplify, item.snap, &scene_);
    }

    // A small path around the origin as a form that is drawn with one operator; colours are the page's.
    std::string shape(const Path& path, double reach, const char* op) {
        if (path.empty()) return {};
        const Path drawn = with_cubics(path).transformed({scale_, 0, 0, -scale_, 0, 0});
        std::string content;
        put_pdf_path(content, drawn, 3);
        content += op;
        const Rect box = bounds_of(drawn).padded(reach * scale_ + 1);
        const auto [at, fresh] = shapes_.try_emplace(content + box_text(box));
        if (fresh)
            at->second = resource(forms_, 'M', add_stream("/Type/XObject/Subtype/Form/BBox" + box_text(box), content));
        return at->second;
    }

    // The same shape at many places: each step is relative to the last, in whole units, so that none is lost.
    void put_shapes(const Path& path, const Rgba* fill, const scene::Stroke* stroke,
                    const std::vector<Point>& positions) {
        if (!visible(fill) && !visible(stroke)) return;
        const double corners = stroke ? stroke->width * 4 : 0;  // as far as a mitre may stand out
        const auto put_all = [&](const char* op) {
            const std::string name = shape(path, corners, op);
            if (name.empty()) return;
            std::int64_t x = 0, y = 0;
            canvas_.raw("q\n");
            for (const Point p : positions) {
                if (!finite(p) || !pixels_.padded(1e4).contains(p)) continue;
                const Point at = to_points_(p);
                const std::int64_t next_x = fixed_units(at.x, pdf_digits), next_y = fixed_units(at.y, pdf_digits);
                std::string step = "1 0 0 1 ";
                put_units(step, next_x - x, pdf_digits);
                step += ' ';
                put_units(step, next_y - y, pdf_digits);
                canvas_.raw(step + " cm/" + name + " Do\n");
                x = next_x;
                y = next_y;
            }
            canvas_.raw("Q\n");
        };
        if (visible(fill)) canvas_.fill_color(*fill);
        if (visible(stroke)) canvas_.stroke_style(*stroke, scale_);
        if (!visible(stroke)) return put_all("f");
        if (!visible(fill)) return put_all("S");
        // Overlapping shapes would change their order were all filled before all are stroked.
        if (stroke->color.a >= 1 || positions.size() == 1) return put_all("B");
        for (const Point p : positions) put_shapes_apart(path, corners, p);
    }

    void put_shapes_apart(const Path& path, double corners, Point p) {
        if (!finite(p) || !pixels_.padded(1e4).contains(p)) return;
        const Point at = to_points_(p);
        for (const char* op : {"f", "S"}) {
            const std::string name = shape(path, corners, op);
            if (name.empty()) return;
            canvas_.raw("q 1 0 0 1 " + fixed_text(at.x, pdf_digits) + ' ' + fixed_text(at.y, pdf_digits) + " cm/" +
                        name + " Do Q\n");
        }
    }

    void item(const scene::MarkersItem& item) {
        std::optional<scene::Stroke> stroke = item.stroke;
        if (stroke) stroke->dashes.clear();  // as Agg's markers
        const double width = visible(pointer(stroke)) ? stroke->width : 0;
        Path marker;
        std::vector<Point> positions = item.positions.list();
        if (prepare_marker(item.marker, {true, false, width, item.snap}, pixels_, marker))
            for (Point& p : positions) p = on_pixel(p);
        put_shapes(marker, pointer(item.fill), pointer(stroke), positions);
    }

    void item(const scene::CellsItem& cells) { item(scene::collection_of(cells)); }

    void item(const scene::CollectionItem& item) {
        if (item.paths.empty() || (item.faces.empty() && item.edges.empty())) return;
        const std::size_t count = std::max(item.paths.size(), item.offsets.size());
        const bool shared = item.offsets.size() > item.paths.size() && item.scales.size() <= 1 && !item.hatch;
        for (std::size_t i = 0; i < count; ++i) {
            poll(i);
            const scene::Stroke* edge = item.edges.empty() ? nullptr : &item.edges[i % item.edges.size()];
            const Rgba* face = item.faces.empty() ? nullptr : &item.faces[i % item.faces.size()];
            const Point offset = item.offsets.empty() ? Point{} : item.offsets[i % item.offsets.size()];
            if (!finite(offset)) continue;
            moved_ = item.paths[i % item.paths.size()];
            const double k = item.scales.empty() ? 1 : item.scales[i % item.scales.size()];
            for (Point& p : moved_.points) p = p * k + (shared ? Point{} : offset);
            if (shared) {
                prepare_path(moved_, {true, false, 0, scene::Snap::off}, pixels_, clean_);
                put_shapes(clean_, face, edge, {offset});
            } else {
                paint_path(moved_, face, pointer(item.hatch), edge, false, item.snap, nullptr);
            }
        }
    }

    void item(const scene::ImageItem& item) {
        if (!item.rgba || item.width <= 0 || item.height <= 0 || !finite(item.position)) return;
        const std::size_t count = static_cast<std::size_t>(item.width) * static_cast<std::size_t>(item.height);
        if (item.rgba->size() < count * 4) return;
        std::string colors, alpha;
        colors.reserve(count * 3);
        alpha.reserve(count);
        bool opaque = true;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint8_t* p = item.rgba->data() + i * 4;
            for (int c = 0; c < 3; ++c) colors += static_cast<char>(p[c]);
            alpha += static_cast<char>(p[3]);
            opaque = opaque && p[3] == 255;
        }
        std::string entries = "/Type/XObject/Subtype/Image/Width " + std::to_string(item.width) + "/Height " +
                              std::to_string(item.height) + "/BitsPerComponent 8";
        std::string mask;
        if (!opaque) mask = "/SMask " + PdfPage::local(add_stream(entries + "/ColorSpace/DeviceGray", alpha));
        const std::string name = resource(forms_, 'I', add_stream(entries + "/ColorSpace/DeviceRGB" + mask, colors));
        canvas_.fill_color({0, 0, 0, std::clamp(item.alpha, 0.0, 1.0)});
        const Point corner = to_points_({item.position.x, item.position.y + item.height});
        canvas_.raw("q " + points(item.width) + " 0 0 " + points(item.height) + ' ' + fixed_text(corner.x, pdf_digits) +
                    ' ' + fixed_text(corner.y, pdf_digits) + " cm/" + name + " Do Q\n");
    }

    // A mesh of shaded triangles: of colours, or of alpha as gray.
    std::size_t mesh(const scene::TrianglesItem& item, const Rect& box, bool alpha) {
        std::string bytes;
        const auto part = [](double v, double from, double to) {
            const double t = to > from ? (v - from) / (to - from) : 0;
            return static_cast<std::uint32_t>(std::clamp(t, 0.0, 1.0) * 4294967295.0);
        };
        for (std::size_t i = 0; i < item.points.size(); ++i) {
            if (!finite(item.points[i][0]) || !finite(item.points[i][1]) || !finite(item.points[i][2])) continue;
            for (std::size_t k = 0; k < 3; ++k) {
                const Point p = to_points_(item.points[i][k]);
                const Rgba& c = item.colors[i][k];
                bytes += '\0';
                put_big_endian(bytes, part(p.x, box.x0, box.x1));
                put_big_endian(bytes, part(p.y, box.y0, box.y1));
                if (alpha) {
                    bytes += byte_of(c.a);
                } else {
                    ((bytes += byte_of(c.r)) += byte_of(c.g)) += byte_of(c.b);
                }
            }
        }
        const std::string range = fixed_text(box.x0, pdf_digits) + ' ' + fixed_text(box.x1, pdf_digits) + ' ' +
                                  fixed_text(box.y0, pdf_digits) + ' ' + fixed_text(box.y1, pdf_digits);
        return add_stream(std::string("/ShadingType 4/BitsPerCoordinate 32/BitsPerComponent 8/BitsPerFlag 8") +
                              (alpha ? "/ColorSpace/DeviceGray/Decode[" + range + " 0 1]"
                                     : "/ColorSpace/DeviceRGB/Decode[" + range + " 0 1 0 1 0 1]"),
                          bytes);
    }

    void item(const scene::TrianglesItem& item) {
        Rect box = Rect::none();
        bool opaque = true;
        for (std::size_t i = 0; i < item.points.size(); ++i)
            for (std::size_t k = 0; k < 3; ++k) {
                const Point p = to_points_(item.points[i][k]);
                if (finite(p)) box.unite({p.x, p.y, p.x, p.y});
                opaque = opaque && item.colors[i][k].a >= 1;
            }
        if (box.is_none()) return;
        box = {std::floor(box.x0), std::floor(box.y0), std::ceil(box.x1), std::ceil(box.y1)};
        const std::string name = resource(shadings_, 'S', mesh(item, box, false));
        std::string mask;
        if (!opaque) {
            const std::size_t gray = mesh(item, box, true);
            const std::size_t form = add_stream("/Type/XObject/Subtype/Form/BBox" + box_text(box) +
                                                    "/Group<</S/Transparency/CS/DeviceGray>>/Resources<</Shading<</S " +
                                                    PdfPage::local(gray) + ">>>>",
                                                "/S sh");
            mask = '/' +
                   resource(
                       masks_, 'G',
                       add_object("/Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G " + PdfPage::local(form) + ">>")) +
                   " gs ";
        }
        canvas_.fill_color({0, 0, 0, 1});
        canvas_.raw("q " + mask + '/' + name + " sh Q\n");
    }

    std::string font_name(text::FaceId face) {
        for (std::size_t i = 0; i < page_.fonts.size(); ++i)
            if (page_.fonts[i].face == face) return "F" + std::to_string(i);
        page_.fonts.push_back({fonts_.library(), face, {}});
        return "F" + std::to_string(page_.fonts.size() - 1);
    }

    void item(const scene::TextItem& item) {
        if (item.color.a <= 0) return;
        const text::VectorLine line = fonts_.vector_line(item, scene_.dpi);
        if (line.runs.empty() && line.rules.empty()) return;
        canvas_.fill_color(item.color);
        const double radians = item.angle * std::numbers::pi / 180, k = std::cos(radians), s = std::sin(radians);
        const Point origin = to_points_(line.place);
        // From pixels of the line, y upwards, to points of the page.
        const Affine turn{k, s, -s, k, origin.x, origin.y};
        const auto at = [&](double x, double y) { return turn(Point{(line.dx + x) * scale_, (line.dy + y) * scale_}); };
        const std::string matrix =
            fixed_text(k, 5) + ' ' + fixed_text(s, 5) + ' ' + fixed_text(-s, 5) + ' ' + fixed_text(k, 5) + ' ';
        if (!line.runs.empty()) canvas_.raw("BT\n");
        for (const text::VectorRun& run : line.runs)
            put_run(run, [&](const text::VectorGlyph& g) {
                const Point p = at(g.x, g.y);
                return matrix + fixed_text(p.x, 3) + ' ' + fixed_text(p.y, 3) + " Tm\n";
            });
        if (!line.runs.empty()) canvas_.raw("ET\n");
        for (const Rect& r : line.rules) {
            canvas_.path(Path::polyline({at(r.x0, r.y0), at(r.x1, r.y0), at(r.x1, r.y1), at(r.x0, r.y1)}, true));
            canvas_.raw("f\n");
        }
    }

    template <class Matrix>
    void put_run(const text::VectorRun& run, Matrix matrix) {
        const std::string name = font_name(run.face);
        PdfFontUse& use = page_.fonts[static_cast<std::size_t>(std::stoi(name.substr(1)))];
        const text::OutlineFont& font = fonts_.outline_font(run.face);
        const double units = font.facts().units_per_em;
        canvas_.raw('/' + name + ' ' + fixed_text(run.size * scale_, 3) + " Tf\n");
        constexpr char digits[] = "0123456789abcdef";
        for (std::size_t i = 0; i < run.glyphs.size();) {
            const text::VectorGlyph& first = run.glyphs[i];
            std::string shown = matrix(first) + "[<";
            double pen = first.x;  // as a viewer moves it
            for (; i < run.glyphs.size(); ++i) {
                const text::VectorGlyph& g = run.glyphs[i];
                if (std::fabs(g.y - first.y) > 0.001 * run.size) break;
                const std::int64_t back = std::llround((pen - g.x) / run.size * 1000);
                if (std::abs(back) > 20000) break;
                if (back != 0) {
                    shown += ">" + std::to_string(back) + "<";
                    pen -= static_cast<double>(back) * run.size / 1000;
                }
                for (int shift = 12; shift >= 0; shift -= 4) shown += digits[g.index >> shift & 15];
                pen += font.advance(g.index) / units * run.size;
                std::u32string& text = use.glyphs[g.index];
                if (text.empty()) text = g.text;
            }
            canvas_.raw(shown + ">]TJ\n");
        }
    }

    const scene::Scene& scene_;
    text::FontEngine& fonts_;
    Flate& flate_;
    const double scale_;  // points a pixel
    const Affine to_points_;
    const Rect pixels_;
    PdfPage page_;
    PdfAlphas alphas_;
    PdfCanvas canvas_;
    std::string forms_, patterns_, shadings_, masks_;  // entries of resource dictionaries
    std::map<std::string, std::string> shapes_, tiles_;
    int clip_ = -1;
    Path clean_, moved_;
};

}  // namespace

std::string PdfPage::local(std::size_t index) { return '\1' + std::to_string(index) + '\2'; }

std::size_t PdfPage::bytes() const {
    std::size_t total = content.size() + resources.size();
    for (const PdfObject& o : objects) total += o.entries.size() + o.stream.size();
    return total;
}

PdfPage make_pdf_page(const scene::Scene& scene, text::FontEngine& fonts, Flate& flate) {
    return PageDrawing(scene, fonts, flate).page();
}

}  // namespace plotmill::formats
