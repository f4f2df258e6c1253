// The steps after a source is read, in the format's order: computed columns, filter, sort, select, rename. Pure
// function.
#pragma once

#include "data/description.h"
#include "data/load_limits.h"
#include "data/table.h"

namespace plotmill::data {

// Reports faults to `out`; null where there was one. `files`: what the table was read from.
TablePtr apply_steps(const std::string& name, Columns columns, const Description& description,
                     const expr::Environment& scope, const Limits& limits, std::vector<std::string> files,
                     Diagnostics& out);

// The rows in the order of a column: stable, gaps last either way.
std::vector<std::size_t> sorted_rows(const Column& column, bool descending);

}  // namespace plotmill::data
