// Lines as Axes.plot makes them, for every layer kind that draws some (plot, step, ecdf). Called by one thread per
// figure.
#pragma once

#include "layers/args.h"

namespace plotmill::layers {

// Reads "x", "y", "fmt", the line properties and labels of one group, and adds its lines. `drawstyle` is step's.
void draw_lines(const Draft& d, std::optional<std::string> drawstyle = std::nullopt);

}  // namespace plotmill::layers
