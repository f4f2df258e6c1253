#include "text/font_library.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_SFNT_NAMES_H
#include FT_TRUETYPE_IDS_H
#include FT_TRUETYPE_TABLES_H

#include <algorithm>
#include <cmath>

#include "base/suggest.h"
#include "text/embedded_fonts.h"

namespace plotmill::text {
namespace {

using Style = scene::Font::Style;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_family(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

// What a generic name stands for. Matplotlib's lists of names (font.sans-serif and so on) begin with the DejaVu family,
// which is always here; for cursive and fantasy none is, so that they fall back to DejaVu Sans.
std::string_view expand_generic(std::string_view family) {
    if (same_family(family, "monospace")) return "DejaVu Sans Mono";
    if (same_family(family, "serif")) return "DejaVu Serif";
    return "DejaVu Sans";
}

// The list of rcParams that a generic name stands for; null for other names.
const std::vector<std::string>* generic_list(std::string_view family, const TextRules& rules) {
    if (same_family(family, "monospace")) return &rules.monospace;
    if (same_family(family, "serif")) return &rules.serif;
    if (same_family(family, "cursive")) return &rules.cursive;
    if (same_family(family, "fantasy")) return &rules.fantasy;
    return FontLibrary::is_generic(family) ? &rules.sans_serif : nullptr;
}

double style_score(Style wanted, Style has) {
    if (wanted == has) return 0;
    return wanted != Style::normal && has != Style::normal ? 0.1 : 1.0;
}

struct FtLibrary {
    FT_Library handle = nullptr;
    FtLibrary() {
        if (FT_Init_FreeType(&handle)) handle = nullptr;
    }
    ~FtLibrary() {
        if (handle) FT_Done_FreeType(handle);
    }
    FtLibrary(const FtLibrary&) = delete;
    FtLibrary& operator=(const FtLibrary&) = delete;
};

// An entry of the name table as lower-case text; only its ASCII matters to the callers. The Macintosh entry is asked
// first, as font_manager does.
std::string sfnt_name(FT_Face face, FT_UShort id) {
    std::string mac, microsoft;
    const FT_UInt count = FT_Get_Sfnt_Name_Count(face);
    for (FT_UInt i = 0; i < count; ++i) {
        FT_SfntName entry;
        if (FT_Get_Sfnt_Name(face, i, &entry) || entry.name_id != id) continue;
        const bool is_mac =
            entry.platform_id == TT_PLATFORM_MACINTOSH && entry.encoding_id == 0 && entry.language_id == 0;
        const bool is_ms = entry.platform_id == TT_PLATFORM_MICROSOFT && entry.encoding_id == 1 &&
                           entry.language_id == TT_MS_LANGID_ENGLISH_UNITED_STATES;
        if (is_mac) {
            mac.clear();
            for (FT_UInt k = 0; k < entry.string_len; ++k) mac += lower(static_cast<char>(entry.string[k]));
        } else if (is_ms) {
            microsoft.clear();
            for (FT_UInt k = 1; k < entry.string_len; k += 2) {
                microsoft += entry.string[k - 1] ? '?' : lower(static_cast<char>(entry.string[k]));
            }
        }
    }
    return mac.empty() ? microsoft : mac;
}

Style style_of(FT_Face face) {
    const std::string full = sfnt_name(face, TT_NAME_ID_FULL_NAME);
    if (full.find("oblique") != std::string::npos) return Style::oblique;
    if (full.find("italic") != std::string::npos) return Style::italic;
    if (sfnt_name(face, TT_NAME_ID_FONT_SUBFAMILY).find("regular") != std::string::npos) return Style::normal;
    return face->style_flags & FT_STYLE_FLAG_ITALIC ? Style::italic : Style::normal;
}

int weight_of(FT_Face face) {
    const auto* os2 = static_cast<const TT_OS2*>(FT_Get_Sfnt_Table(face, FT_SFNT_OS2));
    if (os2 && os2->version != 0xFFFF) return os2->usWeightClass;
    return face->style_flags & FT_STYLE_FLAG_BOLD ? 700 : 500;
}

bool is_condensed(FT_Face face) {
    const std::string full = sfnt_name(face, TT_NAME_ID_FULL_NAME);
    return full.find("narrow") != std::string::npos || full.find("cond") != std::string::npos;
}

}  // namespace

FontLibrary::FontLibrary() {
    for (const EmbeddedFont& font : embedded_fonts()) {
        faces_.push_back(
            {std::string(font.family), font.style, font.weight, false, std::string(font.file), font.bytes, 0});
    }
}

Result<FontLibrary> FontLibrary::with_files(std::vector<FontFile> files) {
    FontLibrary library;
    if (files.empty()) return library;
    const FtLibrary freetype;
    std::vector<Diagnostic> errors;
    std::vector<FaceDescription> added;
    constexpr FT_Long most_faces = 64;  // of one collection
    for (FontFile& file : files) {
        const auto refuse = [&](const std::string& why) {
            errors.push_back(error_at(file.span, "cannot use font '" + file.name + "': " + why));
        };
        if (!freetype.handle || !file.bytes) {
            refuse("it could not be read");
            continue;
        }
        FT_Long count = 1;
        for (FT_Long index = 0; index < count; ++index) {
            FT_Face face = nullptr;
            if (FT_New_Memory_Face(freetype.handle, file.bytes->data(), static_cast<FT_Long>(file.bytes->size()), index,
                                   &face)) {
                refuse("expected a TrueType or OpenType font");
                break;
            }
            count = std::min(face->num_faces, most_faces);
            if (!FT_IS_SCALABLE(face) || !face->family_name) {
                refuse(face->family_name ? "it has no outlines" : "it does not name its family");
            } else {
                added.push_back({face->family_name, style_of(face), weight_of(face), is_condensed(face), file.name,
                                 std::span<const std::uint8_t>(*file.bytes), static_cast<int>(index)});
            }
            FT_Done_Face(face);
        }
        library.owned_.push_back(std::move(file.bytes));
    }
    if (!errors.empty()) return errors;
    // A job's own files win over an embedded face of equal merit.
    library.default_face_ = static_cast<FaceId>(added.size());
    library.faces_.insert(library.faces_.begin(), std::make_move_iterator(added.begin()),
                          std::make_move_iterator(added.end()));
    return library;
}

bool FontLibrary::is_generic(std::string_view family) {
    for (std::string_view name : {"sans-serif", "sans serif", "sans", "serif", "monospace", "cursive", "fantasy"}) {
        if (same_family(family, name)) return true;
    }
    return false;
}

bool FontLibrary::knows_family(std::string_view family) const {
    if (is_generic(family)) return true;
    return std::any_of(faces_.begin(), faces_.end(),
                       [&](const FaceDescription& face) { return same_family(face.family, family); });
}

std::optional<std::string> FontLibrary::nearest_family(std::string_view family) const {
    std::vector<std::string_view> names = {"sans-serif", "serif", "monospace", "cursive", "fantasy"};
    for (const FaceDescription& face : faces_) names.push_back(face.family);
    const std::string_view found = nearest_word(family, names);
    if (found.empty()) return std::nullopt;
    return std::string(found);
}

std::optional<FaceId> FontLibrary::best(const std::string* families, std::size_t count, const scene::Font& font) const {
    static const TextRules defaults;
    const TextRules& rules = font.rules ? *font.rules : defaults;
    // font_manager.score_family: a generic name's list shares out its place.
    const auto score_of = [&](const FaceDescription& face) {
        for (std::size_t k = 0; k < count; ++k) {
            double place = -1;
            const auto* list = font.rules ? generic_list(families[k], rules) : nullptr;
            if (list && !list->empty()) {
                const auto at = std::find_if(list->begin(), list->end(),
                                             [&](const std::string& name) { return same_family(name, face.family); });
                if (at != list->end())
                    place = static_cast<double>(at - list->begin()) / static_cast<double>(list->size());
            } else if (same_family(is_generic(families[k]) ? expand_generic(families[k]) : families[k], face.family)) {
                place = 0;
            }
            if (place >= 0) return (static_cast<double>(k) + place) / static_cast<double>(count);
        }
        return 1.0;
    };
    std::optional<FaceId> found;
    double best_score = 10;  // a score of 10 or more: no family fits
    for (std::size_t i = 0; i < faces_.size(); ++i) {
        const FaceDescription& face = faces_[i];
        const double family_score = score_of(face);
        // font_manager.findfont: ten times the family's, plus style, weight and stretch.
        const double score = 10 * family_score + style_score(font.style, face.style) +
                             0.95 * (std::abs(font.weight - face.weight) / 1000.0) + 0.05 +
                             std::abs(rules.stretch - (face.condensed ? 300 : 500)) / 1000.0;
        if (family_score < 1 && score < best_score) {
            best_score = score;
            found = static_cast<FaceId>(i);
        }
    }
    return found;
}

std::optional<FaceId> FontLibrary::find(const scene::Font& font) const {
    if (const auto found = best(font.families.data(), font.families.size(), font)) return found;
    // None of what a generic name stands for is here: as Matplotlib, DejaVu Sans.
    if (std::none_of(font.families.begin(), font.families.end(), is_generic)) return std::nullopt;
    const std::string last_resort = "DejaVu Sans";
    return best(&last_resort, 1, font);
}

std::vector<FaceId> FontLibrary::find_all(const scene::Font& font) const {
    std::vector<FaceId> found;
    for (const std::string& family : font.families) {
        if (const auto face = best(&family, 1, font);
            face && std::find(found.begin(), found.end(), *face) == found.end()) {
            found.push_back(*face);
        }
    }
    if (found.empty()) {
        const std::string last_resort = "DejaVu Sans";
        found.push_back(best(&last_resort, 1, font).value_or(default_face_));
    }
    return found;
}

}  // namespace plotmill::text
