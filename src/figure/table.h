// Tables of cells in an axes (matplotlib.table): sizes of letters and columns from the texts, places of the cells, and
// their way into the scene. Called by one thread per figure, which owns the metrics. Pixels with y upwards.
#pragma once

#include "figure/artist.h"
#include "figure/text_metrics.h"
#include "figure/view.h"
#include "scene/builder.h"

namespace plotmill::figure {

// Table._update_positions: sizes and places, from those that the table had before, so once for each of Matplotlib's
// passes over the figure.
void update_table(TableArtist& table, const View& view, TextMetrics& metrics);

// After update_table:
Rect table_extent(const TableArtist& table, const View& view);  // of the cells
void emit_table(const TableArtist& table, const View& view, TextMetrics& metrics, scene::Builder& out);

}  // namespace plotmill::figure
