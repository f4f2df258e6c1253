// Labels on contour lines: which lines are long enough, where they are straightest, how the label turns, and what is
// left of the lines (contour.ContourLabeler). Called by one thread per figure, which owns the metrics.
#pragma once

#include <vector>

#include "figure/artist.h"
#include "figure/text_metrics.h"
#include "figure/view.h"
#include "scene/builder.h"

namespace plotmill::figure {

// Fills in `labels`. `lines`: the collection of each level, whose paths lose what is below a label. `view`: the axes as
// they were when the labels were asked for.
void place_contour_labels(ContourLabelsArtist& artist, const std::vector<CollectionArtist*>& lines, const View& view,
                          TextMetrics& metrics);

// The text properties and the place (pixels, y upwards) of a label as it is drawn.
TextProps contour_label_props(const ContourLabelsArtist& artist, const ContourLabelsArtist::Label& label,
                              const View& view);
void emit_contour_labels(const ContourLabelsArtist& artist, const View& view, TextMetrics& metrics,
                         scene::Builder& out);

}  // namespace plotmill::figure
