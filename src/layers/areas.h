// Areas between two curves as Axes.fill_between makes them, also for stackplot. Called by one thread per figure.
#pragma once

#include "layers/args.h"

namespace plotmill::layers {

enum class Step : std::uint8_t { none, pre, mid, post };

struct Area {
    bool vertical = true;         // fill_between (over x); else fill_betweenx (over y)
    Values along, first, second;  // equal lengths; a gap in any of them ends the area
    std::vector<bool> where;      // empty: everywhere
    bool interpolate = false;
    Step step = Step::none;
    std::vector<double> sticky;  // sticky edges across (stackplot's 0)
};

// Adds the polygons as one collection and the legend's handle.
void add_area(const Draft& d, const Area& area, const figure::CollectionKeywords& keywords, const std::string& label);

Step parse_step(std::string_view word);  // "pre", "mid", "post"; none for anything else

}  // namespace plotmill::layers
