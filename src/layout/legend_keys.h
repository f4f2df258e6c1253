// The little pictures of a legend (matplotlib.legend_handler), drawn in points around a corner of their own.
#pragma once

#include "figure/text_metrics.h"
#include "resolve/resolved.h"
#include "scene/builder.h"

namespace plotmill::layout {

struct KeyBox {
    Point origin;          // pixels, y upwards: where the key's (0, 0) stands
    double width = 0;      // points: handlelength of font sizes
    double height = 0;     // points
    double descent = 0;    // points
    double fontsize = 10;  // points
};

void emit_key(const figure::LegendHandle& handle, const resolve::LegendSpec& spec, const KeyBox& box,
              scene::Builder& out);

}  // namespace plotmill::layout
