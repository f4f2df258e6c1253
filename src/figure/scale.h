// Axis scales: values to scaled values and back, as matplotlib.scale. Plain values; any thread.
#pragma once

#include <memory>
#include <optional>
#include <utility>

namespace plotmill::figure {

enum class ScaleKind { linear, log, symlog, logit, function, function_log };

// A scale of its own (FuncScale; FuncScaleLog takes the logarithm of it); immutable, called from any thread.
struct ScaleFunction {
    virtual ~ScaleFunction() = default;
    virtual double forward(double v) const = 0;
    virtual double inverse(double v) const = 0;
};

struct Scale {
    ScaleKind kind = ScaleKind::linear;
    double base = 10;      // log and function_log (> 0, not 1), symlog (> 1)
    double linthresh = 2;  // symlog, > 0
    double linscale = 1;   // symlog, > 0
    // log, logit: nonpositive="mask" (true) or "clip" (false); none: Matplotlib's default, clip for log, mask for
    // logit.
    std::optional<bool> mask_nonpositive;
    std::shared_ptr<const ScaleFunction> function = {};  // function, function_log: never null

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
