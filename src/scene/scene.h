// The display list of one figure: all that a painter needs to know, in pixels with the origin at the top left and y
// downwards, in painting order. No data units, no fonts opened, no Cairo. A Scene belongs to one task.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/color.h"
#include "base/geometry.h"
#include "base/path.h"
#include "base/points.h"
#include "base/text_rules.h"

namespace plotmill::scene {

enum class Cap : std::uint8_t { butt, round, projecting };
enum class Join : std::uint8_t { miter, round, bevel };
// Matplotlib's Artist.set_snap: automatic snaps paths of only horizontal and vertical pieces to the pixel grid.
enum class Snap : std::uint8_t { automatic, off, on };

struct Stroke {
    Rgba color;
    double width = 1;  // pixels; > 0
    Cap cap = Cap::butt;
    Join join = Join::miter;
    std::vector<double> dashes;  // pixels: on, off, ...; empty is solid
    double dash_offset = 0;      // pixels
};

struct Hatch {
    std::string pattern;  // Matplotlib's letters: / \ | - + x o O . *
    Rgba color;
    double width = 1;  // pixels
};

// One path, filled then stroked (RendererAgg.draw_path).
struct PathItem {
    Path path;
    std::optional<Rgba> fill;
    std::optional<Stroke> stroke;
    std::optional<Hatch> hatch;
    Snap snap = Snap::automatic;
    bool simplify = false;  // may be simplified as Matplotlib's Path.should_simplify allows (lines, no fill)
    bool antialias = true;
    Points samples;  // where there are any: the path is the line along these, and `path` is empty
};

// The path of an item, in `made` where it has samples.
const Path& path_of(const PathItem& item, Path& made);

// The same small path at many places (RendererAgg.draw_markers): each is put on whole pixels (engine-notes, habit 2).
struct MarkersItem {
    Path marker;                   // pixels around (0, 0), y downwards
    Points positions;  // pixels; not finite: skipped
    std::optional<Rgba> fill;
    std::optional<Stroke> stroke;
    Snap snap = Snap::automatic;
    bool antialias = true;
};

// Many paths with properties that repeat (RendererAgg.draw_path_collection): item i takes entry i modulo the length of
// each list. paths[i] scaled by scales[i] is moved to offsets[i]; with no offsets the paths stand where they are. The
// number of items is max(paths.size(), offsets.size()). Empty faces: not filled. Empty edges: not stroked.
struct CollectionItem {
    std::vector<Path> paths;
    std::vector<double> scales;
    Points offsets;
    std::vector<Rgba> faces;
    std::vector<Stroke> edges;
    std::vector<bool> antialias;  // empty: all are
    std::optional<Hatch> hatch;
    Snap snap = Snap::automatic;
};

// Cells between the lines of a grid along the axes, without edges and not antialiased: cell (r, c) lies between x[c],
// x[c + 1], y[r] and y[r + 1] and has the colour palette[indices[r * columns + c]]. Painted row by row.
struct CellsItem {
    std::vector<double> x, y;  // pixels
    std::vector<Rgba> palette;
    std::shared_ptr<const std::vector<std::uint16_t>> indices;
    Snap snap = Snap::automatic;

    std::size_t columns() const { return x.size() - 1; }
    std::size_t rows() const { return y.size() - 1; }
};

// The same as paths of their own.
CollectionItem collection_of(const CellsItem& cells);

struct Font {
    std::vector<std::string> families;  // tried in order; generic names ("sans-serif", "monospace", "serif") allowed
    double size = 10;                   // points
    int weight = 400;                   // 100..900
    using Style = FontStyle;
    Style style = Style::normal;
    std::shared_ptr<const TextRules> rules;  // null: Matplotlib's defaults
    friend bool operator==(const Font& a, const Font& b) {
        return a.families == b.families && a.size == b.size && a.weight == b.weight && a.style == b.style &&
               (a.rules == b.rules || (a.rules && b.rules && *a.rules == *b.rules));
    }
};

// One line of text. `position` is the left end of the baseline (for rotated text: the same point after rotation about
// it), unrounded; the painter rounds as Agg does. Math between $ where `math` is set.
struct TextItem {
    std::string text;
    std::shared_ptr<const Font> font;
    Point position;
    double angle = 0;  // degrees, counter-clockwise
    Rgba color;
    // Which part of the line keeps its place where fonts are wider or narrower than these (vector formats): 0 is the
    // start, 0.5 the middle, 1 the end. Not part of the picture, nor of its dump.
    double anchor = 0;
    bool math = false;
    bool antialias = true;
    int line = 0;  // its number within a text of several lines. Not in the dump
};

struct ImageItem {
    int width = 0, height = 0;                              // pixels of the image = pixels of the surface
    std::shared_ptr<const std::vector<std::uint8_t>> rgba;  // straight, rows top to bottom
    Point position;                                         // top left, unrounded
    double alpha = 1;
};

struct TrianglesItem {  // Gouraud shading
    std::vector<std::array<Point, 3>> points;
    std::vector<std::array<Rgba, 3>> colors;
};

struct Clip {
    std::optional<Rect> rect;          // pixels, unrounded; the painter rounds as Agg does
    std::shared_ptr<const Path> path;  // may be null
    friend bool operator==(const Clip&, const Clip&) = default;
};

using Content =
    std::variant<PathItem, MarkersItem, CollectionItem, CellsItem, TextItem, ImageItem, TrianglesItem>;

// What an item is part of, for whoever asks about the picture and does not paint it; the indices are the resolved
// figure's. Not in the dump.
struct Subject {
    enum class Role : std::uint8_t {
        other,
        layer,
        tick_label,
        axis_label,
        offset_text,
        title,
        legend,
        suptitle,
        supxlabel,
        supylabel,
        footnote
    } role = Role::other;
    bool is_x = true;       // of an axis: which one
    std::uint8_t part = 0;  // of an axes' titles: center, left, right
    int axes = -1;          // -1: the figure's
    int layer = -1;
    friend bool operator==(const Subject&, const Subject&) = default;
};

struct Item {
    Content content;
    int clip = -1;  // index into Scene::clips; -1 is none
    int tag = -1;   // index into Scene::tags: what it belongs to ("axes 0 / plot 1", "axes 0 / xtick labels")
    Subject subject = {};
};

struct Scene {
    double width = 640, height = 480;  // pixels; whole numbers
    double dpi = 100;
    Rgba background{1, 1, 1, 1};
    std::vector<Clip> clips;
    std::vector<std::string> tags;
    std::vector<Item> items;
    std::string alt;                              // text alternative, for the image's metadata
    double simplify_threshold = 0.111111111111;   // rcParams path.simplify_threshold: of items that may be simplified
    std::optional<std::array<double, 3>> sketch;  // rcParams path.sketch: of all single paths
};

// The Scene as text: what tests/scenes compares. Numbers have at most three decimals, points are "x,y", colours
// "#rrggbb" or "#rrggbbaa"; what has its default value is left out, and of lists with more than 48 entries the first 24
// are written, then their number and a hash of all.
//
//   scene 640x480 dpi=100 background=#ffffff
//   clip 0 rect 80,57.6 576,427.2
//   # axes 0 / plot 1                          (the tag, where it changes)
//   path clip=0 simplify
//     M 80,427.2 L 576,57.6
//     stroke #1f77b4 width=2.083 cap=projecting join=round dashes=7.708,3.333+2
//   markers clip=0 snap=on
//     M -3,0 C -3,1 ... Z
//     fill #1f77b4
//     at 80,427.2 576,57.6
//   text "time [s]" at 290.5,460 #000000 size=10 font=DejaVu Sans
//   image 40x30 at 80,57.6 hash 9ae16a3b2f90404f
std::string dump(const Scene& scene);

}  // namespace plotmill::scene
