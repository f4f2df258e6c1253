// The arguments of a contour's `clabel` (contour.ContourLabeler.clabel). Called by one thread per figure.
#pragma once

#include <span>

#include "layers/args.h"

namespace plotmill::layers {

extern const spec::FieldTable clabel_table;

// The labels of lines at `levels`, whose colours are `colors` and whose collections were added last, in that order.
// `clabel`: true, or a mapping of clabel_table. No value where there is nothing to label, or after a report.
std::optional<figure::ContourLabelsArtist> read_clabel(const Draft& d, const spec::FieldValue& clabel,
                                                       std::span<const double> levels, std::span<const Rgba> colors);

}  // namespace plotmill::layers
