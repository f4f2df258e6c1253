// What the layers of a picture do not show: layers that draw nothing, points that the job's own limits hide. One call
// per figure.
#pragma once

#include "lint/report.h"

namespace plotmill::lint {

void check_empty(const resolve::ResolvedFigure& figure, Report& report);
void check_outside(const resolve::ResolvedFigure& figure, const scene::Scene& scene, Report& report);

}  // namespace plotmill::lint
