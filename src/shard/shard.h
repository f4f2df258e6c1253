// A run in parts: which figures are whose, the same wherever it is asked. By the hash of the figure's name, so that a
// figure that comes or goes moves no other; or balanced by the times of an earlier run. Pure but for the environment.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "report/manifest.h"

namespace plotmill::shard {

using report::Shard;  // 1-based

inline constexpr std::size_t most_shards = 10'000;

// "2/8".
Result<Shard> parse(std::string_view text);

using Lookup = std::function<std::optional<std::string>(const char* name)>;
Lookup process_environment();

// What a scheduler or CI server tells its tasks: Slurm's job arrays, Kubernetes' indexed jobs, GitLab, Bazel.
Result<Shard> from_environment(const Lookup& variable);

class Split {
public:
    // Figures that the earlier run timed are dealt out so that each shard has as much to do, the slowest first; all
    // others go by their hash.
    explicit Split(Shard own, const report::Manifest* earlier = nullptr);

    // 1-based; `name` is the figure's.
    std::size_t of(std::string_view name) const;
    bool is_own(std::string_view name) const { return of(name) == own_.index; }
    Shard own() const { return own_; }

private:
    Shard own_;
    std::unordered_map<std::string, std::size_t> dealt_;
};

}  // namespace plotmill::shard
