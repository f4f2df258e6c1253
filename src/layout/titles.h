// Titles above an axes, moved up where ticks or offset texts are in their way (Axes._update_title_position).
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "layout/axis.h"

namespace plotmill::layout {

// One axes with its place and its laid axes.
struct LaidAxes {
    figure::View view;
    LaidAxis x, y;
};

// center, left, right. `group`: the axes itself and the axes that share its box.
std::array<std::optional<PlacedText>, 3> place_titles(
    const resolve::ResolvedAxes& axes, const LaidAxes& laid,
    const std::vector<std::pair<const resolve::ResolvedAxes*, const LaidAxes*>>& group, figure::TextMetrics& metrics);

}  // namespace plotmill::layout
