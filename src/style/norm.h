// Norms: data values to the 0..1 of a colormap (or to an index of it), as matplotlib.colors.Normalize and its kin. A
// plain value; NaN is Matplotlib's masked value and becomes the "bad" colour.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/color.h"
#include "style/colormap.h"

namespace plotmill::style {

class Norm {
public:
    enum class Kind : std::uint8_t { linear, log, symlog, logit, two_slope, centered, power, boundary, none };
    enum class Extend : std::uint8_t { neither, min, max, both };

    Kind kind = Kind::linear;
    std::optional<double> vmin, vmax;  // none: taken from the data by autoscale()
    bool clip = false;
    double linthresh = 1, linscale = 1, base = 10;  // symlog
    double vcenter = 0;                             // two_slope, centered
    std::optional<double> halfrange;                // centered; none: from the data
    double gamma = 1;                               // power
    std::vector<double> boundaries;                 // boundary: increasing, at least two
    int colors = 256;                               // boundary: N of the colormap
    Extend extend = Extend::neither;                // boundary

    static Norm linear(std::optional<double> vmin = {}, std::optional<double> vmax = {}, bool clip = false);
    static Norm log(std::optional<double> vmin = {}, std::optional<double> vmax = {}, bool clip = false);
    static Norm symlog(double linthresh, double linscale = 1, double base = 10);
    static Norm logit(std::optional<double> vmin = {}, std::optional<double> vmax = {});
    static Norm two_slope(double vcenter, std::optional<double> vmin = {}, std::optional<double> vmax = {});
    static Norm centered(double vcenter = 0, std::optional<double> halfrange = {});
    static Norm power(double gamma, std::optional<double> vmin = {}, std::optional<double> vmax = {});
    static Norm boundary(std::vector<double> boundaries, int colors, bool clip = false,
                         Extend extend = Extend::neither);
    static Norm no_norm();

    // What is wrong with the parameters, in one line; empty where nothing is. Ask before and after autoscale(), before
    // values are mapped.
    std::string problem() const;

    // Sets vmin and vmax where they are not set (autoscale_None). NaN does not count; nor do values that a log norm
    // cannot show.
    void autoscale(std::span<const double> values);
    bool scaled() const { return vmin && vmax; }

    // boundary and none: whole numbers that index a colormap; else 0..1 where the value lies in vmin..vmax. Needs
    // scaled(), but for none.
    bool gives_index() const { return kind == Kind::boundary || kind == Kind::none; }
    double operator()(double value) const;
    double inverse(double value) const;  // NaN for boundary, which has none

    // The colour of a value.
    Rgba color(double value, const Colormap& map) const {
        const double v = (*this)(value);
        return gives_index() ? map.at_index(v) : map(v);
    }

    friend bool operator==(const Norm&, const Norm&) = default;

private:
    bool of_scale() const { return kind == Kind::log || kind == Kind::symlog || kind == Kind::logit; }
    double transform(double v) const;  // of those
    double untransform(double v) const;
};

std::string_view norm_name(Norm::Kind kind);  // "linear", "log", ...

}  // namespace plotmill::style
