// One axis of one axes laid out: ticks, labels, offset text, axis label (matplotlib.axis.Axis), and into the scene.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "figure/text_metrics.h"
#include "figure/view.h"
#include "layout/facts.h"
#include "resolve/resolved.h"
#include "scene/builder.h"

namespace plotmill::layout {

// The ticks of a view at a given size of its owner: positions and labels, as locators and formatters give them.
struct Ticks {
    std::vector<double> major, minor;
    std::vector<std::string> major_labels, minor_labels;
    std::string offset;
};

// `length`: the owner's box along the axis, pixels. `label_size`: the owner's tick label size, points. `radial`:
// where these are the radii of a polar axes.
struct RadialTicks {
    std::optional<double> above;  // major ticks that are not above it are left out
};
Ticks make_ticks(const resolve::AxisView& view, bool is_x, double length, double label_size, double dpi,
                 const RadialTicks* radial = nullptr);

// A text in its place: anchor in pixels, y upwards.
struct PlacedText {
    std::string text;
    figure::TextProps props;
    Point anchor;
    Rect box;
};

// Matplotlib's Axis after _update_ticks, _update_label_position and _update_offset_text_position.
struct LaidAxis {
    bool is_x = true;
    std::vector<double> major, minor;          // positions inside the view, data values
    std::vector<PlacedText> labels1, labels2;  // visible ones, major then minor; empty texts included
    std::optional<PlacedText> label, offset;
    std::vector<TickFact> facts;

    // The box around all texts, as Axis.get_tightbbox; none where there is nothing.
    // `for_layout`: the axis label counts as a pixel along the axis, as for tight layout.
    Rect tight_box(bool for_layout = false) const;
};

LaidAxis lay_axis(const resolve::ResolvedAxes& axes, bool is_x, const Ticks& ticks, const figure::View& view,
                  figure::TextMetrics& metrics);

// Pieces that axes of every projection share.
double tick_padding(const resolve::TickParams& p);  // points that a tick takes outside the axes
figure::TextProps label_props(const resolve::TickParams& p);
figure::LineProps spine_line(const resolve::Spine& spine, bool antialias);
// The axis label and the offset text, beyond the tick labels and `edge`, the box of the line that the axis stands on.
void add_axis_texts(LaidAxis& laid, const resolve::Axis& axis, const Ticks& ticks, const Rect& edge,
                    const figure::View& view, figure::TextMetrics& metrics);
void emit_placed(const PlacedText& text, const figure::View& view, figure::TextMetrics& metrics, scene::Builder& out,
                 FigureFacts* facts);

// Where the spine of a side stands, in pixels: the y of bottom and top, the x of left and right. Sides: 0 left, 1
// right, 2 bottom, 3 top.
double spine_place(const resolve::ResolvedAxes& axes, int side, const figure::View& view);

// Spine.get_window_extent: the line and the ticks that stand on it.
Rect spine_box(const resolve::ResolvedAxes& axes, int side, const figure::View& view, const resolve::Axis& axis,
               const LaidAxis& laid);

void emit_axis(const LaidAxis& axis, const resolve::ResolvedAxes& axes, const figure::View& view,
               figure::TextMetrics& metrics, scene::Builder& out, FigureFacts* facts);

// "default" ticks: tick 1 and label 1 only (Axis.get_ticks_position): 1 near, 2 far, 0 anything else.
int ticks_position(const resolve::Axis& axis);

}  // namespace plotmill::layout
