// Outlines of text boxes (patches.BoxStyle), in pixels with y upwards. Pure function.
#pragma once

#include "figure/artist.h"

namespace plotmill::figure {

// The outline around `r`. `mutation_size` is the font size in pixels, `font_points` in points (for a pad given in
// points). Shapes: square, circle, larrow, rarrow, darrow, round, round4, sawtooth, roundtooth.
Path box_outline(const BoxProps& box, const Rect& r, double mutation_size, double font_points);

bool is_box_style(std::string_view name);
// What is wrong with a text such as "round,pad=0.3"; "" where nothing is.
std::string box_style_problem(std::string_view text);

}  // namespace plotmill::figure
