// How two pictures of one size differ, as eyes see it: by the measure that pixelmatch made common. The difference of
// two colours is Kotsarenko and Ramos's distance in YIQ ("Measuring perceived color difference using YIQ NTSC
// transmission color space in mobile applications", 2010); pixels that only lie at the smoothed edge of something are
// told by Vyšniauskas's rule ("Anti-aliased Pixel and Intensity Slope Detector", 2009) and do not count. Pure; any
// thread.
#pragma once

#include "compare/picture.h"

namespace plotmill::compare {

struct PixelOptions {
    double threshold = 0.1;    // of the largest difference that there is, 0..1: less is no difference
    bool antialiased = false;  // edges count too
};

struct PixelDifference {
    std::size_t different = 0;
    std::size_t antialiased = 0;  // beyond the threshold, and not counted
    double largest = 0;           // of all pixels, as a share of the largest that there is (the threshold's unit)
};

// Where the sizes differ, what lies outside of one of the two is different. `picture`, if not null, becomes the
// difference as a picture: what is the same pale and gray, what differs red (lighter than expected: orange), edges
// yellow.
PixelDifference compare_pixels(const Picture& expected, const Picture& actual, const PixelOptions& options,
                               Picture* picture = nullptr);

}  // namespace plotmill::compare
