// Colour bars: an axes of its own beside the layer's, which gives up part of its cell, beside several axes, or in an
// axes that is there (colorbar.make_axes_gridspec, make_axes and Colorbar). One task builds one figure.
#pragma once

#include <optional>
#include <vector>

#include "figure/artist.h"
#include "resolve/axes_state.h"

namespace plotmill::resolve {

// Where a colour bar stands: in a new axes beside its parents, in an inset of the first of them, or in `own`.
struct BarPlace {
    std::vector<std::size_t> parents;  // at least one
    bool several = false;              // the job named the parents: they give up space together
    std::optional<std::size_t> own;
    std::optional<Rect> inset;  // axes fractions
};

// Unless `own` is set, adds an axes as the figure's newest. `value` is a layer's `colorbar`: true, or a mapping of
// spec::colorbar_table. False after a report.
bool add_colorbar(FigureState& state, const BarPlace& place, const figure::Mappable& mappable,
                  const spec::FieldValue& value, Diagnostics& out);

}  // namespace plotmill::resolve
