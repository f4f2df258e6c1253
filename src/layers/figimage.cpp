// figimage: an image laid on the figure pixel by pixel (Figure.figimage). No layer of an axes: a key of the figure.
#include "layers/figimage.h"

#include <cmath>

#include "layers/grids.h"

namespace plotmill::layers {

namespace {

void draw(const Draft& d) {
    auto g = grid_values(d, "X", true);
    if (!g) return;
    figure::ImageArtist image;
    if (!set_pixels(d, *g, image)) return;
    image.alpha = d.fields().number("alpha", 1);
    image.interpolation = "nearest";
    image.upper = d.fields().text("origin", d.rc().text(style::Rc::image_origin)) == "upper";
    const double x = d.fields().number("xo", 0), y = d.fields().number("yo", 0);
    image.extent = {x, y, x + static_cast<double>(g->cols), y + static_cast<double>(g->rows)};
    figure::Artist& artist =
        add_artist(d.out, std::move(image), figure::ArtistKeywords{}, d.fields().number("zorder", 0));
    artist.space = figure::Space::pixels;
    artist.clip = false;
}

}  // namespace

Prepared prepare_figimage(const LayerInput& in) { return for_each_group(in, draw); }

}  // namespace plotmill::layers
