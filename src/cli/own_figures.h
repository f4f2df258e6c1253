// Which figures are this run's, by --shard. Immutable once made; any thread may ask.
#pragma once

#include <optional>
#include <string>

#include "cli/options.h"
#include "plotmill/job.h"
#include "shard/shard.h"

namespace plotmill::cli {

class OwnFigures {
public:
    explicit OwnFigures(const Options& options);

    const std::string& fault() const { return fault_; }  // why it is not known; or ""
    std::optional<shard::Shard> shard() const { return split_ ? std::optional(split_->own()) : std::nullopt; }
    bool has(const api::Figure& figure) const { return !split_ || split_->is_own(figure.name()); }
    // Each is one shard's, whether it has a name or not.
    bool has(const api::FailedFigure& figure) const;

private:
    std::string fault_;
    std::optional<shard::Split> split_;
};

}  // namespace plotmill::cli
