// How far an artist reaches in pixels (Artist.get_window_extent), for layouts and for what is kept of a picture.
#pragma once

#include "figure/artist.h"
#include "figure/text_metrics.h"
#include "figure/view.h"

namespace plotmill::figure {

// Pixels, y upwards; none where Matplotlib finds none (as of collections in data units). Clipping does not count.
Rect artist_extent(const Artist& artist, const View& view, TextMetrics& metrics);

}  // namespace plotmill::figure
