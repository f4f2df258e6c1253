#include "layout/secondary.h"

#include <cmath>
#include <tuple>
#include <utility>

namespace plotmill::layout {

// SecondaryAxis._set_lims and Axis._set_lim.
void follow(const resolve::ResolvedAxes& axes, const resolve::ResolvedAxes& parent,
            std::vector<resolve::AxisView>& views) {
    const resolve::Secondary& s = *axes.secondary;
    const resolve::AxisView& from = views[s.is_x ? parent.x.view : parent.y.view];
    resolve::AxisView& to = views[s.is_x ? axes.x.view : axes.y.view];
    double lo = s.function->inverse(from.lo), hi = s.function->inverse(from.hi);
    if (!std::isfinite(lo) || !std::isfinite(hi)) return;
    if ((lo < hi) != (from.lo < from.hi)) std::swap(lo, hi);
    const bool reverse = lo > hi;
    std::tie(lo, hi) = figure::nonsingular(to.major, lo, hi, to.minpos, to.scale);
    std::tie(lo, hi) = to.scale.limit_range(lo, hi, to.minpos);
    if ((lo > hi) != reverse) std::swap(lo, hi);
    to.lo = lo;
    to.hi = hi;
}

}  // namespace plotmill::layout
