// A legend's arguments over rcParams legend.*, and the handles that it shows.
#pragma once

#include <vector>

#include "resolve/resolved.h"
#include "spec/reader.h"

namespace plotmill::resolve {

// `value`: true, or the legend's mapping. No value for false and null. `handles`: of the layers, in Matplotlib's order
// (containers last).
std::optional<LegendSpec> read_legend(const spec::FieldValue& value, std::vector<figure::LegendHandle> handles,
                                      const style::RcParams& rc, bool figure_legend, Diagnostics& out);

}  // namespace plotmill::resolve
