// A bench's result as tables for people, as JSON, and as a figure that plotmill draws itself. Pure but for plot_file().
#pragma once

#include <string>

#include "cli/bench.h"
#include "cli/machine.h"
#include "cli/terminal.h"

namespace plotmill::cli {

std::string bench_tables(const BenchResult& result, const Machine& machine, const Terminal& out);
std::string bench_json(const BenchResult& result, const Machine& machine);

// Draws wall time and speed-up by threads to `path` (FILE.png). Empty, or why it could not.
std::string plot_bench(api::Engine& engine, const BenchResult& result, const Machine& machine, const std::string& path);

}  // namespace plotmill::cli
