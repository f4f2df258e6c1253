// The texts of a picture: cut off at its edge, over each other, with characters that no font has. One call per figure.
#pragma once

#include "lint/report.h"
#include "text/font_engine.h"

namespace plotmill::lint {

void check_texts(const resolve::ResolvedFigure& figure, const scene::Scene& scene, text::FontEngine& fonts,
                 Report& report);

}  // namespace plotmill::lint
