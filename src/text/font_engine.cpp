#include "text/font_engine.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "text/agg_rotate.h"
#include "text/glyph_store.h"
#include "text/line.h"
#include "text/line_cache.h"
#include "text/math/math.h"
#include "text/math/raster.h"
#include "text/utf8.h"
#include "text/vector_layout.h"

namespace plotmill::text {
namespace {

constexpr double kPi = 3.14159265358979323846;

// RendererAgg.draw_text: the descent is turned with the text, and the whole is rounded as Python rounds. How far that
// moves the text, and where its bitmap then stands.
struct Rounding {
    Point corner, shift;
    Rounding(const scene::TextItem& item, const LineEntry& entry, double angle) {
        const double radians = angle * (kPi / 180.0);
        const Point exact{item.position.x + entry.bearing + entry.extent.descent * std::sin(radians),
                          item.position.y + entry.extent.descent * std::cos(radians)};
        corner = {std::nearbyint(exact.x), std::nearbyint(exact.y)};
        shift = corner - exact;
    }
};

double whole_turn(double degrees) {  // Python's degrees % 360
    const double rest = std::fmod(degrees, 360.0);
    return rest < 0 ? rest + 360.0 : rest + 0.0;
}

}  // namespace

struct FontEngine::Impl {
    struct KnownFont {
        std::vector<std::string> families;
        int weight;
        scene::Font::Style style;
        std::shared_ptr<const TextRules> rules;
        std::vector<FaceId> faces;
        GlyphMode mode;
        std::unique_ptr<FontSet> math;  // made when first needed

        bool fits(const scene::Font& font) const {
            return weight == font.weight && style == font.style && families == font.families &&
                   (rules == font.rules || (rules && font.rules && *rules == *font.rules));
        }
    };

    explicit Impl(std::shared_ptr<const FontLibrary> library) : store(std::move(library)) {}

    GlyphStore store;
    LineCache cache;
    Spline36 filter;
    std::vector<KnownFont> fonts;
    std::size_t last_font = 0;
    std::map<FaceId, OutlineFont> outlines;

    std::uint32_t font_number(const scene::Font& font) {
        const auto same = [&](const KnownFont& known) { return known.fits(font); };
        if (last_font < fonts.size() && same(fonts[last_font])) return static_cast<std::uint32_t>(last_font);
        const auto found = std::find_if(fonts.begin(), fonts.end(), same);
        if (found != fonts.end()) {
            last_font = static_cast<std::size_t>(found - fonts.begin());
            return static_cast<std::uint32_t>(last_font);
        }
        constexpr std::size_t most_fonts = 512;
        if (fonts.size() >= most_fonts) {
            cache.clear();
            fonts.clear();
        }
        fonts.push_back({font.families, font.weight, font.style, font.rules, store.library().find_all(font),
                         glyph_mode(font.rules.get()), nullptr});
        last_font = fonts.size() - 1;
        return static_cast<std::uint32_t>(last_font);
    }

    std::vector<SizeId> chain(const LineKey& key) {
        std::vector<SizeId> sizes;
        const KnownFont& font = fonts[key.font];
        for (const FaceId face : font.faces) sizes.push_back(store.size(face, key.points, key.dpi, font.mode));
        return sizes;
    }

    FontSet& math_fonts(std::uint32_t number) {
        KnownFont& font = fonts[number];
        if (!font.math) font.math = std::make_unique<FontSet>(store, font.faces.front(), font.rules.get());
        return *font.math;
    }

    // Fills in the extent of an unrotated line, and its mask where it is wanted.
    void make(const LineKey& key, LineEntry& entry, bool draw) {
        store.trim();
        if (key.math && contains_math(key.text)) {
            MathImage image =
                render_math(store, math_fonts(key.font), key.text, key.points, key.dpi, draw, key.antialias);
            entry.extent = image.extent;
            entry.mask = std::move(image.mask);
            entry.refused = image.extent.width == 0 && check_math(key.text);
        } else {
            const std::u32string text = decode_utf8(key.math ? unescape_dollars(key.text) : std::string(key.text));
            const LineLayout line = layout_line(store, chain(key), text);
            entry.extent.width = static_cast<double>(line.advance) / 64.0;
            entry.extent.height = static_cast<double>(line.box.yMax - line.box.yMin) / 64.0;
            entry.extent.descent = static_cast<double>(-line.box.yMin) / 64.0;
            entry.bearing = static_cast<double>(line.box.xMin) / 64.0;
            if (draw) entry.mask = draw_line(store, line, key.antialias);
        }
        if (draw) {
            entry.drawn = true;
            cache.account(entry);
        }
    }

    LineEntry& upright(LineKey key, bool draw) {
        key.angle = 0;
        LineEntry* entry = cache.find(key);
        if (!entry || (draw && !entry->drawn)) {
            if (!entry) entry = &cache.insert(key);
            make(key, *entry, draw);
        }
        return *entry;
    }

    LineEntry& drawn(const LineKey& key) {
        if (key.angle == 0) return upright(key, true);
        if (LineEntry* entry = cache.find(key)) return *entry;
        const LineEntry& from = upright(key, true);
        RotatedMask rotated = rotate_mask(from.mask, key.angle, filter);
        LineEntry made{from.extent, from.bearing, true, from.refused, std::move(rotated.mask), rotated.x, rotated.y};
        LineEntry& entry = cache.insert(key);
        entry = std::move(made);
        cache.account(entry);
        return entry;
    }
};

FontEngine::FontEngine(std::shared_ptr<const FontLibrary> library)
    : library_(std::move(library)), impl_(std::make_unique<Impl>(library_)) {}
FontEngine::~FontEngine() = default;

figure::TextExtent FontEngine::measure(std::string_view line, const scene::Font& font, double dpi, bool math) {
    const LineKey key{line, impl_->font_number(font), font.size, dpi, 0, math, true};
    return impl_->upright(key, false).extent;
}

figure::TextMetrics::Outline FontEngine::outline(std::string_view line, const scene::Font& font) {
    Outline out;
    if (const auto error = check_math(line)) {
        out.problem = "character " + std::to_string(error->offset + 1) + ": " + error->message;
        return out;
    }
    constexpr double scale = 100, dpi = 72;  // textpath.TextToPath
    GlyphStore& store = impl_->store;
    store.trim();
    FontSet& fonts = impl_->math_fonts(impl_->font_number(font));
    const GlyphMode unhinted{Hinting::none, fonts.mode().hinting_factor, fonts.mode().kerning_factor};
    const double size = font.size / scale;
    // Matplotlib takes the vertices for the box, and closing ones are at the origin.
    const auto add = [&](const Path& path, double k, Point origin) {
        for (const Point& p : path.points) {
            const Point at{(p.x * k + origin.x) * size, (p.y * k + origin.y) * size};
            out.path.points.push_back(at);
            out.box.unite({at.x, at.y, at.x, at.y});
        }
        out.path.verbs.insert(out.path.verbs.end(), path.verbs.begin(), path.verbs.end());
    };
    const MathOutline math = outline_math(store, fonts, line, scale, dpi);
    for (const MathOutline::PlacedGlyph& glyph : math.glyphs) {
        const SizeId full = store.size(glyph.face, scale, dpi, unhinted);
        const Path path = store.outline(full, store.index(glyph.face, glyph.code));
        add(path, glyph.points / scale, {glyph.x, glyph.y});
        if (!path.empty()) out.box.unite({glyph.x * size, glyph.y * size, glyph.x * size, glyph.y * size});
    }
    for (const MathOutline::PlacedRule& rule : math.rules) {
        Path path;
        path.move_to({rule.x, rule.y});
        path.line_to({rule.x, rule.y + rule.height});
        path.line_to({rule.x + rule.width, rule.y + rule.height});
        path.line_to({rule.x + rule.width, rule.y});
        path.line_to({rule.x, rule.y});
        path.close();
        add(path, 1, {0, 0});
        out.box.unite({0, 0, 0, 0});
    }
    return out;
}

PlacedMask FontEngine::place(const scene::TextItem& item, double dpi) {
    PlacedMask placed;
    if (item.text.empty() || !item.font || !finite(item.position) || !std::isfinite(item.angle)) return placed;
    const double angle = whole_turn(item.angle);
    const LineKey key{item.text,     impl_->font_number(*item.font), item.font->size, dpi, angle, item.math,
                      item.antialias};
    const LineEntry& entry = impl_->drawn(key);
    if (entry.mask.pixels.empty()) return placed;
    const Rounding rounding(item, entry, angle);
    const double x = rounding.corner.x, y = rounding.corner.y + 1;
    constexpr double farthest = 1e8;
    if (std::abs(x) > farthest || std::abs(y) > farthest) return placed;
    placed.data = entry.mask.pixels.data();
    placed.width = placed.stride = entry.mask.width;
    placed.height = entry.mask.height;
    placed.x = static_cast<int>(x) + entry.dx;
    placed.y = static_cast<int>(y) + (angle == 0 ? -entry.mask.height : entry.dy);
    return placed;
}

VectorLine FontEngine::vector_line(const scene::TextItem& item, double dpi) {
    if (item.text.empty() || !item.font || !finite(item.position) || !std::isfinite(item.angle)) return {};
    const scene::Font& font = *item.font;
    const LineKey key{item.text, impl_->font_number(font), font.size, dpi, 0, item.math, true};
    const LineEntry& entry = impl_->upright(key, false);
    const double drawn = entry.extent.width;
    const Point place = item.position + Rounding(item, entry, whole_turn(item.angle)).shift;
    impl_->store.trim();
    if (item.math && contains_math(item.text)) {
        VectorLine line = layout_vector_math(impl_->store, impl_->math_fonts(key.font), item.text, font.size, dpi);
        constexpr double margins = 2;  // of the mask
        line.dx += item.anchor * (drawn - margins - line.width);
        line.place = place;
        return line;
    }
    const std::u32string text = decode_utf8(item.math ? unescape_dollars(item.text) : item.text);
    VectorLine line = layout_vector(impl_->store, impl_->chain(key), text, font.size * dpi / 72,
                                    [this](FaceId face) { return outline_font(face).handle(); });
    line.dx = item.anchor * (drawn - line.width);
    line.place = place;
    return line;
}

OutlineFont& FontEngine::outline_font(FaceId face) {
    const auto at = impl_->outlines.find(face);
    if (at != impl_->outlines.end()) return at->second;
    return impl_->outlines.emplace(face, OutlineFont(library_->faces()[face])).first->second;
}

bool FontEngine::refuses(const scene::TextItem& item, double dpi) {
    if (!item.math || !contains_math(item.text)) return false;
    const scene::Font& font = *item.font;
    return impl_->upright({item.text, impl_->font_number(font), font.size, dpi, 0, true, true}, false).refused;
}

std::u32string FontEngine::missing_characters(std::string_view line, const scene::Font& font, bool math) {
    const std::uint32_t number = impl_->font_number(font);
    const std::vector<FaceId>& faces = impl_->fonts[number].faces;
    std::u32string missing;
    const auto check = [&](char32_t character, const std::vector<FaceId>& chain) {
        const bool found = std::any_of(chain.begin(), chain.end(),
                                       [&](FaceId face) { return impl_->store.index(face, character) != 0; });
        if (!found && missing.find(character) == std::u32string::npos) missing.push_back(character);
    };
    if (math && contains_math(line)) {
        for (const char32_t character : math_missing(impl_->store, impl_->math_fonts(number), line)) {
            if (missing.find(character) == std::u32string::npos) missing.push_back(character);
        }
        return missing;
    }
    for (const char32_t character : decode_utf8(math ? unescape_dollars(line) : std::string(line)))
        check(character, faces);
    return missing;
}

}  // namespace plotmill::text
