// Layers that draw nothing. One call per figure.
#pragma once

#include "lint/report.h"

namespace plotmill::lint {

void check_empty(const resolve::ResolvedFigure& figure, Report& report);

}  // namespace plotmill::lint
