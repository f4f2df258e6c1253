// The figure itself, without its axes: its size and resolution, its own rectangle, what is kept when it is saved, and
// its layout engine (Figure.__init__ and savefig). Pure.
#pragma once

#include "resolve/figure.h"

namespace plotmill::resolve {

struct Canvas {
    bool transparent = false;  // as savefig(transparent=True)
    double fill_dpi = 100;     // of the figure while it is filled, pixels per inch
};

// Sets what `result` says of the figure itself.
Canvas read_canvas(const FigureInput& input, ResolvedFigure& result, Diagnostics& out);

}  // namespace plotmill::resolve
