// Ticks by rule: `every` and `max` of xticks, yticks and their minor ticks.
#pragma once

#include <optional>

#include "resolve/axes_state.h"
#include "spec/reader.h"

namespace plotmill::resolve {

// The locator that `ticks` (read by a table with spec::locator_table's fields) asks for. No value where it asks for
// none, and after a report.
std::optional<figure::Locator> read_locator(const spec::Fields& ticks, const AxisView& view, Diagnostics& out);

}  // namespace plotmill::resolve
