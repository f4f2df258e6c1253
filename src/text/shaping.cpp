#include "text/shaping.h"

#include <algorithm>
#include <fribidi.h>

#include "text/hb_handles.h"

namespace plotmill::text {
namespace {

struct FontData {
    GlyphStore* store;
    SizeId size;
};

hb_bool_t nominal_glyph(hb_font_t*, void* data, hb_codepoint_t character, hb_codepoint_t* glyph, void*) {
    const auto* font = static_cast<FontData*>(data);
    *glyph = font->store->index(font->store->face_of(font->size), character);
    return *glyph != 0;
}

hb_position_t h_advance(hb_font_t*, void* data, hb_codepoint_t glyph, void*) {
    const auto* font = static_cast<FontData*>(data);
    return static_cast<hb_position_t>(font->store->glyph(font->size, glyph).advance);
}

FontPtr make_font(GlyphStore& store, FontData& data) {
    const FacePtr face = open_face(store.library().faces()[store.face_of(data.size)]);
    FontPtr font(hb_font_create(face.get()));
    const FuncsPtr funcs(hb_font_funcs_create());
    hb_font_funcs_set_nominal_glyph_func(funcs.get(), nominal_glyph, nullptr, nullptr);
    hb_font_funcs_set_glyph_h_advance_func(funcs.get(), h_advance, nullptr, nullptr);
    hb_font_set_funcs(font.get(), funcs.get(), &data, nullptr);
    const int scale = static_cast<int>(store.points_of(data.size) * 64 * store.dpi_of(data.size) / 72);
    hb_font_set_scale(font.get(), scale, scale);
    return font;
}

bool has_script(hb_script_t script) {
    return script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED && script != HB_SCRIPT_UNKNOWN;
}

static_assert(sizeof(FriBidiChar) == sizeof(char32_t));

// By the Unicode bidirectional algorithm; the first letter decides which way the line runs.
std::vector<int> levels_of(std::u32string_view text) {
    const auto count = static_cast<FriBidiStrIndex>(text.size());
    const auto* characters = reinterpret_cast<const FriBidiChar*>(text.data());
    std::vector<FriBidiCharType> types(text.size());
    std::vector<FriBidiBracketType> brackets(text.size());
    std::vector<FriBidiLevel> levels(text.size());
    fribidi_get_bidi_types(characters, count, types.data());
    fribidi_get_bracket_types(characters, count, types.data(), brackets.data());
    FriBidiParType way = FRIBIDI_PAR_ON;
    if (!fribidi_get_par_embedding_levels_ex(types.data(), brackets.data(), count, &way, levels.data())) {
        return std::vector<int>(text.size(), 0);
    }
    return std::vector<int>(levels.begin(), levels.end());
}

// Runs of one face, script and level in logical order. Characters without a script of their own take that of the text
// before them, at the start of the line that of the text after.
std::vector<TextRun> split(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text) {
    hb_unicode_funcs_t* unicode = hb_unicode_funcs_get_default();
    const std::vector<int> levels = levels_of(text);
    std::vector<TextRun> runs;
    hb_script_t script = HB_SCRIPT_COMMON;
    for (const char32_t character : text) {
        const hb_script_t own = hb_unicode_script(unicode, character);
        if (has_script(own)) {
            script = own;
            break;
        }
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const hb_script_t own = hb_unicode_script(unicode, text[i]);
        if (has_script(own)) script = own;
        SizeId size = choose_glyph(store, chain, text[i]).size;
        if (!runs.empty() && own == HB_SCRIPT_INHERITED) size = runs.back().size;  // marks stay with their base
        if (!runs.empty() && runs.back().size == size && runs.back().script == script &&
            runs.back().level == levels[i]) {
            runs.back().end = i + 1;
        } else {
            runs.push_back({i, i + 1, size, script, levels[i]});
        }
    }
    return runs;
}

// Visual order: from the highest level down, stretches of at least that level are reversed.
void reorder(std::vector<TextRun>& runs) {
    int highest = 0;
    for (const TextRun& run : runs) highest = std::max(highest, run.level);
    for (int level = highest; level >= 1; --level) {
        const auto reaches = [&](const TextRun& run) { return run.level >= level; };
        for (auto i = runs.begin(); i != runs.end();) {
            const auto end = std::find_if_not(i, runs.end(), reaches);
            std::reverse(i, end);
            i = end == i ? i + 1 : end;
        }
    }
}

void shape(hb_font_t* font, std::u32string_view text, const TextRun& run, hb_buffer_t* buffer) {
    hb_feature_t features[3];
    hb_feature_from_string("kern", -1, &features[0]);
    hb_feature_from_string("-liga", -1, &features[1]);
    hb_feature_from_string("-clig", -1, &features[2]);
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf32(buffer, reinterpret_cast<const std::uint32_t*>(text.data()), static_cast<int>(text.size()),
                        static_cast<unsigned>(run.begin), static_cast<int>(run.end - run.begin));
    hb_buffer_set_script(buffer, static_cast<hb_script_t>(run.script));
    hb_buffer_set_direction(buffer, run.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_shape(font, buffer, features, run.script == HB_SCRIPT_LATIN ? 3 : 1);
}

}  // namespace

bool needs_shaping(std::u32string_view text) {
    const auto complex = [](char32_t c) {
        if (c < 0x0590) return false;
        return c < 0x10A0 || (c >= 0x1700 && c < 0x1AB0) || (c >= 0x1B00 && c < 0x1C80) ||
               (c >= 0xA800 && c < 0xAC00) || (c >= 0xFB1D && c < 0xFE00) || (c >= 0xFE70 && c < 0xFF00) ||
               (c >= 0x10800 && c < 0x12000) || (c >= 0x1E800 && c < 0x1F000);
    };
    return std::any_of(text.begin(), text.end(), complex);
}

std::vector<TextRun> visual_runs(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text) {
    std::vector<TextRun> runs = split(store, chain, text);
    reorder(runs);
    return runs;
}

void shape_line(GlyphStore& store, const std::vector<SizeId>& chain, std::u32string_view text, LineLayout& line) {
    const BufferPtr buffer(hb_buffer_create());
    long pen = 0;
    for (const TextRun& run : visual_runs(store, chain, text)) {
        FontData data{&store, run.size};
        const FontPtr font = make_font(store, data);
        shape(font.get(), text, run, buffer.get());
        unsigned count = 0;
        const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
        const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
        for (unsigned i = 0; i < count; ++i) {
            line.add(store.glyph(run.size, infos[i].codepoint), pen + positions[i].x_offset, positions[i].y_offset);
            pen += positions[i].x_advance;
        }
    }
    line.advance = pen;
}

std::vector<ShapedGlyph> shape_run(hb_font_t* font, std::u32string_view text, const TextRun& run) {
    const BufferPtr buffer(hb_buffer_create());
    shape(font, text, run, buffer.get());
    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), &count);
    std::vector<ShapedGlyph> glyphs;
    for (unsigned i = 0; i < count; ++i)
        glyphs.push_back({infos[i].codepoint, infos[i].cluster, positions[i].x_offset, positions[i].y_offset,
                          positions[i].x_advance});
    return glyphs;
}

}  // namespace plotmill::text
