// What benchmark tools write, to tidy tables: one row a measurement, times in seconds. One thread reads one text.
#pragma once

#include "data/sources/source.h"

namespace plotmill::data {

enum class Tool : std::uint8_t { google_benchmark, hyperfine, pytest_benchmark, criterion };

struct ToolFile {
    std::string name;  // for the column `file` where there are several: without directories that all have, and ending
    std::string_view bytes;
    FileSource source;
};

// The rows of all files, one after the other; a column `file` where there are several.
// google_benchmark: name, benchmark, argument (what stands behind the first '/'), repetition, threads, iterations,
//   real_time, cpu_time, its counters, and the texts of its context (host_name, date and what --benchmark_context
//   adds). Aggregates are left out, but where there is nothing else: then `aggregate` says which.
// hyperfine: command, the parameters by name, run, time, exit_code, and the command's mean, stddev, median, min, max,
//   user, system.
// pytest_benchmark: name, test (without parameters), group, the parameters by name, round, time, and the test's mean,
//   stddev, median, min, max, iqr, rounds. Without saved rounds one row with the mean as its time.
// criterion (raw.csv): group, function, value, throughput, throughput_type, sample, iterations, time (of one
//   iteration).
std::optional<Columns> read_tool(Tool tool, const std::vector<ToolFile>& files, const SourceContext& context);

}  // namespace plotmill::data
