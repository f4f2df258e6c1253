#include "shard/shard.h"

#include <algorithm>
#include <cmath>
#include <doctest/doctest.h>
#include <map>

#include "base/digest.h"

using namespace plotmill;
using shard::Shard;
using shard::Split;

namespace {

__extension__ using Wide = unsigned __int128;

std::string text(const Result<Shard>& s) {
    return s ? std::to_string(s->index) + "/" + std::to_string(s->count) : s.errors().front().message;
}

std::string from(const std::map<std::string, std::string>& variables) {
    return text(shard::from_environment([&](const char* name) -> std::optional<std::string> {
        const auto at = variables.find(name);
        return at == variables.end() ? std::nullopt : std::optional(at->second);
    }));
}

}  // namespace

TEST_CASE("I/N") {
    CHECK(text(shard::parse("1/1")) == "1/1");
    CHECK(text(shard::parse("3/16")) == "3/16");
    for (const char* bad : {"", "/", "1", "0/1", "2/1", "1/0", "1/2/3", "+1/2", "1/2 ", "1/100001"})
        CHECK(!shard::parse(bad));
}

TEST_CASE("what schedulers say") {
    CHECK(from({{"SLURM_ARRAY_TASK_ID", "0"}, {"SLURM_ARRAY_TASK_COUNT", "4"}}) == "1/4");
    CHECK(from({{"SLURM_ARRAY_TASK_ID", "9"},
                {"SLURM_ARRAY_TASK_COUNT", "3"},
                {"SLURM_ARRAY_TASK_MIN", "5"},
                {"SLURM_ARRAY_TASK_MAX", "9"},
                {"SLURM_ARRAY_TASK_STEP", "2"}}) == "3/3");
    CHECK(from({{"SLURM_ARRAY_TASK_ID", "7"},
                {"SLURM_ARRAY_TASK_COUNT", "3"},
                {"SLURM_ARRAY_TASK_MIN", "1"},
                {"SLURM_ARRAY_TASK_MAX", "7"}}) ==
          "the array's tasks are not numbered evenly (3 tasks from 1 to 7): say --shard I/N");
    CHECK(from({{"SLURM_ARRAY_TASK_ID", "1"}}) == "SLURM_ARRAY_TASK_COUNT is not set");
    CHECK(from({{"JOB_COMPLETION_INDEX", "0"}, {"JOB_COMPLETIONS", "4"}}) == "1/4");
    CHECK(from({{"CI_NODE_INDEX", "4"}, {"CI_NODE_TOTAL", "4"}}) == "4/4");
    CHECK(from({{"TEST_SHARD_INDEX", "4"}, {"TEST_TOTAL_SHARDS", "4"}}) ==
          "TEST_SHARD_INDEX: there is no shard 5 of 4");
    CHECK(from({}).starts_with("none of "));
}

TEST_CASE("every figure is in one shard, and they are about as large") {
    for (const std::size_t count : {1, 2, 3, 16}) {
        std::vector<std::size_t> sizes(count, 0);
        const Split split({1, count});
        for (int i = 0; i < 16'000; ++i) {
            const std::size_t at = split.of("figure_" + std::to_string(i));
            REQUIRE(at >= 1);
            REQUIRE(at <= count);
            ++sizes[at - 1];
        }
        for (const std::size_t n : sizes) CHECK(std::abs(static_cast<double>(n) * count / 16'000 - 1) < 0.15);
    }
    // The same in every version: a split that moves would draw figures twice where versions meet.
    CHECK(Split({1, 10}).of("plot_1") == Split({7, 10}).of("plot_1"));
    CHECK(Split({1, 1000}).of("plot_1") == 1 + ((static_cast<Wide>(digest("plot_1").high) * 1000) >> 64));
}

TEST_CASE("the times of an earlier run balance the shards") {
    report::Manifest earlier;
    for (int i = 0; i < 40; ++i) {
        earlier.figures.emplace_back();
        earlier.figures.back().name = "f" + std::to_string(i);
        earlier.figures.back().seconds = i == 11 ? 8 : i % 5 == 0 ? 0.5 : 0.1;
    }
    for (const std::size_t count : {2, 3, 4}) {
        const Split split({1, count}, &earlier);
        std::vector<double> load(count, 0.0);
        for (const auto& f : earlier.figures) load[split.of(f.name) - 1] += f.seconds;
        std::ranges::sort(load);
        CHECK(load.back() == doctest::Approx(8));  // the one that cannot be parted
        CHECK(load[count - 2] - load[0] < 0.51);
    }
    const Split split({1, 4}, &earlier), plain({1, 4});
    CHECK(split.of("new") == plain.of("new"));
}
