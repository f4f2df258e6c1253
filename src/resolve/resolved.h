// A figure with everything decided but where things stand: limits, scales, locators, colours and widths are final;
// boxes are layout's. Belongs to one task; plain values.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "figure/artist.h"
#include "figure/scale.h"
#include "figure/ticks/ticks.h"
#include "style/rc.h"

namespace plotmill::resolve {

// The state of one kind of tick (Tick's parameters): lengths in points.
struct TickParams {
    double size = 3.5, width = 0.8, pad = 3.5;
    Rgba color, label_color;
    double label_size = 10;
    double label_rotation = 0;
    std::string direction = "out";     // in, out, inout
    bool tick1 = true, tick2 = false;  // left/bottom, right/top
    bool label1 = true, label2 = false;
    bool grid = false;
    figure::LineProps grid_line;
    std::optional<std::string> label_ha, label_va;
    bool label_anchor = false;              // rotation_mode
    std::optional<scene::Font> label_font;  // family, weight, style where the job sets them; the size is label_size
};

// What shared axes have in common: the view of one direction.
struct AxisView {
    figure::Scale scale;
    double lo = 0, hi = 1;  // lo > hi: inverted
    double minpos = 0;      // smallest positive data value, or infinity
    figure::Locator major, minor;
    figure::Formatter major_format, minor_format;
    std::vector<std::string> categories;
    bool dates = false;
    bool round_numbers = false;  // rcParams axes.autolimit_mode
    std::size_t owner = 0;       // the axes whose size decides how many ticks fit
};

struct Words {  // a title or label
    std::string text;
    figure::TextProps props;
    double pad = 0;  // points
    double x = 0.5;  // along its axis, axes fraction
    std::optional<double> own_x,
        own_y;  // the job's: of a figure's title, figure fraction; of an axes title (y only), axes fraction
    Span span;
};

struct Axis {
    std::size_t view = 0;  // index into ResolvedFigure::views
    bool visible = true;
    TickParams major, minor;
    std::optional<Words> label;
    bool label_far = false;  // label at the top / right
    bool ticks_far = false;  // offset text at the top / right
    bool offset_visible = true;
    Rgba offset_color;
    double offset_size = 10;  // points
};

struct Spine {
    bool visible = true;
    Rgba color;
    double width = 0.8;  // points
    std::vector<double> dashes;
    // Where it stands: at the edge, or through a data value / an axes fraction / so many points outward.
    enum class Place : std::uint8_t { edge, data, axes, outward } place = Place::edge;
    double at = 0;
    std::optional<std::pair<double, double>> bounds;  // data values; none: the whole axes
};

struct GridSpec {
    int nrows = 1, ncols = 1;
    double left = 0.125, right = 0.9, bottom = 0.11, top = 0.88, wspace = 0.2, hspace = 0.2;
    std::vector<double> width_ratios, height_ratios;
};

struct LegendSpec {                               // Legend's arguments, defaults of rcParams filled in
    int loc = 0;                                  // Matplotlib's codes: 0 best, 1 upper right, ... 10 center
    std::optional<Point> loc_point;               // loc: [x, y]
    std::optional<std::array<double, 4>> anchor;  // bbox_to_anchor: x, y, w, h in axes (figure) fraction
    int ncols = 1;
    double borderpad = 0.4, labelspacing = 0.5, handlelength = 2, handleheight = 0.7, handletextpad = 0.8,
           borderaxespad = 0.5, columnspacing = 2;
    double markerscale = 1;
    int numpoints = 1, scatterpoints = 1;
    bool markerfirst = true, reverse = false, expand = false;
    bool frameon = true, fancybox = true, shadow = false;
    figure::PatchProps frame;                // face with framealpha, edge
    scene::Font font;                        // of the labels
    std::optional<std::string> label_color;  // a colour, "linecolor", "markerfacecolor", "markeredgecolor"
    Rgba text_color;
    std::vector<Rgba> label_colors;  // labelcolor resolved: one for all or one each
    std::string title;
    scene::Font title_font;
    Rgba title_color;
    std::string alignment = "center";
    std::vector<std::string> labels;  // explicit labels, or empty
    std::vector<figure::LegendHandle> handles;
    Span span;
};

struct Slot {
    int row0 = 0, row1 = 1, col0 = 0, col1 = 1;
};  // half-open cells of the grid

// A cell of a grid that fills another cell (GridSpecFromSubplotSpec): margins are the outer cell's.
struct NestedCell {
    GridSpec grid;
    Slot cell;
};

struct ResolvedAxes {
    Slot slot;
    std::vector<NestedCell> nested;  // within the slot, from the outside in
    Axis x, y;
    std::array<std::optional<Words>, 3> titles;  // center, left, right
    std::array<Spine, 4> spines;                 // left, right, bottom, top
    Rgba facecolor{1, 1, 1, 1};
    bool patch = true;  // twins have no background
    bool axis_on = true, frame_on = true;
    double axis_zorder = 1.5;      // axisbelow: true 0.5, "line" 1.5, false 2.5
    std::optional<double> aspect;  // dy / dx of a data unit; none: auto
    std::optional<double> box_aspect;
    bool adjust_data = false;  // adjustable="datalim"
    Point anchor{0.5, 0.5};    // where a shrunk box stands ("C")
    std::vector<figure::Artist> artists;
    std::optional<LegendSpec> legend;
    bool colorbar = false;                   // a colour bar's own axes
    bool vertical = true;                    // of a colour bar: which way it runs
    double extend_low = 0, extend_high = 0;  // of a colour bar: its arrows, as shares of the bar between them
    int bar_of = -1;                         // of a colour bar in its parent's cell: that axes
    int twin_of = -1;                        // index of the axes it shares a box with
    int inset_of = -1;                       // index of the axes that it is part of
    Rect inset;                              // its place in that one's box, axes fractions
    Rect data = Rect::none();                // data limits, for adjustable="datalim"
};

// A colour bar that several axes give up space for (colorbar.make_axes).
struct SharedBar {
    std::size_t axes = 0;              // the bar's own
    std::vector<std::size_t> parents;  // at least one
    bool vertical = true, first = false;  // first: at the left or top
    double fraction = 0.15, pad = 0.05, shrink = 1;
};

struct ResolvedFigure {
    std::string name, alt;
    double width = 6.4, height = 4.8;  // inches
    double dpi = 100;
    Rgba facecolor{1, 1, 1, 1};
    GridSpec grid;
    bool tight = false;  // layout: tight
    std::vector<AxisView> views;
    std::vector<ResolvedAxes> axes;  // in creation order: subplots, then twins
    std::optional<Words> suptitle, supxlabel, supylabel;
    std::optional<LegendSpec> legend;
    std::vector<SharedBar> shared_bars;  // in the order in which they take their space
    std::shared_ptr<const style::RcParams> rc;
    std::vector<std::string> layer_names;  // per artist's layer index, for scene tags
    std::vector<Span> layer_spans;         // where each of them stands in the job
};

}  // namespace plotmill::resolve
