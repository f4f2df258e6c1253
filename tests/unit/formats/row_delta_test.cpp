#include "formats/row_delta.h"

#include <algorithm>
#include <doctest/doctest.h>
#include <random>

#include "base/blocks.h"

using namespace plotmill;
using namespace plotmill::formats;

namespace {

struct Row {
    std::vector<std::uint32_t> words;  // one before the pixels
    DeltaRow delta;

    explicit Row(std::uint32_t width) : words(width + 1, 0) {
        words[0] = 0x010101;  // no pixel
        delta.begin(words.data() + 1, width);
    }
};

template <int channels>
std::uint32_t difference(std::uint32_t a, std::uint32_t b) {
    std::uint32_t out = 0;
    for (int k = 0; k < channels; ++k) out |= (((a >> (8 * k)) - (b >> (8 * k))) & 255) << (8 * k);
    return out;
}

// The bits, pixel by pixel; gives what the pixels from begin on cost.
std::uint32_t check_bits(const Row& row, std::uint32_t width) {
    std::uint32_t cost = 0;
    bool good = row.delta.some.next_set(width) == width;
    for (std::uint32_t x = 0; x < width; ++x) {
        const std::uint32_t v = row.words[x + 1];
        const bool some = v != 0, again = some && x > 0 && v == row.words[x];
        good = good && row.delta.some.at(x) == some && row.delta.again.at(x) == again;
        cost += some && !again;
    }
    CHECK(good);
    return cost;
}

template <int channels>
void check(const std::vector<std::uint32_t>& row, const std::vector<std::uint32_t>& above) {
    const auto width = static_cast<std::uint32_t>(row.size());
    const std::uint32_t block = block_width(width);
    std::uint64_t differing = 0;
    for (std::uint32_t x = 0; x < width; ++x)
        if (difference<channels>(row[x], above[x]) != 0) differing |= std::uint64_t{1} << (x / block);
    for (const bool wide : {false, wide_loops()}) {
        Row up(width), sub(width);
        std::uint64_t blocks = all_blocks(width);
        const std::uint32_t cost = filter_up<channels>(row.data(), above.data(), width, blocks, up.delta, wide);
        CHECK(blocks == differing);
        bool good = true;
        for (std::uint32_t x = 0; x < width; ++x)
            good = good && up.words[x + 1] == difference<channels>(row[x], above[x]);
        CHECK(good);
        CHECK(check_bits(up, width) == cost);

        filter_sub<channels>(row.data(), width, sub.delta, wide);
        for (std::uint32_t x = 0; x < width; ++x)
            good = good && sub.words[x + 1] == difference<channels>(row[x], x > 0 ? row[x - 1] : 0);
        CHECK(good);
        std::uint32_t parts = 0;
        for (std::uint32_t begin = 0; begin < width; begin += block)
            parts += sub_cost<channels>(row.data(), begin, std::min(begin + block, width), wide);
        CHECK(parts == check_bits(sub, width) + (sub.words[1] == 0));  // the first pixel costs one
    }
}

}  // namespace

TEST_CASE("filtered rows and their bits, sixteen pixels at a time and one by one") {
    std::mt19937 random(5);
    for (const std::uint32_t width : {1u, 2u, 15u, 16u, 17u, 63u, 64u, 65u, 128u, 640u, 1030u, 20000u}) {
        for (const std::uint32_t values : {1u, 2u, 3u, 200u}) {
            std::vector<std::uint32_t> row(width), above(width);
            for (std::uint32_t x = 0; x < width; ++x) {
                row[x] = (random() % values) * 0x01ff0301u;
                above[x] = random() % 7 == 0 || (x / 40) % 3 == 0 ? (random() % values) * 0x01ff0301u : row[x];
            }
            check<1>(row, above);
            check<3>(row, above);
            check<4>(row, above);
            check<3>(row, row);
        }
    }
}

TEST_CASE("only blocks that are named are looked at") {
    const std::vector<std::uint32_t> row(100, 5), above(100, 3);
    for (const bool wide : {false, wide_loops()}) {
        Row up(100);
        std::uint64_t blocks = 0b1000010;  // the last one has four pixels
        CHECK(filter_up<3>(row.data(), above.data(), 100, blocks, up.delta, wide) == 2);
        CHECK(blocks == 0b1000010);
        CHECK(std::ranges::count(up.words, 2u) == 20);
        CHECK(up.delta.some.next_set(0) == 16);
        CHECK(up.delta.again.next_clear(17) == 32);
    }
}

TEST_CASE("the next bit of a row") {
    RowBits bits;
    bits.clear(128, true);
    CHECK(bits.next_set(0) == 128);
    bits.set(64, 0xffff);
    CHECK(bits.next_set(0) == 64);
    CHECK(bits.next_set(65) == 65);
    CHECK(bits.next_clear(64) == 80);
    bits.clear(130, false);
    for (std::uint32_t x = 48; x < 130; x += 16) bits.set(x, x == 128 ? 3 : 0xffff);
    CHECK(bits.next_clear(50) == 130);
    CHECK_FALSE(bits.at(47));
    CHECK(bits.at(129));
}
