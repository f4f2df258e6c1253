// Colour bars: an axes of its own beside the layer's, which gives up part of its cell (colorbar.make_axes_gridspec and
// Colorbar). One task builds one figure.
#pragma once

#include "figure/artist.h"
#include "resolve/axes_state.h"

namespace plotmill::resolve {

// Adds the axes as the figure's newest; `value` is a layer's `colorbar`: true, or a mapping of spec::colorbar_table.
// False after a report.
bool add_colorbar(FigureState& state, std::size_t parent, const figure::Mappable& mappable,
                  const spec::FieldValue& value, Diagnostics& out);

}  // namespace plotmill::resolve
