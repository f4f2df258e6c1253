// The workers of a run as a Chrome trace (chrome://tracing, ui.perfetto.dev, speedscope): a row a worker, a bar a
// figure, and in it a bar for each time that it was in a stage. Written as the figures come.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "report/records.h"

namespace plotmill::report {

Result<std::unique_ptr<Sink>> make_trace(const std::string& path, const Head& head);

}  // namespace plotmill::report
