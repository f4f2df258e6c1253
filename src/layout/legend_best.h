// What a legend would cover (Legend._find_best_position). Pure functions.
#pragma once

#include "layout/legend.h"

namespace plotmill::layout {

// How many vertices, marks and patches lie under `box` (pixels, y upwards), plus one for each line that crosses it.
double badness(const Obstacles& obstacles, const Rect& box);

}  // namespace plotmill::layout
