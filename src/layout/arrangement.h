// Where everything of a figure stands: the boxes of its axes, what is laid around them, and the part of the figure that
// is kept, by the figure's layout engine. One thread arranges one figure.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/geometry.h"
#include "figure/text_metrics.h"
#include "layout/axis.h"
#include "layout/edges.h"
#include "layout/legend.h"
#include "layout/titles.h"
#include "resolve/resolved.h"

namespace plotmill::layout {

class Arrangement {
public:
    Arrangement(resolve::ResolvedFigure& figure, figure::TextMetrics& metrics);

    // `why` is set where the layout engine was not applied.
    void arrange(std::string& why);

    const Rect& pixels() const { return pixels_; }  // the figure, in the canvas
    Point canvas() const { return canvas_; }        // the size of what is kept of it, pixels
    const Edges& edges() const { return edges_; }
    const LaidAxes& laid(std::size_t axes) const { return laid_[axes]; }
    // An axes and those that share its box, its insets too.
    std::vector<std::pair<const resolve::ResolvedAxes*, const LaidAxes*>> group(std::size_t i) const;
    Point anchor_of(const resolve::Words& words, Point at) const;
    Rect legend_parent() const;  // of the figure's legend

private:
    // For a layout titles and axis labels count as a pixel along their axis; for saving, what has no height or no width
    // counts too.
    enum class Purpose : std::uint8_t { layout, inset, saving };

    template <class F>
    void for_each_table(F&& f);
    void size_tables();
    void update_tables();
    void label_contours();
    void find_places(std::string& why);
    std::optional<resolve::GridSpec> fit(std::string& why);
    void crop();
    Rect tight_box(std::size_t i, Purpose purpose);
    Rect measured(const resolve::LegendSpec& legend, const Rect& parent, const Obstacles* obstacles);
    void place_axes(bool keep);
    void lay_axes(bool fitting);
    const Ticks& ticks_of(std::size_t view, bool is_x);

    resolve::ResolvedFigure& figure_;
    figure::TextMetrics& metrics_;
    Rect pixels_;
    Point canvas_;
    double height_;  // of the scene, whole pixels
    Edges edges_;
    std::vector<Rect> positions_, shown_;  // shares of the figure, before aspects and after them
    std::vector<Rect> boxes_;
    std::vector<LaidAxes> laid_;
    std::vector<std::optional<Ticks>> x_ticks_, y_ticks_;
};

}  // namespace plotmill::layout
