// Array arguments of layers: what a list, a generator, a column's name or an expression is worth. Pure functions over
// immutable input, any thread.
#pragma once

#include <vector>

#include "base/column.h"
#include "base/result.h"
#include "data/load_limits.h"
#include "data/table.h"
#include "expr/expression.h"
#include "spec/value.h"

namespace plotmill::data {

struct ArrayValue {
    enum class Form : std::uint8_t {
        scalar,  // one value; its column has one row
        column,  // one column, of one dimension or two (or an image's three)
        series,  // several columns: a list of expressions or generators, or nested lists that are no rectangle of
                 // numbers
    };
    Form form = Form::column;
    std::vector<ColumnPtr> columns;  // exactly one but for `series`
    bool ragged = false;             // series: nested lists whose lengths differ

    const ColumnPtr& column() const { return columns.front(); }
};

// `value` with its templates filled in (spec::read_fields does that for `array` fields). `table`: what names of columns
// and expressions refer to, or null where no table is named; `scope`: matrix parameters and vars.
// A string that begins with '=' is an expression, any other a column's name, or else a single ISO date.
// Lists: numbers (null and .nan are gaps), true/false, ISO dates throughout, or texts; of expressions, one list of
// values where all are scalars, and several series where they are columns. Nested lists of numbers of equal length are
// one column of two dimensions; of three levels with 3 or 4 numbers innermost, an image.
Result<ArrayValue> evaluate_array(const spec::ValuePtr& value, const Table* table, const expr::Environment& scope,
                                  const Limits& limits = {});

}  // namespace plotmill::data
