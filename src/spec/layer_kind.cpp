#include "spec/layer_kind.h"

namespace plotmill::spec {
namespace {

constexpr LayerKind layer(std::string_view name, std::string_view family, std::string_view doc) {
    return {name, family, doc, nullptr, "is not drawn yet"};
}

constexpr std::string_view pairwise = "pairwise", statistics = "statistics", gridded = "gridded",
                           irregular = "irregular", words = "lines, spans, words";

constexpr LayerKind kinds[] = {
    layer("plot", pairwise, "lines and markers through points"),
    layer("scatter", pairwise, "markers of varying size and colour"),
    layer("bar", pairwise, "vertical bars, also grouped and stacked"),
    layer("barh", pairwise, "horizontal bars, also grouped and stacked"),
    layer("broken_barh", pairwise, "a row of horizontal bars with gaps"),
    layer("stem", pairwise, "lines from a baseline to markers"),
    layer("step", pairwise, "a line of steps"),
    layer("fill_between", pairwise, "the area between two curves"),
    layer("fill_betweenx", pairwise, "the area between two vertical curves"),
    layer("fill", pairwise, "filled polygons"),
    layer("stackplot", pairwise, "areas on top of each other"),
    layer("stairs", pairwise, "a stepwise constant function"),
    layer("errorbar", pairwise, "points with error bars"),
    layer("hist", statistics, "a histogram"),
    layer("hist2d", statistics, "a histogram of two variables"),
    layer("hexbin", statistics, "a histogram of two variables in hexagons"),
    layer("boxplot", statistics, "boxes of quartiles with whiskers"),
    layer("violinplot", statistics, "densities, mirrored"),
    layer("eventplot", statistics, "rows of short lines"),
    layer("pie", statistics, "a pie chart"),
    layer("ecdf", statistics, "the share of values up to x"),
    layer("imshow", gridded, "an image"),
    layer("matshow", gridded, "a matrix as an image"),
    layer("spy", gridded, "where a matrix is not zero"),
    layer("pcolormesh", gridded, "a grid of coloured cells"),
    layer("contour", gridded, "contour lines"),
    layer("contourf", gridded, "filled contours"),
    layer("quiver", gridded, "a field of arrows"),
    layer("barbs", gridded, "a field of wind barbs"),
    layer("streamplot", gridded, "streamlines of a vector field"),
    layer("tricontour", irregular, "contour lines over scattered points"),
    layer("tricontourf", irregular, "filled contours over scattered points"),
    layer("tripcolor", irregular, "coloured triangles"),
    layer("triplot", irregular, "a triangulation's edges"),
    layer("axhline", words, "a horizontal line across the axes"),
    layer("axvline", words, "a vertical line across the axes"),
    layer("axline", words, "an infinite line through points"),
    layer("axhspan", words, "a horizontal band across the axes"),
    layer("axvspan", words, "a vertical band across the axes"),
    layer("hlines", words, "horizontal lines"),
    layer("vlines", words, "vertical lines"),
    layer("text", words, "words at a point"),
    layer("annotate", words, "words with an arrow to a point"),
    layer("arrow", words, "an arrow"),
    layer("table", words, "a table of texts"),
};

}  // namespace

std::span<const LayerKind> all_layer_kinds() { return kinds; }

const LayerKind* find_layer_kind(std::string_view name) {
    for (const LayerKind& k : kinds)
        if (k.name == name) return &k;
    return nullptr;
}

}  // namespace plotmill::spec
