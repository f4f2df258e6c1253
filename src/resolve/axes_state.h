// Axes in the making: data limits, units and view limits as they change while layers are added in the order of the
// file, by the rules of Matplotlib's Axes (autoscale_view, set_xlim, sticky edges, shared axes). One task builds one
// figure.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/column.h"
#include "figure/data_limits.h"
#include "figure/view.h"
#include "layers/layer.h"
#include "resolve/resolved.h"
#include "resolve/share.h"
#include "style/cycle.h"

namespace plotmill::resolve {

using layers::Direction;

// One direction shared by one or more axes.
struct ViewState {
    AxisView view;
    Direction direction = Direction::x;
    std::vector<std::size_t> members;  // axes that share it
    bool autoscale = true;
    bool categories = false;
    std::unordered_map<std::string, std::size_t> places;  // of the categories' names
    bool default_major = true, default_minor = true;      // still the scale's own locators
    bool default_major_format = true, default_minor_format = true;
    bool theta = false, radius = false;  // of a polar axes
    std::optional<Span> major_rule,
        minor_rule;  // where the job asks for ticks by rule (`every`), which may be too many
};

struct AxesState {
    ResolvedAxes axes;
    figure::DataLimits limits;
    double margin_x = 0.05, margin_y = 0.05;
    bool stale_x = false, stale_y = false;
    bool tight = false;  // Axes._tight: locators do not widen the limits
    std::unique_ptr<style::AxesCycles> cycle;
};

class FigureState {
public:
    FigureState(std::shared_ptr<const style::RcParams> rc, Diagnostics& diagnostics);

    double dpi = 100;          // pixels per inch
    bool bars_in_grid = true;  // colour bars take cells of their axes' cell, as without constrained layout
    Sharing sharing;           // with the other figures of a matrix
    // The figure while it is filled, which some artists' limits depend on.
    double width = 6.4, height = 4.8, fill_dpi = 100;  // inches, pixels per inch
    GridSpec grid;

    // A new axes with views of its own where `x_of` / `y_of` (other axes) are negative.
    std::size_t add_axes(int x_of = -1, int y_of = -1);

    AxesState& axes(std::size_t i) { return axes_[i]; }
    std::size_t axes_count() const { return axes_.size(); }
    ViewState& view(std::size_t axes, Direction d);

    // Makes an axes polar that has nothing in it yet; its angles are seen from `from` to `to`, radians.
    void make_polar(std::size_t axes, const figure::PolarProjection& projection, double from, double to);
    void set_scale(std::size_t axes, Direction d, const figure::Scale& scale);
    void add(std::size_t axes, layers::Prepared prepared, int layer);
    void request_autoscale(std::size_t axes, Direction d);
    // Runs what autoscaling was asked for (Axes._unstale_viewLim).
    void settle(std::size_t axes, Direction d);
    // How data are placed now: limits autoscaled as far as was asked for, boxes before their aspects. `first` is about
    // to be added: its sticky edges hold, its limits do not count yet (Axes.add_collection).
    figure::View placement(std::size_t axes, const figure::Artist& first);
    void set_limits(std::size_t axes, Direction d, double lo, double hi, bool keep_autoscale = false);
    void invert(std::size_t axes, Direction d);
    // Axis.set_ticks: fixed positions, which the view grows to hold.
    void set_ticks(std::size_t axes, Direction d, std::vector<double> positions, bool minor = false);
    void make_dates(std::size_t axes, Direction d);
    // Registers category names; their places on the axis.
    std::vector<double> categories(std::size_t axes, Direction d, const Column& column);

    const style::RcParams& rc() const { return *rc_; }
    Diagnostics& diagnostics() { return diagnostics_; }

    // The end of building: settles everything.
    void finish(ResolvedFigure& out);

private:
    Rect box(std::size_t axes) const;
    void autoscale(std::size_t axes, Direction d);
    void default_locators(ViewState& v);
    figure::AxisView locator_view(const ViewState& v) const;
    double minpos(const ViewState& v) const;
    void measure(const ResolvedFigure& out);

    std::shared_ptr<const style::RcParams> rc_;
    Diagnostics& diagnostics_;
    std::vector<ViewState> views_;
    std::vector<AxesState> axes_;
    bool round_numbers_ = false;
};

}  // namespace plotmill::resolve
