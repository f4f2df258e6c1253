#include "data/sources/image.h"

#include <cmath>
#include <doctest/doctest.h>

#include "support.h"

using namespace plotmill;
using namespace plotmill::data;

namespace {

constexpr unsigned char grey[] = {137, 80, 78, 71, 13,  10,  26,  10, 0,  0,  0,   13, 73,  72,  68,  82, 0,   0,
                                  0,   2,  0,  0,  0,   2,   8,   0,  0,  0,  0,   87, 221, 82,  248, 0,  0,   0,
                                  14,  73, 68, 65, 84,  120, 156, 99, 96, 48, 102, 72, 251, 15,  0,   2,  157, 1,
                                  153, 50, 6,  58, 117, 0,   0,   0,  0,  73, 69,  78, 68,  174, 66,  96, 130};
constexpr unsigned char grey16[] = {137, 80,  78,  71,  13, 10,  26,  10, 0,  0,  0,   13,  73,  72,  68, 82, 0, 0,
                                    0,   2,   0,   0,   0,  1,   16,  0,  0,  0,  0,   129, 217, 252, 21, 0,  0, 0,
                                    13,  73,  68,  65,  84, 120, 156, 99, 96, 96, 108, 96,  0,   0,   1,  8,  0, 130,
                                    54,  140, 118, 163, 0,  0,   0,   0,  73, 69, 78,  68,  174, 66,  96, 130};
constexpr unsigned char grey_bits[] = {137, 80,  78,  71,  13, 10, 26, 10,  0,   0,  0,  13, 73,  72,  68, 82,  0,
                                       0,   0,   2,   0,   0,  0,  1,  2,   0,   0,  0,  0,  155, 249, 56, 247, 0,
                                       0,   0,   10,  73,  68, 65, 84, 120, 156, 99, 72, 0,  0,   0,   98, 0,   97,
                                       177, 152, 121, 242, 0,  0,  0,  0,   73,  69, 78, 68, 174, 66,  96, 130};
constexpr unsigned char colors[] = {
    137, 80, 78, 71, 13,  10,  26,  10,  0,  0,   0,  13, 73, 72, 68, 82, 0,   0,   0,  1,   0,   0,  0,   2,   8,
    2,   0,  0,  0,  22,  227, 33,  112, 0,  0,   0,  16, 73, 68, 65, 84, 120, 156, 99, 248, 207, 96, 204, 192, 144,
    198, 0,  0,  8,  204, 1,   153, 188, 81, 159, 60, 0,  0,  0,  0,  73, 69,  78,  68, 174, 66,  96, 130};
constexpr unsigned char palette[] = {137, 80,  78, 71, 13,  10,  26, 10,  0,   0,   0,   13,  73,  72,  68,  82,  0,
                                     0,   0,   2,  0,  0,   0,   1,  8,   3,   0,   0,   0,   195, 252, 143, 184, 0,
                                     0,   0,   6,  80, 76,  84,  69, 255, 0,   0,   0,   0,   255, 108, 161, 253, 142,
                                     0,   0,   0,  1,  116, 82,  78, 83,  51,  255, 54,  185, 112, 0,   0,   0,   11,
                                     73,  68,  65, 84, 120, 156, 99, 96,  100, 0,   0,   0,   5,   0,   2,   209, 102,
                                     51,  120, 0,  0,  0,   0,   73, 69,  78,  68,  174, 66,  96,  130};
constexpr unsigned char grey_alpha[] = {137, 80, 78,  71,  13, 10, 26, 10,  0,   0,  0,  13, 73,  72,  68, 82,  0,
                                        0,   0,  1,   0,   0,  0,  1,  8,   4,   0,  0,  0,  181, 28,  12, 2,   0,
                                        0,   0,  11,  73,  68, 65, 84, 120, 156, 99, 48, 78, 3,   0,   0,  207, 0,
                                        154, 11, 245, 220, 34, 0,  0,  0,   0,   73, 69, 78, 68,  174, 66, 96,  130};

const Limits limits;
const Source file{"t.png", ""};

template <std::size_t N>
std::string bytes(const unsigned char (&b)[N]) {
    return {reinterpret_cast<const char*>(b), N};
}

std::string fault(const std::string& b, const Limits& l = limits) {
    Diagnostics out;
    const auto r = read_image(b, {l, &file, {}, out});
    return r ? "no error" : out.list()[0].message;
}

void check(const std::string& b, std::size_t rows, std::size_t depth, const std::vector<double>& values) {
    Diagnostics out;
    const auto r = read_image(b, {limits, &file, {}, out});
    REQUIRE(r);
    REQUIRE(r->size() == 1);
    const Column& c = *r->front().column;
    CHECK(c.rows() == rows);
    CHECK(c.depth == depth);
    REQUIRE(c.numbers.size() == values.size());
    for (std::size_t i = 0; i < values.size(); ++i) CHECK(std::abs(c.numbers[i] - values[i]) < 1e-12);
}

}  // namespace

TEST_CASE("images have the values of pyplot.imread") {
    check(bytes(grey), 2, 0, {0.0, 0.20000000298023224, 0.4000000059604645, 1.0});
    check(bytes(grey16), 1, 0, {1.5259021893143654e-05, 0.5000076293945312});
    check(bytes(colors), 2, 3, {1.0, 0.0, 0.20000000298023224, 0.0, 0.4000000059604645, 0.0});
    check(bytes(palette), 1, 4, {0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.20000000298023224});
    check(bytes(grey_alpha), 1, 4, {0.20000000298023224, 0.20000000298023224, 0.20000000298023224, 0.4000000059604645});
    // Matplotlib has these as multiples of a third of 255.
    check(bytes(grey_bits), 1, 0, {static_cast<double>(85.0F / 255), static_cast<double>(170.0F / 255)});
}

TEST_CASE("what is no image is said to be none") {
    CHECK(fault("GIF89a...") == "this is no PNG image, the only kind of image that is read");
    CHECK(fault("") == "this is no PNG image, the only kind of image that is read");
    CHECK(fault(bytes(colors).substr(0, 60)).starts_with("a broken PNG image: "));
    CHECK(fault(bytes(colors).substr(0, 20)).starts_with("a broken PNG image: "));
    std::string huge = bytes(grey);
    huge[16] = huge[20] = 0x7f;
    CHECK(fault(huge).starts_with("a broken PNG image: "));
    Limits small;
    small.table_bytes = 8;
    CHECK(fault(bytes(grey), small) == "the image has more pixels than a table may hold");
}
