// Curves to straight pieces by Agg's subdivision (within half a pixel of distance tolerance). Pure functions.
#pragma once

#include "base/path.h"

namespace plotmill {

// `out` is cleared first; it may not be `path`.
void flatten(const Path& path, Path& out);

}  // namespace plotmill
