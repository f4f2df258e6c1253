// Axis scales: values to scaled values and back, as matplotlib.scale. Plain values.
#pragma once

#include <utility>

namespace plotmill::figure {

enum class ScaleKind { linear, log, symlog, logit };

struct Scale {
    ScaleKind kind = ScaleKind::linear;
    double base = 10;          // log, symlog
    double linthresh = 2;      // symlog
    double linscale = 1;       // symlog
    bool mask_nonpositive = false;  // log, logit: nonpositive="mask" rather than "clip"

    // Log of a value <= 0 is -1000 (Matplotlib's "clip") or NaN ("mask").
    double transform(double v) const;
    double inverse(double v) const;
    // Limits with values that the scale cannot show replaced (matplotlib's limit_range_for_scale); minpos is the smallest
    // positive value of the data, or infinity.
    std::pair<double, double> limit_range(double lo, double hi, double minpos) const;
    const char* name() const;
    friend bool operator==(const Scale&, const Scale&) = default;
};

}  // namespace plotmill::figure
