#include "spec/common_fields.h"

#include "spec/job_tables.h"

namespace plotmill::spec {
namespace {

constexpr std::string_view fillstyle_words[] = {"full", "left", "right", "bottom", "top", "none"};
constexpr std::string_view drawstyle_words[] = {"default", "steps", "steps-pre", "steps-mid", "steps-post"};
constexpr std::string_view capstyle_words[] = {"butt", "projecting", "round"};
constexpr std::string_view joinstyle_words[] = {"miter", "round", "bevel"};
constexpr std::string_view fontstyle_words[] = {"normal", "italic", "oblique"};
constexpr std::string_view variant_words[] = {"normal", "small-caps"};
constexpr std::string_view rotation_mode_words[] = {"default", "anchor"};
constexpr std::string_view face_words[] = {"face"};
constexpr std::string_view auto_words[] = {"auto"};

constexpr std::string_view ms_aliases[] = {"ms"};
constexpr std::string_view mec_aliases[] = {"mec"};
constexpr std::string_view mew_aliases[] = {"mew"};
constexpr std::string_view mfc_aliases[] = {"mfc"};
constexpr std::string_view mfcalt_aliases[] = {"mfcalt"};
constexpr std::string_view ds_aliases[] = {"ds"};
constexpr std::string_view style_aliases[] = {"style"};
constexpr std::string_view family_aliases[] = {"family", "fontname"};
constexpr std::string_view variant_aliases[] = {"variant"};
constexpr std::string_view ma_aliases[] = {"multialignment"};
constexpr std::string_view facecolors_aliases[] = {"facecolor", "fc"};
constexpr std::string_view edgecolors_aliases[] = {"edgecolor", "ec"};
constexpr std::string_view linewidths_aliases[] = {"linewidth", "lw"};
constexpr std::string_view linestyles_aliases[] = {"linestyle", "ls", "dashes"};
constexpr std::string_view antialiaseds_aliases[] = {"antialiased", "aa"};

// What every artist has.
constexpr Field artist_fields[] = {
    {.name = "alpha", .accepts = number | null_, .doc = "opacity, 0 to 1", .min = 0, .max = 1},
    {.name = "zorder", .accepts = number, .doc = "artists with a higher one are drawn later"},
    {.name = "visible", .accepts = flag, .doc = "false draws nothing"},
    {.name = "clip_on", .accepts = flag, .doc = "clip at the axes' box"},
};
constexpr FieldTable artist_table{.name = "an artist", .fields = artist_fields};
constexpr const FieldTable* artist_base[] = {&artist_table};

constexpr Field every_fields[] = {
    {.name = "start", .accepts = number, .doc = "the first point: its index, or a share of the axes; 0"},
    {.name = "every",
     .accepts = number,
     .doc = "from there every n-th point, or a share of the axes",
     .required = true},
};

constexpr Field line_fields[] = {
    {.name = "color", .accepts = color, .doc = "the line's colour", .aliases = color_aliases},
    {.name = "linestyle",
     .accepts = linestyle,
     .doc = "-, --, -., :, none or [offset, [on, off, ...]]",
     .aliases = linestyle_aliases},
    {.name = "linewidth", .accepts = number, .doc = "points", .min = 0, .aliases = linewidth_aliases},
    {.name = "marker", .accepts = marker, .doc = "the marker at each point"},
    {.name = "markersize", .accepts = number, .doc = "points", .min = 0, .aliases = ms_aliases},
    {.name = "markeredgecolor",
     .accepts = color | word,
     .doc = "the marker's outline; 'auto' is the line's colour",
     .words = auto_words,
     .aliases = mec_aliases},
    {.name = "markeredgewidth", .accepts = number, .doc = "points", .min = 0, .aliases = mew_aliases},
    {.name = "markerfacecolor",
     .accepts = color | word,
     .doc = "the marker's inside; 'auto' is the line's colour",
     .words = auto_words,
     .aliases = mfc_aliases},
    {.name = "markerfacecoloralt",
     .accepts = color | word,
     .doc = "the other half of a half-filled marker",
     .words = auto_words,
     .aliases = mfcalt_aliases},
    {.name = "markevery",
     .accepts = number | list | object | null_,
     .doc = "every n-th point, {start, every}, a list of indices, or a distance as a share of the axes",
     .items = number | flag,
     .table = &every_table},
    {.name = "fillstyle", .accepts = word, .doc = "which part of the marker is filled", .words = fillstyle_words},
    {.name = "drawstyle",
     .accepts = word,
     .doc = "how points are joined",
     .words = drawstyle_words,
     .aliases = ds_aliases},
    {.name = "dash_capstyle", .accepts = word, .doc = "the ends of dashes", .words = capstyle_words},
    {.name = "dash_joinstyle", .accepts = word, .doc = "the corners of dashed lines", .words = joinstyle_words},
    {.name = "solid_capstyle", .accepts = word, .doc = "the ends of solid lines", .words = capstyle_words},
    {.name = "solid_joinstyle", .accepts = word, .doc = "the corners of solid lines", .words = joinstyle_words},
    {.name = "dashes", .accepts = list, .doc = "lengths of dashes and gaps, in line widths", .items = number, .min = 0},
    {.name = "gapcolor", .accepts = color | null_, .doc = "the colour of a dashed line's gaps"},
    {.name = "antialiased", .accepts = flag, .doc = "smooth edges", .aliases = antialiased_aliases},
    {.name = "snap", .accepts = flag | null_, .doc = "straight lines on whole pixels"},
    {.name = "label",
     .accepts = string | list | null_,
     .doc = "the legend's text; a list for several lines",
     .items = string},
};

constexpr Field patch_fields[] = {
    {.name = "color", .accepts = color, .doc = "inside and outline"},
    {.name = "facecolor", .accepts = color, .doc = "the inside", .aliases = facecolor_aliases},
    {.name = "edgecolor", .accepts = color, .doc = "the outline", .aliases = edgecolor_aliases},
    {.name = "linewidth", .accepts = number, .doc = "of the outline, points", .min = 0, .aliases = linewidth_aliases},
    {.name = "linestyle", .accepts = linestyle, .doc = "of the outline", .aliases = linestyle_aliases},
    {.name = "hatch",
     .accepts = string | null_,
     .doc = "a pattern of / \\ | - + x o O . *; repeated signs are denser",
     .letters = hatch_letters},
    {.name = "fill", .accepts = flag, .doc = "false leaves the inside empty"},
    {.name = "joinstyle", .accepts = word, .doc = "the outline's corners", .words = joinstyle_words},
    {.name = "capstyle", .accepts = word, .doc = "the ends of the outline's dashes", .words = capstyle_words},
    {.name = "antialiased", .accepts = flag, .doc = "smooth edges", .aliases = antialiased_aliases},
    {.name = "snap", .accepts = flag | null_, .doc = "straight edges on whole pixels"},
    {.name = "label",
     .accepts = string | list | null_,
     .doc = "the legend's text; a list for several groups",
     .items = string},
};

constexpr Field collection_fields[] = {
    {.name = "color", .accepts = color | list, .doc = "inside and outline", .items = color},
    {.name = "facecolors",
     .accepts = color | list,
     .doc = "the inside; a list for one colour an element",
     .items = color,
     .aliases = facecolors_aliases},
    {.name = "edgecolors",
     .accepts = color | word | list,
     .doc = "the outline; 'face' is the inside's colour",
     .words = face_words,
     .items = color,
     .aliases = edgecolors_aliases},
    {.name = "linewidths",
     .accepts = number | list,
     .doc = "points",
     .items = number,
     .min = 0,
     .aliases = linewidths_aliases},
    {.name = "linestyles",
     .accepts = linestyle | list,
     .doc = "of the outline",
     .items = linestyle,
     .aliases = linestyles_aliases},
    {.name = "capstyle", .accepts = word, .doc = "the ends of lines", .words = capstyle_words},
    {.name = "joinstyle", .accepts = word, .doc = "the corners of lines", .words = joinstyle_words},
    {.name = "hatch", .accepts = string | null_, .doc = "a pattern of / \\ | - + x o O . *", .letters = hatch_letters},
    {.name = "antialiaseds", .accepts = flag, .doc = "smooth edges", .aliases = antialiaseds_aliases},
    {.name = "label", .accepts = string | null_, .doc = "the legend's text"},
};

constexpr std::string_view math_font_words[] = {"dejavusans", "dejavuserif", "cm", "stix", "stixsans", "custom"};
constexpr Field text_fields[] = {
    {.name = "fontsize",
     .accepts = number | word,
     .doc = "points, or relative to font.size",
     .words = fontsize_words,
     .aliases = fontsize_aliases,
     .positive = true},
    {.name = "color", .accepts = color, .doc = "the letters' colour", .aliases = color_aliases},
    {.name = "fontweight",
     .accepts = number | word,
     .doc = "0 to 1000, or a name",
     .words = fontweight_words,
     .min = 0,
     .max = 1000,
     .aliases = fontweight_aliases},
    {.name = "fontstyle",
     .accepts = word,
     .doc = "normal, italic or oblique",
     .words = fontstyle_words,
     .aliases = style_aliases},
    {.name = "fontfamily",
     .accepts = string | list,
     .doc = "a family, or a list of which the first that is there is used",
     .items = string,
     .aliases = family_aliases},
    {.name = "fontvariant",
     .accepts = word,
     .doc = "normal or small-caps",
     .words = variant_words,
     .aliases = variant_aliases},
    {.name = "rotation", .accepts = number | word, .doc = "degrees, counter-clockwise", .words = rotation_words},
    {.name = "rotation_mode", .accepts = word, .doc = "'anchor' aligns before turning", .words = rotation_mode_words},
    {.name = "ha", .accepts = word, .doc = "which part of the text is at x", .words = ha_words, .aliases = ha_aliases},
    {.name = "va", .accepts = word, .doc = "which part of the text is at y", .words = va_words, .aliases = va_aliases},
    {.name = "ma",
     .accepts = word,
     .doc = "alignment of lines with each other",
     .words = ha_words,
     .aliases = ma_aliases},
    {.name = "linespacing", .accepts = number, .doc = "distance of lines, in font sizes", .positive = true},
    {.name = "wrap", .accepts = flag, .doc = "break lines at the figure's edge"},
    {.name = "parse_math", .accepts = flag, .doc = "whether what stands between $ is math"},
    {.name = "math_fontfamily",
     .accepts = word,
     .doc = "the fonts of math, instead of mathtext.fontset",
     .words = math_font_words},
    {.name = "bbox", .accepts = object | null_, .doc = "a box around the text", .table = &bbox_table},
};

constexpr Field bbox_fields[] = {
    {.name = "boxstyle", .accepts = string, .doc = "round, square, larrow, ..., with parameters: \"round,pad=0.3\""},
    {.name = "pad", .accepts = number, .doc = "points"},
};
constexpr const FieldTable* bbox_bases[] = {&patch_properties};

constexpr Field data_fields[] = {
    {.name = "data", .accepts = string, .doc = "the table that the layer's columns are of"},
    {.name = "by", .accepts = string, .doc = "a column: one layer for each of its distinct values"},
    {.name = "colors",
     .accepts = mapping,
     .doc = "colours of the values of 'by' (or of the facets): {value: colour}; 'default' is for all others",
     .items = color},
};

constexpr std::string_view norm_words[] = {"linear", "log", "symlog", "logit"};
constexpr Field color_mapping_fields[] = {
    {.name = "cmap",
     .accepts = string | list | object,
     .doc = "a colormap's name, a list of colours, or {name, under, over, bad, ...}",
     .items = color,
     .table = &colormap_table,
     .min_items = 1,
     .max_items = 65'536},
    {.name = "norm",
     .accepts = word | object,
     .doc = "how values become colours",
     .words = norm_words,
     .table = &norm_table},
    {.name = "vmin", .accepts = number | null_, .doc = "the value of the first colour"},
    {.name = "vmax", .accepts = number | null_, .doc = "the value of the last colour"},
};

constexpr Field mappable_fields[] = {
    {.name = "colorbar", .accepts = flag | object, .doc = "a colour bar beside the axes", .table = &colorbar_table},
};
constexpr const FieldTable* color_mapping_base[] = {&color_mapping};

}  // namespace

constinit const FieldTable line_properties{.name = "a line", .fields = line_fields, .bases = artist_base};
constinit const FieldTable patch_properties{.name = "a patch", .fields = patch_fields, .bases = artist_base};
constinit const FieldTable collection_properties{
    .name = "a collection", .fields = collection_fields, .bases = artist_base};
constinit const FieldTable text_properties{.name = "a text", .fields = text_fields, .bases = artist_base};
constinit const FieldTable every_table{.name = "a choice of points", .fields = every_fields};
constinit const FieldTable bbox_table{.name = "'bbox'", .fields = bbox_fields, .bases = bbox_bases};
constinit const FieldTable data_properties{.name = "a layer", .fields = data_fields};
constinit const FieldTable color_mapping{.name = "what values colour", .fields = color_mapping_fields};
constinit const FieldTable mappable_properties{
    .name = "a mappable layer", .fields = mappable_fields, .bases = color_mapping_base};

}  // namespace plotmill::spec
