// The table of rcParams says which ones a static figure shows: each of those is drawn with a value of its own here, and
// the picture must change.
#include "style/rc.h"

#include <doctest/doctest.h>
#include <map>
#include <set>
#include <string>

#include "render/reader.h"
#include "render/render.h"

using namespace plotmill;
using namespace plotmill::render;

namespace {

// What a parameter is seen in: rcParams that are set beside it, and the figure's other keys.
struct Figure {
    const char *name, *rc, *keys;
};
constexpr Figure figures[] = {
    {"words", "", R"(title: "AVATAR WAVE LT Yo: $x^2 + \\alpha$ To", layers: [{plot: {y: [1, 2]}}])"},
    {"serif", "font.family: serif", R"(title: Words, layers: [{plot: {y: [1, 2]}}])"},
    {"cursive", "font.family: [cursive, DejaVu Serif]", R"(title: Words, layers: [{plot: {y: [1, 2]}}])"},
    {"fantasy", "font.family: [fantasy, DejaVu Serif]", R"(title: Words, layers: [{plot: {y: [1, 2]}}])"},
    {"monospace", "font.family: monospace", R"(title: Words, layers: [{plot: {y: [1, 2]}}])"},
    {"custom_math", "mathtext.fontset: custom",
     R"(title: "$x\\mathrm{r}\\mathtt{t}\\mathbf{b}\\mathsf{s}\\mathcal{c}$", layers: [{plot: {y: [1, 2]}}])"},
    {"polar", "", R"(projection: polar, layers: [{plot: {x: [0, 1, 2], y: [1, 2, 3]}}])"},
    {"plain", "",
     R"(title: A title, xlabel: along, ylabel: upwards, layers: [{plot: {y: [1, 4, 2, 5], label: line}}, {plot: )"
     R"({y: [2, 3, 3, 1], label: dashed, linestyle: "--"}}], legend: true)"},
    {"gray_lines", "", R"(layers: [{vlines: {x: [1, 2], ymin: 0, ymax: 1}}, {axline: {xy1: [1, 0], xy2: [2, 1]}}])"},
    {"markers", "", R"(layers: [{plot: {y: [1, 4, 2, 5], marker: o, markersize: 20}}])"},
    {"marker_size", "", R"(layers: [{plot: {y: [1, 4, 2, 5], marker: o}}])"},
    {"wide", "",
     R"(layers: [{plot: {y: [1, 4, 2, 5], linewidth: 14}}, {plot: {y: [3, 1, 4, 0], linewidth: 14, linestyle: )"
     R"("--"}}])"},
    {"dashes", "",
     R"(layers: [{plot: {y: [1, 4, 2, 5], linestyle: "--", linewidth: 6}}, {plot: {y: [2, 4, 2, 5], linestyle: )"
     R"("-.", linewidth: 6}}, {plot: {y: [3, 4, 2, 5], linestyle: ":", linewidth: 6}}])"},
    {"mesh_points", "",
     R"(layers: [{pcolormesh: {X: [0, 1, 2], Y: [0, 1, 2], C: [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}}])"},
    {"mesh_edges", "",
     R"(layers: [{pcolormesh: {X: [0, 1.013, 2, 3], Y: [0, 1.017, 2, 3], C: [[1, 2, 3], [4, 5, 6], [7, 8, 9]], )"
     R"(edgecolors: k, linewidth: 1}}])"},
    {"patch", "",
     R"(layers: [{hist: {x: [1, 2, 2, 3, 3, 3, 9], histtype: stepfilled}}, {arrow: {x: 1, y: 1, dx: 2, dy: 1, )"
     R"(width: 0.3}}])"},
    {"bars", "",
     R"(layers: [{bar: {x: [1, 2, 3], height: [1, 4, 2], hatch: "//"}}, {fill_between: {x: [1, 2, 3], y1: [3, 1, )"
     R"(3]}}, {pie: {x: [1, 2]}}])"},
    {"hist", "", R"(layers: [{hist: {x: [1, 2, 2, 3, 3, 3, 9, 4, 6, 5, 5]}}])"},
    {"box", "", R"(layers: [{boxplot: {x: [[1, 2, 3, 4, 5, 6, 7, 30, 35], [2, 3, 4, 5, 6, 7, 9, 10, 11]]}}])"},
    {"box_notched", "boxplot.notch: true",
     R"(layers: [{boxplot: {x: [[1, 2, 3, 4, 5, 6, 7, 30, 35], [2, 3, 4, 5, 6, 7, 9, 10, 11]]}}])"},
    {"means", "boxplot.showmeans: true",
     R"(layers: [{boxplot: {x: [[1, 2, 3, 4, 5, 6, 7, 30], [2, 3, 4, 5, 6, 7, 9, 10, 11]]}}])"},
    {"fliers", R"(boxplot.flierprops.linestyle: "-")",
     R"(layers: [{boxplot: {x: [[1, 2, 3, 4, 5, 6, 7, 30, 35], [2, 3, 4, 5, 6, 7, 9, 10, 11]]}}])"},
    {"meanline", "boxplot.showmeans: true, boxplot.meanline: true",
     R"(layers: [{boxplot: {x: [[1, 2, 3, 4, 5, 6, 7, 30], [2, 3, 4, 5, 6, 7, 9, 10, 11]]}}])"},
    {"fonts", "",
     R"(layers: [{text: {x: 0.1, y: 0.2, s: Serif, fontfamily: serif}}, {text: {x: 0.1, y: 0.4, s: Mono, )"
     R"(fontfamily: monospace}}, {text: {x: 0.1, y: 0.6, s: Sans, fontfamily: sans-serif}}, {text: {x: 0.1, y: )"
     R"(0.8, s: Plain}}])"},
    {"image", "", R"(layers: [{imshow: {X: [[1, 2, 3], [4, 5, 6]]}}])"},
    {"image_down", "image.interpolation: bilinear, image.aspect: auto",
     R"(figsize: [0.2, 0.2], layers: [{imshow: {X: [[1, 9, 2, 8, 3, 7, 4, 6, 5, 1, 9, 2, 8, 3, 7, 4, 6, 5, 1, 9], )"
     R"([9, 1, 2, 8, 3, 7, 4, 6, 5, 1, 9, 2, 8, 3, 7, 4, 6, 5, 1, 9]]}}])"},
    {"contour", "", R"(layers: [{contour: {Z: [[-3, -1, 1], [-1, 0.5, 2], [1, 2, 3]], colors: k}}])"},
    {"contour_masked", "",
     R"(layers: [{contour: {Z: [[-3, -1, 1, 3], [-1, .nan, 2, 4], [1, 2, 3, 5], [2, 3, 4, 6]]}}])"},
    {"errors", "", R"(layers: [{errorbar: {x: [1, 2, 3], y: [1, 2, 1], yerr: 0.3}}])"},
    {"grid_bars", "", R"(grid: true, layers: [{bar: {x: [1, 2], height: [1, 3]}}])"},
    {"all_grid", "axes.grid: true, xtick.minor.visible: true, ytick.minor.visible: true",
     R"(layers: [{plot: {y: [1, 4, 2, 5]}}])"},
    {"offset", "", R"(layers: [{plot: {x: [100001, 100002, 100003], y: [20000000.0, 30000000.0, 40000000.0]}}])"},
    {"log", "", R"(yscale: log, layers: [{plot: {y: [0.1, 10, 1000]}}])"},
    {"small_offset", "", R"(layers: [{plot: {x: [1000, 1001, 1002], y: [2000.0, 3000.0, 4000.0]}}])"},
    {"negative", "", R"(layers: [{plot: {y: [-1, 4, -2, 5]}}])"},
    {"scatter", "", R"(layers: [{scatter: {x: [1, 2, 3], y: [1, 3, 2], c: [C0, C1, C2], s: 100}}])"},
    {"date_year", "", R"(layers: [{plot: {x: [2001-01-01, 2021-01-01], y: [1, 2]}}])"},
    {"date_month", "", R"(layers: [{plot: {x: [2001-01-01, 2002-01-01], y: [1, 2]}}])"},
    {"date_day", "", R"(layers: [{plot: {x: [2001-01-01, 2001-01-20], y: [1, 2]}}])"},
    {"date_hour", "", R"(layers: [{plot: {x: ["2001-01-01 00:00", "2001-01-02 03:00"], y: [1, 2]}}])"},
    {"date_minute", "", R"(layers: [{plot: {x: ["2001-01-01 00:00", "2001-01-01 00:30"], y: [1, 2]}}])"},
    {"date_second", "", R"(layers: [{plot: {x: ["2001-01-01 00:00:00", "2001-01-01 00:00:20"], y: [1, 2]}}])"},
    {"date_microsecond", "",
     R"(layers: [{plot: {x: ["2001-01-01 00:00:00.000", "2001-01-01 00:00:00.02"], y: [1, 2]}}])"},
    {"legend", "",
     R"(layers: [{plot: {y: [1, 4, 2, 5], marker: o, label: line}}, {scatter: {x: [1, 2], y: [3, 4], label: )"
     R"(points, color: C1}}], legend: {title: Titles, ncols: 2})"},
    {"minor", "xtick.minor.visible: true, ytick.minor.visible: true, xtick.top: true, ytick.right: true",
     R"(layers: [{plot: {y: [1, 4, 2, 5]}}])"},
    {"logs", "", R"(xscale: log, yscale: log, layers: [{plot: {x: [1, 2, 3], y: [1, 4, 3]}}])"},
    {"grid", "", R"(grid: true, layers: [{plot: {y: [1, 4, 2, 5]}}])"},
    {"figure", "",
     R"(suptitle: Over all, supxlabel: below, supylabel: beside, edgecolor: g, linewidth: 10, subplots: {nrows: )"
     R"(2, ncols: 2}, axes: [{layers: [{plot: {y: [1, 2]}}]}])"},
    {"edge", "", R"(linewidth: 10, layers: [{plot: {y: [1, 2]}}])"},
    {"constrained", "",
     R"(layout: constrained, subplots: {nrows: 2, ncols: 2}, axes: [{layers: [{plot: {y: [1, 2]}}]}])"},
    {"tight", "savefig.bbox: tight", R"(layers: [{plot: {y: [1, 2]}}])"},
    {"dense", "",
     "data: {d: {columns: {x: {linspace: [0, 1, 4001]}, y: '=sin(x*300) + sin(x*7)'}}}, layers: [{plot: {data: d, x: "
     "x, "
     "y: y}}]"},
};

struct Change {
    const char *name, *value, *figure;
};
constexpr Change changes[] = {
    {"lines.linewidth", "3.55", "plain"},
    {"lines.linestyle", R"(":")", "plain"},
    {"lines.color", "red", "gray_lines"},
    {"lines.marker", "s", "plain"},
    {"lines.markerfacecolor", "red", "markers"},
    {"lines.markeredgecolor", "red", "markers"},
    {"lines.markeredgewidth", "2.7", "markers"},
    {"lines.markersize", "11.2", "marker_size"},
    {"lines.antialiased", "false", "plain"},
    {"lines.dash_joinstyle", "miter", "wide"},
    {"lines.solid_joinstyle", "miter", "wide"},
    {"lines.dash_capstyle", "projecting", "wide"},
    {"lines.solid_capstyle", "butt", "wide"},
    {"lines.dashed_pattern", "[5, 3]", "dashes"},
    {"lines.dashdot_pattern", "[8, 3, 3, 3]", "dashes"},
    {"lines.dotted_pattern", "[5, 3]", "dashes"},
    {"lines.scale_dashes", "false", "dashes"},
    {"markers.fillstyle", "left", "markers"},
    {"pcolor.shading", "gouraud", "mesh_points"},
    {"pcolormesh.snap", "false", "mesh_edges"},
    {"patch.linewidth", "2.7", "patch"},
    {"patch.edgecolor", "red", "patch"},
    {"patch.force_edgecolor", "true", "bars"},
    {"patch.facecolor", "red", "patch"},
    {"patch.antialiased", "false", "bars"},
    {"hatch.color", "red", "bars"},
    {"hatch.linewidth", "2.7", "bars"},
    {"hist.bins", "5", "hist"},
    {"boxplot.notch", "true", "box"},
    {"boxplot.bootstrap", "100", "box_notched"},
    {"boxplot.vertical", "false", "box"},
    {"boxplot.whiskers", "9", "box"},
    {"boxplot.patchartist", "true", "box"},
    {"boxplot.showmeans", "true", "box"},
    {"boxplot.showcaps", "false", "box"},
    {"boxplot.showbox", "false", "box"},
    {"boxplot.showfliers", "false", "box"},
    {"boxplot.meanline", "true", "means"},
    {"boxplot.flierprops.color", "red", "fliers"},
    {"boxplot.flierprops.marker", "s", "box"},
    {"boxplot.flierprops.markerfacecolor", "red", "box"},
    {"boxplot.flierprops.markeredgecolor", "red", "box"},
    {"boxplot.flierprops.markeredgewidth", "2.7", "box"},
    {"boxplot.flierprops.markersize", "11.2", "box"},
    {"boxplot.flierprops.linestyle", R"("-")", "box"},
    {"boxplot.flierprops.linewidth", "2.7", "fliers"},
    {"boxplot.boxprops.color", "red", "box"},
    {"boxplot.boxprops.linewidth", "2.7", "box"},
    {"boxplot.boxprops.linestyle", R"(":")", "box"},
    {"boxplot.whiskerprops.color", "red", "box"},
    {"boxplot.whiskerprops.linewidth", "2.7", "box"},
    {"boxplot.whiskerprops.linestyle", R"(":")", "box"},
    {"boxplot.capprops.color", "red", "box"},
    {"boxplot.capprops.linewidth", "2.7", "box"},
    {"boxplot.capprops.linestyle", R"(":")", "box"},
    {"boxplot.medianprops.color", "red", "box"},
    {"boxplot.medianprops.linewidth", "2.7", "box"},
    {"boxplot.medianprops.linestyle", R"(":")", "box"},
    {"boxplot.meanprops.color", "red", "meanline"},
    {"boxplot.meanprops.marker", "s", "means"},
    {"boxplot.meanprops.markerfacecolor", "red", "means"},
    {"boxplot.meanprops.markeredgecolor", "red", "means"},
    {"boxplot.meanprops.markersize", "11.2", "means"},
    {"boxplot.meanprops.linestyle", R"(":")", "meanline"},
    {"boxplot.meanprops.linewidth", "2.7", "meanline"},
    {"font.family", "serif", "fonts"},
    {"font.style", "italic", "fonts"},
    {"font.weight", "bold", "fonts"},
    {"font.size", "18", "fonts"},
    {"text.color", "red", "plain"},
    {"image.aspect", "auto", "image"},
    {"image.interpolation", "bilinear", "image"},
    {"image.cmap", "magma", "image"},
    {"image.origin", "lower", "image"},
    {"image.resample", "false", "image_down"},
    {"contour.negative_linestyle", "solid", "contour"},
    {"contour.corner_mask", "false", "contour_masked"},
    {"contour.linewidth", "5", "contour"},
    {"errorbar.capsize", "1", "errors"},
    {"xaxis.labellocation", "left", "plain"},
    {"yaxis.labellocation", "bottom", "plain"},
    {"axes.axisbelow", "true", "grid_bars"},
    {"axes.facecolor", "red", "plain"},
    {"axes.edgecolor", "red", "plain"},
    {"axes.linewidth", "2.36", "plain"},
    {"axes.spines.left", "false", "plain"},
    {"axes.spines.right", "false", "plain"},
    {"axes.spines.bottom", "false", "plain"},
    {"axes.spines.top", "false", "plain"},
    {"axes.titlesize", "20", "plain"},
    {"axes.titlelocation", "left", "plain"},
    {"axes.titleweight", "bold", "plain"},
    {"axes.titlecolor", "red", "plain"},
    {"axes.titley", "0.5", "plain"},
    {"axes.titlepad", "11.2", "plain"},
    {"axes.grid", "true", "plain"},
    {"axes.grid.which", "minor", "all_grid"},
    {"axes.grid.axis", "x", "all_grid"},
    {"axes.labelsize", "20", "plain"},
    {"axes.labelpad", "7.8", "plain"},
    {"axes.labelweight", "bold", "plain"},
    {"axes.labelcolor", "red", "plain"},
    {"axes.formatter.limits", "[-10, 10]", "offset"},
    {"axes.formatter.use_mathtext", "true", "log"},
    {"axes.formatter.min_exponent", "3", "log"},
    {"axes.formatter.useoffset", "false", "offset"},
    {"axes.formatter.offset_threshold", "2", "small_offset"},
    {"axes.unicode_minus", "false", "negative"},
    {"axes.prop_cycle", "\"cycler('color', ['r', 'g'])\"", "plain"},
    {"axes.autolimit_mode", "round_numbers", "plain"},
    {"axes.xmargin", "0.1", "plain"},
    {"axes.ymargin", "0.1", "plain"},
    {"scatter.marker", "s", "scatter"},
    {"scatter.edgecolors", "red", "scatter"},
    {"date.autoformatter.year", R"("X %H:%M:%S")", "date_year"},
    {"date.autoformatter.month", R"("X %H:%M:%S")", "date_month"},
    {"date.autoformatter.day", R"("X %H:%M:%S")", "date_day"},
    {"date.autoformatter.hour", R"("X %H:%M:%S")", "date_hour"},
    {"date.autoformatter.minute", R"("X %H:%M:%S")", "date_minute"},
    {"date.autoformatter.second", R"("X %H:%M:%S")", "date_second"},
    {"date.autoformatter.microsecond", R"("X %H:%M:%S")", "date_microsecond"},
    {"date.converter", "concise", "date_month"},
    {"date.interval_multiples", "false", "date_hour"},
    {"timezone", "Asia/Kolkata", "date_hour"},
    {"legend.fancybox", "false", "legend"},
    {"legend.loc", "lower right", "plain"},
    {"legend.numpoints", "4", "legend"},
    {"legend.scatterpoints", "4", "legend"},
    {"legend.fontsize", "20", "legend"},
    {"legend.title_fontsize", "20", "legend"},
    {"legend.labelcolor", "red", "legend"},
    {"legend.markerscale", "2.7", "legend"},
    {"legend.shadow", "true", "legend"},
    {"legend.frameon", "false", "legend"},
    {"legend.framealpha", "0.1", "legend"},
    {"legend.borderpad", "1.68", "legend"},
    {"legend.labelspacing", "1.85", "legend"},
    {"legend.handlelength", "4.4", "legend"},
    {"legend.handleheight", "2.19", "legend"},
    {"legend.handletextpad", "2.36", "legend"},
    {"legend.borderaxespad", "1.85", "legend"},
    {"legend.columnspacing", "4.4", "legend"},
    {"legend.facecolor", "red", "legend"},
    {"legend.edgecolor", "red", "legend"},
    {"xtick.top", "true", "plain"},
    {"xtick.bottom", "false", "minor"},
    {"xtick.labeltop", "true", "minor"},
    {"xtick.labelbottom", "false", "minor"},
    {"xtick.major.size", "6.95", "minor"},
    {"xtick.minor.size", "4.4", "minor"},
    {"xtick.major.width", "2.36", "minor"},
    {"xtick.minor.width", "2.02", "minor"},
    {"xtick.major.pad", "6.95", "minor"},
    {"xtick.minor.pad", "6.78", "logs"},
    {"xtick.color", "red", "minor"},
    {"xtick.labelcolor", "red", "minor"},
    {"xtick.minor.visible", "true", "plain"},
    {"xtick.minor.top", "false", "minor"},
    {"xtick.minor.bottom", "false", "minor"},
    {"xtick.major.top", "false", "minor"},
    {"xtick.major.bottom", "false", "minor"},
    {"xtick.labelsize", "20", "minor"},
    {"xtick.direction", "in", "minor"},
    {"xtick.alignment", "right", "minor"},
    {"ytick.left", "false", "minor"},
    {"ytick.right", "true", "plain"},
    {"ytick.labelleft", "false", "minor"},
    {"ytick.labelright", "true", "minor"},
    {"ytick.major.size", "6.95", "minor"},
    {"ytick.minor.size", "4.4", "minor"},
    {"ytick.major.width", "2.36", "minor"},
    {"ytick.minor.width", "2.02", "minor"},
    {"ytick.major.pad", "6.95", "minor"},
    {"ytick.minor.pad", "6.78", "logs"},
    {"ytick.color", "red", "minor"},
    {"ytick.labelcolor", "red", "minor"},
    {"ytick.minor.visible", "true", "plain"},
    {"ytick.minor.left", "false", "minor"},
    {"ytick.minor.right", "false", "minor"},
    {"ytick.major.left", "false", "minor"},
    {"ytick.major.right", "false", "minor"},
    {"ytick.labelsize", "20", "minor"},
    {"ytick.direction", "in", "minor"},
    {"ytick.alignment", "top", "minor"},
    {"grid.color", "red", "grid"},
    {"grid.linestyle", R"(":")", "grid"},
    {"grid.linewidth", "2.36", "grid"},
    {"grid.alpha", "0.3", "grid"},
    {"figure.titlesize", "20", "figure"},
    {"figure.titleweight", "bold", "figure"},
    {"figure.labelsize", "20", "figure"},
    {"figure.labelweight", "bold", "figure"},
    {"figure.figsize", "[4, 3]", "figure"},
    {"figure.dpi", "171", "figure"},
    {"figure.facecolor", "red", "figure"},
    {"figure.edgecolor", "red", "edge"},
    {"figure.frameon", "false", "figure"},
    {"figure.autolayout", "true", "figure"},
    {"figure.subplot.left", "0.175", "figure"},
    {"figure.subplot.right", "0.8", "figure"},
    {"figure.subplot.bottom", "0.16", "figure"},
    {"figure.subplot.top", "0.93", "figure"},
    {"figure.subplot.wspace", "0.25", "figure"},
    {"figure.subplot.hspace", "0.25", "figure"},
    {"figure.constrained_layout.use", "true", "figure"},
    {"figure.constrained_layout.hspace", "0.07", "constrained"},
    {"figure.constrained_layout.wspace", "0.07", "constrained"},
    {"figure.constrained_layout.h_pad", "0.2", "constrained"},
    {"figure.constrained_layout.w_pad", "0.2", "constrained"},
    {"savefig.dpi", "50", "figure"},
    {"savefig.facecolor", "red", "figure"},
    {"savefig.edgecolor", "red", "edge"},
    {"savefig.bbox", "tight", "figure"},
    {"savefig.pad_inches", "1.17", "tight"},
    {"savefig.transparent", "true", "figure"},
    {"path.simplify", "false", "dense"},
    {"path.simplify_threshold", "1.0", "dense"},
    {"path.snap", "false", "plain"},
    {"path.sketch", "[1, 100, 2]", "plain"},
    {"_internal.classic_mode", "true", "markers"},
    {"font.serif", "[DejaVu Sans Mono]", "serif"},
    {"font.sans-serif", "[DejaVu Sans Mono]", "words"},
    {"font.cursive", "[DejaVu Sans Mono]", "cursive"},
    {"font.fantasy", "[DejaVu Sans Mono]", "fantasy"},
    {"font.monospace", "[DejaVu Serif]", "monospace"},
    {"text.hinting", "none", "words"},
    {"text.hinting_factor", "1", "words"},
    {"text.antialiased", "false", "words"},
    {"text.parse_math", "false", "words"},
    {"mathtext.fontset", "cm", "words"},
    {"mathtext.default", "rm", "words"},
    {"mathtext.cal", "'DejaVu Sans Mono'", "custom_math"},
    {"mathtext.rm", "'DejaVu Sans Mono'", "custom_math"},
    {"mathtext.tt", "'DejaVu Serif'", "custom_math"},
    {"mathtext.it", "'DejaVu Sans Mono'", "custom_math"},
    {"mathtext.bf", "'DejaVu Sans Mono'", "custom_math"},
    {"mathtext.sf", "'DejaVu Sans Mono'", "custom_math"},
    {"polaraxes.grid", "false", "polar"},
};

// Honoured ones whose sight is not in a picture of this test: tests/unit/formats and tests/unit/text have them.
const std::set<std::string_view>& elsewhere() {
    static const std::set<std::string_view> names = {"font.stretch", "mathtext.fallback", "svg.fonttype",
                                                     "text.kerning_factor"};
    return names;
}

struct Drawn {
    std::vector<std::uint8_t> picture;
    std::string said;
};

Drawn draw(const Figure& figure, std::string rc) {
    if (*figure.rc) rc += (rc.empty() ? "" : ", ") + std::string(figure.rc);
    Shared shared;
    Context context;
    const expand::JobOptions options;
    Drawn drawn;
    ReaderHooks hooks;
    hooks.figure = [&](ReadyFigure f) {
        Outcome o = render_figure(f.spec, *f.job, shared.tables, context, {});
        for (const Diagnostic& d : o.diagnostics) drawn.said += d.message + " ";
        if (!o.images.empty()) drawn.picture = std::move(o.images.front().bytes);
        return true;
    };
    hooks.failed = [&](std::string, Span, std::vector<Diagnostic> why) {
        for (const Diagnostic& d : why) drawn.said += d.message + " ";
        return true;
    };
    const std::string text = "lint: false\nfigures: [{name: a, rc: {" + rc + "}, " + figure.keys + "}]";
    for (const Diagnostic& d : read_job("job.yaml", options, shared, hooks, &text).diagnostics)
        drawn.said += d.message + " ";
    return drawn;
}

}  // namespace

TEST_CASE("each rcParam that is honoured changes the picture") {
    std::map<std::string_view, Drawn> plain;
    for (const Change& c : changes) {
        CAPTURE(std::string(c.name));
        const Figure* figure = nullptr;
        for (const Figure& f : figures)
            if (std::string_view(f.name) == c.figure) figure = &f;
        REQUIRE(figure);
        auto [before, fresh] = plain.try_emplace(c.figure);
        if (fresh) before->second = draw(*figure, "");
        CHECK(before->second.said == "");
        const Drawn after = draw(*figure, std::string(c.name) + ": " + c.value);
        CHECK(after.said == "");
        CHECK(!after.picture.empty());
        CHECK(after.picture != before->second.picture);
    }
}

TEST_CASE("every rcParam that the table calls honoured is among them") {
    std::set<std::string_view> known = elsewhere();
    for (const Change& c : changes) CHECK_MESSAGE(known.insert(c.name).second, std::string(c.name), " twice");
    for (const style::RcInfo& info : style::rc_table())
        CHECK_MESSAGE((known.count(info.name) == 1) == (info.shows == style::Shows::yes), std::string(info.name));
}
