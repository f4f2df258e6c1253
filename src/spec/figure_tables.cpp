// The top level and a figure.
#include "spec/job_tables.h"

namespace plotmill::spec {
namespace {

constexpr std::string_view format_words[] = {"png", "svg", "pdf"};
constexpr std::string_view compression_words[] = {"fast", "balanced", "small"};
constexpr std::string_view share_words[] = {"none", "all", "row", "col"};
constexpr std::string_view shared_words[] = {"xlim", "ylim", "norm", "colors"};
constexpr std::string_view layout_words[] = {"none", "tight", "constrained", "compressed"};
constexpr std::string_view bbox_words[] = {"standard", "tight"};

constexpr Field png_fields[] = {
    {.name = "compression",
     .accepts = word,
     .doc = "how hard to compress; every level is lossless",
     .words = compression_words},
};

// Named as messages and the code in lint/ name them.
constexpr Field lint_fields[] = {
    {.name = "cut_off", .accepts = flag, .doc = "texts that the figure's edge cuts off"},
    {.name = "overlap", .accepts = flag, .doc = "tick labels that overlap each other or the texts around them"},
    {.name = "characters", .accepts = flag, .doc = "characters that no font has"},
    {.name = "outside", .accepts = flag, .doc = "points that xlim or ylim hide"},
    {.name = "empty", .accepts = flag, .doc = "layers that draw nothing"},
    {.name = "legend", .accepts = flag, .doc = "a legend with nothing to show"},
    {.name = "categories",
     .accepts = flag,
     .doc = "more names on an axis than there is room for, or in a legend than there are colours"},
};

// What the top level and a figure both take.
constexpr Field common_fields[] = {
    {.name = "formats", .accepts = list, .doc = "image formats", .words = format_words, .items = word, .min_items = 1},
    {.name = "vars",
     .accepts = any,
     .doc = "names and values for expressions and ${{ }}",
     .items = any,
     .shape = mapping},
    {.name = "style",
     .accepts = string | list,
     .doc = "a style's name, a .mplstyle file, or a list of them, in order",
     .items = string},
    {.name = "rc", .accepts = any, .doc = "Matplotlib's rcParams, over the style", .items = any, .shape = mapping},
    {.name = "png", .accepts = object, .doc = "options of PNG files", .table = &png_table},
    {.name = "lint",
     .accepts = flag | object,
     .doc = "which warnings about the picture are given; all of them, unless switched off",
     .table = &lint_table},
    {.name = "timeout", .accepts = number, .doc = "seconds per figure", .positive = true},
};
constexpr FieldTable common_table{.name = "a job", .fields = common_fields};

constexpr Field job_fields[] = {
    {.name = "version", .accepts = integer, .doc = "the format's version", .min = 1, .max = 1},
    {.name = "output", .accepts = string, .doc = "directory for the images"},
    {.name = "fonts", .accepts = list, .doc = "font files that styles and texts may name", .items = string},
    {.name = "data", .accepts = any, .doc = "named tables", .items = object, .table = &source_table, .shape = mapping},
    {.name = "defaults",
     .accepts = any,
     .doc = "a figure that every figure starts from",
     .table = &figure_table,
     .shape = object},
    {.name = "include",
     .accepts = list,
     .doc =
         "other job files, whose figures, data and vars are added; one that only brings data and vars needs no figures",
     .items = string},
    {.name = "figures", .accepts = any, .doc = "the figures", .items = object, .table = &figure_table, .shape = list},
};
constexpr const FieldTable* job_bases[] = {&common_table};

constexpr Field figure_fields[] = {
    {.name = "name", .accepts = string, .doc = "output file without extension; may hold '/'", .required = true},
    {.name = "matrix",
     .accepts = any,
     .doc = "one figure per combination of values",
     .items = list | object,
     .table = &matrix_value_table,
     .shape = mapping},
    {.name = "share",
     .accepts = word | list | null_,
     .doc = "what all figures of the matrix have in common: xlim, ylim, norm, colors",
     .words = shared_words,
     .items = word},
    {.name = "figimage",
     .accepts = object | list,
     .doc = "images over the figure, pixel by pixel: {X, xo, yo, alpha, ...}",
     .items = object,
     .table = &figimage_table,
     .max_items = 1000},
    {.name = "figsize",
     .accepts = list,
     .doc = "[width, height] in inches",
     .items = number,
     .max = 1000,
     .min_items = 2,
     .max_items = 2,
     .positive = true},
    {.name = "dpi", .accepts = number, .doc = "dots per inch", .max = 10000, .positive = true},
    {.name = "data",
     .accepts = string | any,
     .doc = "tables of this figure, or the name of the layers' default table",
     .items = object,
     .table = &source_table,
     .shape = string | mapping},
    {.name = "facecolor", .accepts = color, .doc = "the image's background"},
    {.name = "edgecolor", .accepts = color, .doc = "of the line around the image"},
    {.name = "linewidth", .accepts = number, .doc = "of the line around the image, points (0)", .min = 0},
    {.name = "frameon", .accepts = flag, .doc = "false leaves out background and line"},
    {.name = "transparent",
     .accepts = flag,
     .doc = "no backgrounds: the image's (but a facecolor of its own) and the axes'"},
    {.name = "bbox_inches",
     .accepts = word,
     .doc = "tight: the image is as large as what is drawn and 'pad_inches' around it",
     .words = bbox_words},
    {.name = "pad_inches", .accepts = number, .doc = "around a tight image (0.1)", .min = 0, .max = 100},
    {.name = "suptitle", .accepts = string | object, .doc = "title over all axes", .table = &suptitle_table},
    {.name = "supxlabel", .accepts = string | object, .doc = "x label under all axes", .table = &suptitle_table},
    {.name = "supylabel", .accepts = string | object, .doc = "y label beside all axes", .table = &suptitle_table},
    {.name = "footnote",
     .accepts = string | object,
     .doc = "sources and notes, small, at the bottom left",
     .table = &suptitle_table},
    {.name = "legend",
     .accepts = flag | object,
     .doc = "the figure's legend; the axes' where there is one axes",
     .table = &legend_table},
    {.name = "layout", .accepts = word, .doc = "how axes find their place", .words = layout_words},
    {.name = "subplots", .accepts = object, .doc = "the grid of axes", .table = &subplots_table},
    {.name = "axes", .accepts = list, .doc = "the axes", .items = object, .table = &axes_table},
    {.name = "alt", .accepts = string, .doc = "text alternative, for image metadata and reports"},
    {.name = "facet", .accepts = object, .doc = "one axes per value of a column", .table = &facet_table},
};
constexpr const FieldTable* figure_own_bases[] = {&common_table};
constexpr const FieldTable* figure_bases[] = {&figure_own_table, &axes_table};

constexpr Field subplots_fields[] = {
    {.name = "nrows", .accepts = integer, .doc = "1", .min = 1, .max = 1000},
    {.name = "ncols", .accepts = integer, .doc = "1", .min = 1, .max = 1000},
    {.name = "sharex", .accepts = flag | word, .doc = "axes with the same x limits", .words = share_words},
    {.name = "sharey", .accepts = flag | word, .doc = "axes with the same y limits", .words = share_words},
    {.name = "width_ratios",
     .accepts = list,
     .doc = "relative widths of columns",
     .items = number,
     .min_items = 1,
     .positive = true},
    {.name = "height_ratios",
     .accepts = list,
     .doc = "relative heights of rows",
     .items = number,
     .min_items = 1,
     .positive = true},
    {.name = "hspace", .accepts = number, .doc = "between rows, in average axes heights", .min = 0},
    {.name = "wspace", .accepts = number, .doc = "between columns, in average axes widths", .min = 0},
    {.name = "left", .accepts = number, .doc = "left edge of the grid, as a share of the figure"},
    {.name = "right", .accepts = number, .doc = "right edge of the grid, as a share of the figure"},
    {.name = "bottom", .accepts = number, .doc = "bottom edge of the grid, as a share of the figure"},
    {.name = "top", .accepts = number, .doc = "top edge of the grid, as a share of the figure"},
    {.name = "mosaic",
     .accepts = list,
     .doc = "rows of letters, one letter per axes; '.' is empty",
     .items = string,
     .min_items = 1,
     .max_items = 1000},
};

constexpr std::string_view image_origin_words[] = {"upper", "lower"};
constexpr Field figimage_fields[] = {
    {.name = "X", .accepts = array, .doc = "values in rows, or colours [r, g, b(, a)] in rows", .required = true},
    {.name = "xo", .accepts = number, .doc = "pixels between its left edge and the figure's"},
    {.name = "yo", .accepts = number, .doc = "pixels between its lower edge and the figure's"},
    {.name = "alpha", .accepts = number | null_, .doc = "opacity, 0 to 1", .min = 0, .max = 1},
    {.name = "origin", .accepts = word | null_, .doc = "where the first row is", .words = image_origin_words},
    {.name = "zorder", .accepts = number, .doc = "axes have 0, the figure's texts 3 and its legend 5"},
    {.name = "data", .accepts = string, .doc = "the table that X is a column of"},
};
constexpr const FieldTable* figimage_bases[] = {&color_mapping};

constexpr Field facet_fields[] = {
    {.name = "data", .accepts = string, .doc = "a table"},
    {.name = "by", .accepts = string, .doc = "its column", .required = true},
    {.name = "ncols", .accepts = integer, .doc = "3", .min = 1, .max = 1000},
    {.name = "sharex", .accepts = flag | word, .doc = "true", .words = share_words},
    {.name = "sharey", .accepts = flag | word, .doc = "true", .words = share_words},
};

}  // namespace

constinit const FieldTable job_table{.name = "a job", .fields = job_fields, .bases = job_bases};
constinit const FieldTable png_table{.name = "'png'", .fields = png_fields};
constinit const FieldTable lint_table{.name = "'lint'", .fields = lint_fields};
constinit const FieldTable figure_own_table{.name = "a figure", .fields = figure_fields, .bases = figure_own_bases};
constinit const FieldTable figure_table{.name = "a figure", .fields = {}, .bases = figure_bases};
constinit const FieldTable subplots_table{.name = "'subplots'", .fields = subplots_fields};
constinit const FieldTable figimage_table{.name = "'figimage'", .fields = figimage_fields, .bases = figimage_bases};
constinit const FieldTable facet_table{.name = "'facet'", .fields = facet_fields};

}  // namespace plotmill::spec
