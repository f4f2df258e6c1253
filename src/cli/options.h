// The command line as typed values. Parsing prints help, version and mistakes itself; nothing else of the program
// sees argv. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace plotmill::cli {

enum class Command : std::uint8_t { render, check, bench, inspect, compare, watch, merge, list, schema, init };
enum class ProgressMode : std::uint8_t { automatic, bar, plain, json, none };
enum class ColorMode : std::uint8_t { automatic, always, never };

struct Options {
    Command command = Command::render;
    std::vector<std::string> arguments;  // JOBs; what to list; the file to make

    // Which figures, and of what.
    std::vector<std::string> only;
    std::vector<std::pair<std::string, std::string>> set;
    std::vector<std::string> roots;

    // render
    std::string output;                // empty: the job's, or output/
    int jobs = 0;                      // 0: granted CPUs
    std::vector<std::string> formats;  // bench too
    std::string pdf_pages;
    bool dry_run = false;
    bool force = false;
    std::vector<std::string> explain;
    bool clean = false;
    std::vector<std::string> clean_from;  // implies `clean`
    bool no_record = false;
    std::string depfile, depfile_target;
    std::string shard;  // "I/N", "auto" or nothing
    std::string shard_times;
    bool fail_fast = false;
    bool strict = false;
    std::optional<double> timeout;  // seconds
    std::size_t max_memory = 0;     // bytes; 0: no cap
    bool isolate = false;           // bench too
    ProgressMode progress = ProgressMode::automatic;
    std::string manifest, junit, trace, report;

    // compare
    std::string baseline, diff;
    double threshold = 0.1;
    double max_diff = 0;  // share of pixels
    bool antialiased = false;
    bool update = false;

    // watch
    std::optional<int> serve;  // port; 0: any

    // bench
    std::vector<int> counts;  // empty: 1, 2, 4, ... granted CPUs
    int repeat = 5;
    std::string json_file;  // compare too
    std::string plot_file;

    bool quiet = false;
    bool verbose = false;
    ColorMode color = ColorMode::automatic;
};

// The options, or the exit code where the line asked for help or is wrong (2); that has been printed then.
std::variant<Options, int> parse_command_line(const std::vector<std::string>& arguments);

}  // namespace plotmill::cli
