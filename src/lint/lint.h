// What is wrong with a picture though it can be drawn: texts that are cut off or overlap, points and layers that are
// not seen, legends that say nothing. Looks at the laid-out figure and draws nothing; one call per figure, by the
// thread that lays it out.
#pragma once

#include "lint/report.h"
#include "text/font_engine.h"

namespace plotmill::lint {

// `span`: of the figure's name. Adds warnings, each with the name of its lint.
void check(const resolve::ResolvedFigure& figure, const scene::Scene& scene, text::FontEngine& fonts, Switches switches,
           Span span, Diagnostics& out);

}  // namespace plotmill::lint
