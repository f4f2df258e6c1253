// Trees of JSON to columns: what the readers of JSON files share. For the .cpp files of sources/ only.
#pragma once

#include <functional>
#include <optional>

#include "data/sources/json_tree.h"

namespace plotmill::data {

// The file that a row of a list is from, where the list was made of several.
using FileOfRow = std::function<FileSource(std::size_t row)>;

// One record a row; keys that a record lacks, and nulls, are gaps.
std::optional<Columns> columns_of_records(const Json& list, const SourceContext& context,
                                          const FileOfRow& file_of = {});

// A mapping of names to lists, or a list of plain values (one column without a name).
std::optional<Columns> columns_of_lists(const Json& map, const SourceContext& context);
std::optional<Columns> column_of_values(const Json& list, const SourceContext& context);

}  // namespace plotmill::data
