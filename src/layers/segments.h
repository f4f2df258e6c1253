// Collections of parallel lines as Axes.hlines and vlines make them, also for error bars and stems. Called by one
// thread per figure.
#pragma once

#include "layers/args.h"

namespace plotmill::layers {

// Lines from `low` to `high` at `at`; `vertical` ones stand at x = at. Lists of equal lengths. Returns the artist as
// added.
figure::CollectionArtist add_segments(const Draft& d, const Values& at, const Values& low, const Values& high,
                                      bool vertical, const figure::CollectionKeywords& keywords);

}  // namespace plotmill::layers
