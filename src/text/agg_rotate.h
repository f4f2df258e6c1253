// Rotated text: Agg draws the finished, unrotated bitmap through an affine map with its spline36 image filter, and its
// rasterizer's coverage at the edges. The same integer arithmetic, so that the result is the same to the byte. Pure
// functions, any thread. Internal to text/.
#pragma once

#include <array>
#include <cstdint>

#include "text/line.h"

namespace plotmill::text {

// Agg's image_filter_lut for spline36: weights scaled by 2^14, 256 steps a pixel, 6 pixels wide, each phase normalised.
class Spline36 {
public:
    static constexpr int kDiameter = 6;
    static constexpr int kSteps = 256;
    static constexpr int kOne = 1 << 14;
    Spline36();
    int operator[](int i) const { return weights_[static_cast<std::size_t>(i)]; }

private:
    std::array<std::int16_t, kDiameter * kSteps> weights_;
};

struct RotatedMask {
    Mask mask;
    int x = 0, y = 0;  // top left, relative to the place where the bitmap's lower left corner stands
};

// `degrees` counter-clockwise, about the lower left corner of the bitmap. Coverage includes the step that Agg's span
// generator takes from image value to alpha: 255 becomes 254.
RotatedMask rotate_mask(const Mask& source, double degrees, const Spline36& filter);

}  // namespace plotmill::text
