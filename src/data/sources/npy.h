// NumPy's .npy and .npz files to columns. One thread reads one file.
#pragma once

#include <memory>

#include "data/sources/source.h"

namespace plotmill::data {

// An array of one dimension, of two (a column of rows), or of three with 3 or 4 values innermost (an image) is one
// column without a name; a record array's fields are its columns. Numbers of every width and byte order, complex ones
// as two columns (_real and _imag), booleans, texts (U, S), datetime64, and timedelta64 as seconds. Where `keeper` is
// given, doubles stay where they are: it keeps the bytes.
std::optional<Columns> read_npy(std::string_view bytes, const SourceContext& context);
std::optional<Columns> read_npy(std::string_view bytes, const SourceContext& context,
                                std::shared_ptr<const Keeper> keeper);

// Each member of the archive is a column under its name; a member that is a record array gives a column a field.
std::optional<Columns> read_npz(std::string_view bytes, const SourceContext& context);

}  // namespace plotmill::data
