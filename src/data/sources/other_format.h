// Files that are not what the job says they are, told by their first bytes. Pure functions.
#pragma once

#include <string>
#include <string_view>

#include "data/description.h"

namespace plotmill::data {

// "the file is a Parquet file, ...", or "" where nothing speaks against the kind.
std::string other_format(std::string_view bytes, SourceKind kind);

}  // namespace plotmill::data
