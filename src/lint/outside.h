// Points that the job's own limits hide. A point counts where nothing in the figure tells of it: a mark that is wholly
// outside and is inside no other axes that shows the same data (an inset, the other half of a broken axis). Of a line
// the direction in which it runs is a window that its author chose; what it loses is what is cut off across that. Bars,
// areas and reference lines count only where all of the layer is hidden. One call per figure.
#pragma once

#include "lint/report.h"

namespace plotmill::lint {

void check_outside(const resolve::ResolvedFigure& figure, const scene::Scene& scene, Report& report);

}  // namespace plotmill::lint
