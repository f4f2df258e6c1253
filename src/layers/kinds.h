// The layer kinds, each in its own file: field table and prepare function, as registry.cpp lists them.
#pragma once

#include "layers/layer.h"
#include "spec/fields.h"

namespace plotmill::layers {

extern const spec::FieldTable annotate_table;
Prepared prepare_annotate(const LayerInput& in);
extern const spec::FieldTable arrow_table;
Prepared prepare_arrow(const LayerInput& in);
extern const spec::FieldTable axhline_table;
Prepared prepare_axhline(const LayerInput& in);
extern const spec::FieldTable axhspan_table;
Prepared prepare_axhspan(const LayerInput& in);
extern const spec::FieldTable axline_table;
Prepared prepare_axline(const LayerInput& in);
extern const spec::FieldTable axvline_table;
Prepared prepare_axvline(const LayerInput& in);
extern const spec::FieldTable axvspan_table;
Prepared prepare_axvspan(const LayerInput& in);
extern const spec::FieldTable bar_table;
Prepared prepare_bar(const LayerInput& in);
extern const spec::FieldTable barh_table;
Prepared prepare_barh(const LayerInput& in);
extern const spec::FieldTable barbs_table;
Prepared prepare_barbs(const LayerInput& in);
extern const spec::FieldTable boxplot_table;
Prepared prepare_boxplot(const LayerInput& in);
extern const spec::FieldTable broken_barh_table;
Prepared prepare_broken_barh(const LayerInput& in);
extern const spec::FieldTable contour_table;
Prepared prepare_contour(const LayerInput& in);
extern const spec::FieldTable contourf_table;
Prepared prepare_contourf(const LayerInput& in);
extern const spec::FieldTable ecdf_table;
Prepared prepare_ecdf(const LayerInput& in);
extern const spec::FieldTable errorbar_table;
Prepared prepare_errorbar(const LayerInput& in);
extern const spec::FieldTable eventplot_table;
Prepared prepare_eventplot(const LayerInput& in);
extern const spec::FieldTable fill_table;
Prepared prepare_fill(const LayerInput& in);
extern const spec::FieldTable fill_between_table;
Prepared prepare_fill_between(const LayerInput& in);
extern const spec::FieldTable fill_betweenx_table;
Prepared prepare_fill_betweenx(const LayerInput& in);
extern const spec::FieldTable hist_table;
Prepared prepare_hist(const LayerInput& in);
extern const spec::FieldTable hexbin_table;
Prepared prepare_hexbin(const LayerInput& in);
extern const spec::FieldTable hist2d_table;
Prepared prepare_hist2d(const LayerInput& in);
extern const spec::FieldTable hlines_table;
Prepared prepare_hlines(const LayerInput& in);
extern const spec::FieldTable pie_table;
Prepared prepare_pie(const LayerInput& in);
extern const spec::FieldTable imshow_table;
Prepared prepare_imshow(const LayerInput& in);
extern const spec::FieldTable matshow_table;
Prepared prepare_matshow(const LayerInput& in);
extern const spec::FieldTable pcolormesh_table;
Prepared prepare_pcolormesh(const LayerInput& in);
extern const spec::FieldTable plot_table;
Prepared prepare_plot(const LayerInput& in);
extern const spec::FieldTable quiver_table;
Prepared prepare_quiver(const LayerInput& in);
extern const spec::FieldTable scatter_table;
Prepared prepare_scatter(const LayerInput& in);
extern const spec::FieldTable spy_table;
Prepared prepare_spy(const LayerInput& in);
extern const spec::FieldTable stackplot_table;
Prepared prepare_stackplot(const LayerInput& in);
extern const spec::FieldTable stairs_table;
Prepared prepare_stairs(const LayerInput& in);
extern const spec::FieldTable stem_table;
Prepared prepare_stem(const LayerInput& in);
extern const spec::FieldTable step_table;
Prepared prepare_step(const LayerInput& in);
extern const spec::FieldTable streamplot_table;
Prepared prepare_streamplot(const LayerInput& in);
extern const spec::FieldTable table_table;
Prepared prepare_table(const LayerInput& in);
extern const spec::FieldTable text_table;
Prepared prepare_text(const LayerInput& in);
extern const spec::FieldTable tripcolor_table;
Prepared prepare_tripcolor(const LayerInput& in);
extern const spec::FieldTable triplot_table;
Prepared prepare_triplot(const LayerInput& in);
extern const spec::FieldTable violinplot_table;
Prepared prepare_violinplot(const LayerInput& in);
extern const spec::FieldTable vlines_table;
Prepared prepare_vlines(const LayerInput& in);

}  // namespace plotmill::layers
