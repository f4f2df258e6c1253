// Field tables that many layers share: a layer's table names them as its bases, and a field of its own with the same
// name wins. Also the word lists that more than one table needs. Constant data.
#pragma once

#include <string_view>

#include "spec/fields.h"

namespace plotmill::spec {

extern const FieldTable line_properties;        // Line2D: color, linestyle, linewidth, marker..., label, zorder
extern const FieldTable patch_properties;       // Patch: color, facecolor, edgecolor, linewidth, hatch, ...
extern const FieldTable collection_properties;  // Collection: the same, each also as a list with one value an element
extern const FieldTable text_properties;        // Text: fontsize, color, fontweight, ha, va, rotation, bbox, ...
extern const FieldTable data_properties;        // data, by
extern const FieldTable colormap_table;         // `cmap` as a mapping
extern const FieldTable color_mapping;          // cmap, norm, vmin, vmax
extern const FieldTable mappable_properties;    // cmap, norm, vmin, vmax, colorbar (not the array itself)
extern const FieldTable bbox_table;             // the box around a text
extern const FieldTable every_table;            // which points: start, every

inline constexpr std::string_view fontsize_words[] = {"xx-small", "x-small",  "small",   "medium", "large",
                                                      "x-large",  "xx-large", "smaller", "larger"};
inline constexpr std::string_view fontweight_words[] = {"ultralight", "light", "normal",     "regular",  "book",
                                                        "medium",     "roman", "semibold",   "demibold", "demi",
                                                        "bold",       "heavy", "extra bold", "black"};
inline constexpr std::string_view ha_words[] = {"left", "center", "right"};
inline constexpr std::string_view va_words[] = {"top", "center", "bottom", "baseline", "center_baseline"};
inline constexpr std::string_view rotation_words[] = {"horizontal", "vertical"};
inline constexpr std::string_view orientation_words[] = {"vertical", "horizontal"};
inline constexpr std::string_view extend_words[] = {"neither", "both", "min", "max"};

inline constexpr std::string_view hatch_letters = "-+|/\\xXoO.*";

inline constexpr std::string_view color_aliases[] = {"c"};
inline constexpr std::string_view linestyle_aliases[] = {"ls"};
inline constexpr std::string_view linewidth_aliases[] = {"lw"};
inline constexpr std::string_view facecolor_aliases[] = {"fc"};
inline constexpr std::string_view edgecolor_aliases[] = {"ec"};
inline constexpr std::string_view antialiased_aliases[] = {"aa"};
inline constexpr std::string_view fontsize_aliases[] = {"size"};
inline constexpr std::string_view fontweight_aliases[] = {"weight"};
inline constexpr std::string_view ha_aliases[] = {"horizontalalignment"};
inline constexpr std::string_view va_aliases[] = {"verticalalignment"};

}  // namespace plotmill::spec
