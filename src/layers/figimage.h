// Images on a figure: prepared as layers are, though no axes holds them.
#pragma once

#include "layers/layer.h"

namespace plotmill::layers {

// Arguments are of spec::figimage_table; the artists are in pixels of the figure.
Prepared prepare_figimage(const LayerInput& in);

}  // namespace plotmill::layers
