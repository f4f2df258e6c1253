// Arrows between two points on the screen (patches.FancyArrowPatch): the line that joins them, cut at a shape around
// the first, shrunk at both ends, with a head of some style. Pure functions; pixels with y upwards.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/path.h"
#include "figure/artist.h"
#include "figure/bezier.h"
#include "figure/view.h"

namespace plotmill::figure {

// "fancy,head_length=0.5": a style with what was given of its parameters. Where the text is none, `error` says why.
std::optional<ArrowStyle> parse_arrow_style(std::string_view text, std::string& error);
std::optional<ArrowStyle> parse_connection_style(std::string_view text, std::string& error);
// Why these do not go together, or "" (simple, fancy and wedge need one bend at most).
std::string arrow_conflict(const ArrowStyle& arrow, const ArrowStyle& connection);

struct ArrowPiece {
    Path path;
    bool filled = false;
};

// `scale`: pixels of mutation_scale; `line_width`: pixels; shrinks: pixels. `inside_a` may be empty.
struct ArrowGeometry {
    const ArrowStyle& arrow;
    const ArrowStyle& connection;
    Point a, b;
    Inside inside_a;
    double shrink_a = 0, shrink_b = 0;
    double scale = 1, aspect = 1, line_width = 1;
};
std::vector<ArrowPiece> arrow_pieces(const ArrowGeometry& geometry);
// `pixel`: pixels of a point; Matplotlib takes 1 for data limits, and the figure's for drawing.
std::vector<ArrowPiece> arrow_pieces(const ArrowArtist& arrow, const View& view, double pixel);

// Whether a point is in a closed outline that is first grown by half of `radius` (Patch.contains).
Inside inside_outline(const Path& outline, double radius);

}  // namespace plotmill::figure
