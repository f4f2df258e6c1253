// Streamlines of a vector field on an even grid, spaced by a mask of cells that each let one line through
// (matplotlib.streamplot). Numbers in, numbers out; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/geometry.h"

namespace plotmill::stats {

// Values at whole numbers 0..nx-1, 0..ny-1; NaN is a gap. `values`: ny rows of nx, which must outlive it.
struct FieldGrid {
    std::size_t nx = 0, ny = 0;  // at least 2
    std::span<const double> values;

    // Between four values, with all weights of the four (a gap with the weight 0 is a gap too). Points must be inside.
    double at(Point p) const;
};

struct StreamOptions {
    enum class Direction : std::uint8_t { both, forward, backward } direction = Direction::both;
    std::size_t mask_nx = 30, mask_ny = 30;          // at least 2
    double minlength = 0.1, maxlength = 4;           // in axes widths
    bool broken = true;                              // lines end where they come close to another one
    std::optional<std::vector<Point>> start_points;  // on the grid; none: all cells of the mask, from the edge inwards
};

inline constexpr std::size_t most_stream_points = 1'000'000, most_stream_steps = 100'000'000;

// The lines, on the grid. `u` and `v` are in cells of the grid per unit of time; a vector with a gap in one of them
// ends a line. No value where there were more points or steps than the limits above.
std::optional<std::vector<std::vector<Point>>> streamlines(const FieldGrid& u, const FieldGrid& v,
                                                           const StreamOptions& options);

}  // namespace plotmill::stats
