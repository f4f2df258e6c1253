// What an axes' own keys say after its layers are there: margins, aspect, limits, ticks, grid, spines (in Matplotlib's
// and job-format.md's order).
#pragma once

#include "resolve/axes_state.h"
#include "spec/reader.h"

namespace plotmill::resolve {

void set_scales(FigureState& state, std::size_t axes, const spec::Fields& f);
// Axis.set_ticks and the like of one axis: the forms of `xticks`; a format alone.
void set_axis_ticks(FigureState& state, std::size_t axes, Direction d, const spec::FieldValue& value);
void set_axis_format(FigureState& state, std::size_t axes, Direction d, const spec::FieldValue& value);
void decorate(FigureState& state, std::size_t axes, const spec::Fields& f);

}  // namespace plotmill::resolve
