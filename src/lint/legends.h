// Legends that show nothing, or the same for different names. One call per figure.
#pragma once

#include "lint/report.h"

namespace plotmill::lint {

void check_legends(const resolve::ResolvedFigure& figure, Report& report);

}  // namespace plotmill::lint
