// How an axes looks before the job says anything: spines, ticks, grid, colours of rcParams (Axes.__init__,
// Tick.__init__).
#pragma once

#include "figure/props.h"
#include "resolve/resolved.h"

namespace plotmill::resolve {

void apply_defaults(ResolvedAxes& axes, const style::RcParams& rc);
GridSpec default_grid(const style::RcParams& rc);
scene::Font default_font(const style::RcParams& rc);

}  // namespace plotmill::resolve
