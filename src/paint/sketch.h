// Lines as if drawn by hand (rcParams path.sketch): a sine wave across them whose pace changes at random, the same at
// every run. Pixels. Pure.
#pragma once

#include <array>

#include "base/path.h"

namespace plotmill::paint {

// `wave`: how far it goes to the sides, its length, and the factor by which its pace changes. `in` has no curves; `out`
// is cleared first.
void sketch(const Path& in, const std::array<double, 3>& wave, Path& out);

}  // namespace plotmill::paint
