// Images put on a grid of pixels as Agg's span generators do it, with the integer steps and filter tables that decide
// which input pixel an output pixel shows. Pure functions, any thread.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/geometry.h"

namespace plotmill::figure {

// Names of Matplotlib's interpolations that there are filters for, "nearest" among them.
std::span<const std::string_view> filter_names();

struct ResampleOptions {
    std::string_view filter = "nearest";
    double radius = 4;      // of sinc, lanczos and blackman
    bool normalize = true;  // filternorm
    bool bytes = false;     // whole numbers 0..255, else 0..1
    bool full = true;       // where the output is smaller, every pixel of the input counts (Image.set_resample)
};

// Input coordinates (one unit per pixel) to output coordinates: x' = sx x + ex, y' = sy y + ey. Where the map is none
// of that kind, `inverse` says for an output pixel's corner nearest to (0, 0) where it lies in the input
// (Matplotlib 3.6 asks there).
struct PixelMap {
    double sx = 1, ex = 0, sy = 1, ey = 0;
    std::function<Point(Point)> inverse;
};

// Writes a row of the input: `channels` values for each pixel.
using MakeRow = std::function<void(std::size_t row, double* to)>;

// The input is made row by row as it is needed, mostly once, and never held as a whole.
std::vector<double> resample(const MakeRow& make_row, std::size_t rows, std::size_t cols, std::size_t channels,
                             std::size_t out_rows, std::size_t out_cols, const PixelMap& map,
                             const ResampleOptions& options);

// `input` has `channels` values, 1 or 4, for each of rows x cols pixels, row by row. NaN spreads to all that it is
// mixed into.
std::vector<double> resample(std::span<const double> input, std::size_t rows, std::size_t cols, std::size_t channels,
                             std::size_t out_rows, std::size_t out_cols, const PixelMap& map,
                             const ResampleOptions& options);

// "antialiased": nearest where pixels grow by a whole small factor or by more than three, else hanning.
std::string_view antialiased_filter(const PixelMap& map, std::size_t rows, std::size_t cols);

}  // namespace plotmill::figure
