// NumberList are those of matplotlib._image.resample (3.6.3) over the same data and transform.
#include "figure/resample.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>

using namespace plotmill::figure;

namespace {

const std::vector<double> data{0.1, 0.9, 0.3, 0.5, 0.2, 0.7};

std::vector<double> stretched(std::string_view filter) {
    PixelMap map;
    map.sx = 5.0 / 3;
    map.sy = 3.0 / 2;
    ResampleOptions options;
    options.filter = filter;
    return resample(data, 2, 3, 1, 3, 5, map, options);
}

void check(const std::vector<double>& got, const std::vector<double>& expected) {
    REQUIRE(got.size() == expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) CHECK(std::abs(got[i] - expected[i]) < 1e-6);
}

}  // namespace

TEST_CASE("resample: filters") {
    check(stretched("nearest"), {0.1, 0.1, 0.9, 0.3, 0.3, 0.5, 0.5, 0.2, 0.7, 0.7, 0.5, 0.5, 0.2, 0.7, 0.7});
    check(stretched("bilinear"), {0.1, 0.425, 0.89762, 0.536726, 0.3, 0.301562, 0.401379, 0.54707, 0.519611, 0.501562,
                                  0.5, 0.378125, 0.201953, 0.502734, 0.7});
    check(stretched("bicubic"), {0.200208, 0.431321, 0.634324, 0.539469, 0.381426, 0.322906, 0.406733, 0.499408,
                                 0.518379, 0.505164, 0.444611, 0.38242, 0.365568, 0.4974, 0.627911});
    check(stretched("kaiser"), {0.1, 0.379248, 0.892932, 0.498743, 0.3, 0.302588, 0.387335, 0.544983, 0.516766,
                                0.502588, 0.5, 0.395282, 0.20589, 0.534381, 0.7});
    check(stretched("spline36"), {0.0, 0.49546, 0.976228, 0.618671, 0.141402, 0.270214, 0.406281, 0.54736, 0.540029,
                                  0.489705, 0.612959, 0.317898, 0.121898, 0.462038, 0.835459});
    check(stretched("lanczos"), {0.0, 0.539386, 0.979828, 0.661511, 0.091736, 0.263262, 0.414323, 0.547452, 0.54715,
                                 0.480741, 0.645228, 0.290253, 0.117996, 0.433364, 0.867151});
}

TEST_CASE("resample: fewer pixels than values") {
    std::vector<double> big(63);
    for (std::size_t i = 0; i < big.size(); ++i) big[i] = 0.1 + 0.8 / 62 * static_cast<double>(i);
    PixelMap map;
    map.sx = 4.0 / 9;
    map.sy = 3.0 / 7;
    ResampleOptions options;
    options.filter = antialiased_filter(map, 7, 9);
    CHECK(options.filter == "hanning");
    check(resample(big, 7, 9, 1, 3, 4, map, options), {0.195399, 0.223334, 0.252532, 0.280438, 0.457523, 0.485459,
                                                       0.514657, 0.542563, 0.72041, 0.748346, 0.777543, 0.80545});
}

TEST_CASE("resample: gaps spread to what they are mixed into") {
    const std::vector<double> gap{0.5, std::nan(""), 0.5};
    PixelMap map;
    map.sx = 4;
    ResampleOptions options;
    options.filter = antialiased_filter(map, 1, 3);
    const auto out = resample(gap, 1, 3, 1, 1, 12, map, options);
    for (std::size_t i = 0; i < out.size(); ++i) CHECK(std::isnan(out[i]) == (i >= 4 && i < 8));
}

TEST_CASE("resample: antialiased is nearest for large pixels") {
    PixelMap map;
    map.sx = map.sy = 3.5;
    CHECK(antialiased_filter(map, 10, 10) == "nearest");
    map.sx = map.sy = 2;
    CHECK(antialiased_filter(map, 10, 10) == "nearest");
    map.sy = 2.5;
    CHECK(antialiased_filter(map, 10, 10) == "hanning");
}

TEST_CASE("resample: maps that are not affine") {
    const std::vector<double> row{0.1, 0.2, 0.3, 0.4, 0.5};
    PixelMap map;
    map.inverse = [](plotmill::Point p) { return plotmill::Point{p.x / 3.7, p.y}; };
    ResampleOptions options;
    check(resample(row, 1, 5, 1, 1, 9, map, options), {0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2, 0.3});
}

TEST_CASE("rows that are made when they are asked for") {
    const std::size_t rows = 40, cols = 23;
    for (const std::size_t channels : {1u, 4u}) {
        std::vector<double> data(rows * cols * channels);
        for (std::size_t i = 0; i < data.size(); ++i) data[i] = static_cast<double>(i * 37 % 101) / 101;
        const MakeRow make = [&](std::size_t row, double* to) {
            const std::size_t n = cols * channels;
            std::copy_n(data.begin() + static_cast<std::ptrdiff_t>(row * n), n, to);
        };
        for (const char* filter : {"nearest", "hanning", "lanczos"})
            for (const double scale : {0.13, 0.7, -1.9}) {
                PixelMap map{scale, scale < 0 ? 43.0 : 0.0, -scale, scale < 0 ? 0.0 : 28.0, {}};
                ResampleOptions options;
                options.filter = filter;
                CHECK(resample(make, rows, cols, channels, 17, 19, map, options) ==
                      resample(data, rows, cols, channels, 17, 19, map, options));
            }
    }
}
