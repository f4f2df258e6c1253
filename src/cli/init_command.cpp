#include <fmt/format.h>
#include <string_view>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/files.h"
#include "cli/terminal.h"

namespace plotmill::cli {

namespace {

constexpr std::string_view example_job = R"job(# A job: many figures in one file. Render it with
#     plotmill render {file}
# The words are Matplotlib's: ax.plot(x, y, color="C1") is 'plot: {x: ..., y: ..., color: C1}'.
# 'plotmill list layers' shows what can be drawn, 'plotmill list layers plot' its arguments.

# Where the images go, relative to this file ('plotmill render -o DIR' wins).
output: figures

# Values for expressions and ${{ }}; 'plotmill render --set damping=0.5' changes one.
vars:
  damping: 0.3

# Tables. Files are named as {csv: measurements.csv}, {npy: signal.npy}, {json: results.json}, ...;
# here the columns are made in place. A string that begins with '=' is an expression.
data:
  wave:
    columns:
      t: {linspace: [0, 10, 400]}
      y: "=sin(2*pi*t/2.5) * exp(-damping*t)"

# What every figure starts from.
defaults:
  figsize: [6.4, 4]
  grid: {alpha: 0.3}

figures:
  # One figure, one image: figures/wave.png
  - name: wave
    title: "A damped wave"
    xlabel: seconds
    ylabel: amplitude
    legend: true
    data: wave
    layers:
      - plot: {x: t, y: y, label: signal}
      - plot: {x: t, y: "=exp(-damping*t)", color: C1, linestyle: "--", label: envelope}
      - axhline: {y: 0, color: "0.5", linewidth: 0.8}

  # One figure for each combination: 2 x 3 images, power_1_C0.png to power_3_C1.png
  - name: power_${{ k }}_${{ color }}
    matrix:
      color: [C0, C1]
      k: {range: [1, 4]}
    title: "x to the power of ${{ k }}"
    layers:
      - plot: {x: [0, 1, 2, 3], y: ["=0", "=1", "=2**k", "=3**k"], marker: o, color: "${{ color }}"}

  # Several axes in one figure.
  - name: overview
    suptitle: "Two axes"
    figsize: [9, 3.6]
    subplots: {ncols: 2, top: 0.82}
    axes:
      - title: grouped bars
        legend: true
        layers:
          - bar: {x: [spring, summer, autumn], height: {2024: [3, 7, 4], 2025: [4, 6, 5]}}
      - title: a histogram
        ylabel: count
        layers:
          - hist: {x: {normal: {mean: 10, std: 2, n: 500, seed: 1}}, bins: 20, edgecolor: white}
)job";

std::string example_for(std::string_view file) {
    std::string text(example_job);
    constexpr std::string_view mark = "{file}";
    return text.replace(text.find(mark), mark.size(), file);
}

}  // namespace

int init_command(const Options& options) {
    Terminal out(STDOUT_FILENO, options.color), err(STDERR_FILENO, options.color);
    const std::string path = options.arguments.empty() ? "job.yaml" : options.arguments.front();
    if (path == "-") return print_results(out, err, example_for("FILE"));
    if (::access(path.c_str(), F_OK) == 0) {
        err.write(complaint(err, fmt::format("'{}' exists and is not overwritten", path)));
        return not_a_job;
    }
    if (const std::string why = write_file(path, example_for(path), true); !why.empty()) {
        err.write(complaint(err, fmt::format("cannot write '{}': {}", path, why)));
        return not_a_job;
    }
    if (!options.quiet) err.write(fmt::format("wrote {}; next: plotmill render {}\n", path, path));
    return all_done;
}

}  // namespace plotmill::cli
