#include "figure/scale.h"

#include <cmath>
#include <numbers>

namespace plotmill::figure {

namespace {

double log_in_base(double v, double base) {
    if (base == 10) return std::log10(v);
    if (base == 2) return std::log2(v);
    if (base == std::numbers::e) return std::log(v);
    return std::log(v) / std::log(base);
}

double symlog_adjustment(const Scale& s) { return s.linscale / (1.0 - std::pow(s.base, -1)); }

double symlog(const Scale& s, double v) {
    const double magnitude = std::abs(v), adjustment = symlog_adjustment(s);
    if (magnitude <= s.linthresh) return v * adjustment;
    if (std::isnan(v)) return v;
    return std::copysign(1.0, v) * s.linthresh * (adjustment + std::log(magnitude / s.linthresh) / std::log(s.base));
}

double inverse_symlog(const Scale& s, double v) {
    const double magnitude = std::abs(v), adjustment = symlog_adjustment(s);
    if (magnitude <= symlog(s, s.linthresh)) return v / adjustment;
    if (std::isnan(v)) return v;
    return std::copysign(1.0, v) * s.linthresh * std::pow(s.base, magnitude / s.linthresh - adjustment);
}

}  // namespace

double Scale::transform(double v) const {
    switch (kind) {
        case ScaleKind::linear:
            return v;
        case ScaleKind::log:
            if (v <= 0 && !mask_nonpositive.value_or(false)) return -1000;
            return log_in_base(v, base);
        case ScaleKind::symlog:
            return symlog(*this, v);
        case ScaleKind::logit:
            if (!mask_nonpositive.value_or(true)) {
                if (v <= 0) return -1000;
                if (v >= 1) return 1000;
            }
            return std::log10(v / (1 - v));
        case ScaleKind::function:
            return function->forward(v);
        case ScaleKind::function_log: {
            const double f = function->forward(v);
            return f <= 0 ? -1000 : log_in_base(f, base);
        }
    }
    return v;
}

double Scale::inverse(double v) const {
    switch (kind) {
        case ScaleKind::linear:
            return v;
        case ScaleKind::log:
            return std::pow(base, v);
        case ScaleKind::symlog:
            return inverse_symlog(*this, v);
        case ScaleKind::logit:
            return 1.0 / (1 + std::pow(10.0, -v));
        case ScaleKind::function:
            return function->inverse(v);
        case ScaleKind::function_log:
            return function->inverse(std::pow(base, v));
    }
    return v;
}

std::pair<double, double> Scale::limit_range(double lo, double hi, double minpos) const {
    if (kind == ScaleKind::log || kind == ScaleKind::function_log) {
        if (!std::isfinite(minpos)) minpos = 1e-300;
        return {lo <= 0 ? minpos : lo, hi <= 0 ? minpos : hi};
    }
    if (kind == ScaleKind::logit) {
        if (!std::isfinite(minpos)) minpos = 1e-7;
        return {lo <= 0 ? minpos : lo, hi >= 1 ? 1 - minpos : hi};
    }
    return {lo, hi};
}

const char* Scale::name() const {
    switch (kind) {
        case ScaleKind::linear:
            return "linear";
        case ScaleKind::log:
            return "log";
        case ScaleKind::symlog:
            return "symlog";
        case ScaleKind::logit:
            return "logit";
        case ScaleKind::function:
            return "function";
        case ScaleKind::function_log:
            return "functionlog";
    }
    return "linear";
}

}  // namespace plotmill::figure
