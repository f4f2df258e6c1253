// Where a layer's `colorbar` asks to stand, by its `ax` and `cax`. Pure.
#pragma once

#include <optional>
#include <vector>

#include "resolve/colorbar.h"
#include "resolve/subplots.h"

namespace plotmill::resolve {

// The axes of a figure as its author names them.
struct FigureAxes {
    const Plan& plan;
    const std::vector<const spec::Fields*>& entries;  // of each item of `axes`
};

// `axes`: the layer's. Nothing after a report.
std::optional<BarPlace> bar_place(const FigureAxes& figure, std::size_t axes, const spec::FieldValue& bar,
                                  Diagnostics& out);

}  // namespace plotmill::resolve
