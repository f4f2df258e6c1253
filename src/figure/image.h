// An image of data or colours as pixels of the figure (image._ImageBase._make_image). Pure functions, any thread.
#pragma once

#include <optional>

#include "figure/artist.h"
#include "figure/view.h"
#include "scene/builder.h"

namespace plotmill::figure {

// Where the image meets `clip` (pixels, y upwards), as straight RGBA; no value where it does not.
std::optional<scene::ImageItem> make_image(const ImageArtist& image, const View& view, const Rect& clip);

// A row of an image of colours as RGBA, each within its range; `to` has room for 4 numbers a pixel.
void color_row(const ImageArtist& image, std::size_t row, double* to);

}  // namespace plotmill::figure
