// Values on a grid of points, as Matplotlib's contour takes them. Called by one thread per figure.
#pragma once

#include "layers/args.h"

namespace plotmill::layers {

struct Grid {
    std::size_t nx = 0, ny = 0;  // at least 2
    Values x, y, z;              // ny rows of nx each
};

// The arguments X, Y (each a list, or a grid as Z), Z, origin and extent. Reports what does not fit.
std::optional<Grid> read_grid(const Draft& d);

// Adds a collection whose limits are the grid's, which margins do not cross.
void add_grid_artist(const Draft& d, const Grid& grid, figure::CollectionArtist artist, double zorder);

}  // namespace plotmill::layers
