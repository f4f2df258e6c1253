// The commands of the program: options to exit code. Each is called once, from main's thread; what they print goes to
// standard output (results) and standard error (everything else).
#pragma once

#include "cli/options.h"

namespace plotmill::cli {

enum ExitCode : int {
    all_done = 0,
    some_failed = 1,  // a figure, or the results could not be written
    not_a_job = 2,    // or bad usage
    by_signal = 128,  // plus its number
};

int render_command(const Options& options);
int check_command(const Options& options);
int bench_command(const Options& options);
int inspect_command(const Options& options);
int compare_command(const Options& options);
int watch_command(const Options& options);
int merge_command(const Options& options);
int list_command(const Options& options);
int schema_command(const Options& options);
int init_command(const Options& options);

class Terminal;

// Prints results; the exit code where they cannot be written. Ends the process where their reader is gone.
int print_results(Terminal& out, Terminal& err, std::string_view text);

}  // namespace plotmill::cli
