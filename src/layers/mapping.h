// Numbers to colours for the layers that take cmap, norm, vmin and vmax. Called by one thread per figure.
#pragma once

#include <span>

#include "base/wide.h"
#include "layers/args.h"
#include "style/colormap.h"
#include "style/norm.h"

namespace plotmill::layers {

struct Mapping {
    style::Colormap colormap;
    style::Norm norm;
};

// What the layer's cmap, norm, vmin and vmax say, with the limits that they leave open taken from `values`.
// `otherwise`: the norm where none was given. `widen`: a colour bar widens limits that are one. Reports an unknown
// colormap and limits that the norm cannot have; then no value.
std::optional<Mapping> read_mapping(const Draft& d, std::span<const double> values, style::Norm otherwise = {},
                                    bool widen = true);

// The colours as places in `palette`, which is filled; null where the colormap has too many for that.
std::shared_ptr<const std::vector<std::uint16_t>> mapped_indices(const Mapping& mapping, std::span<const double> values,
                                                                 std::vector<Rgba>& palette,
                                                                 bool wide = wide_loops());

std::vector<Rgba> mapped_colors(const Mapping& mapping, std::span<const double> values);

}  // namespace plotmill::layers
