// JSON to columns: a list of records, a mapping of columns, or a list of plain values (one column without a name). One
// thread reads one text.
#pragma once

#include "data/sources/source.h"

namespace plotmill::data {

// `path`: keys (or indices of lists) joined by dots to where the table is; empty: the whole file. Keys that a record
// lacks, and nulls, are gaps. Nested lists of numbers of equal length make a column of two dimensions; other nested
// values stay as their JSON text. Strings are texts: settle_types() finds the dates.
std::optional<Columns> read_json(std::string_view bytes, std::string_view path, const SourceContext& context);

}  // namespace plotmill::data
