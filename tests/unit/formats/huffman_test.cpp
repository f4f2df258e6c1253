#include "formats/huffman.h"

#include <array>
#include <doctest/doctest.h>
#include <vector>

using namespace plotmill::formats;

namespace {

std::vector<int> lengths_of(const std::vector<std::uint32_t>& frequencies, int max_length) {
    std::vector<std::uint8_t> lengths(frequencies.size());
    huffman_lengths(frequencies, max_length, lengths);
    return {lengths.begin(), lengths.end()};
}

// The sum of 2^-length, in units of 2^-15.
int kraft(const std::vector<int>& lengths) {
    int sum = 0;
    for (int length : lengths)
        if (length) sum += 1 << (15 - length);
    return sum;
}

}  // namespace

TEST_CASE("lengths of an optimal code") {
    CHECK(lengths_of({0, 0, 0}, 15) == std::vector<int>{0, 0, 0});
    CHECK(lengths_of({0, 7, 0}, 15) == std::vector<int>{0, 1, 0});
    CHECK(lengths_of({5, 1}, 15) == std::vector<int>{1, 1});
    CHECK(lengths_of({8, 4, 2, 1, 1}, 15) == std::vector<int>{1, 2, 3, 4, 4});
    CHECK(lengths_of({1, 1, 1, 1}, 15) == std::vector<int>{2, 2, 2, 2});
}

TEST_CASE("codes that would be too long are full and within the limit") {
    std::vector<std::uint32_t> fibonacci = {1, 1};
    while (fibonacci.size() < 40) fibonacci.push_back(fibonacci.end()[-1] + fibonacci.end()[-2]);
    for (int limit : {15, 9, 7, 6}) {
        const std::vector<int> lengths = lengths_of(fibonacci, limit);
        CHECK(kraft(lengths) == 1 << 15);
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            CHECK(lengths[i] >= 1);
            CHECK(lengths[i] <= limit);
            if (i > 0) CHECK(lengths[i] <= lengths[i - 1]);
        }
    }
    const std::vector<std::uint32_t> all(286, 3);
    CHECK(kraft(lengths_of(all, 15)) == 1 << 15);
}

TEST_CASE("the canonical codes of RFC 1951's example") {
    const std::array<std::uint8_t, 8> lengths = {3, 3, 3, 3, 3, 2, 4, 4};
    std::array<std::uint16_t, 8> codes;
    huffman_codes(lengths, codes);
    // 010 011 100 101 110 00 1110 1111, written backwards.
    CHECK(codes == std::array<std::uint16_t, 8>{0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111});
}
