#include "formats/row_sums.h"

#include <doctest/doctest.h>
#include <vector>

using namespace plotmill;
using namespace plotmill::formats;

namespace {

template <int channels>
void check(const std::vector<std::uint32_t>& words) {
    std::vector<std::uint32_t> delta = words;
    if (channels < 4)
        for (std::uint32_t& v : delta) v &= (1u << (8 * channels % 32)) - 1;
    const auto width = static_cast<std::uint32_t>(delta.size());
    // Byte by byte.
    const std::uint64_t row_bytes = 1 + std::uint64_t{width} * channels;
    std::uint64_t sum = 0, weighted = 0, left = row_bytes - 1;
    for (const std::uint32_t v : delta)
        for (int k = channels - 1; k >= 0; --k) {
            sum += v >> (8 * k) & 255;
            weighted += left-- * (v >> (8 * k) & 255);
        }
    for (const bool wide : {false, wide_loops()}) {
        CheckSums sums{row_bytes};
        const std::uint32_t middle = width / 3;
        add_sums<channels>(delta.data(), 0, middle, sums, wide);
        add_sums<channels>(delta.data(), middle, width, sums, wide);
        CHECK(sums.sum == sum);
        CHECK(sums.weighted == weighted);
    }
}

}  // namespace

TEST_CASE("a row's sums, eight pixels at a time and byte by byte") {
    std::uint32_t seed = 1;
    for (const std::size_t width : {1, 7, 8, 9, 31, 640, 1000, 32767}) {
        std::vector<std::uint32_t> words(width, 0xffffffff);
        for (int round = 0; round < 3; ++round) {
            check<1>(words);
            check<3>(words);
            check<4>(words);
            for (std::uint32_t& v : words) {
                seed = seed * 1664525u + 1013904223u;
                v = seed ^ seed >> 16;
            }
        }
    }
}
