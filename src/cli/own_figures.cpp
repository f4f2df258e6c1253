#include "cli/own_figures.h"

#include <cstdlib>

#include "cli/files.h"

namespace plotmill::cli {

OwnFigures::OwnFigures(const Options& options) {
    if (options.shard.empty()) return;
    const bool automatic = options.shard == "auto";
    const auto shard = automatic ? shard::from_environment(shard::process_environment()) : shard::parse(options.shard);
    if (!shard) {
        fault_ = (automatic ? "option '--shard auto': " : "") + shard.errors().front().message;
        return;
    }
    // Bazel wants to see that its test knows of shards.
    if (const char* file = automatic ? std::getenv("TEST_SHARD_STATUS_FILE") : nullptr; file && *file)
        write_file(file, "");
    if (options.shard_times.empty()) {
        split_.emplace(*shard);
        return;
    }
    const auto earlier = report::read_manifest_file(options.shard_times);
    if (earlier)
        split_.emplace(*shard, &*earlier);
    else
        fault_ = earlier.errors().front().message;
}

bool OwnFigures::has(const api::FailedFigure& figure) const {
    if (!split_) return true;
    return split_->is_own(figure.name.empty() ? figure.job + "#" + std::to_string(figure.index) : figure.name);
}

}  // namespace plotmill::cli
