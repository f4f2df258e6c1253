// Grids of two coordinates: columns of two dimensions, as numpy.meshgrid makes them. A pure function, any thread.
#pragma once

#include <optional>

#include "data/description.h"
#include "data/load_limits.h"
#include "data/table.h"

namespace plotmill::data {

// Of `description.meshgrid`: the first coordinate varies along the columns of the grid, the second along its rows. No
// value where a coordinate is no list of numbers or dates, or the grid too large: `out` says why.
std::optional<std::vector<NamedColumn>> make_meshgrid(const Description& description, const expr::Environment& scope,
                                                      const Limits& limits, Diagnostics& out);

}  // namespace plotmill::data
