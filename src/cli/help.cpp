#include "cli/help.h"

#include <array>
#include <fmt/format.h>

namespace plotmill::cli {

namespace {

constexpr std::array command_table{
    CommandHelp{
        Command::render, "render", "[options] JOB...", "render the figures of job files, in parallel",
        "Reads each JOB, a YAML file of figures, a directory (the *.yaml directly in it) or '-' for standard input, "
        "and "
        "writes one image per figure and format. Figures are drawn by as many threads as the machine grants; the files "
        "are the same, byte for byte, for every number of threads. A figure that fails is reported with its place in "
        "the "
        "job, and all others are made.\n"
        "Images go to the directory of --output, else to the one that the job's 'output' names (relative to the job), "
        "else to output/ in the current directory. They are written under a temporary name and renamed: an interrupted "
        "run leaves whole files or none. The first Ctrl-C (or SIGTERM) finishes the figures in work, for five seconds "
        "at most, and stops; the second stops at once.\n"
        "Exit status: 0 when all figures were made, 1 when some failed, 2 for bad usage or a file that is no job, 130 "
        "or 143 when stopped by a signal.",
        "  plotmill render report.yaml\n"
        "  plotmill render jobs/ -o public/ --only 'loss_*'\n"
        "  generate | plotmill render - --set branch=main -j 8\n"},
    CommandHelp{Command::check, "check", "[options] JOB...",
                "read jobs and their data, report every error, draw nothing",
                "Reads each JOB and the data that its figures use, settles limits, ticks and texts, and reports every "
                "error, and by name what is wrong with pictures that can be drawn (texts cut off or over each other, "
                "points outside the limits, empty layers and legends), which 'lint' in a job switches off. Nothing is "
                "drawn or written.\n"
                "Exit status: 0 when all figures could be drawn, 1 when some could not, 2 for a file that is no job.",
                "  plotmill check jobs/*.yaml\n"},
    CommandHelp{
        Command::bench, "bench", "[options] JOB...", "time the same figures sequentially and threaded",
        "Renders the figures of the jobs sequentially, by a plain loop on one thread, and threaded, for each number of "
        "threads of --jobs; after a warm-up the runs take turns (sequential, 1, 2, ..., sequential, 1, 2, ...), so "
        "that "
        "what else the machine does hits all of them alike. Reports wall time (median, minimum, maximum), figures a "
        "second, speed-up and parallel efficiency against the sequential run, the share of each stage, and the peak of "
        "memory. Images are written to real files, in a temporary directory unless --output names one, and all runs "
        "must have written the same bytes, or the exit status is 1.\n"
        "The figures of a small job are rendered repeatedly, so that a run lasts at least 0.3 seconds.",
        "  plotmill bench jobs/matplotlib_example.yaml\n"
        "  plotmill bench report.yaml -j 1,2,4,8 --json bench.json --plot bench.png\n"},
    CommandHelp{Command::inspect, "inspect", "[options] JOB...", "print facts of the laid-out figures as JSON",
                "Prints a JSON list on standard output, one object per figure: its size, axes with limits, ticks, "
                "labels and legend, and every text with its box, in pixels with the origin at the top left. Nothing is "
                "drawn. A figure that fails is reported on standard error and left out, and the exit status is 1.",
                "  plotmill inspect report.yaml --only loss | jq '.[0].axes[0].xlim'\n"},
    CommandHelp{
        Command::compare, "compare", "[options] JOB... --baseline DIR | OLD NEW", "compare images with their baselines",
        "With --baseline: renders the JOBs as 'render' does and compares each image with the one of the same name "
        "below DIR. "
        "Without it: compares two directories, or two images, of whatever program; NEW may also be a manifest of "
        "'render', for the images of its figures. PNG images are compared as they are "
        "seen: by the distance of colours (YIQ, as in pixelmatch), where pixels at smoothed edges do not count. Other "
        "files must be equal byte for byte.\n"
        "Each image is identical, similar (within --threshold and --max-diff), different, new (there is no baseline), "
        "missing (there is only a baseline) or broken (one of the two cannot be read); those that are not identical or "
        "similar are listed on standard output. "
        "--update accepts: changed and new images become baselines, missing ones are removed.\n"
        "Exit status: 0 when all images are identical or similar, or were accepted, 1 otherwise, or when a figure "
        "failed, "
        "2 for bad usage or a file that is no job.",
        "  plotmill compare jobs/ --baseline baseline/ --diff diff/\n"
        "  plotmill compare jobs/ --baseline baseline/ --update\n"
        "  plotmill compare old/ new/ --max-diff 0.1%\n"},
    CommandHelp{
        Command::watch, "watch", "[options] JOB...", "render again what a saved file changes",
        "Renders the JOBs as 'render' does, and again whenever a file is saved that they are made from: the job, what "
        "it "
        "includes, data, styles and fonts; only figures that change are drawn. What is wrong is reported, and the next "
        "save tries again. --serve shows the page of --report on this machine, and keeps it up to date in the browser. "
        "Ctrl-C ends it.",
        "  plotmill watch report.yaml --serve\n"
        "  plotmill watch jobs/ -o public/ --serve=8000\n"},
    CommandHelp{Command::list, "list", "[options] [WHAT [NAME...]]",
                "list layers, styles, colormaps, markers, fonts or rcparams",
                "Lists what job files may name. WHAT is one of layers, styles, colormaps, markers, fonts, rcparams; "
                "without it, the number of each is printed. With NAMEs, layers are shown with all their arguments, and "
                "other lists are cut down to these names ('*' and '?' match as in the shell).",
                "  plotmill list layers\n"
                "  plotmill list layers scatter hist\n"
                "  plotmill list rcparams 'axes.*'\n"},
    CommandHelp{
        Command::merge, "merge", "[options] MANIFEST...", "join the manifests of a run's shards",
        "Joins the manifests that the parts of a run have written ('render --shard I/N --manifest FILE') to the "
        "manifest of the whole, on standard output or in the file of --manifest. Nothing is written where a "
        "part is missing or there twice, or a figure in none or in two of them.\n"
        "With --output the images of all parts are copied into one directory. Those that lie side by side with it (or "
        "did, where they come from another machine) bring their records along, and the next run there finds them up to "
        "date.\n"
        "Exit status: 0 when the whole is there and all of its figures were made, 1 when not, 2 for a file "
        "that is no manifest.",
        "  plotmill merge part-*.json --manifest manifest.json --junit junit.xml\n"
        "  plotmill merge part-*/part.json -o figures --manifest manifest.json\n"},
    CommandHelp{
        Command::schema, "schema", "[options] [job|manifest]", "print the JSON Schema of the job format",
        "Prints the JSON Schema of the job format on standard output, or, with 'manifest', that of the file which "
        "'render --manifest' writes. Editors with a YAML language server "
        "complete and check jobs by it:\n"
        "    # yaml-language-server: $schema=plotmill.schema.json",
        "  plotmill schema > plotmill.schema.json\n"},
    CommandHelp{Command::init, "init", "[options] [FILE]", "write a commented example job",
                "Writes an example job with comments to FILE (job.yaml), or to standard output where FILE is '-'. An "
                "existing file is not overwritten.",
                "  plotmill init first.yaml && plotmill render first.yaml\n"},
};

}  // namespace

std::span<const CommandHelp> commands() { return command_table; }

const CommandHelp* find_command(std::string_view name) {
    for (const CommandHelp& c : command_table)
        if (c.name == name) return &c;
    return nullptr;
}

const CommandHelp& help_of(Command command) {
    for (const CommandHelp& c : command_table)
        if (c.command == command) return c;
    return command_table.front();
}

std::string wrapped(std::string_view text, std::size_t indent, std::size_t width) {
    std::string out;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view paragraph = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        if (paragraph.starts_with("    ")) {  // set as it is
            out.append(indent, ' ').append(paragraph) += '\n';
            continue;
        }
        std::size_t column = 0;
        while (!paragraph.empty()) {
            const std::string_view word = paragraph.substr(0, paragraph.find(' '));
            paragraph.remove_prefix(std::min(paragraph.size(), word.size() + 1));
            if (column > 0 && column + 1 + word.size() > width) {
                out += '\n';
                column = 0;
            }
            if (column == 0) {
                out.append(indent, ' ');
                column = indent;
            } else {
                out += ' ';
                ++column;
            }
            out += word;
            column += word.size();
        }
        out += '\n';
    }
    return out;
}

std::string overview() {
    std::string out = "Usage: plotmill COMMAND [options] JOB...\n\n";
    out += wrapped(
        "Renders many plots from YAML job files, in parallel. A job's words are Matplotlib's: who can write "
        "ax.plot(x, y, color=\"C1\") can write 'plot: {x: ..., y: ..., color: C1}'.");
    out += "\nCommands:\n";
    for (const CommandHelp& c : command_table) out += fmt::format("  {:<9} {}\n", c.name, c.summary);
    out +=
        "\nOptions:\n"
        "  -h, --help     show this help, or a command's: plotmill render --help\n"
        "  -V, --version  show the version and what it was built with\n"
        "\nThe first steps:\n"
        "  plotmill init first.yaml\n"
        "  plotmill render first.yaml\n"
        "\nThe manual page has more: man plotmill\n";
    return out;
}

std::string command_help(const CommandHelp& command, const std::vector<OptionHelp>& options) {
    std::string out = fmt::format("Usage: plotmill {} {}\n", command.name, command.usage);
    std::string_view text = command.text;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        out += '\n' + wrapped(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    }
    out += "\nOptions:\n";
    constexpr std::size_t text_column = 26;
    for (const OptionHelp& o : options) {
        out += "  " + o.names;
        const std::string body = wrapped(o.text, text_column);
        if (o.names.size() + 2 < text_column - 1)
            out += body.substr(o.names.size() + 2);
        else
            out += '\n' + body;
    }
    if (!command.examples.empty()) out += fmt::format("\nExamples:\n{}", command.examples);
    return out;
}

}  // namespace plotmill::cli
