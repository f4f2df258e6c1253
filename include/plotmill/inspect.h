// Figures laid out and not drawn: their facts for programs, and their display list for tests. Uses the caller's
// Renderer, and like it one thread at a time.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "plotmill/batch.h"

namespace plotmill::api {

// One JSON object with the laid-out figure's limits, ticks, labels and boxes, in pixels with the origin at the top
// left; `indent` as in JSON.stringify, 0 for one line. No newline at its end. Appends to `diagnostics`; no value where
// the figure fails.
//
//     {"name", "width", "height", "axes": [{"bbox": [x0, y0, x1, y1], "xlim": [a, b], "ylim": [a, b], "xscale",
//     "yscale",
//      "xticks": [{"value", "label"}], "yticks": [...], "title", "xlabel", "ylabel", "legend": null or {"bbox",
//      "labels"}}], "figure_legend": null or {"bbox", "labels"}, "texts": [{"text", "bbox"}]}
//
// Boxes are places in the whole figure. Where the picture shows another part of it (bbox_inches: tight), "kept": [x0,
// y0, x1, y1] after "height" is that part.
std::optional<std::string> inspect_json(Renderer& renderer, const Figure& figure, std::vector<Diagnostic>& diagnostics,
                                        int indent = 2);

// The figure's display list as text, one item after the other, in painting order. `fixed_metrics`: every character is
// 0.6 em wide, so that the text does not depend on fonts. No value where the figure fails.
std::optional<std::string> scene_text(Renderer& renderer, const Figure& figure, std::vector<Diagnostic>& diagnostics,
                                      bool fixed_metrics = false);

}  // namespace plotmill::api
