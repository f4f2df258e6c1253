// An axes and what belongs to it.
#include "spec/job_tables.h"

namespace plotmill::spec {
namespace {

constexpr std::string_view projection_words[] = {"rectilinear", "polar"};
constexpr std::string_view scale_words[] = {"linear", "log", "symlog", "logit"};
constexpr std::string_view aspect_words[] = {"equal", "auto"};
constexpr std::string_view axis_words[] = {"on", "off"};
constexpr std::string_view axisbelow_words[] = {"line"};
constexpr std::string_view yloc_words[] = {"bottom", "center", "top"};
constexpr std::string_view direction_words[] = {"in", "out", "inout"};
constexpr std::string_view which_words[] = {"major", "minor", "both"};
constexpr std::string_view grid_axis_words[] = {"both", "x", "y"};
constexpr std::string_view position_words[] = {"zero", "center"};
constexpr std::string_view nonpositive_words[] = {"clip", "mask"};
constexpr std::string_view pad_aliases[] = {"labelpad"};

constexpr Field axes_fields[] = {
    {.name = "at",
     .accepts = string | list | object,
     .doc = "[row, col], {row, col} with spans, or a mosaic letter",
     .items = integer,
     .table = &cell_table,
     .min = 0,
     .min_items = 2,
     .max_items = 2},
    {.name = "projection",
     .accepts = word | object,
     .doc =
         "rectilinear or polar, or {polar: {theta_zero_location, thetamax, ...}}: x is an angle in radians, y a radius",
     .words = projection_words,
     .table = &projection_table},
    {.name = "title", .accepts = string | object, .doc = "over the axes", .table = &title_table},
    {.name = "xlabel", .accepts = string | object, .doc = "of the x axis", .table = &xlabel_table},
    {.name = "ylabel", .accepts = string | object, .doc = "of the y axis", .table = &ylabel_table},
    {.name = "xlim",
     .accepts = list,
     .doc = "[low, high]; null is automatic",
     .items = position | null_,
     .min_items = 2,
     .max_items = 2},
    {.name = "ylim",
     .accepts = list,
     .doc = "[low, high]; null is automatic",
     .items = position | null_,
     .min_items = 2,
     .max_items = 2},
    {.name = "xscale",
     .accepts = word | object,
     .doc = "a scale, or {scale: {parameters}}",
     .words = scale_words,
     .table = &scale_table},
    {.name = "yscale",
     .accepts = word | object,
     .doc = "a scale, or {scale: {parameters}}",
     .words = scale_words,
     .table = &scale_table},
    {.name = "xticks",
     .accepts = list | object,
     .doc = "positions, or {ticks, every, max, labels, rotation, format, ...}",
     .items = position,
     .table = &ticks_table,
     .max_items = 10'000},
    {.name = "yticks",
     .accepts = list | object,
     .doc = "positions, or {ticks, every, max, labels, rotation, format, ...}",
     .items = position,
     .table = &ticks_table,
     .max_items = 10'000},
    {.name = "grid", .accepts = flag | object, .doc = "grid lines", .table = &grid_table},
    {.name = "legend", .accepts = flag | object, .doc = "a legend of the labelled layers", .table = &legend_table},
    {.name = "margins",
     .accepts = number | object,
     .doc = "space around the data, as a share of it",
     .table = &margins_table,
     .min = -0.4999999},
    {.name = "aspect",
     .accepts = number | word,
     .doc = "height of a unit of y over the width of a unit of x",
     .words = aspect_words,
     .positive = true},
    {.name = "box_aspect",
     .accepts = number | null_,
     .doc = "height of the axes' box over its width",
     .positive = true},
    {.name = "spines", .accepts = object, .doc = "the lines around the axes", .table = &spines_table},
    {.name = "facecolor", .accepts = color, .doc = "the axes' background"},
    {.name = "axis",
     .accepts = word | flag,
     .doc = "off hides axis lines, ticks, labels and background",
     .words = axis_words},
    {.name = "invert_xaxis", .accepts = flag, .doc = "larger x to the left"},
    {.name = "invert_yaxis", .accepts = flag, .doc = "larger y below"},
    {.name = "axisbelow", .accepts = flag | word, .doc = "ticks and grid below the layers", .words = axisbelow_words},
    {.name = "data", .accepts = string, .doc = "the layers' default table"},
    {.name = "colors",
     .accepts = mapping,
     .doc = "colours of the values of the layers' 'by': {value: colour}; 'default' is for all others",
     .items = color},
    {.name = "twinx", .accepts = object, .doc = "a second axes with the same x axis", .table = &axes_table},
    {.name = "twiny", .accepts = object, .doc = "a second axes with the same y axis", .table = &axes_table},
    {.name = "secondary_x",
     .accepts = object | list,
     .doc = "a further x axis with the values of a function, or a list of several",
     .items = object,
     .table = &secondary_x_table,
     .max_items = 100},
    {.name = "secondary_y",
     .accepts = object | list,
     .doc = "a further y axis with the values of a function, or a list of several",
     .items = object,
     .table = &secondary_y_table,
     .max_items = 100},
    {.name = "inset", .accepts = list, .doc = "axes inside this one", .items = object, .table = &inset_table},
    {.name = "layers", .accepts = any, .doc = "what is drawn", .items = object, .table = &layer_table, .shape = list},
};

constexpr Field inset_fields[] = {
    {.name = "bounds",
     .accepts = list,
     .doc = "[x0, y0, width, height] as shares of the axes",
     .items = number,
     .min_items = 4,
     .max_items = 4,
     .required = true},
};
constexpr const FieldTable* inset_bases[] = {&axes_table};

constexpr Field cell_fields[] = {
    {.name = "row",
     .accepts = integer | list,
     .doc = "a row, or [first, end) of several",
     .items = integer,
     .min = 0,
     .min_items = 2,
     .max_items = 2},
    {.name = "col",
     .accepts = integer | list,
     .doc = "a column, or [first, end) of several",
     .items = integer,
     .min = 0,
     .min_items = 2,
     .max_items = 2},
};

constexpr const FieldTable* text_bases[] = {&text_properties};
constexpr Field title_fields[] = {
    {.name = "text", .accepts = string, .doc = "the words", .required = true},
    {.name = "loc", .accepts = word, .doc = "where along the axes", .words = ha_words},
    {.name = "pad", .accepts = number, .doc = "distance from the axes, points"},
    {.name = "y", .accepts = number, .doc = "height as a share of the axes"},
};
constexpr Field xlabel_fields[] = {
    {.name = "text", .accepts = string, .doc = "the words", .required = true},
    {.name = "loc", .accepts = word, .doc = "where along the axis", .words = ha_words},
    {.name = "pad", .accepts = number, .doc = "distance from the tick labels, points", .aliases = pad_aliases},
};
constexpr Field ylabel_fields[] = {
    {.name = "text", .accepts = string, .doc = "the words", .required = true},
    {.name = "loc", .accepts = word, .doc = "where along the axis", .words = yloc_words},
    {.name = "pad", .accepts = number, .doc = "distance from the tick labels, points", .aliases = pad_aliases},
};
constexpr Field suptitle_fields[] = {
    {.name = "text", .accepts = string, .doc = "the words", .required = true},
    {.name = "x", .accepts = number, .doc = "as a share of the figure"},
    {.name = "y", .accepts = number, .doc = "as a share of the figure"},
};

constexpr Field locator_fields[] = {
    {.name = "every",
     .accepts = number | string,
     .doc = "multiples of a number; on a date axis year, month, week, day, hour, minute or second, or \"3 months\"",
     .positive = true},
    {.name = "max",
     .accepts = integer,
     .doc = "at round values, with at most so many intervals between them",
     .min = 1,
     .max = 1000},
};
constexpr const FieldTable* ticks_bases[] = {&locator_table};
constexpr Field ticks_fields[] = {
    {.name = "ticks", .accepts = list, .doc = "positions", .items = position, .max_items = 10'000},
    {.name = "labels", .accepts = list, .doc = "texts at the positions", .items = string, .max_items = 10'000},
    {.name = "rotation", .accepts = number | word, .doc = "of the labels, degrees", .words = rotation_words},
    {.name = "ha", .accepts = word, .doc = "alignment of the labels", .words = ha_words, .aliases = ha_aliases},
    {.name = "format",
     .accepts = string,
     .doc = "\"{x:.1f}\", percent, engineering, scientific, or a strftime pattern on a date axis"},
    {.name = "minor",
     .accepts = flag | list | object,
     .doc = "true for automatic ones, positions, or {every: ...}",
     .items = position,
     .table = &locator_table,
     .max_items = 10'000},
    {.name = "fontsize",
     .accepts = number | word,
     .doc = "of the labels",
     .words = fontsize_words,
     .aliases = fontsize_aliases,
     .positive = true},
    {.name = "color", .accepts = color, .doc = "of the labels"},
    {.name = "direction", .accepts = word, .doc = "of the tick marks", .words = direction_words},
};

constexpr Field grid_fields[] = {
    {.name = "which", .accepts = word, .doc = "ticks with a line", .words = which_words},
    {.name = "axis", .accepts = word, .doc = "axes whose ticks have lines", .words = grid_axis_words},
    {.name = "color", .accepts = color, .doc = "of the lines", .aliases = color_aliases},
    {.name = "linestyle", .accepts = linestyle, .doc = "of the lines", .aliases = linestyle_aliases},
    {.name = "linewidth", .accepts = number, .doc = "points", .min = 0, .aliases = linewidth_aliases},
    {.name = "alpha", .accepts = number, .doc = "opacity, 0 to 1", .min = 0, .max = 1},
};

constexpr Field margins_fields[] = {
    {.name = "x", .accepts = number, .doc = "left and right of the data", .min = -0.4999999},
    {.name = "y", .accepts = number, .doc = "below and above the data", .min = -0.4999999},
};

// Matplotlib's words: a polar axes has the last four, any other the first four.
constexpr Field spines_fields[] = {
    {.name = "left", .accepts = flag | object, .doc = "false hides it", .table = &spine_table},
    {.name = "right", .accepts = flag | object, .doc = "false hides it", .table = &spine_table},
    {.name = "bottom", .accepts = flag | object, .doc = "false hides it", .table = &spine_table},
    {.name = "top", .accepts = flag | object, .doc = "false hides it", .table = &spine_table},
    {.name = "start", .accepts = flag | object, .doc = "of a polar axes: at the first angle", .table = &spine_table},
    {.name = "end", .accepts = flag | object, .doc = "of a polar axes: at the last angle", .table = &spine_table},
    {.name = "inner", .accepts = flag | object, .doc = "of a polar axes: the inner arc", .table = &spine_table},
    {.name = "polar", .accepts = flag | object, .doc = "of a polar axes: the outer arc", .table = &spine_table},
};
constexpr Field spine_fields[] = {
    {.name = "visible", .accepts = flag, .doc = "false hides it"},
    {.name = "color", .accepts = color, .doc = "of the line"},
    {.name = "linewidth", .accepts = number, .doc = "points", .min = 0, .aliases = linewidth_aliases},
    {.name = "linestyle", .accepts = linestyle, .doc = "of the line", .aliases = linestyle_aliases},
    {.name = "alpha", .accepts = number, .doc = "opacity, 0 to 1", .min = 0, .max = 1},
    {.name = "position",
     .accepts = word | list,
     .doc = "zero, center, or [outward | axes | data, amount]",
     .words = position_words,
     .items = string | number,
     .min_items = 2,
     .max_items = 2},
    {.name = "bounds",
     .accepts = list,
     .doc = "[low, high] in data units",
     .items = position,
     .min_items = 2,
     .max_items = 2},
};

constexpr std::string_view zero_words[] = {"N", "NW", "W", "SW", "S", "SE", "E", "NE"};
constexpr std::string_view turn_words[] = {"clockwise", "counterclockwise", "anticlockwise"};
constexpr Field projection_fields[] = {
    {.name = "rectilinear", .accepts = null_, .doc = "no parameters"},
    {.name = "polar", .accepts = object | null_, .doc = "angles in radians and radii", .table = &polar_table},
};
constexpr Field polar_fields[] = {
    {.name = "theta_zero_location", .accepts = word, .doc = "where the angle 0 is; E by default", .words = zero_words},
    {.name = "theta_offset",
     .accepts = number,
     .doc = "from there to the angle 0, degrees counter-clockwise",
     .min = -1e6,
     .max = 1e6},
    {.name = "theta_direction",
     .accepts = word | integer,
     .doc = "of growing angles: counterclockwise (1), clockwise (-1)",
     .words = turn_words},
    {.name = "thetamin", .accepts = number, .doc = "the first angle that is seen, degrees; 0", .min = -1e6, .max = 1e6},
    {.name = "thetamax",
     .accepts = number,
     .doc = "the last angle that is seen, degrees; 360",
     .min = -1e6,
     .max = 1e6},
    {.name = "rorigin", .accepts = number, .doc = "the radius at the centre; the lower limit by default"},
    {.name = "rlabel_position",
     .accepts = number,
     .doc = "the angle at which the radii are written, degrees; 22.5",
     .min = -1e6,
     .max = 1e6},
};

constexpr std::string_view secondary_x_words[] = {"top", "bottom"};
constexpr std::string_view secondary_y_words[] = {"right", "left"};
constexpr Field secondary_x_fields[] = {
    {.name = "location",
     .accepts = word | number,
     .doc = "top, bottom, or a height as a share of the axes",
     .words = secondary_x_words,
     .required = true},
    {.name = "forward",
     .accepts = string,
     .doc = "its values as an expression of the axis's own, x: \"x * 9/5 + 32\"",
     .required = true},
    {.name = "inverse",
     .accepts = string,
     .doc = "the axis's values as an expression of its own, x: \"(x - 32) * 5/9\"",
     .required = true},
    {.name = "label", .accepts = string | object, .doc = "of the axis", .table = &xlabel_table},
    {.name = "ticks",
     .accepts = list | object,
     .doc = "as xticks",
     .items = position,
     .table = &ticks_table,
     .max_items = 10'000},
};
constexpr Field secondary_y_fields[] = {
    {.name = "location",
     .accepts = word | number,
     .doc = "right, left, or a place as a share of the axes",
     .words = secondary_y_words,
     .required = true},
    {.name = "forward",
     .accepts = string,
     .doc = "its values as an expression of the axis's own, x or y: \"y * 9/5 + 32\"",
     .required = true},
    {.name = "inverse",
     .accepts = string,
     .doc = "the axis's values as an expression of its own, x or y: \"(y - 32) * 5/9\"",
     .required = true},
    {.name = "label", .accepts = string | object, .doc = "of the axis", .table = &ylabel_table},
    {.name = "ticks",
     .accepts = list | object,
     .doc = "as yticks",
     .items = position,
     .table = &ticks_table,
     .max_items = 10'000},
};

constexpr Field scale_fields[] = {
    {.name = "linear", .accepts = null_, .doc = "no parameters"},
    {.name = "log", .accepts = object | null_, .doc = "powers of a base", .table = &log_scale_table},
    {.name = "symlog",
     .accepts = object | null_,
     .doc = "linear around 0, logarithmic beyond",
     .table = &symlog_scale_table},
    {.name = "logit", .accepts = object | null_, .doc = "for shares between 0 and 1", .table = &logit_scale_table},
};
constexpr Field log_scale_fields[] = {
    {.name = "base", .accepts = number, .doc = "10", .positive = true},
    {.name = "subs",
     .accepts = list,
     .doc = "multiples of the powers that have minor ticks",
     .items = number,
     .max_items = 1000,
     .positive = true},
    {.name = "nonpositive",
     .accepts = word,
     .doc = "what becomes of values that are not above 0",
     .words = nonpositive_words},
};
constexpr Field symlog_scale_fields[] = {
    {.name = "linthresh", .accepts = number, .doc = "half the width of the linear part", .positive = true},
    {.name = "base", .accepts = number, .doc = "10", .min = 1.0000001},
    {.name = "linscale", .accepts = number, .doc = "decades that each half of the linear part takes", .positive = true},
    {.name = "subs",
     .accepts = list,
     .doc = "multiples of the powers that have minor ticks",
     .items = number,
     .max_items = 1000,
     .positive = true},
};
constexpr Field logit_scale_fields[] = {
    {.name = "nonpositive",
     .accepts = word,
     .doc = "what becomes of values outside 0 to 1",
     .words = nonpositive_words},
};

}  // namespace

constinit const FieldTable axes_table{.name = "an axes", .fields = axes_fields};
constinit const FieldTable inset_table{.name = "an inset", .fields = inset_fields, .bases = inset_bases};
constinit const FieldTable cell_table{.name = "'at'", .fields = cell_fields};
constinit const FieldTable title_table{.name = "a title", .fields = title_fields, .bases = text_bases};
constinit const FieldTable xlabel_table{.name = "'xlabel'", .fields = xlabel_fields, .bases = text_bases};
constinit const FieldTable ylabel_table{.name = "'ylabel'", .fields = ylabel_fields, .bases = text_bases};
constinit const FieldTable suptitle_table{.name = "a figure's title", .fields = suptitle_fields, .bases = text_bases};
constinit const FieldTable ticks_table{.name = "ticks", .fields = ticks_fields, .bases = ticks_bases};
constinit const FieldTable locator_table{.name = "ticks by rule", .fields = locator_fields};
constinit const FieldTable projection_table{.name = "a projection", .fields = projection_fields, .one_key = true};
constinit const FieldTable polar_table{.name = "the projection 'polar'", .fields = polar_fields};
constinit const FieldTable secondary_x_table{.name = "a secondary x axis", .fields = secondary_x_fields};
constinit const FieldTable secondary_y_table{.name = "a secondary y axis", .fields = secondary_y_fields};
constinit const FieldTable grid_table{.name = "'grid'", .fields = grid_fields};
constinit const FieldTable margins_table{.name = "'margins'", .fields = margins_fields};
constinit const FieldTable spines_table{.name = "'spines'", .fields = spines_fields};
constinit const FieldTable spine_table{.name = "a spine", .fields = spine_fields};
constinit const FieldTable scale_table{.name = "a scale", .fields = scale_fields, .one_key = true};
constinit const FieldTable log_scale_table{.name = "the scale 'log'", .fields = log_scale_fields};
constinit const FieldTable symlog_scale_table{.name = "the scale 'symlog'", .fields = symlog_scale_fields};
constinit const FieldTable logit_scale_table{.name = "the scale 'logit'", .fields = logit_scale_fields};
constinit const FieldTable layer_table{.name = "a layer", .fields = {}, .one_key = true};

}  // namespace plotmill::spec
