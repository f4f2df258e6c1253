// Columns made from a formula: `linspace`, `arange`, `range`, `logspace`, `geomspace` as NumPy rounds them, `normal`
// and `uniform` by the generator of random.h. Pure functions, any thread.
#pragma once

#include <string_view>

#include "base/column.h"
#include "base/result.h"
#include "data/load_limits.h"
#include "expr/expression.h"
#include "spec/value.h"

namespace plotmill::data {

bool is_generator(std::string_view name);

// A mapping with one key, the generator's name. Its numbers may be expressions over `scope`.
Result<ColumnPtr> generate(const spec::ValuePtr& map, const expr::Environment& scope, const Limits& limits = {});

// numpy.arange of n values.
std::vector<double> arange(double start, double step, std::size_t n);

}  // namespace plotmill::data
