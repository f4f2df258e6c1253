// Axis scales: values to scaled values and back, as matplotlib.scale. Plain values; any thread.
#pragma once

#include <optional>
#include <utility>

namespace plotmill::figure {

enum class ScaleKind { linear, log, symlog, logit };

struct Scale {
    ScaleKind kind = ScaleKind::linear;
    double base = 10;      // log (> 0, not 1), symlog (> 1)
    double linthresh = 2;  // symlog, > 0
    double linscale = 1;   // symlog, > 0
    // log, logit: nonpositive="mask" (true) or "clip" (false); none: Matplotlib's default, clip for log, mask for
    // logit.
    std::optional<bool> mask_nonpositive;

    // What the scale cannot show becomes -1000 (logit: 1000 at the upper end) where it clips, else NaN or infinite.
    double transform(double v) const;
    double inverse(double v) const;
    // Limits with values that the scale cannot show replaced (matplotlib's limit_range_for_scale); minpos is the
    // smallest positive value of the data, or infinity.
    std::pair<double, double> limit_range(double lo, double hi, double minpos) const;
    const char* name() const;
    friend bool operator==(const Scale&, const Scale&) = default;
};

}  // namespace plotmill::figure
