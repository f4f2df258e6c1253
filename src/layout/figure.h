// A resolved figure to its scene: boxes, ticks, labels, titles, legends, everything in painting order. No surface is
// needed: text is measured through TextMetrics. Called by one thread per figure.
#pragma once

#include "figure/text_metrics.h"
#include "layout/facts.h"
#include "resolve/resolved.h"
#include "scene/scene.h"

namespace plotmill::layout {

// `facts` may be null. `warning`, where not null, is set to why a tight layout was not applied.
scene::Scene layout_figure(resolve::ResolvedFigure& figure, figure::TextMetrics& metrics, FigureFacts* facts = nullptr,
                           std::string* warning = nullptr);

}  // namespace plotmill::layout
