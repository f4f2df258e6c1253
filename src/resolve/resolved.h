// A figure with everything decided but where things stand: limits, scales, locators, colours and widths are final;
// boxes are layout's. Belongs to one task; plain values.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "figure/artist.h"
#include "figure/polar.h"
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
    const Zone* zone = nullptr;  // of dates; null: UTC
    bool round_numbers = false;  // rcParams axes.autolimit_mode
    bool radial = false;         // the radii of a polar axes: no ticks at the centre (projections.polar.RadialLocator)
    std::size_t owner = 0;       // the axes whose size decides how many ticks fit
    Span limits;                 // the job's xlim or ylim, where it has one
    bool own_lo = false, own_hi = false;  // which of lo and hi are from there
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
    std::optional<double> own_wspace, own_hspace;  // the job's, which constrained layout takes as shares of the figure
    bool own_margins = false;  // the job says where the grid is or its gaps: not tight layout's to set
};

enum class Side : std::uint8_t { left, right, top, bottom };

struct LegendSpec {                               // Legend's arguments, defaults of rcParams filled in
    int loc = 0;                                  // Matplotlib's codes: 0 best, 1 upper right, ... 10 center
    std::optional<Point> loc_point;               // loc: [x, y]
    std::optional<Side> outside;                  // loc: outside ...: the figure's edge at which it takes room
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

struct ColorbarPlace {                 // what Matplotlib keeps as _colorbar_info
    std::vector<std::size_t> parents;  // the axes that it stands beside; none where its place was given (cax)
    Side side = Side::right;
    double fraction = 0.15, pad = 0.05, shrink = 1, aspect = 20;
    Point anchor{0, 0.5};
    bool in_grid = true;  // in cells of the parent's cell (make_axes_gridspec); else at a place of its own (make_axes)
};

// An axis that shows the values of another one through a function (SecondaryAxis).
struct Secondary {
    bool is_x = true;
    // Of its scale: forward is from its own values to those of the axis that it follows.
    std::shared_ptr<const figure::ScaleFunction> function;
};

struct ResolvedAxes {
    Slot slot;
    std::vector<NestedCell> nested;  // within the slot, from the outside in
    Axis x, y;
    std::array<std::optional<Words>, 3> titles;  // center, left, right
    std::array<Spine, 4> spines;                 // left, right, bottom, top; of a polar axes: start, end, inner, polar
    std::optional<figure::PolarProjection> polar;
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
    std::optional<ColorbarPlace> bar;        // of a colour bar's own axes
    bool vertical = true;                    // of a colour bar: which way it runs
    double extend_low = 0, extend_high = 0;  // of a colour bar: its arrows, as shares of the bar between them
    int twin_of = -1;                        // index of the axes it shares a box with
    int inset_of = -1;                       // index of the axes that it is part of
    Rect inset;                              // its place in that one's box, axes fractions
    double inset_zorder = 5;                 // where it is drawn among that one's artists
    std::optional<Secondary> secondary;      // of an inset: its limits follow those of that one
    Rect data = Rect::none();                // data limits, for adjustable="datalim"
    Span span;                               // of its mapping, of the colour bar's key
    Span x_ticks, y_ticks;                   // of xticks and yticks, where given
};

enum class Engine : std::uint8_t { none, tight, constrained, compressed };

struct ResolvedFigure {
    std::string name, alt;
    double width = 6.4, height = 4.8;  // inches
    double dpi = 100;
    Rgba facecolor{1, 1, 1, 1}, edgecolor{1, 1, 1, 1};
    double edge_width = 0;             // points
    std::optional<double> tight_bbox;  // only what is drawn is kept, with so many inches around it
    GridSpec grid;
    Engine layout = Engine::none;
    std::vector<AxisView> views;
    std::vector<ResolvedAxes> axes;  // in creation order: subplots, then twins
    std::optional<Words> suptitle, supxlabel, supylabel, footnote;
    std::optional<LegendSpec> legend;
    std::vector<figure::Artist> images;  // on the figure, in its pixels
    std::shared_ptr<const style::RcParams> rc;
    std::vector<std::string> layer_names;  // per artist's layer index, for scene tags
    std::vector<Span> layer_spans;         // where each of them stands in the job
    std::vector<std::size_t> layer_axes;   // and the axes that it was added to
    std::vector<bool> layer_may_be_empty;  // its author says that it may draw nothing
};

}  // namespace plotmill::resolve
