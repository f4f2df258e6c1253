// Fields of vectors, as quiver and barbs take them (quiver._parse_args). Called by one thread per figure.
#pragma once

#include "layers/args.h"

namespace plotmill::layers {

// The places of the vectors, from X and Y: one for each, or one for each column and row of `u`; without them counted.
std::optional<std::vector<Point>> vector_positions(const Draft& d, const Column& u);

// Numbers for n vectors: one for each, or one for all.
std::optional<Values> for_vectors(const Draft& d, std::string_view name, std::size_t n);

}  // namespace plotmill::layers
