// What `render` and those who render again and again ask of a run, and what is said at its end.
#pragma once

#include "cli/run.h"

namespace plotmill::cli {

api::BatchOptions batch_options(const Options& options);

// The summary on standard error, and the exit code.
int last_words(const Options& options, Run& run, const RunResult& result);

}  // namespace plotmill::cli
