#include <algorithm>

#include "layers/kinds.h"

namespace plotmill::layers {

namespace {

constexpr std::string_view pairwise = "pairwise", statistics = "statistics", gridded = "gridded",
                           irregular = "irregular", lines_words = "lines, spans, words";

// Sorted by name.
constexpr LayerKind kinds[] = {
    {"annotate", lines_words, "words with an arrow to a point", &annotate_table, prepare_annotate},
    {"arrow", lines_words, "an arrow in data units", &arrow_table, prepare_arrow},
    {"axhline", lines_words, "a horizontal line across the axes", &axhline_table, prepare_axhline},
    {"axhspan", lines_words, "a horizontal band across the axes", &axhspan_table, prepare_axhspan},
    {"axline", lines_words, "an endless line through two points, or through one with a slope", &axline_table,
     prepare_axline},
    {"axvline", lines_words, "a vertical line across the axes", &axvline_table, prepare_axvline},
    {"axvspan", lines_words, "a vertical band across the axes", &axvspan_table, prepare_axvspan},
    {"bar", pairwise, "vertical bars, also grouped or stacked", &bar_table, prepare_bar},
    {"barbs", gridded, "a field of wind barbs", &barbs_table, prepare_barbs},
    {"barh", pairwise, "horizontal bars, also grouped or stacked", &barh_table, prepare_barh},
    {"boxplot", statistics, "boxes of quartiles with whiskers", &boxplot_table, prepare_boxplot},
    {"broken_barh", pairwise, "a row of horizontal rectangles", &broken_barh_table, prepare_broken_barh},
    {"contour", gridded, "lines at levels of values on a grid", &contour_table, prepare_contour},
    {"contourf", gridded, "areas between levels of values on a grid", &contourf_table, prepare_contourf},
    {"ecdf", statistics, "the empirical cumulative distribution function of values", &ecdf_table, prepare_ecdf},
    {"errorbar", pairwise, "points or lines with error bars", &errorbar_table, prepare_errorbar},
    {"eventplot", statistics, "rows of parallel lines at positions", &eventplot_table, prepare_eventplot},
    {"fill", pairwise, "filled polygons", &fill_table, prepare_fill},
    {"fill_between", pairwise, "the area between two curves over x", &fill_between_table, prepare_fill_between},
    {"fill_betweenx", pairwise, "the area between two curves over y", &fill_betweenx_table, prepare_fill_betweenx},
    {"hexbin", statistics, "a histogram of two variables in hexagons", &hexbin_table, prepare_hexbin},
    {"hist", statistics, "histograms of one or more sets of values", &hist_table, prepare_hist},
    {"hist2d", statistics, "a histogram of two variables", &hist2d_table, prepare_hist2d},
    {"hlines", lines_words, "horizontal lines from xmin to xmax", &hlines_table, prepare_hlines},
    {"imshow", gridded, "an image of data or colours", &imshow_table, prepare_imshow},
    {"matshow", gridded, "a matrix as an image", &matshow_table, prepare_matshow},
    {"pcolormesh", gridded, "a grid of coloured cells", &pcolormesh_table, prepare_pcolormesh},
    {"pie", statistics, "a pie or donut chart", &pie_table, prepare_pie},
    {"plot", pairwise, "lines and markers", &plot_table, prepare_plot},
    {"quiver", gridded, "a field of arrows", &quiver_table, prepare_quiver},
    {"scatter", pairwise, "markers whose sizes and colours may vary", &scatter_table, prepare_scatter},
    {"spy", gridded, "where a matrix is not zero", &spy_table, prepare_spy},
    {"stackplot", pairwise, "areas stacked on each other", &stackplot_table, prepare_stackplot},
    {"stairs", pairwise, "a stepwise constant function with given edges", &stairs_table, prepare_stairs},
    {"stem", pairwise, "lines from a baseline to heads", &stem_table, prepare_stem},
    {"step", pairwise, "lines with steps between the points", &step_table, prepare_step},
    {"streamplot", gridded, "streamlines of a vector field", &streamplot_table, prepare_streamplot},
    {"table", lines_words, "a table of texts", &table_table, prepare_table},
    {"text", lines_words, "text at a place in data units", &text_table, prepare_text},
    {"tricontour", irregular, "lines at levels of values at scattered points", &tricontour_table, prepare_tricontour},
    {"tricontourf", irregular, "areas between levels of values at scattered points", &tricontourf_table,
     prepare_tricontourf},
    {"tripcolor", irregular, "the triangles of scattered points in colours", &tripcolor_table, prepare_tripcolor},
    {"triplot", irregular, "the edges of a triangulation of scattered points", &triplot_table, prepare_triplot},
    {"violinplot", statistics, "estimated densities of sets of values, mirrored", &violinplot_table,
     prepare_violinplot},
    {"vlines", lines_words, "vertical lines from ymin to ymax", &vlines_table, prepare_vlines},
};

static_assert(std::is_sorted(std::begin(kinds), std::end(kinds),
                             [](const LayerKind& a, const LayerKind& b) { return a.name < b.name; }));

}  // namespace

const LayerKind* find_layer(std::string_view name) {
    const auto* at = std::lower_bound(std::begin(kinds), std::end(kinds), name,
                                      [](const LayerKind& kind, std::string_view n) { return kind.name < n; });
    return at != std::end(kinds) && at->name == name ? at : nullptr;
}

std::span<const LayerKind> all_layers() { return kinds; }

}  // namespace plotmill::layers
