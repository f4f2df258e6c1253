// Markers of math ("$\\alpha$") become outlines as soon as a layer is made (MarkerStyle._set_mathtext_path). One
// figure, one thread.
#pragma once

#include "figure/text_metrics.h"
#include "layers/layer.h"

namespace plotmill::resolve {

// Reports math that cannot be drawn, at `span`.
void outline_markers(layers::Prepared& prepared, const style::RcParams& rc, figure::TextMetrics& metrics, Span span,
                     Diagnostics& out);

}  // namespace plotmill::resolve
