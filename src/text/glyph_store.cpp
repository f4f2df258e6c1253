#include "text/glyph_store.h"

#include FT_OUTLINE_H
#include FT_TRUETYPE_TABLES_H

#include <algorithm>
#include <cmath>
#include <cstring>

namespace plotmill::text {
namespace {

constexpr std::size_t kMostGlyphs = 16384;
constexpr std::size_t kMostBitmapBytes = std::size_t{16} << 20;

// Coverage out of FreeType's bitmap, which is grey or, without antialiasing, one bit a pixel.
GlyphBitmap copy_bitmap(const FT_BitmapGlyphRec& from) {
    GlyphBitmap to;
    to.left = from.left;
    to.top = from.top;
    const FT_Bitmap& bitmap = from.bitmap;
    const bool grey = bitmap.pixel_mode == FT_PIXEL_MODE_GRAY;
    if (!grey && bitmap.pixel_mode != FT_PIXEL_MODE_MONO) return to;
    to.width = static_cast<int>(bitmap.width);
    to.rows = static_cast<int>(bitmap.rows);
    to.pixels.assign(std::size_t{bitmap.width} * bitmap.rows, 0);
    for (int row = 0; row < to.rows; ++row) {
        const unsigned char* source = bitmap.buffer + static_cast<std::ptrdiff_t>(row) * bitmap.pitch;
        std::uint8_t* target = to.pixels.data() + static_cast<std::size_t>(row) * bitmap.width;
        if (grey) {
            std::memcpy(target, source, bitmap.width);
        } else {
            for (int x = 0; x < to.width; ++x) target[x] = source[x >> 3] & (0x80 >> (x & 7)) ? 255 : 0;
        }
    }
    return to;
}

FT_Int32 load_flags(Hinting hinting) {
    switch (hinting) {
        case Hinting::plain:
            return FT_LOAD_DEFAULT;
        case Hinting::no_autohint:
            return FT_LOAD_NO_AUTOHINT;
        case Hinting::force_autohint:
            return FT_LOAD_FORCE_AUTOHINT;
        case Hinting::none:
            return FT_LOAD_NO_HINTING;
    }
    return FT_LOAD_DEFAULT;
}

}  // namespace

GlyphMode glyph_mode(const TextRules* rules) {
    if (!rules) return {};
    return {rules->hinting, std::clamp(rules->hinting_factor, 1, 256), std::clamp(rules->kerning_factor, 0, 30)};
}

GlyphStore::GlyphStore(std::shared_ptr<const FontLibrary> library)
    : library_(std::move(library)), open_(library_->faces().size()) {
    if (FT_Init_FreeType(&freetype_)) freetype_ = nullptr;
}

GlyphStore::~GlyphStore() {
    clear();
    for (OpenFace& face : open_) {
        if (face.handle) FT_Done_Face(face.handle);
    }
    if (freetype_) FT_Done_FreeType(freetype_);
}

void GlyphStore::clear() {
    for (auto& [key, glyph] : glyphs_) {
        if (glyph.outline) FT_Done_Glyph(glyph.outline);
    }
    glyphs_.clear();
    bitmap_bytes_ = 0;
}

void GlyphStore::trim() {
    if (glyphs_.size() > kMostGlyphs || bitmap_bytes_ > kMostBitmapBytes) clear();
    if (sizes_.size() > kMostGlyphs) {
        clear();
        sizes_.clear();
        for (OpenFace& face : open_) face.active = -1;
    }
}

FT_Face GlyphStore::open(FaceId id) {
    OpenFace& face = open_[id];
    if (!face.tried) {
        face.tried = true;
        const FaceDescription& description = library_->faces()[id];
        if (freetype_ &&
            FT_New_Memory_Face(freetype_, description.bytes.data(), static_cast<FT_Long>(description.bytes.size()),
                               description.index, &face.handle)) {
            face.handle = nullptr;
        }
    }
    return face.handle;
}

SizeId GlyphStore::size(FaceId face, double points, double dpi, const GlyphMode& mode) {
    for (std::size_t i = sizes_.size(); i-- > 0;) {
        const Size& known = sizes_[i];
        if (known.face == face && known.points == points && known.dpi == dpi && known.mode == mode)
            return static_cast<SizeId>(i);
    }
    sizes_.push_back({face, points, dpi, mode});
    return static_cast<SizeId>(sizes_.size() - 1);
}

FT_Face GlyphStore::activate(SizeId id) {
    const Size& size = sizes_[id];
    const FT_Face face = open(size.face);
    if (!face) return nullptr;
    OpenFace& state = open_[size.face];
    if (state.active == id) return face;
    // FT2Font::set_size truncates just so.
    const double points = std::clamp(size.points, 0.0, 1e5), dpi = std::clamp(size.dpi, 1.0, 1e5);
    if (FT_Set_Char_Size(face, static_cast<FT_F26Dot6>(points * 64), 0,
                         static_cast<FT_UInt>(dpi * size.mode.hinting_factor), static_cast<FT_UInt>(dpi))) {
        state.active = -1;
        return nullptr;
    }
    FT_Matrix shrink = {65536 / size.mode.hinting_factor, 0, 0, 65536};
    FT_Set_Transform(face, &shrink, nullptr);
    state.active = id;
    return face;
}

std::uint32_t GlyphStore::index(FaceId face, char32_t character) {
    const FT_Face handle = open(face);
    return handle ? FT_Get_Char_Index(handle, character) : 0;
}

Glyph& GlyphStore::glyph(SizeId size, std::uint32_t index) {
    const auto [entry, fresh] = glyphs_.try_emplace((std::uint64_t{size} << 32) | index);
    Glyph& glyph = entry->second;
    if (!fresh) return glyph;
    const FT_Face face = activate(size);
    const GlyphMode& mode = sizes_[size].mode;
    if (!face || FT_Load_Glyph(face, index, load_flags(mode.hinting)) || FT_Get_Glyph(face->glyph, &glyph.outline)) {
        glyph.outline = nullptr;
        return glyph;
    }
    const FT_GlyphSlot slot = face->glyph;
    glyph.advance = slot->advance.x;
    glyph.width = slot->metrics.width / mode.hinting_factor;
    glyph.height = slot->metrics.height;
    glyph.bearing_y = slot->metrics.horiBearingY;
    glyph.linear_advance = slot->linearHoriAdvance / mode.hinting_factor;
    glyph.blank = slot->format == FT_GLYPH_FORMAT_OUTLINE && slot->outline.n_points == 0;
    FT_Glyph_Get_CBox(glyph.outline, FT_GLYPH_BBOX_SUBPIXELS, &glyph.box);
    return glyph;
}

const GlyphBitmap& GlyphStore::bitmap(Glyph& glyph, unsigned x, unsigned y, bool antialias) {
    const std::uint32_t phase = (x << 8) | (y << 1) | (antialias ? 1u : 0u);
    for (const auto& drawn : glyph.drawn) {
        if (drawn->phase == phase) return drawn->bitmap;
    }
    glyph.drawn.push_back(std::make_unique<Glyph::Drawn>(Glyph::Drawn{phase, {}}));
    GlyphBitmap& bitmap = glyph.drawn.back()->bitmap;
    FT_Glyph copy = nullptr;
    if (!glyph.outline || FT_Glyph_Copy(glyph.outline, &copy)) return bitmap;
    FT_Vector offset = {static_cast<FT_Pos>(x), static_cast<FT_Pos>(y)};
    FT_Glyph_Transform(copy, nullptr, &offset);
    const FT_Render_Mode mode = antialias ? FT_RENDER_MODE_NORMAL : FT_RENDER_MODE_MONO;
    if (!FT_Glyph_To_Bitmap(&copy, mode, nullptr, 1)) {
        bitmap = copy_bitmap(*reinterpret_cast<FT_BitmapGlyph>(copy));
        bitmap_bytes_ += bitmap.pixels.size() + sizeof(Glyph::Drawn);
    }
    FT_Done_Glyph(copy);
    return bitmap;
}

long GlyphStore::kerning(SizeId size, std::uint32_t left, std::uint32_t right) {
    const FT_Face face = activate(size);
    FT_Vector delta;
    if (!face || !FT_HAS_KERNING(face) || FT_Get_Kerning(face, left, right, FT_KERNING_DEFAULT, &delta)) return 0;
    const GlyphMode& mode = sizes_[size].mode;
    return delta.x / (long{mode.hinting_factor} << mode.kerning_factor);
}

namespace {

Point outline_point(const FT_Vector* v) {
    return {static_cast<double>(v->x) * (1. / 64.), static_cast<double>(v->y) * (1. / 64.)};
}

// Each contour ends closed, as in FT2Font::get_path.
constexpr FT_Outline_Funcs kToPath = {
    [](const FT_Vector* to, void* path) {
        auto& out = *static_cast<Path*>(path);
        if (!out.empty()) out.close();
        out.move_to(outline_point(to));
        return 0;
    },
    [](const FT_Vector* to, void* path) {
        static_cast<Path*>(path)->line_to(outline_point(to));
        return 0;
    },
    [](const FT_Vector* control, const FT_Vector* to, void* path) {
        static_cast<Path*>(path)->quad_to(outline_point(control), outline_point(to));
        return 0;
    },
    [](const FT_Vector* first, const FT_Vector* second, const FT_Vector* to, void* path) {
        static_cast<Path*>(path)->cubic_to(outline_point(first), outline_point(second), outline_point(to));
        return 0;
    },
    0,
    0};

}  // namespace

Path GlyphStore::outline(SizeId size, std::uint32_t index) {
    Path path;
    const Glyph& loaded = glyph(size, index);
    if (!loaded.outline || loaded.outline->format != FT_GLYPH_FORMAT_OUTLINE) return path;
    FT_Outline outline = reinterpret_cast<FT_OutlineGlyph>(loaded.outline)->outline;
    if (FT_Outline_Decompose(&outline, &kToPath, &path)) return Path();
    if (!path.empty()) path.close();
    return path;
}

double GlyphStore::pclt_x_height(FaceId id) {
    const FT_Face face = open(id);
    if (!face) return -1;
    const auto* pclt = static_cast<const TT_PCLT*>(FT_Get_Sfnt_Table(face, FT_SFNT_PCLT));
    return pclt ? pclt->xHeight / 64.0 : -1;
}

}  // namespace plotmill::text
