#include "text/vector_layout.h"

#include <algorithm>
#include <cmath>

#include "text/hb_handles.h"
#include "text/math/parser.h"
#include "text/shaping.h"

namespace plotmill::text {
namespace {

double units_of(hb_font_t* font) { return std::max(1u, hb_face_get_upem(hb_font_get_face(font))); }

// The characters of each cluster go to its first glyph.
std::u32string cluster_text(const std::vector<ShapedGlyph>& glyphs, std::size_t i, const TextRun& run,
                            std::u32string_view text) {
    if (i > 0 && glyphs[i - 1].cluster == glyphs[i].cluster) return {};
    std::size_t end = run.end;
    for (const ShapedGlyph& g : glyphs)
        if (g.cluster > glyphs[i].cluster) end = std::min<std::size_t>(end, g.cluster);
    return std::u32string(text.substr(glyphs[i].cluster, end - glyphs[i].cluster));
}

}  // namespace

VectorLine layout_vector(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text, double em,
                         const ShapingFonts& fonts) {
    VectorLine line;
    for (const TextRun& run : visual_runs(store, chain, text)) {
        VectorRun out;
        out.face = store.face_of(run.size);
        out.size = em;
        out.text = text.substr(run.begin, run.end - run.begin);
        out.right_to_left = run.level % 2 == 1;
        hb_font_t* font = fonts(out.face);
        const double unit = em / units_of(font);
        out.begin = line.width;
        const std::vector<ShapedGlyph> glyphs = shape_run(font, text, run);
        for (std::size_t i = 0; i < glyphs.size(); ++i) {
            const ShapedGlyph& g = glyphs[i];
            out.glyphs.push_back(
                {g.index, line.width + g.x_offset * unit, g.y_offset * unit, cluster_text(glyphs, i, run, text)});
            line.width += g.advance * unit;
        }
        out.width = line.width - out.begin;
        line.runs.push_back(std::move(out));
    }
    return line;
}

VectorLine layout_vector_math(GlyphStore& store, FontSet& fonts, std::string_view line, double points, double dpi) {
    VectorLine out;
    out.math = true;
    // Laid out so large that hinting and whole pixels no longer show; FreeType's sizes end at 65535 pixels.
    constexpr double largest = 4096;
    const double zoom = std::clamp(std::floor(largest / std::max(points * dpi / 72, 1.0)), 1.0, 64.0);
    FaceMathGlyphs glyphs(store, fonts, dpi * zoom);
    const ParsedMath parsed = parse_math(glyphs, line, points);
    if (!parsed.box) return out;
    const Node& box = *parsed.box;
    const Shipment shipped = ship(glyphs, *parsed.box, 0, 0);
    const double baseline = box.height;
    double x_min = 0, x_max = 0, y_max = 0;
    for (const ShippedGlyph& g : shipped.glyphs) {
        x_min = std::min(x_min, g.x + g.metrics.x_min);
        x_max = std::max(x_max, g.x + g.metrics.x_max);
        y_max = std::max(y_max, g.y - g.metrics.y_min);
        if (!g.metrics.glyph || g.metrics.glyph->blank) continue;
        const FaceId face = store.face_of(g.metrics.size);
        const double size = store.points_of(g.metrics.size) * dpi / 72;
        if (out.runs.empty() || out.runs.back().face != face || out.runs.back().size != size) {
            out.runs.emplace_back();
            out.runs.back().face = face;
            out.runs.back().size = size;
        }
        VectorRun& run = out.runs.back();
        run.glyphs.push_back({store.index(face, g.metrics.code), g.x / zoom, (baseline - g.y) / zoom,
                              std::u32string(1, g.metrics.code)});
        run.text += g.metrics.code;
    }
    for (const ShippedRule& r : shipped.rules) {
        x_min = std::min(x_min, r.x0);
        x_max = std::max(x_max, r.x1);
        y_max = std::max(y_max, r.y1);
        out.rules.push_back({r.x0 / zoom, (baseline - r.y1) / zoom, r.x1 / zoom, (baseline - r.y0) / zoom});
    }
    out.width = (x_max - x_min) / zoom;
    // Where render_math's mask has its origin: a pixel of margin on each side counts as part of the line, and what the
    // ink leaves free below does not.
    constexpr double margin = 1;
    out.dx = margin - x_min / zoom;
    out.dy = margin + (y_max - baseline - box.depth) / zoom;
    return out;
}

}  // namespace plotmill::text
