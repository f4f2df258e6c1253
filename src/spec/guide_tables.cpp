// Legends, colour bars and norms: what explains the layers' looks.
#include "spec/job_tables.h"

namespace plotmill::spec {
namespace {

constexpr std::string_view loc_words[] = {
    "best", "upper right", "upper left", "lower left", "lower right", "right", "center left", "center right",
    "lower center", "upper center", "center",
    // of a figure's legend, for which constrained and tight layout make room
    "outside upper left", "outside upper center", "outside upper right", "outside lower left", "outside lower center",
    "outside lower right", "outside left upper", "outside left lower", "outside center left", "outside left center",
    "outside right upper", "outside right lower", "outside center right", "outside right center"};
constexpr std::string_view inherit_words[] = {"inherit"};
constexpr std::string_view mode_words[] = {"expand"};
constexpr std::string_view labelcolor_words[] = {"linecolor", "markerfacecolor", "mfc", "markeredgecolor", "mec"};
constexpr std::string_view ncols_aliases[] = {"ncol"};
constexpr std::string_view location_words[] = {"left", "right", "top", "bottom"};
constexpr std::string_view spacing_words[] = {"uniform", "proportional"};

constexpr Field legend_fields[] = {
    {.name = "loc",
     .accepts = word | integer | list,
     .doc = "a place in the axes, or [x, y] as shares of it; of a figure's legend also beside them all",
     .words = loc_words,
     .items = number,
     .min_items = 2,
     .max_items = 2},
    {.name = "bbox_to_anchor",
     .accepts = list,
     .doc = "[x, y] or [x, y, width, height] that loc is a place of",
     .items = number,
     .min_items = 2,
     .max_items = 4},
    {.name = "ncols", .accepts = integer, .doc = "columns", .min = 1, .max = 1000, .aliases = ncols_aliases},
    {.name = "labels", .accepts = list, .doc = "texts in place of the layers' labels", .items = string},
    {.name = "title", .accepts = string, .doc = "over the entries"},
    {.name = "fontsize", .accepts = number | word, .doc = "of the labels", .words = fontsize_words, .positive = true},
    {.name = "title_fontsize",
     .accepts = number | word,
     .doc = "of the title",
     .words = fontsize_words,
     .positive = true},
    {.name = "labelcolor",
     .accepts = color | word | list,
     .doc = "of the labels",
     .words = labelcolor_words,
     .items = color},
    {.name = "alignment", .accepts = word, .doc = "of title and entries", .words = ha_words},
    {.name = "frameon", .accepts = flag, .doc = "a frame around it"},
    {.name = "fancybox", .accepts = flag, .doc = "round corners"},
    {.name = "shadow", .accepts = flag, .doc = "a shadow behind it"},
    {.name = "framealpha", .accepts = number, .doc = "the background's opacity, 0 to 1", .min = 0, .max = 1},
    {.name = "facecolor", .accepts = color | word, .doc = "the background", .words = inherit_words},
    {.name = "edgecolor", .accepts = color | word, .doc = "the frame", .words = inherit_words},
    {.name = "borderpad", .accepts = number, .doc = "inside the frame, in font sizes", .min = 0},
    {.name = "labelspacing", .accepts = number, .doc = "between entries, in font sizes"},
    {.name = "handlelength", .accepts = number, .doc = "in font sizes", .min = 0},
    {.name = "handleheight", .accepts = number, .doc = "in font sizes", .min = 0},
    {.name = "handletextpad", .accepts = number, .doc = "between handle and label, in font sizes"},
    {.name = "borderaxespad", .accepts = number, .doc = "between the legend and the axes, in font sizes"},
    {.name = "columnspacing", .accepts = number, .doc = "between columns, in font sizes"},
    {.name = "markerscale", .accepts = number, .doc = "of markers, relative to those drawn", .min = 0},
    {.name = "markerfirst", .accepts = flag, .doc = "handles to the left of labels"},
    {.name = "numpoints", .accepts = integer, .doc = "markers on a line's handle", .min = 1, .max = 100},
    {.name = "scatterpoints", .accepts = integer, .doc = "markers in a scatter's handle", .min = 1, .max = 100},
    {.name = "scatteryoffsets",
     .accepts = list,
     .doc = "heights of a scatter's markers",
     .items = number,
     .min_items = 1,
     .max_items = 100},
    {.name = "mode", .accepts = word | null_, .doc = "expand fills bbox_to_anchor's width", .words = mode_words},
    {.name = "reverse", .accepts = flag, .doc = "entries in reverse order"},
    {.name = "twins",
     .accepts = flag,
     .doc = "the layers of twinx and twiny, too: one legend for all axes in one place"},
};

constexpr std::string_view bar_pad_aliases[] = {"labelpad"};
constexpr std::string_view bar_loc_words[] = {"bottom", "left", "center", "right", "top"};
constexpr std::string_view ticklocation_words[] = {"auto", "left", "right", "top", "bottom"};
constexpr std::string_view auto_words[] = {"auto"};
constexpr std::string_view all_words[] = {"all"};
constexpr Field bar_label_fields[] = {
    {.name = "text", .accepts = string, .doc = "the words", .required = true},
    {.name = "loc", .accepts = word, .doc = "place along the bar", .words = bar_loc_words},
    {.name = "pad", .accepts = number, .doc = "distance from the tick labels, points", .aliases = bar_pad_aliases},
};
constexpr const FieldTable* bar_label_bases[] = {&text_properties};
constexpr FieldTable bar_label_table{
    .name = "a colour bar's label", .fields = bar_label_fields, .bases = bar_label_bases};

constexpr Field colorbar_fields[] = {
    {.name = "label", .accepts = string | object, .doc = "along the bar", .table = &bar_label_table},
    {.name = "ticks",
     .accepts = list | object,
     .doc = "positions, or {ticks, labels, rotation, minor, ...}",
     .items = number,
     .table = &ticks_table,
     .max_items = 10'000},
    {.name = "orientation", .accepts = word, .doc = "of the bar", .words = orientation_words},
    {.name = "location", .accepts = word, .doc = "side of the axes", .words = location_words},
    {.name = "extend", .accepts = word, .doc = "ends with arrows", .words = extend_words},
    {.name = "extendfrac",
     .accepts = number | list | word,
     .doc = "length of the ends as a share of the bar; auto: of its first and last colour",
     .words = auto_words,
     .items = number,
     .min = 0,
     .max = 10,
     .min_items = 2,
     .max_items = 2},
    {.name = "extendrect", .accepts = flag, .doc = "ends without a point"},
    {.name = "ax",
     .accepts = word | list,
     .doc = "the axes that make room for it: all, or some by number (from 0) or mosaic letter",
     .words = all_words,
     .items = integer | string,
     .min = 0,
     .min_items = 1,
     .max_items = 10'000},
    {.name = "cax",
     .accepts = integer | string | list,
     .doc = "the axes to stand in, by number (from 0) or mosaic letter; or [x0, y0, width, height] in its own axes",
     .items = number,
     .min_items = 4,
     .max_items = 4},
    {.name = "anchor",
     .accepts = list,
     .doc = "[x, y]: where it stands in its room",
     .items = number,
     .min_items = 2,
     .max_items = 2},
    {.name = "panchor",
     .accepts = list | flag,
     .doc = "[x, y]: where the axes stand in what is left to them; false leaves them as they are",
     .items = number,
     .min_items = 2,
     .max_items = 2},
    {.name = "ticklocation", .accepts = word, .doc = "side of the ticks", .words = ticklocation_words},
    {.name = "boundaries",
     .accepts = list,
     .doc = "edges of the colours, increasing",
     .items = number,
     .min_items = 2,
     .max_items = 10'000},
    {.name = "values",
     .accepts = list,
     .doc = "the values of the colours between them",
     .items = number,
     .max_items = 10'000},
    {.name = "shrink", .accepts = number, .doc = "factor of its length", .positive = true},
    {.name = "aspect", .accepts = number, .doc = "its length over its width", .positive = true},
    {.name = "fraction", .accepts = number, .doc = "share of the axes that it takes", .max = 1, .positive = true},
    {.name = "pad", .accepts = number, .doc = "share of the axes between it and them", .min = 0, .max = 1},
    {.name = "format",
     .accepts = string,
     .doc = "of the tick labels: \"%.2f\", \"{x:.2f}\", percent, engineering or scientific"},
    {.name = "spacing", .accepts = word, .doc = "of boundaries", .words = spacing_words},
    {.name = "drawedges", .accepts = flag, .doc = "lines between colours"},
};

constexpr Field colormap_fields[] = {
    {.name = "name", .accepts = string, .doc = "a colormap; rcParams' image.cmap unless given"},
    {.name = "colors",
     .accepts = list,
     .doc = "its colours, as they are; with n, steps between them",
     .items = color,
     .min_items = 1,
     .max_items = 65'536},
    {.name = "n", .accepts = integer, .doc = "how many colours it has", .min = 1, .max = 65'536},
    {.name = "under", .accepts = color, .doc = "of values below the norm's least"},
    {.name = "over", .accepts = color, .doc = "of values above its greatest"},
    {.name = "bad", .accepts = color, .doc = "of gaps"},
};

constexpr Field norm_parts[] = {
    {.name = "vmin", .accepts = number | null_, .doc = "the value of the first colour"},
    {.name = "vmax", .accepts = number | null_, .doc = "the value of the last colour"},
    {.name = "clip", .accepts = flag, .doc = "values outside take the end's colour"},
};
constexpr FieldTable norm_common{.name = "a norm", .fields = norm_parts};
constexpr const FieldTable* norm_bases[] = {&norm_common};

constexpr Field symlog_norm_fields[] = {
    {.name = "linthresh", .accepts = number, .doc = "half the width of the linear part", .positive = true},
    {.name = "linscale", .accepts = number, .doc = "decades that each half of the linear part takes", .positive = true},
    {.name = "base", .accepts = number, .doc = "10", .min = 1.0000001},
};
constexpr Field two_slope_fields[] = {
    {.name = "vcenter", .accepts = number, .doc = "the value of the middle colour", .required = true},
    {.name = "vmin", .accepts = number | null_, .doc = "the value of the first colour"},
    {.name = "vmax", .accepts = number | null_, .doc = "the value of the last colour"},
};
constexpr Field centered_fields[] = {
    {.name = "vcenter", .accepts = number, .doc = "the value of the middle colour (0)"},
    {.name = "halfrange", .accepts = number, .doc = "distance of the last colour's value", .positive = true},
};
constexpr Field power_fields[] = {
    {.name = "gamma", .accepts = number, .doc = "the exponent", .required = true, .positive = true},
};
constexpr Field boundary_fields[] = {
    {.name = "boundaries",
     .accepts = list,
     .doc = "edges, ascending",
     .items = number,
     .min_items = 2,
     .required = true},
    {.name = "ncolors", .accepts = integer, .doc = "256", .min = 1, .max = 65536},
    {.name = "extend", .accepts = word, .doc = "colours beyond the ends", .words = extend_words},
    {.name = "clip", .accepts = flag, .doc = "values outside take the end's colour"},
};
constexpr FieldTable linear_norm{.name = "the norm 'linear'", .fields = {}, .bases = norm_bases};
constexpr FieldTable log_norm{.name = "the norm 'log'", .fields = {}, .bases = norm_bases};
constexpr FieldTable symlog_norm{.name = "the norm 'symlog'", .fields = symlog_norm_fields, .bases = norm_bases};
constexpr FieldTable logit_norm{.name = "the norm 'logit'", .fields = {}, .bases = norm_bases};
constexpr FieldTable two_slope_norm{.name = "the norm 'two_slope'", .fields = two_slope_fields};
constexpr FieldTable centered_norm{.name = "the norm 'centered'", .fields = centered_fields};
constexpr FieldTable power_norm{.name = "the norm 'power'", .fields = power_fields, .bases = norm_bases};
constexpr FieldTable boundary_norm{.name = "the norm 'boundaries'", .fields = boundary_fields};

constexpr Field norm_fields[] = {
    {.name = "linear", .accepts = object | null_, .doc = "equal steps", .table = &linear_norm},
    {.name = "log", .accepts = object | null_, .doc = "equal ratios", .table = &log_norm},
    {.name = "symlog", .accepts = object | null_, .doc = "linear around 0, logarithmic beyond", .table = &symlog_norm},
    {.name = "logit", .accepts = object | null_, .doc = "for shares between 0 and 1", .table = &logit_norm},
    {.name = "two_slope", .accepts = object, .doc = "two linear halves around vcenter", .table = &two_slope_norm},
    {.name = "centered", .accepts = object | null_, .doc = "symmetric around vcenter", .table = &centered_norm},
    {.name = "power", .accepts = object, .doc = "a power of the share", .table = &power_norm},
    {.name = "boundaries",
     .accepts = list | object,
     .doc = "one colour between two edges",
     .items = number,
     .table = &boundary_norm,
     .min_items = 2},
};

}  // namespace

constinit const FieldTable legend_table{.name = "a legend", .fields = legend_fields};
constinit const FieldTable colorbar_table{.name = "a colour bar", .fields = colorbar_fields};
constinit const FieldTable colormap_table{.name = "a colormap", .fields = colormap_fields};
constinit const FieldTable norm_table{.name = "a norm", .fields = norm_fields, .one_key = true};

}  // namespace plotmill::spec
