// Polar axes: tick labels, grid lines and the outline, as matplotlib.projections.polar draws them.
#pragma once

#include "layout/axis.h"

namespace plotmill::layout {

// The radius at and below which there are no ticks (projections.polar.RadialLocator); none: all are drawn.
std::optional<double> radial_floor(const figure::PolarProjection& polar, const resolve::AxisView& theta,
                                   const resolve::AxisView& radius);

// As lay_axis and emit_axis; `is_x` is the axis of angles. `view` is polar. `fitting`: for tight layout, which measures
// a wedge before PolarAxes.draw has moved its radii from their angle in a circle to its edge.
LaidAxis lay_polar_axis(const resolve::ResolvedAxes& axes, bool is_x, const Ticks& ticks, const figure::View& view,
                        figure::TextMetrics& metrics, bool fitting = false);
void emit_polar_axis(const LaidAxis& axis, const resolve::ResolvedAxes& axes, const figure::View& view,
                     figure::TextMetrics& metrics, scene::Builder& out, FigureFacts* facts);

// Sides in the order that they are drawn in: polar, start, end, inner, by their places among ResolvedAxes::spines.
constexpr int polar_spines[] = {3, 0, 1, 2};
void draw_polar_spine(const resolve::Spine& spine, int side, bool antialias, const figure::View& view,
                      scene::Builder& out);

}  // namespace plotmill::layout
