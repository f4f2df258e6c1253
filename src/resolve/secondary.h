// Secondary axes (Axes.secondary_xaxis and secondary_yaxis): another axis's values through an expression.
#pragma once

#include "expr/expression.h"
#include "resolve/axes_state.h"
#include "spec/reader.h"

namespace plotmill::resolve {

// Adds a secondary x (or y) axis to the axes `parent`, as `fields` (of spec::secondary_x_table or secondary_y_table)
// say. `names`: what the expressions may use besides the value. False after a report.
bool add_secondary(FigureState& state, std::size_t parent, bool is_x, const spec::Fields& fields,
                   const expr::Environment& names);

// Once limits are final: whether the expressions have values at them, and undo each other. `axes` is a secondary one.
void check_secondary(const ResolvedFigure& figure, std::size_t axes, const spec::Fields& fields, Diagnostics& out);

}  // namespace plotmill::resolve
