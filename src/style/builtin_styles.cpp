// The parameters of Matplotlib's style sheets (mpl-data/stylelib), without comments and without what concerns windows.
// Data for the most part: this file is long because the styles are.
#include "style/builtin_styles.h"

#include <algorithm>

#include "base/suggest.h"
#include "style/mplstyle.h"

namespace plotmill::style {

namespace {

struct Style {
    std::string_view name;
    std::string_view text;
};

// clang-format off
constexpr Style styles[] = {
    {"Solarize_Light2", R"(figure.facecolor: FDF6E3
patch.antialiased: True
lines.linewidth: 2.0
lines.solid_capstyle: butt
axes.titlesize: 16
axes.labelsize: 12
axes.labelcolor: 657b83
axes.facecolor: eee8d5
axes.edgecolor: eee8d5
axes.axisbelow: True
axes.prop_cycle: cycler('color', ['268BD2', '2AA198', '859900', 'B58900', 'CB4B16', 'DC322F', 'D33682', '6C71C4'])
axes.grid: True
grid.color: fdf6e3
grid.linestyle: -
grid.linewidth: 1
xtick.color: 657b83
xtick.direction: out
ytick.color: 657b83
ytick.direction: out)"},
    {"_classic_test_patch", R"(text.kerning_factor: 6
ytick.alignment: center_baseline)"},
    {"_mpl-gallery", R"(axes.grid: True
axes.axisbelow: True
figure.figsize: 2, 2
figure.subplot.left: 0.01
figure.subplot.right: 0.99
figure.subplot.bottom: 0.01
figure.subplot.top: 0.99
xtick.major.size: 0.0
ytick.major.size: 0.0
image.cmap: Blues
axes.prop_cycle: cycler('color', ['1f77b4', '58a1cf', 'abd0e6']))"},
    {"_mpl-gallery-nogrid", R"(axes.grid: False
axes.axisbelow: True
figure.figsize: 2, 2
figure.subplot.left: 0.01
figure.subplot.right: 0.99
figure.subplot.bottom: 0.01
figure.subplot.top: 0.99
xtick.major.size: 0.0
ytick.major.size: 0.0
image.cmap: Blues
axes.prop_cycle: cycler('color', ['1f77b4', '82bbdb', 'ccdff1']))"},
    {"bmh", R"(lines.linewidth: 2.0
patch.linewidth: 0.5
patch.facecolor: blue
patch.edgecolor: eeeeee
patch.antialiased: True
text.hinting_factor: 8
mathtext.fontset: cm
axes.facecolor: eeeeee
axes.edgecolor: bcbcbc
axes.grid: True
axes.titlesize: x-large
axes.labelsize: large
axes.prop_cycle: cycler('color', ['348ABD', 'A60628', '7A68A6', '467821', 'D55E00', 'CC79A7', '56B4E9', '009E73', 'F0E442', '0072B2'])
grid.color: b2b2b2
grid.linestyle: --
grid.linewidth: 0.5
legend.fancybox: True
xtick.direction: in
ytick.direction: in)"},
    {"classic", R"(lines.linewidth: 1.0
lines.linestyle: -
lines.color: b
lines.marker: None
lines.markerfacecolor: auto
lines.markeredgecolor: auto
lines.markeredgewidth: 0.5
lines.markersize: 6
lines.dash_joinstyle: round
lines.dash_capstyle: butt
lines.solid_joinstyle: round
lines.solid_capstyle: projecting
lines.antialiased: True
lines.dashed_pattern: 6, 6
lines.dashdot_pattern: 3, 5, 1, 5
lines.dotted_pattern: 1, 3
lines.scale_dashes: False
markers.fillstyle: full
patch.linewidth: 1.0
patch.facecolor: b
patch.force_edgecolor: True
patch.edgecolor: k
patch.antialiased: True
hatch.color: k
hatch.linewidth: 1.0
hist.bins: 10
font.family: sans-serif
font.style: normal
font.variant: normal
font.weight: normal
font.stretch: normal
font.size: 12.0
font.serif: DejaVu Serif, New Century Schoolbook, Century Schoolbook L, Utopia, ITC Bookman, Bookman, Nimbus Roman No9 L, Times New Roman, Times, Palatino, Charter, serif
font.sans-serif: DejaVu Sans, Lucida Grande, Verdana, Geneva, Lucid, Arial, Helvetica, Avant Garde, sans-serif
font.cursive: Apple Chancery, Textile, Zapf Chancery, Sand, Script MT, Felipa, cursive
font.fantasy: Comic Sans MS, Chicago, Charcoal, ImpactWestern, Humor Sans, fantasy
font.monospace: DejaVu Sans Mono, Andale Mono, Nimbus Mono L, Courier New, Courier, Fixed, Terminal, monospace
text.color: k
text.usetex: False
text.latex.preamble: 
text.hinting: auto
text.hinting_factor: 8
text.antialiased: True
mathtext.cal: cursive
mathtext.rm: serif
mathtext.tt: monospace
mathtext.it: serif:italic
mathtext.bf: serif:bold
mathtext.sf: sans\-serif
mathtext.fontset: cm
mathtext.fallback: cm
mathtext.default: it
axes.facecolor: w
axes.edgecolor: k
axes.linewidth: 1.0
axes.grid: False
axes.grid.which: major
axes.grid.axis: both
axes.titlesize: large
axes.titley: 1.0
axes.titlepad: 5.0
axes.titleweight: normal
axes.labelsize: medium
axes.labelpad: 5.0
axes.labelweight: normal
axes.labelcolor: k
axes.axisbelow: False
axes.formatter.limits: -7, 7
axes.formatter.use_locale: False
axes.formatter.use_mathtext: False
axes.formatter.useoffset: True
axes.formatter.offset_threshold: 2
axes.unicode_minus: True
axes.prop_cycle: cycler('color', 'bgrcmyk')
axes.autolimit_mode: round_numbers
axes.xmargin: 0
axes.ymargin: 0
axes.spines.bottom: True
axes.spines.left: True
axes.spines.right: True
axes.spines.top: True
polaraxes.grid: True
axes3d.grid: True
date.autoformatter.year: %Y
date.autoformatter.month: %b %Y
date.autoformatter.day: %b %d %Y
date.autoformatter.hour: %H:%M:%S
date.autoformatter.minute: %H:%M:%S.%f
date.autoformatter.second: %H:%M:%S.%f
date.autoformatter.microsecond: %H:%M:%S.%f
date.converter: auto
xtick.top: True
xtick.bottom: True
xtick.major.size: 4
xtick.minor.size: 2
xtick.minor.visible: False
xtick.major.width: 0.5
xtick.minor.width: 0.5
xtick.major.pad: 4
xtick.minor.pad: 4
xtick.color: k
xtick.labelsize: medium
xtick.direction: in
xtick.major.top: True
xtick.major.bottom: True
xtick.minor.top: True
xtick.minor.bottom: True
xtick.alignment: center
ytick.left: True
ytick.right: True
ytick.major.size: 4
ytick.minor.size: 2
ytick.minor.visible: False
ytick.major.width: 0.5
ytick.minor.width: 0.5
ytick.major.pad: 4
ytick.minor.pad: 4
ytick.color: k
ytick.labelsize: medium
ytick.direction: in
ytick.major.left: True
ytick.major.right: True
ytick.minor.left: True
ytick.minor.right: True
ytick.alignment: center
grid.color: k
grid.linestyle: :
grid.linewidth: 0.5
grid.alpha: 1.0
legend.fancybox: False
legend.loc: upper right
legend.numpoints: 2
legend.fontsize: large
legend.borderpad: 0.4
legend.markerscale: 1.0
legend.labelspacing: 0.5
legend.handlelength: 2.
legend.handleheight: 0.7
legend.handletextpad: 0.8
legend.borderaxespad: 0.5
legend.columnspacing: 2.
legend.shadow: False
legend.frameon: True
legend.framealpha: None
legend.scatterpoints: 3
legend.facecolor: inherit
legend.edgecolor: inherit
figure.titlesize: medium
figure.titleweight: normal
figure.labelsize: medium
figure.labelweight: normal
figure.figsize: 8, 6
figure.dpi: 80
figure.facecolor: 0.75
figure.edgecolor: w
figure.autolayout: False
figure.frameon: True
figure.subplot.left: 0.125
figure.subplot.right: 0.9
figure.subplot.bottom: 0.1
figure.subplot.top: 0.9
figure.subplot.wspace: 0.2
figure.subplot.hspace: 0.2
image.aspect: equal
image.interpolation: bilinear
image.cmap: jet
image.lut: 256
image.origin: upper
image.resample: False
image.composite_image: True
contour.negative_linestyle: dashed
contour.corner_mask: True
errorbar.capsize: 3
scatter.marker: o
boxplot.bootstrap: None
boxplot.boxprops.color: b
boxplot.boxprops.linestyle: -
boxplot.boxprops.linewidth: 1.0
boxplot.capprops.color: k
boxplot.capprops.linestyle: -
boxplot.capprops.linewidth: 1.0
boxplot.flierprops.color: b
boxplot.flierprops.linestyle: none
boxplot.flierprops.linewidth: 1.0
boxplot.flierprops.marker: +
boxplot.flierprops.markeredgecolor: k
boxplot.flierprops.markerfacecolor: auto
boxplot.flierprops.markersize: 6.0
boxplot.meanline: False
boxplot.meanprops.color: r
boxplot.meanprops.linestyle: -
boxplot.meanprops.linewidth: 1.0
boxplot.medianprops.color: r
boxplot.meanprops.marker: s
boxplot.meanprops.markerfacecolor: r
boxplot.meanprops.markeredgecolor: k
boxplot.meanprops.markersize: 6.0
boxplot.medianprops.linestyle: -
boxplot.medianprops.linewidth: 1.0
boxplot.notch: False
boxplot.patchartist: False
boxplot.showbox: True
boxplot.showcaps: True
boxplot.showfliers: True
boxplot.showmeans: False
boxplot.vertical: True
boxplot.whiskerprops.color: b
boxplot.whiskerprops.linestyle: --
boxplot.whiskerprops.linewidth: 1.0
boxplot.whiskers: 1.5
agg.path.chunksize: 0
path.simplify: True
path.simplify_threshold: 0.1111111111111111
path.snap: True
path.sketch: None
savefig.dpi: 100
savefig.facecolor: w
savefig.edgecolor: w
savefig.format: png
savefig.bbox: standard
savefig.pad_inches: 0.1
savefig.transparent: False
savefig.orientation: portrait
pdf.compression: 6
pdf.fonttype: 3
pdf.inheritcolor: False
pdf.use14corefonts: False
svg.image_inline: True
svg.fonttype: path
_internal.classic_mode: True)"},
    {"dark_background", R"(lines.color: white
patch.edgecolor: white
text.color: white
axes.facecolor: black
axes.edgecolor: white
axes.labelcolor: white
axes.prop_cycle: cycler('color', ['8dd3c7', 'feffb3', 'bfbbd9', 'fa8174', '81b1d2', 'fdb462', 'b3de69', 'bc82bd', 'ccebc4', 'ffed6f'])
xtick.color: white
ytick.color: white
grid.color: white
figure.facecolor: black
figure.edgecolor: black
savefig.facecolor: black
savefig.edgecolor: black
boxplot.boxprops.color: white
boxplot.capprops.color: white
boxplot.flierprops.color: white
boxplot.flierprops.markeredgecolor: white
boxplot.whiskerprops.color: white)"},
    {"fast", R"(path.simplify: True
path.simplify_threshold: 1.0
agg.path.chunksize: 10000)"},
    {"fivethirtyeight", R"(lines.linewidth: 4
lines.solid_capstyle: butt
legend.fancybox: true
axes.prop_cycle: cycler('color', ['008fd5', 'fc4f30', 'e5ae38', '6d904f', '8b8b8b', '810f7c'])
axes.facecolor: f0f0f0
axes.labelsize: large
axes.axisbelow: true
axes.grid: true
axes.edgecolor: f0f0f0
axes.linewidth: 3.0
axes.titlesize: x-large
patch.edgecolor: f0f0f0
patch.linewidth: 0.5
svg.fonttype: path
grid.linestyle: -
grid.linewidth: 1.0
grid.color: cbcbcb
xtick.major.size: 0
xtick.minor.size: 0
ytick.major.size: 0
ytick.minor.size: 0
font.size: 14.0
savefig.edgecolor: f0f0f0
savefig.facecolor: f0f0f0
figure.subplot.left: 0.08
figure.subplot.right: 0.95
figure.subplot.bottom: 0.07
figure.facecolor: f0f0f0)"},
    {"ggplot", R"(patch.linewidth: 0.5
patch.facecolor: 348ABD
patch.edgecolor: EEEEEE
patch.antialiased: True
font.size: 10.0
axes.facecolor: E5E5E5
axes.edgecolor: white
axes.linewidth: 1
axes.grid: True
axes.titlesize: x-large
axes.labelsize: large
axes.labelcolor: 555555
axes.axisbelow: True
axes.prop_cycle: cycler('color', ['E24A33', '348ABD', '988ED5', '777777', 'FBC15E', '8EBA42', 'FFB5B8'])
xtick.color: 555555
xtick.direction: out
ytick.color: 555555
ytick.direction: out
grid.color: white
grid.linestyle: -
figure.facecolor: white
figure.edgecolor: 0.50)"},
    {"grayscale", R"(lines.color: black
patch.facecolor: gray
patch.edgecolor: black
text.color: black
axes.facecolor: white
axes.edgecolor: black
axes.labelcolor: black
axes.prop_cycle: cycler('color', ['0.00', '0.40', '0.60', '0.70'])
xtick.color: black
ytick.color: black
grid.color: black
figure.facecolor: 0.75
figure.edgecolor: white
image.cmap: gray
savefig.facecolor: white
savefig.edgecolor: white)"},
    {"seaborn-v0_8", R"(axes.axisbelow: True
axes.edgecolor: white
axes.facecolor: EAEAF2
axes.grid: True
axes.labelcolor: .15
axes.labelsize: 11
axes.linewidth: 0
axes.prop_cycle: cycler('color', ['4C72B0', '55A868', 'C44E52', '8172B2', 'CCB974', '64B5CD'])
axes.titlesize: 12
figure.facecolor: white
figure.figsize: 8.0, 5.5
font.family: sans-serif
font.sans-serif: Arial, Liberation Sans, DejaVu Sans, Bitstream Vera Sans, sans-serif
grid.color: white
grid.linestyle: -
grid.linewidth: 1
image.cmap: Greys
legend.fontsize: 10
legend.frameon: False
legend.numpoints: 1
legend.scatterpoints: 1
lines.linewidth: 1.75
lines.markeredgewidth: 0
lines.markersize: 7
lines.solid_capstyle: round
patch.facecolor: 4C72B0
patch.linewidth: .3
text.color: .15
xtick.color: .15
xtick.direction: out
xtick.labelsize: 10
xtick.major.pad: 7
xtick.major.size: 0
xtick.major.width: 1
xtick.minor.size: 0
xtick.minor.width: .5
ytick.color: .15
ytick.direction: out
ytick.labelsize: 10
ytick.major.pad: 7
ytick.major.size: 0
ytick.major.width: 1
ytick.minor.size: 0
ytick.minor.width: .5)"},
    {"seaborn-v0_8-bright", R"(axes.prop_cycle: cycler('color', ['003FFF', '03ED3A', 'E8000B', '8A2BE2', 'FFC400', '00D7FF'])
patch.facecolor: 003FFF)"},
    {"seaborn-v0_8-colorblind", R"(axes.prop_cycle: cycler('color', ['0072B2', '009E73', 'D55E00', 'CC79A7', 'F0E442', '56B4E9'])
patch.facecolor: 0072B2)"},
    {"seaborn-v0_8-dark", R"(figure.facecolor: white
text.color: .15
axes.labelcolor: .15
legend.frameon: False
legend.numpoints: 1
legend.scatterpoints: 1
xtick.direction: out
ytick.direction: out
xtick.color: .15
ytick.color: .15
axes.axisbelow: True
image.cmap: Greys
font.family: sans-serif
font.sans-serif: Arial, Liberation Sans, DejaVu Sans, Bitstream Vera Sans, sans-serif
grid.linestyle: -
lines.solid_capstyle: round
axes.grid: False
axes.facecolor: EAEAF2
axes.edgecolor: white
axes.linewidth: 0
grid.color: white
xtick.major.size: 0
ytick.major.size: 0
xtick.minor.size: 0
ytick.minor.size: 0)"},
    {"seaborn-v0_8-dark-palette", R"(axes.prop_cycle: cycler('color', ['001C7F', '017517', '8C0900', '7600A1', 'B8860B', '006374'])
patch.facecolor: 001C7F)"},
    {"seaborn-v0_8-darkgrid", R"(figure.facecolor: white
text.color: .15
axes.labelcolor: .15
legend.frameon: False
legend.numpoints: 1
legend.scatterpoints: 1
xtick.direction: out
ytick.direction: out
xtick.color: .15
ytick.color: .15
axes.axisbelow: True
image.cmap: Greys
font.family: sans-serif
font.sans-serif: Arial, Liberation Sans, DejaVu Sans, Bitstream Vera Sans, sans-serif
grid.linestyle: -
lines.solid_capstyle: round
axes.grid: True
axes.facecolor: EAEAF2
axes.edgecolor: white
axes.linewidth: 0
grid.color: white
xtick.major.size: 0
ytick.major.size: 0
xtick.minor.size: 0
ytick.minor.size: 0)"},
    {"seaborn-v0_8-deep", R"(axes.prop_cycle: cycler('color', ['4C72B0', '55A868', 'C44E52', '8172B2', 'CCB974', '64B5CD'])
patch.facecolor: 4C72B0)"},
    {"seaborn-v0_8-muted", R"(axes.prop_cycle: cycler('color', ['4878CF', '6ACC65', 'D65F5F', 'B47CC7', 'C4AD66', '77BEDB'])
patch.facecolor: 4878CF)"},
    {"seaborn-v0_8-notebook", R"(figure.figsize: 8.0, 5.5
axes.labelsize: 11
axes.titlesize: 12
xtick.labelsize: 10
ytick.labelsize: 10
legend.fontsize: 10
grid.linewidth: 1
lines.linewidth: 1.75
patch.linewidth: .3
lines.markersize: 7
lines.markeredgewidth: 0
xtick.major.width: 1
ytick.major.width: 1
xtick.minor.width: .5
ytick.minor.width: .5
xtick.major.pad: 7
ytick.major.pad: 7)"},
    {"seaborn-v0_8-paper", R"(figure.figsize: 6.4, 4.4
axes.labelsize: 8.8
axes.titlesize: 9.6
xtick.labelsize: 8
ytick.labelsize: 8
legend.fontsize: 8
grid.linewidth: 0.8
lines.linewidth: 1.4
patch.linewidth: 0.24
lines.markersize: 5.6
lines.markeredgewidth: 0
xtick.major.width: 0.8
ytick.major.width: 0.8
xtick.minor.width: 0.4
ytick.minor.width: 0.4
xtick.major.pad: 5.6
ytick.major.pad: 5.6)"},
    {"seaborn-v0_8-pastel", R"(axes.prop_cycle: cycler('color', ['92C6FF', '97F0AA', 'FF9F9A', 'D0BBFF', 'FFFEA3', 'B0E0E6'])
patch.facecolor: 92C6FF)"},
    {"seaborn-v0_8-poster", R"(figure.figsize: 12.8, 8.8
axes.labelsize: 17.6
axes.titlesize: 19.2
xtick.labelsize: 16
ytick.labelsize: 16
legend.fontsize: 16
grid.linewidth: 1.6
lines.linewidth: 2.8
patch.linewidth: 0.48
lines.markersize: 11.2
lines.markeredgewidth: 0
xtick.major.width: 1.6
ytick.major.width: 1.6
xtick.minor.width: 0.8
ytick.minor.width: 0.8
xtick.major.pad: 11.2
ytick.major.pad: 11.2)"},
    {"seaborn-v0_8-talk", R"(figure.figsize: 10.4, 7.15
axes.labelsize: 14.3
axes.titlesize: 15.6
xtick.labelsize: 13
ytick.labelsize: 13
legend.fontsize: 13
grid.linewidth: 1.3
lines.linewidth: 2.275
patch.linewidth: 0.39
lines.markersize: 9.1
lines.markeredgewidth: 0
xtick.major.width: 1.3
ytick.major.width: 1.3
xtick.minor.width: 0.65
ytick.minor.width: 0.65
xtick.major.pad: 9.1
ytick.major.pad: 9.1)"},
    {"seaborn-v0_8-ticks", R"(figure.facecolor: white
text.color: .15
axes.labelcolor: .15
legend.frameon: False
legend.numpoints: 1
legend.scatterpoints: 1
xtick.direction: out
ytick.direction: out
xtick.color: .15
ytick.color: .15
axes.axisbelow: True
image.cmap: Greys
font.family: sans-serif
font.sans-serif: Arial, Liberation Sans, DejaVu Sans, Bitstream Vera Sans, sans-serif
grid.linestyle: -
lines.solid_capstyle: round
axes.grid: False
axes.facecolor: white
axes.edgecolor: .15
axes.linewidth: 1.25
grid.color: .8
xtick.major.size: 6
ytick.major.size: 6
xtick.minor.size: 3
ytick.minor.size: 3)"},
    {"seaborn-v0_8-white", R"(figure.facecolor: white
text.color: .15
axes.labelcolor: .15
legend.frameon: False
legend.numpoints: 1
legend.scatterpoints: 1
xtick.direction: out
ytick.direction: out
xtick.color: .15
ytick.color: .15
axes.axisbelow: True
image.cmap: Greys
font.family: sans-serif
font.sans-serif: Arial, Liberation Sans, DejaVu Sans, Bitstream Vera Sans, sans-serif
grid.linestyle: -
lines.solid_capstyle: round
axes.grid: False
axes.facecolor: white
axes.edgecolor: .15
axes.linewidth: 1.25
grid.color: .8
xtick.major.size: 0
ytick.major.size: 0
xtick.minor.size: 0
ytick.minor.size: 0)"},
    {"seaborn-v0_8-whitegrid", R"(figure.facecolor: white
text.color: .15
axes.labelcolor: .15
legend.frameon: False
legend.numpoints: 1
legend.scatterpoints: 1
xtick.direction: out
ytick.direction: out
xtick.color: .15
ytick.color: .15
axes.axisbelow: True
image.cmap: Greys
font.family: sans-serif
font.sans-serif: Arial, Liberation Sans, DejaVu Sans, Bitstream Vera Sans, sans-serif
grid.linestyle: -
lines.solid_capstyle: round
axes.grid: True
axes.facecolor: white
axes.edgecolor: .8
axes.linewidth: 1
grid.color: .8
xtick.major.size: 0
ytick.major.size: 0
xtick.minor.size: 0
ytick.minor.size: 0)"},
    {"tableau-colorblind10", R"(axes.prop_cycle: cycler('color', ['006BA4', 'FF800E', 'ABABAB', '595959', '5F9ED1', 'C85200', '898989', 'A2C8EC', 'FFBC79', 'CFCFCF'])
patch.facecolor: 006BA4)"},
};

constexpr std::string_view names[] = {
    "Solarize_Light2", "_classic_test_patch", "_mpl-gallery", "_mpl-gallery-nogrid", "bmh", "classic",
    "dark_background", "default", "fast", "fivethirtyeight", "ggplot", "grayscale", "seaborn-v0_8",
    "seaborn-v0_8-bright", "seaborn-v0_8-colorblind", "seaborn-v0_8-dark", "seaborn-v0_8-dark-palette",
    "seaborn-v0_8-darkgrid", "seaborn-v0_8-deep", "seaborn-v0_8-muted", "seaborn-v0_8-notebook", "seaborn-v0_8-paper",
    "seaborn-v0_8-pastel", "seaborn-v0_8-poster", "seaborn-v0_8-talk", "seaborn-v0_8-ticks", "seaborn-v0_8-white",
    "seaborn-v0_8-whitegrid", "tableau-colorblind10",
};
// clang-format on

// Names that Matplotlib 3.6 still takes.
std::string today(std::string_view name) {
    if (name == "mpl20") return "default";
    if (name == "mpl15") return "classic";
    constexpr std::string_view old = "seaborn";
    if (name == old || (name.starts_with("seaborn-") && !name.starts_with("seaborn-v0_8")))
        return "seaborn-v0_8" + std::string(name.substr(old.size()));
    return std::string(name);
}

const Style* find_style(std::string_view name) {
    for (const Style& s : styles)
        if (s.name == name) return &s;
    return nullptr;
}

}  // namespace

bool is_builtin_style(std::string_view name) {
    const std::string known = today(name);
    return std::binary_search(std::begin(names), std::end(names), std::string_view(known));
}

Result<RcParams> apply_style(RcParams rc, std::string_view name, Span span) {
    const std::string known = today(name);
    if (known == "default") return default_rc();
    const Style* style = find_style(known);
    if (!style) return error_at(span, "unknown style '" + std::string(name) + "'" + did_you_mean(known, names));
    const Source source{std::string(style->name), std::string(style->text)};
    Diagnostics faults;
    const bool fine = apply_mplstyle(rc, source, faults);
    assert(fine && "a built-in style does not fit the table of rcParams");
    (void)fine;
    return rc;
}

std::span<const std::string_view> list_styles() { return names; }

}  // namespace plotmill::style
