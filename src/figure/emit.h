// Artists into the scene: data to pixels, points to pixels, and Agg's choice between single paths, markers and
// collections. Called by one thread per figure.
#pragma once

#include <array>
#include <vector>

#include "figure/artist.h"
#include "figure/text_metrics.h"
#include "figure/view.h"
#include "scene/builder.h"

namespace plotmill::figure {

// What follows is cut to the axes' patch.
void clip_to_axes(const View& view, scene::Builder& out, double pad = 0);  // points more above and below

// The caller has set clip and tag.
void emit(const Artist& artist, const View& view, TextMetrics& metrics, scene::Builder& out);

// Pieces for what layout draws itself. Points are pixels with y upwards.
scene::Stroke stroke_of(const LineProps& line, double dpi);
// Where an endless line enters and leaves the axes, pixels.
std::array<Point, 2> line_ends(const InfiniteLineArtist& line, Space space, const View& view);
void emit_line(const std::vector<Point>& points, const LineProps& line, scene::Builder& out, bool simplify = false);
void emit_path_line(const Path& path, const LineProps& line, scene::Builder& out);  // curves too
void emit_markers(const std::vector<Point>& positions, const MarkerProps& marker, scene::Builder& out);
void emit_markers_at(const Points& positions, const MarkerProps& marker, scene::Builder& out);  // in the scene's pixels
void emit_patch(const Path& path, const PatchProps& props, scene::Builder& out);

}  // namespace plotmill::figure
