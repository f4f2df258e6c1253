#include "text/outline_font.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <unordered_map>

#include "text/hb_handles.h"

namespace plotmill::text {
namespace {

using InputPtr = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_destroy>>;
using DrawPtr = std::unique_ptr<hb_draw_funcs_t, Destroy<hb_draw_funcs_destroy>>;

Point point(float x, float y) { return {static_cast<double>(x), static_cast<double>(y)}; }

DrawPtr make_pen() {
    DrawPtr pen(hb_draw_funcs_create());
    hb_draw_funcs_set_move_to_func(
        pen.get(),
        [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float x, float y, void*) {
            static_cast<Path*>(to)->move_to(point(x, y));
        },
        nullptr, nullptr);
    hb_draw_funcs_set_line_to_func(
        pen.get(),
        [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float x, float y, void*) {
            static_cast<Path*>(to)->line_to(point(x, y));
        },
        nullptr, nullptr);
    hb_draw_funcs_set_quadratic_to_func(
        pen.get(),
        [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float cx, float cy, float x, float y, void*) {
            static_cast<Path*>(to)->quad_to(point(cx, cy), point(x, y));
        },
        nullptr, nullptr);
    hb_draw_funcs_set_cubic_to_func(
        pen.get(),
        [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, float ax, float ay, float bx, float by, float x, float y,
           void*) { static_cast<Path*>(to)->cubic_to(point(ax, ay), point(bx, by), point(x, y)); },
        nullptr, nullptr);
    hb_draw_funcs_set_close_path_func(
        pen.get(), [](hb_draw_funcs_t*, void* to, hb_draw_state_t*, void*) { static_cast<Path*>(to)->close(); },
        nullptr, nullptr);
    return pen;
}

// The big-endian number at `offset` of a table; 0 beyond its end.
int word(hb_face_t* face, hb_tag_t table, unsigned offset) {
    const BlobPtr blob(hb_face_reference_table(face, table));
    unsigned size = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(hb_blob_get_data(blob.get(), &size));
    if (offset + 2 > size) return 0;
    return static_cast<std::int16_t>(bytes[offset] << 8 | bytes[offset + 1]);
}

bool has_table(hb_face_t* face, hb_tag_t table) {
    const BlobPtr blob(hb_face_reference_table(face, table));
    return hb_blob_get_length(blob.get()) > 0;
}

std::string postscript_name(hb_face_t* face, const std::string& family) {
    char text[128];
    unsigned size = sizeof text;
    hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size, text);
    std::string name;
    for (const char c : std::string(text, size).empty() ? family : std::string(text, size)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        if (plain) name += c;
    }
    return name.empty() ? "Font" : name;
}

FontFacts read_facts(hb_face_t* face, hb_font_t* font, const FaceDescription& description) {
    FontFacts f;
    f.postscript_name = postscript_name(face, description.family);
    f.units_per_em = hb_face_get_upem(face);
    hb_font_extents_t extents;
    if (hb_font_get_h_extents(font, &extents)) {
        f.ascent = extents.ascender;
        f.descent = extents.descender;
    }
    constexpr hb_tag_t head = HB_TAG('h', 'e', 'a', 'd'), post = HB_TAG('p', 'o', 's', 't');
    f.bounds = {static_cast<double>(word(face, head, 36)), static_cast<double>(word(face, head, 38)),
                static_cast<double>(word(face, head, 40)), static_cast<double>(word(face, head, 42))};
    f.italic_angle = word(face, post, 4);
    f.monospaced = word(face, post, 12) != 0 || word(face, post, 14) != 0;
    f.cff = !has_table(face, HB_TAG('g', 'l', 'y', 'f'));
    hb_codepoint_t capital = 0;
    hb_glyph_extents_t box;
    f.cap_height = f.ascent;
    if (hb_font_get_nominal_glyph(font, 'H', &capital) && hb_font_get_glyph_extents(font, capital, &box))
        f.cap_height = box.y_bearing;
    return f;
}

void add_all(hb_set_t* set, std::initializer_list<hb_tag_t> tags) {
    for (const hb_tag_t tag : tags) hb_set_add(set, tag);
}

std::vector<std::uint8_t> execute(hb_face_t* face, hb_subset_input_t* input) {
    // An instance at the defaults, as FreeType draws it.
    unsigned count = hb_ot_var_get_axis_count(face);
    for (unsigned i = 0; i < count; ++i) {
        hb_ot_var_axis_info_t axis;
        unsigned one = 1;
        hb_ot_var_get_axis_infos(face, i, &one, &axis);
        if (one == 1) hb_subset_input_pin_axis_to_default(input, face, axis.tag);
    }
    const FacePtr cut(hb_subset_or_fail(face, input));
    if (!cut) return {};
    const BlobPtr blob(hb_face_reference_blob(cut.get()));
    unsigned size = 0;
    const char* bytes = hb_blob_get_data(blob.get(), &size);
    return {bytes, bytes + size};
}

}  // namespace

struct OutlineFont::Impl {
    // A face that is cut down often is taken apart once for all times, which takes as long as some ten cuts.
    hb_face_t* to_cut() {
        constexpr int often = 4;
        if (!prepared && ++cuts > often) prepared.reset(hb_subset_preprocess(face.get()));
        return prepared ? prepared.get() : face.get();
    }

    FacePtr face, prepared;
    int cuts = 0;
    FontPtr font;
    DrawPtr pen = make_pen();
    FontFacts facts;
    std::unordered_map<std::uint32_t, Path> outlines;
};

OutlineFont::OutlineFont(const FaceDescription& description) : impl_(std::make_unique<Impl>()) {
    impl_->face = open_face(description);
    impl_->font.reset(hb_font_create(impl_->face.get()));
    const int units = static_cast<int>(hb_face_get_upem(impl_->face.get()));
    hb_font_set_scale(impl_->font.get(), units, units);
    impl_->facts = read_facts(impl_->face.get(), impl_->font.get(), description);
}
OutlineFont::~OutlineFont() = default;
OutlineFont::OutlineFont(OutlineFont&&) noexcept = default;
OutlineFont& OutlineFont::operator=(OutlineFont&&) noexcept = default;

const FontFacts& OutlineFont::facts() const { return impl_->facts; }

hb_font_t* OutlineFont::handle() const { return impl_->font.get(); }

double OutlineFont::advance(std::uint32_t glyph) const { return hb_font_get_glyph_h_advance(impl_->font.get(), glyph); }

const Path& OutlineFont::outline(std::uint32_t glyph) {
    const auto [at, fresh] = impl_->outlines.try_emplace(glyph);
    if (fresh) hb_font_get_glyph_shape(impl_->font.get(), glyph, impl_->pen.get(), &at->second);
    return at->second;
}

std::uint32_t OutlineFont::glyph(char32_t character) const {
    hb_codepoint_t glyph = 0;
    return hb_font_get_nominal_glyph(impl_->font.get(), character, &glyph) ? glyph : 0;
}

std::vector<std::uint8_t> OutlineFont::subset(const std::set<char32_t>& characters) const {
    const InputPtr input(hb_subset_input_create_or_fail());
    if (!input) return {};
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    for (const char32_t c : characters) hb_set_add(hb_subset_input_unicode_set(input.get()), c);
    hb_set_t* features = hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    for (const hb_tag_t tag : {HB_TAG('l', 'i', 'g', 'a'), HB_TAG('c', 'l', 'i', 'g'), HB_TAG('d', 'l', 'i', 'g')})
        hb_set_del(features, tag);
    hb_set_t* names = hb_subset_input_set(input.get(), HB_SUBSET_SETS_NAME_ID);
    hb_set_clear(names);
    hb_set_add(names, HB_OT_NAME_ID_FONT_FAMILY);
    hb_set_add(names, HB_OT_NAME_ID_FONT_SUBFAMILY);
    add_all(hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG),
            {HB_TAG('F', 'F', 'T', 'M'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('M', 'A', 'T', 'H')});
    return execute(impl_->to_cut(), input.get());
}

std::vector<std::uint8_t> OutlineFont::subset(const std::set<std::uint32_t>& glyphs) const {
    const InputPtr input(hb_subset_input_create_or_fail());
    if (!input) return {};
    hb_subset_input_set_flags(
        input.get(), HB_SUBSET_FLAGS_NO_HINTING | HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    for (const std::uint32_t g : glyphs) hb_set_add(hb_subset_input_glyph_set(input.get()), g);
    hb_set_clear(hb_subset_input_set(input.get(), HB_SUBSET_SETS_NAME_ID));
    add_all(
        hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG),
        {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'), HB_TAG('k', 'e', 'r', 'n'),
         HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'), HB_TAG('p', 'o', 's', 't'), HB_TAG('g', 'a', 's', 'p'),
         HB_TAG('F', 'F', 'T', 'M'), HB_TAG('D', 'S', 'I', 'G'), HB_TAG('M', 'A', 'T', 'H'), HB_TAG('S', 'T', 'A', 'T'),
         HB_TAG('a', 'v', 'a', 'r'), HB_TAG('M', 'V', 'A', 'R'), HB_TAG('H', 'V', 'A', 'R')});
    return execute(impl_->to_cut(), input.get());
}

}  // namespace plotmill::text
