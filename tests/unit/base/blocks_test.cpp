#include "base/blocks.h"

#include <doctest/doctest.h>
#include <utility>
#include <vector>

using namespace plotmill;

TEST_CASE("stretches of blocks") {
    const auto runs = [](std::uint64_t blocks, std::uint32_t width) {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
        for (BlockRuns r(blocks, width); !r.done(); r.next()) out.emplace_back(r.begin(), r.end());
        return out;
    };
    using Runs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;
    CHECK(runs(0, 640).empty());
    CHECK(runs(0b1011, 640) == Runs{{0, 32}, {48, 64}});
    CHECK(runs(all_blocks(640), 640) == Runs{{0, 640}});
    CHECK(runs(all_blocks(1000), 1000) == Runs{{0, 1000}});  // the last block is cut
    CHECK(runs(all_blocks(1024), 1024) == Runs{{0, 1024}});  // 64 of them
    CHECK(runs(std::uint64_t{1} << 63, 1024) == Runs{{1008, 1024}});
    CHECK(all_blocks(1) == 1);
    CHECK(all_blocks(17) == 3);
}
