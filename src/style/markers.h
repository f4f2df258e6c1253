// The shapes of Matplotlib's markers (markers.MarkerStyle), in units of the marker's size with y upwards: whoever draws
// scales them by markersize (points to pixels) and turns y over. Pure functions, any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/path.h"
#include "spec/reader.h"

namespace plotmill::style {

enum class MarkerJoin : std::uint8_t { miter, round, bevel };
enum class MarkerFill : std::uint8_t { full, left, right, bottom, top, none };

struct MarkerShape {
    // The whole marker, or the part that markerfacecolor fills; of half fills also the part that markerfacecoloralt
    // fills, else empty. In units of their own: `to_unit` makes them a marker of size 1. Lines' markers are scaled by
    // one matrix, as Matplotlib does it, scatter's are those of size 1: the last bit decides where an edge snaps.
    Path path, alt_path;
    Affine to_unit, alt_to_unit;
    bool filled = true;  // false: only its line is drawn (and with fillstyle "none")
    bool scaled = true;  // false for ",": it is one pixel whatever the size, and its edge has width 0
    // Snapped to pixels where markersize in pixels is at least this (infinity: never); none: as paths snap by
    // themselves.
    std::optional<double> snap_threshold;
    MarkerJoin join = MarkerJoin::round;  // caps are butt for every marker
    bool empty() const { return path.empty(); }
    Path unit_path() const { return path.transformed(to_unit); }
    Path unit_alt_path() const { return alt_path.transformed(alt_to_unit); }
};

std::optional<MarkerFill> parse_marker_fill(std::string_view text);

// Of a marker as spec::parse_marker names it ("o", "tickleft", "caretup", "none", ...). Empty for "none", and for a
// math marker that has no outline yet.
MarkerShape marker_shape(const spec::Marker& marker, MarkerFill fill = MarkerFill::full);

// "$...$"
bool is_math_marker(const spec::Marker& marker);

// Path.unit_circle, Path.unit_regular_polygon and Path.unit_regular_star: around (0, 0), of radius 1.
Path unit_circle();
Path unit_circle_right_half();
Path unit_regular_polygon(int corners);
Path unit_regular_star(int corners, double inner_radius);

}  // namespace plotmill::style
