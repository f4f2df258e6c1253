// What the layers over grids share: two-dimensional arguments, and meshes of cells. Called by one thread per figure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "layers/args.h"
#include "layers/mapping.h"

namespace plotmill::layers {

struct Grid {
    std::size_t rows = 0, cols = 0, depth = 0;  // depth: 3 or 4 for colours
    bool integers = false;
    Numbers values;  // row by row
    double at(std::size_t r, std::size_t c) const { return values[r * cols + c]; }
};

// The argument `name` as a grid of numbers; one dimension, text and dates are faults.
std::optional<Grid> grid_values(const Draft& d, std::string_view name, bool colors = false);

// Corners or centres of a mesh in one direction: a grid, or one dimension that is repeated along the other.
// `size`: rows and columns that a one-dimensional argument is repeated to.
std::optional<Grid> mesh_coordinates(const Draft& d, std::string_view name, Direction axis, std::size_t repeat);

// The pixels of an image: colours as they are, or values with their colormap and norm. False after a report.
bool set_pixels(const Draft& d, const Grid& grid, figure::ImageArtist& image);

// pcolormesh: cells between `x` and `y` (corners, one more than cells each way; gouraud: as many as values).
void add_mesh(const Draft& d, const Grid& x, const Grid& y, const Grid& c, bool gouraud);
// The same where the lines between the cells are straight: places of the upright and of the level ones.
void add_mesh(const Draft& d, Values x, Values y, const Grid& c);

}  // namespace plotmill::layers
