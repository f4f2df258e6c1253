#include "formats/huffman.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace plotmill::formats {

namespace {

constexpr int max_bits = 15;

// Makes the code fit: lengths above the limit are cut, then the overfull code is repaired by lengthening the longest
// codes that can still grow (the cheapest change), as zlib and others do.
void limit(std::array<int, max_symbols + 1>& count, int max_length) {
    std::int64_t total = 0;  // in units of 2^-max_length; a full code has 2^max_length of them
    for (int length = max_symbols; length > max_length; --length) {
        count[static_cast<std::size_t>(max_length)] += count[static_cast<std::size_t>(length)];
        count[static_cast<std::size_t>(length)] = 0;
    }
    for (int length = 1; length <= max_length; ++length)
        total += static_cast<std::int64_t>(count[static_cast<std::size_t>(length)]) << (max_length - length);
    while (total > (std::int64_t{1} << max_length)) {
        // One code of the full length moves up beside a shorter one, which becomes one longer.
        int length = max_length - 1;
        while (count[static_cast<std::size_t>(length)] == 0) --length;
        --count[static_cast<std::size_t>(length)];
        count[static_cast<std::size_t>(length) + 1] += 2;
        --count[static_cast<std::size_t>(max_length)];
        --total;
    }
}

}  // namespace

void huffman_lengths(std::span<const std::uint32_t> frequencies, int max_length, std::span<std::uint8_t> lengths) {
    assert(frequencies.size() <= max_symbols && lengths.size() >= frequencies.size() && max_length <= max_bits);
    std::fill(lengths.begin(), lengths.end(), std::uint8_t{0});
    // Frequency and symbol in one word: sorting needs no comparison function, and ties break by symbol.
    std::array<std::uint64_t, max_symbols> leaves;
    std::size_t n = 0;
    for (std::size_t s = 0; s < frequencies.size(); ++s)
        if (frequencies[s]) leaves[n++] = std::uint64_t{frequencies[s]} << 16 | s;
    if (n == 0) return;
    if (n == 1) {
        lengths[leaves[0] & 0xffff] = 1;
        return;
    }
    std::sort(leaves.begin(), leaves.begin() + static_cast<std::ptrdiff_t>(n));

    // Two queues: leaves and inner nodes, both in order of weight.
    std::array<std::uint64_t, max_symbols> weight;
    std::array<std::uint16_t, 2 * max_symbols> parent;  // leaves first, then inner nodes
    std::size_t leaf = 0, inner = 0;
    for (std::size_t made = 0; made < n - 1; ++made) {
        std::uint64_t sum = 0;
        for (int side = 0; side < 2; ++side) {
            const bool take_leaf = leaf < n && (inner >= made || (leaves[leaf] >> 16) <= weight[inner]);
            const std::size_t node = take_leaf ? leaf : n + inner;
            sum += take_leaf ? leaves[leaf] >> 16 : weight[inner];
            parent[node] = static_cast<std::uint16_t>(made);
            ++(take_leaf ? leaf : inner);
        }
        weight[made] = sum;
    }

    std::array<int, max_symbols + 1> count{};
    std::array<std::uint16_t, max_symbols> depth;
    depth[n - 2] = 0;
    for (std::size_t i = n - 2; i-- > 0;) depth[i] = static_cast<std::uint16_t>(depth[parent[n + i]] + 1);
    for (std::size_t i = 0; i < n; ++i) ++count[depth[parent[i]] + 1u];
    limit(count, max_length);

    std::size_t next = n;  // the most frequent symbols get the shortest codes
    for (std::size_t length = 1; length <= static_cast<std::size_t>(max_length); ++length)
        for (int k = 0; k < count[length]; ++k) lengths[leaves[--next] & 0xffff] = static_cast<std::uint8_t>(length);
    assert(next == 0);
}

void huffman_codes(std::span<const std::uint8_t> lengths, std::span<std::uint16_t> codes) {
    std::array<unsigned, max_bits + 1> count{}, next{};
    for (std::uint8_t length : lengths) ++count[length];
    count[0] = 0;
    for (std::size_t bits = 1; bits <= max_bits; ++bits) next[bits] = (next[bits - 1] + count[bits - 1]) << 1;
    for (std::size_t s = 0; s < lengths.size(); ++s) {
        if (lengths[s] == 0) {
            codes[s] = 0;
            continue;
        }
        unsigned code = next[lengths[s]]++, reversed = 0;
        for (int k = 0; k < lengths[s]; ++k, code >>= 1) reversed = reversed << 1 | (code & 1);
        codes[s] = static_cast<std::uint16_t>(reversed);
    }
}

}  // namespace plotmill::formats
