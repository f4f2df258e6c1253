// The words of `--help`, and how they are set. Pure functions.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"

namespace plotmill::cli {

struct CommandHelp {
    Command command;
    std::string_view name;
    std::string_view usage;     // after "plotmill NAME "
    std::string_view summary;   // one line of the overview
    std::string_view text;      // paragraphs
    std::string_view examples;  // lines, set as they are; may be empty
};

std::span<const CommandHelp> commands();
const CommandHelp* find_command(std::string_view name);
const CommandHelp& help_of(Command command);

struct OptionHelp {
    std::string names;  // "-o, --output DIR"
    std::string text;
};

std::string overview();
std::string command_help(const CommandHelp& command, const std::vector<OptionHelp>& options);

// Paragraphs (parted by newlines) broken at blanks; every line begins with `indent` blanks.
std::string wrapped(std::string_view text, std::size_t indent = 0, std::size_t width = 80);

}  // namespace plotmill::cli
