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
        std::vector<FaceId> faces;
    };

    explicit Impl(std::shared_ptr<const FontLibrary> library) : store(std::move(library)) {}

    GlyphStore store;
    LineCache cache;
    Spline36 filter;
    std::vector<KnownFont> fonts;
    std::size_t last_font = 0;
    std::map<FaceId, OutlineFont> outlines;

    std::uint32_t font_number(const scene::Font& font) {
        const auto same = [&](const KnownFont& known) {
            return known.weight == font.weight && known.style == font.style && known.families == font.families;
        };
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
        fonts.push_back({font.families, font.weight, font.style, store.library().find_all(font)});
        last_font = fonts.size() - 1;
        return static_cast<std::uint32_t>(last_font);
    }

    std::vector<SizeId> chain(const LineKey& key) {
        std::vector<SizeId> sizes;
        for (const FaceId face : fonts[key.font].faces) sizes.push_back(store.size(face, key.points, key.dpi));
        return sizes;
    }

    // Fills in the extent of an unrotated line, and its mask where it is wanted.
    void make(const LineKey& key, LineEntry& entry, bool draw) {
        store.trim();
        if (key.math && contains_math(key.text)) {
            MathImage image =
                render_math(store, fonts[key.font].faces.front(), key.text, key.points, key.dpi, draw, key.antialias);
            entry.extent = image.extent;
            entry.mask = std::move(image.mask);
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
        LineEntry made{from.extent, from.bearing, true, std::move(rotated.mask), rotated.x, rotated.y};
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
        VectorLine line =
            layout_vector_math(impl_->store, impl_->fonts[key.font].faces.front(), item.text, font.size, dpi);
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

std::u32string FontEngine::missing_characters(std::string_view line, const scene::Font& font, bool math) {
    const std::vector<FaceId>& faces = impl_->fonts[impl_->font_number(font)].faces;
    std::u32string missing;
    const auto check = [&](char32_t character, const std::vector<FaceId>& chain) {
        const bool found = std::any_of(chain.begin(), chain.end(),
                                       [&](FaceId face) { return impl_->store.index(face, character) != 0; });
        if (!found && missing.find(character) == std::u32string::npos) missing.push_back(character);
    };
    if (math && contains_math(line)) {
        for (const char32_t character : math_missing(impl_->store, faces.front(), line)) {
            if (missing.find(character) == std::u32string::npos) missing.push_back(character);
        }
        return missing;
    }
    for (const char32_t character : decode_utf8(math ? unescape_dollars(line) : std::string(line)))
        check(character, faces);
    return missing;
}

}  // namespace plotmill::text
