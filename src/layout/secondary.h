// Secondary axes, whose limits follow those of another axis (matplotlib.axes._secondary_axes).
#pragma once

#include <vector>

#include "resolve/resolved.h"

namespace plotmill::layout {

// Sets the limits of `axes`, which is a secondary one of `parent`, in `views`. Limits that the function does not give a
// number for are left as they are.
void follow(const resolve::ResolvedAxes& axes, const resolve::ResolvedAxes& parent,
            std::vector<resolve::AxisView>& views);

}  // namespace plotmill::layout
