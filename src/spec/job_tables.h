// The field tables of the job format, from the top level down to an axes; layers have theirs in layers/, built on
// spec/common_fields.h. What is part of the format but not drawn yet is marked in the tables, one line each: `later` on
// a field, `later_words` on a word. Constant data.
#pragma once

#include "spec/common_fields.h"
#include "spec/data_tables.h"
#include "spec/fields.h"

namespace plotmill::spec {

extern const FieldTable job_table;  // the top level; `defaults`, `figures`, `data`, `vars` are kept as values
extern const FieldTable png_table;
extern const FieldTable lint_table;
extern const FieldTable figure_own_table;  // the keys of a figure that are no axes keys
extern const FieldTable figure_table;      // those and the axes keys: a figure with one axes may hold both
extern const FieldTable axes_table;        // `layers` is kept as a value
extern const FieldTable inset_table;       // an axes with `bounds`
extern const FieldTable subplots_table;
extern const FieldTable facet_table;
extern const FieldTable figimage_table;
extern const FieldTable projection_table;  // {polar: {...}}: exactly one key
extern const FieldTable polar_table;
extern const FieldTable secondary_x_table;
extern const FieldTable secondary_y_table;
extern const FieldTable locator_table;  // `minor: {every: ...}`
extern const FieldTable cell_table;     // `at: {row, col}`
extern const FieldTable title_table;
extern const FieldTable xlabel_table;
extern const FieldTable ylabel_table;
extern const FieldTable suptitle_table;  // suptitle, supxlabel, supylabel
extern const FieldTable ticks_table;
extern const FieldTable grid_table;
extern const FieldTable legend_table;
extern const FieldTable margins_table;
extern const FieldTable spines_table;
extern const FieldTable spine_table;
extern const FieldTable scale_table;  // {log: {...}}: exactly one key
extern const FieldTable log_scale_table;
extern const FieldTable symlog_scale_table;
extern const FieldTable logit_scale_table;
extern const FieldTable colorbar_table;
extern const FieldTable norm_table;  // {symlog: {...}}: exactly one key
// Stands for one layer: a mapping whose one key is a layer's name. It has no fields: layers are an open set.
extern const FieldTable layer_table;

}  // namespace plotmill::spec
