// What layers make: artists, in Matplotlib's sense, with every property resolved (colours, widths in points, dashes in
// points) and positions in the space that they name. Limits, painting order and legends are worked out over these few
// kinds, whatever layer made them. Plain values; they belong to one figure's task.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/color.h"
#include "base/geometry.h"
#include "base/number_buffer.h"
#include "base/path.h"
#include "base/points.h"
#include "figure/scale.h"
#include "scene/scene.h"
#include "spec/reader.h"
#include "style/colormap.h"
#include "style/norm.h"

namespace plotmill::figure {

// What the coordinates of an artist mean. Data values have gone through the axis's units (categories, dates) but not
// through its scale.
enum class Space : std::uint8_t {
    data,
    x_data_y_axes,  // Axes.get_xaxis_transform(): x in data, y in axes fraction (axvline)
    x_axes_y_data,  // Axes.get_yaxis_transform() (axhline)
    axes,           // axes fraction
    figure,         // figure fraction
    pixels          // display pixels, y upwards
};

struct LineProps {      // a stroke
    bool drawn = true;  // false: linestyle "none"
    Rgba color;
    double width = 1.5;          // points
    std::vector<double> dashes;  // points, scaled by the width where rcParams lines.scale_dashes is on; empty: solid
    double dash_offset = 0;      // points
    scene::Cap cap = scene::Cap::projecting;
    scene::Join join = scene::Join::round;
    bool antialias = true;
    scene::Snap snap = scene::Snap::automatic;
    friend bool operator==(const LineProps&, const LineProps&) = default;
};

struct MarkerProps {
    spec::Marker marker;             // never "none"
    std::string fillstyle = "full";  // full, left, right, bottom, top, none
    double size = 6;                 // points
    std::optional<Rgba> face;        // none: not filled
    std::optional<Rgba> face_alt;    // the other half of a half-filled marker
    std::optional<Rgba> edge;        // none: no edge
    double edge_width = 1;           // points
    friend bool operator==(const MarkerProps&, const MarkerProps&) = default;
};

struct MarkEvery {
    enum class Kind : std::uint8_t { all, every, indices, distance } kind = Kind::all;
    double start = 0, step = 1;  // every: whole numbers; distance: fractions of the axes' diagonal
    std::vector<long> indices;
};

enum class DrawStyle : std::uint8_t { line, steps_pre, steps_mid, steps_post };

struct LineArtist {  // lines.Line2D
    Numbers x, y;    // equal lengths, or x is empty and counts 0, 1, 2, ...; not finite: a gap
    LineProps line;
    std::optional<MarkerProps> marker;
    MarkEvery markevery;
    DrawStyle drawstyle = DrawStyle::line;

    std::size_t size() const { return y.size(); }
    Points points() const { return {x, y}; }
};

struct InfiniteLineArtist {  // lines.AxLine: through xy1 with a slope, or through xy1 and xy2
    Point xy1;
    std::optional<Point> xy2;
    double slope = 0;
    LineProps line;
    std::optional<MarkerProps> marker;  // at both ends, where it leaves the axes
    MarkEvery markevery;
};

struct PatchProps {
    std::optional<Rgba> face;    // none: not filled
    std::optional<Rgba> edge;    // none: no edge
    double width = 1;            // points; 0: no edge
    std::vector<double> dashes;  // points
    double dash_offset = 0;
    scene::Cap cap = scene::Cap::butt;
    scene::Join join = scene::Join::miter;
    std::string hatch;  // Matplotlib's letters, or empty
    Rgba hatch_color{0, 0, 0, 1};
    double hatch_width = 1;  // points
    bool antialias = true;
    scene::Snap snap = scene::Snap::automatic;
    friend bool operator==(const PatchProps&, const PatchProps&) = default;
};

struct PatchArtist {  // patches.Patch
    Path path;
    PatchProps props;
    int steps = 1;  // Path._interpolation_steps: above 1 a polar axes bends the path's lines
};

// A field of arrows (quiver.Quiver). Their shapes depend on the axes' box and limits: they are made when it is drawn.
struct ArrowField {
    enum class Units : std::uint8_t { width, height, dots, inches, x, y, xy };
    enum class Pivot : std::uint8_t { tail, middle, tip };
    std::vector<Point> vectors;        // one for each offset; not finite: no arrow there
    Units units = Units::width;        // of `width`
    std::optional<double> width;       // of the shaft; none: by the number of arrows
    std::optional<double> scale;       // lengths of vectors per unit; none: by their mean
    std::optional<Units> scale_units;  // none: as `units`
    bool angles_xy = false;            // directions in data space
    std::vector<double> angles;        // degrees, one for each arrow, where given
    Pivot pivot = Pivot::tail;
    double headwidth = 3, headlength = 5, headaxislength = 4.5, minshaft = 1, minlength = 1;  // in shaft widths
};

// collections.Collection. Item i takes entry i modulo the length of each list. Without offsets the paths are in the
// artist's space; with offsets the paths are in points around each offset (y upwards), and offsets in the artist's
// space.
struct CollectionArtist {
    enum class Kind : std::uint8_t { paths, polygons, lines } kind = Kind::paths;  // scatter; fill_between; hlines
    std::vector<Path> paths;
    std::vector<double> scales;  // with offsets: factor of the path, in points (sqrt of scatter's s)
    Points offsets;
    std::shared_ptr<const ArrowField> arrows;  // with offsets, instead of paths and scales
    std::vector<Rgba> faces;                   // empty: not filled
    std::vector<Rgba> edges;                   // empty: no edges
    std::vector<double> widths{1.0};           // points
    std::vector<std::vector<double>> dashes;   // points, one per item (cycled); empty: all solid
    std::vector<double> dash_offsets;
    scene::Cap cap = scene::Cap::butt;
    scene::Join join = scene::Join::miter;
    bool antialias = true;
    std::string hatch;
    Rgba hatch_color{0, 0, 0, 1};
    double hatch_width = 1;  // points
    scene::Snap snap = scene::Snap::automatic;
    std::optional<spec::Marker> math_marker;  // its outline is to be the path
};

struct TriMeshArtist {  // collections.TriMesh: triangles with a colour at each corner
    std::vector<std::array<Point, 3>> triangles;
    std::vector<std::array<Rgba, 3>> colors;
};

// Cells whose corners are a grid (collections.QuadMesh): corners are (rows + 1) x (cols + 1) points, row by row. Where
// the lines of the grid are straight and along the axes, there may be x (cols + 1) and y (rows + 1) instead of corners.
struct MeshArtist {
    std::size_t rows = 0, cols = 0;
    std::vector<Point> corners;
    std::vector<double> x, y;
    std::vector<Rgba> faces;  // one per cell; gouraud: one per corner
    // Instead of faces: the cells' colours as places in `palette`.
    std::vector<Rgba> palette;
    std::shared_ptr<const std::vector<std::uint16_t>> indices;
    std::vector<Rgba> edges;  // cycled; empty: no edges
    double width = 1;         // points
    bool gouraud = false;
    bool antialias = false;
    scene::Snap snap = scene::Snap::automatic;

    std::size_t corner_count() const { return x.empty() ? corners.size() : x.size() * y.size(); }
    Point corner(std::size_t i) const { return x.empty() ? corners[i] : Point{x[i % x.size()], y[i / x.size()]}; }
    std::size_t face_count() const { return indices ? indices->size() : faces.size(); }
    const Rgba& face(std::size_t i) const { return indices ? palette[(*indices)[i]] : faces[i]; }
};

// image.AxesImage: values through a norm and a colormap, or colours.
struct ImageArtist {
    std::size_t rows = 0, cols = 0;
    Numbers values;         // rows x cols; what is not finite is masked. Empty: colours
    Numbers colors;         // rows x cols x depth as they were given: color_row() makes RGBA of them
    std::size_t depth = 0;  // 3 or 4
    bool bytes = false;     // the colours are 0..255, else 0..1
    style::Colormap colormap = style::Colormap::listed({Rgba{0, 0, 0, 1}});
    style::Norm norm;  // scaled
    double alpha = 1;
    std::vector<double> alphas;  // rows x cols, or empty
    std::string interpolation = "antialiased";
    bool rgba_stage = false;  // interpolation_stage="rgba"
    double filterrad = 4;
    bool filternorm = true, resample = true;
    Rect extent;        // left, bottom, right, top as given (not ordered)
    bool upper = true;  // origin
};

struct BoxProps {                  // Text's bbox: a FancyBboxPatch around the text
    std::string style = "square";  // square, round, round4, circle, larrow, rarrow, darrow, roundtooth, sawtooth
    std::vector<std::pair<std::string, double>> params;  // pad, rounding_size, tooth_size as given
    std::optional<double> pad_points;  // Text's own "pad" (points); default 4 where the style gives no pad
    PatchProps props;
};

struct TextProps {
    scene::Font font;
    Rgba color;
    double rotation = 0;          // degrees
    std::string ha = "left";      // left, center, right
    std::string va = "baseline";  // bottom, top, center, baseline, center_baseline
    std::string multialignment;   // "": as ha
    bool anchor_mode = false;     // rotation_mode="anchor"
    double linespacing = 1.2;
    std::optional<bool> parse_math;  // what is between dollars; none: by the rcParams
    bool wrap = false;               // at the figure's edges

    bool parses_math() const { return parse_math.value_or(!font.rules || font.rules->parse_math); }
    std::optional<BoxProps> box;
};

struct TextArtist {  // text.Text
    std::string text;
    Point position;
    TextProps props;
    Span span{};  // of the words
};

struct ArrowStyle {  // the name of an arrow or connection style, and what was given of its parameters
    std::string name;
    std::vector<std::pair<std::string, double>> params;

    std::optional<double> given(std::string_view key) const {
        for (const auto& [k, v] : params)
            if (k == key) return v;
        return std::nullopt;
    }
    double number(std::string_view key, double otherwise) const { return given(key).value_or(otherwise); }
};

struct ArrowProps {  // Annotation's arrowprops
    ArrowStyle arrow{"simple", {}}, connection{"arc3", {}};
    // Without an arrowstyle: lengths in points, `shrink` a share of the arrow's length; the arrow starts at the corner
    // or middle of a side of the text's box.
    struct Plain {
        double width = 4, headwidth = 12, headlength = 12, shrink = 0;
    };
    std::optional<Plain> plain;
    double shrink_a = 2, shrink_b = 2;  // points
    std::optional<double> scale;        // points; none: the text's size
    double aspect = 1;
    Point relpos{0.5, 0.5};  // where it starts, as a share of the text's box
    bool avoid_text = true;  // starts at the edge of the text's box
    double text_edge = 0;    // width of that edge where the text has no box of its own
    bool visible = true;
    PatchProps props;
};

struct ArrowArtist {  // patches.FancyArrowPatch between two points
    Point from, to;
    ArrowStyle arrow{"simple", {}}, connection{"arc3", {}};
    double shrink = 2;  // points, at both ends
    double scale = 1;   // points of the style's lengths
    PatchProps props;
};

// What the coordinates of an annotation mean, in one direction (text._AnnotationBase).
struct Coords {
    // polar: an angle and a radius, which give x and y in data units; always in both directions.
    enum class Origin : std::uint8_t { data, polar, axes, figure, offset } origin = Origin::data;
    enum class Unit : std::uint8_t { points, pixels, fontsize, fraction } unit = Unit::pixels;  // not of data or polar
};

// The bar that a label belongs to (Axes.bar_label): it stands on the far side of the bar's end, whichever way the axis
// of values runs.
struct BarEnd {
    bool horizontal = false;
    bool edge = true;    // at the bar's end; else in its middle
    double value = 0;    // the bar's
    double padding = 0;  // points
};

struct AnnotationArtist {  // text.Annotation
    std::string text;
    Point xy, xytext;
    Coords xy_coords[2], text_coords[2];
    std::optional<bool> clip;  // draw only where xy is inside the axes; none: where xy is in data
    TextProps props;
    std::optional<ArrowProps> arrow;
    std::optional<BarEnd> bar_end;
    Span span{};  // of the words
};

struct TableCell {         // x, y, width and height in axes fraction
    int row = 0, col = 0;  // row 0 has the column labels, where there are any; column -1 the row labels
    double x = 0, y = 0, width = 0, height = 0;
    std::string text, loc = "right";
    Rgba face{1, 1, 1, 1};
};

struct TableArtist {               // table.Table
    std::vector<TableCell> cells;  // in Matplotlib's order of adding them
    bool auto_labels = false;      // the row labels' column is as wide as its texts
    std::string loc = "bottom";
    std::optional<std::array<double, 4>> bbox;  // left, bottom, width, height
    std::string edges = "BRTL";                 // sides with a line: bottom, right, top, left
    TextProps props;
    PatchProps cell;  // without its face
};

// The labels of contour lines (contour.ContourLabeler). The lines of each level are a collection among the artists just
// before this one; where the labels stand is worked out in pixels of the axes as they were when the layer was added.
struct ContourLabelsArtist {
    struct Level {
        std::size_t before = 1;  // its collection: so many artists before this one
        std::string text;
        Rgba color;
    };
    struct Label {
        std::size_t level = 0;
        Point at;             // data
        double rotation = 0;  // degrees; of data space where `follow`
        bool follow = false;
    };
    std::vector<Level> levels;
    TextProps props;
    bool cut = true;          // take out the line below a label (inline)
    double spacing = 5;       // pixels between the label and the line that is left
    bool follow = false;      // turn with the axes (use_clabeltext)
    bool upright = true;      // never upside down
    std::vector<Point> near;  // data: one label each, at the nearest line; empty: where lines are straightest
    bool placed_by_hand = false;
    // The axes as they were: the view, and how many axes the figure had, colour bars among them.
    Scale x_scale, y_scale;
    Rect limits;
    std::size_t axes_then = 0;
    std::vector<Label> labels;  // layout's
};

struct Artist {
    std::variant<LineArtist, InfiniteLineArtist, PatchArtist, CollectionArtist, TextArtist, MeshArtist, ImageArtist,
                 AnnotationArtist, TableArtist, ContourLabelsArtist, ArrowArtist, TriMeshArtist>
        content;
    Space space = Space::data;
    double zorder = 2;    // Matplotlib: patches and collections 1, lines 2, texts 3
    bool clip = true;     // to the axes' patch
    double clip_pad = 0;  // points that the clip reaches beyond the patch, above and below
    bool visible = true;
    // Which directions of the data limits it grows (Axes.update_datalim): lines in data space both, axhline only y.
    bool limits_x = true, limits_y = true;
    // Where a method grows the data limits by other points than its artist's own (fill_between, eventplot): those.
    std::optional<std::vector<Point>> limit_points;
    std::vector<double> sticky_x, sticky_y;  // Artist.sticky_edges: margins do not cross these
    int layer = -1;                          // index of the layer that made it
};

// What a colour bar must know of the layer that it explains (cm.ScalarMappable).
struct Mappable {
    style::Colormap colormap;
    style::Norm norm;  // scaled
    std::optional<double> alpha;
    // Contours: areas between levels, or lines at them.
    struct Contours {
        std::vector<double> levels;      // as given
        std::vector<double> boundaries;  // with those far out where colours reach beyond the levels
        std::vector<double> values;      // of the colours: one for each area or line
        bool filled = true;
        bool below = false, above = false;  // extend
        std::vector<std::string> hatches;   // repeated; "" is none
        std::vector<Rgba> colors;           // lines: one each
        std::vector<double> widths;
    };
    std::optional<Contours> contours;
};

// ---- Legend handles: what stands for a layer in a legend.
struct LineHandle {
    LineProps line;
    std::optional<MarkerProps> marker;
    std::optional<LineProps> gaps;  // in the dashes' gaps
    friend bool operator==(const LineHandle&, const LineHandle&) = default;
};
struct PatchHandle {
    PatchProps props;
    friend bool operator==(const PatchHandle&, const PatchHandle&) = default;
};
struct ScatterHandle {          // PathCollection
    Path path;                  // in units of sqrt(size) points
    std::vector<double> sizes;  // points^2, as scatter's s
    std::vector<Rgba> faces, edges;
    std::vector<double> widths;               // points
    std::vector<std::vector<double>> dashes;  // points
    std::vector<double> dash_offsets;
    std::string hatch;
    Rgba hatch_color{0, 0, 0, 1};
    double hatch_width = 1;  // points
    std::optional<spec::Marker> math_marker;
    friend bool operator==(const ScatterHandle&, const ScatterHandle&) = default;
};
struct LinesHandle {
    LineProps line;
    friend bool operator==(const LinesHandle&, const LinesHandle&) = default;
};  // LineCollection
struct ErrorbarHandle {
    std::optional<LineProps> line;  // the data line; none: fmt "none"
    std::optional<MarkerProps> marker;
    bool has_x = false, has_y = false;
    LineProps bars;
    std::optional<MarkerProps> cap_x, cap_y;  // "|" and "_" markers of the caps (size = 2 capsize)
    friend bool operator==(const ErrorbarHandle&, const ErrorbarHandle&) = default;
};
struct StemHandle {
    LineProps stem;
    MarkerProps marker;
    LineProps baseline;
    friend bool operator==(const StemHandle&, const StemHandle&) = default;
};
struct LegendHandle {
    std::string label;       // never empty, never beginning with "_"
    bool container = false;  // containers (bars, errorbars, stems) come after all others
    std::variant<LineHandle, PatchHandle, ScatterHandle, LinesHandle, ErrorbarHandle, StemHandle> content;
    int layer = -1;  // index of the layer that it stands for
};

}  // namespace plotmill::figure
