// Words with an arrow to a point (text.Annotation): where they stand, and their way into the scene. Called by one
// thread per figure, which owns the metrics. Pixels with y upwards.
#pragma once

#include "figure/artist.h"
#include "figure/text_metrics.h"
#include "figure/view.h"
#include "scene/builder.h"

namespace plotmill::figure {

Point annotation_place(const AnnotationArtist& note, const View& view);  // of the text
// False where the point lies outside the axes and the annotation goes with it.
bool annotation_shown(const AnnotationArtist& note, const View& view);

// `clip`: the text (not the arrow) is cut at the axes' box. The clip is off where this returns.
void emit_annotation(const AnnotationArtist& note, bool clip, const View& view, TextMetrics& metrics,
                     scene::Builder& out);
// Text and arrow, as Annotation.get_tightbbox before anything was drawn; Rect::none() where it is not shown.
Rect annotation_extent(const AnnotationArtist& note, const View& view, TextMetrics& metrics);

// Offset and alignment of a bar's label. `inverted`: the axis of values runs the other way.
void place_bar_label(AnnotationArtist& note, bool inverted);

}  // namespace plotmill::figure
