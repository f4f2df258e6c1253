// NumPy's .npy and .npz files to columns. One thread reads one file.
#pragma once

#include "data/sources/source.h"

namespace plotmill::data {

// An array of one dimension, of two (a column of rows), or of three with 3 or 4 values innermost (an image) is one
// column without a name; a record array's fields are its columns. Numbers of every width and byte order, booleans,
// texts (U, S) and datetime64.
std::optional<Columns> read_npy(std::string_view bytes, const SourceContext& context);

// Each member of the archive is a column under its name; a member that is a record array gives a column a field.
std::optional<Columns> read_npz(std::string_view bytes, const SourceContext& context);

}  // namespace plotmill::data
