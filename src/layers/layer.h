// What a layer kind must answer. A kind is a row of constant data with a field table and one function that turns its
// typed arguments into artists; limits, painting and legends are then answered by the artists it made
// (figure/artist.h), so that a new layer is one file. Functions are called by one thread per figure and keep no state.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/column.h"
#include "base/diagnostic.h"
#include "figure/artist.h"
#include "figure/view.h"
#include "spec/layer_kind.h"
#include "spec/reader.h"
#include "style/rc.h"

namespace plotmill::layers {

enum class Direction : std::uint8_t { x, y };

// The axes as a layer may ask it while it is prepared (implemented by resolve/). Layers are prepared in the order of
// the file; units, categories and colour cycles advance in that order, as Matplotlib's do.
class AxesContext {
public:
    virtual ~AxesContext() = default;

    virtual const style::RcParams& rc() const = 0;

    // Values of a column as numbers of the axis: categories are registered with the axis (0, 1, 2, ... in order of
    // appearance), dates make it a date axis. A column that does not fit the axis's units (numbers after categories,
    // ...) is reported at `span`; the result is then empty.
    virtual std::optional<Numbers> convert(Direction axis, const Column& column, Span span) = 0;
    // The same for one scalar position (a number, a date, or a category name).
    virtual std::optional<double> convert(Direction axis, const spec::FieldValue& value) = 0;
    virtual bool is_category(Direction axis) const = 0;
    virtual bool is_date(Direction axis) const = 0;

    // The next properties of axes.prop_cycle: lines and patches share one cycle per method family, as Axes._get_lines
    // and Axes._get_patches_for_fill.
    virtual Rgba next_line_color() = 0;   // colour only (Axes._get_lines.get_next_color)
    virtual Rgba next_patch_color() = 0;  // Axes._get_patches_for_fill.get_next_color
    // The next whole entry for `plot` (colour, linestyle, marker, ...): `has_*` of those that the call gave itself are
    // not taken; the cycle does not advance when the call gives every key of it (Matplotlib's _getdefaults).
    virtual style::CycleEntry next_line_entry(std::span<const std::string_view> given) = 0;
    virtual const std::vector<Rgba>& cycle_colors() const = 0;  // what "C0", "C1", ... mean

    virtual std::pair<double, double> bound(Direction axis) = 0;  // current limits, low first (autoscaled as of now)
    virtual bool log_scale(Direction axis) const = 0;
    virtual void set_log_scale(Direction axis) = 0;  // hist(log=True)
    // Ticks that a layer asks of its axes (grouped bars over numbers or names).
    virtual void set_ticks(Direction axis, std::vector<double> positions, std::vector<std::string> labels) = 0;
    virtual void invert(Direction axis) = 0;
    // Ticks added to those that are fixed so far, while the view stays as it is (Axes.bxp).
    virtual void add_ticks(Direction axis, std::vector<double> positions, std::vector<std::string> labels) = 0;
    // Grows the data limits in one direction (Axes.dataLim).
    virtual void grow_limits(Direction axis, double low, double high) = 0;
    virtual void set_limits(Direction axis, double low, double high) = 0;
    virtual void set_aspect(double aspect) = 0;  // height of a data unit over its width
    virtual void set_frame_on(bool on) = 0;
    virtual double dpi() const = 0;  // of the figure, in pixels per inch
    // Sets the norm's open limits from the values (and those of the figures that share it).
    virtual void autoscale(style::Norm& norm, std::span<const double> values) { norm.autoscale(values); }
    // How data are placed while the figure is filled (limits autoscaled as of now, the box before its aspect), for
    // artists whose data limits depend on that. The first artist of the layer already counts with its sticky edges.
    virtual figure::View view(const figure::Artist& first) = 0;

    virtual Diagnostics& diagnostics() = 0;
};

// One group of a `by` (or the only one of a layer without): how its array arguments are read.
class Group {
public:
    virtual ~Group() = default;
    virtual const std::string& label() const = 0;  // "" without `by`
    // The array argument `name`, evaluated: one column or several series (a mapping of arrays: one for each entry, in
    // order; a scalar: one column of one value). Reports faults; then empty. Empty, without a report, where it was not
    // given.
    virtual std::vector<ColumnPtr> series(std::string_view name) const = 0;
    virtual ColumnPtr column(std::string_view name) const = 0;  // exactly one; more than one is reported
    virtual bool given(std::string_view name) const = 0;
    // True where the argument's text is a column of the group's table (a colour's name may be one).
    virtual bool names_column(std::string_view) const { return false; }
    virtual std::size_t rows() const = 0;  // of the group's table; 0 without
    // The layer's arguments as they are for this group (its colour by `colors`); null where they are the layer's.
    virtual const spec::Fields* fields() const { return nullptr; }
};

struct LayerInput {
    const spec::Fields& fields;
    std::span<const std::unique_ptr<Group>> groups;  // at least one
    bool by = false;
    AxesContext& axes;
    const Group* whole = nullptr;  // with `by`: the whole table as one group (null where it is not at hand)
};

// Which axes are to be autoscaled after the layer was added (Axes._request_autoscale_view).
enum class Autoscale : std::uint8_t { no, yes, if_outside };

struct Prepared {
    std::vector<figure::Artist> artists;
    std::vector<figure::LegendHandle> handles;
    Autoscale autoscale_x = Autoscale::yes, autoscale_y = Autoscale::yes;
    // if_outside: only where one of these lies outside the limits as they were before the layer was added.
    std::vector<double> outside_x, outside_y;
    // Limits that the layer sets after its artists were added, first and last of each direction; `keep_autoscale`: the
    // axes go on following the data, and limits of an axis that does no longer are left alone (set_xlim(auto=None)).
    std::optional<std::pair<double, double>> xlim, ylim;
    bool keep_autoscale = false;
    std::optional<std::string> aspect;  // "auto", "equal", or a number as text, as the axes' own key
    bool grid_off = false;              // Axes.grid(False)
    bool matrix_ticks = false;          // matshow and spy: labels at the top, ticks on both sides, on whole numbers
    std::optional<figure::Mappable> mappable;  // what a colour bar would show
    bool failed = false;                       // faults were reported; nothing of the layer is drawn
    bool tight = false;                        // limits end at the data from now on (autoscale_view(tight=True))
    bool needs_margins = false;                // the axes' margins are 0.05 at least (scatter in classic mode)
};

struct LayerKind {
    std::string_view name;  // Matplotlib's method name
    std::string_view family;
    std::string_view doc;  // one line
    const spec::FieldTable* fields;
    Prepared (*prepare)(const LayerInput&);
};

// Sorted by name; null for a name that is not drawn (spec/layer_kind.h knows all names of the format).
const LayerKind* find_layer(std::string_view name);
std::span<const LayerKind> all_layers();

}  // namespace plotmill::layers
