// `render --dry-run`: the paths that would be written, on standard output; data is not read. One thread.
#pragma once

#include "cli/options.h"

namespace plotmill::cli {

int dry_run(const Options& options);

}  // namespace plotmill::cli
