// Image files (PNG) to columns. One thread reads one file.
#pragma once

#include "data/sources/source.h"

namespace plotmill::data {

// One column without a name, as pyplot.imread has it: grey images are rows of numbers, all others rows of [r, g, b] or
// [r, g, b, a], from 0 to 1.
std::optional<Columns> read_image(std::string_view bytes, const SourceContext& context);

}  // namespace plotmill::data
