// What layers see of the job while they are prepared: the axes (units, cycles, limits) and their array arguments.
#pragma once

#include "layers/layer.h"
#include "resolve/axes_state.h"
#include "resolve/figure.h"
#include "resolve/value_colors.h"

namespace plotmill::resolve {

class LayerAxes final : public layers::AxesContext {
public:
    // `layer`: its place among the layers of the axes.
    LayerAxes(FigureState& state, std::size_t axes, std::size_t layer);

    const style::RcParams& rc() const override { return state_.rc(); }
    std::optional<Numbers> convert(Direction axis, const Column& column, Span span) override;
    std::optional<double> convert(Direction axis, const spec::FieldValue& value) override;
    bool is_category(Direction axis) const override;
    bool is_date(Direction axis) const override;
    Rgba next_line_color() override;
    Rgba next_patch_color() override;
    style::CycleEntry next_line_entry(std::span<const std::string_view> given) override;
    const std::vector<Rgba>& cycle_colors() const override { return colors_; }
    std::pair<double, double> bound(Direction axis) override;
    bool log_scale(Direction axis) const override;
    void set_log_scale(Direction axis) override;
    void set_ticks(Direction axis, std::vector<double> positions, std::vector<std::string> labels) override;
    void invert(Direction axis) override;
    void add_ticks(Direction axis, std::vector<double> positions, std::vector<std::string> labels) override;
    void grow_limits(Direction axis, double low, double high) override;
    void set_limits(Direction axis, double low, double high) override;
    void set_aspect(double aspect) override;
    void set_frame_on(bool on) override;
    double dpi() const override { return state_.dpi; }
    void autoscale(style::Norm& norm, std::span<const double> values) override {
        state_.sharing.autoscale(norm, values, axes_, layer_);
    }
    figure::View view(const figure::Artist& first) override { return state_.placement(axes_, first); }
    Diagnostics& diagnostics() override { return state_.diagnostics(); }

private:
    FigureState& state_;
    std::size_t axes_, layer_;
    std::vector<Rgba> colors_;
};

// The rows of a table that one facet of the figure draws.
struct Facet {
    data::TablePtr table;           // with all rows
    std::vector<std::size_t> rows;  // ascending
    data::TablePtr part;            // with these rows
    std::string label;              // the value that they have in common
    bool first = false;             // of the figure's facets
};

// How the groups of a layer get their colours.
struct ColorRules {
    const layers::LayerKind& kind;
    const spec::FieldValue* axes_map = nullptr;  // the axes' `colors`
    const Sharing& sharing;
    const style::RcParams& rc;
    bool of_matrix = false;
};

// With `facet`, whose part `table` then is, `by` has the groups of all rows, in their order, so that facets agree;
// those without rows in the facet are empty. The groups of a layer: one over the whole table, or one per value of its
// `by` column, with `whole` the table as one group. Empty after a report.
std::vector<std::unique_ptr<layers::Group>> layer_groups(const spec::Fields& fields, const data::TablePtr& table,
                                                         const expr::Environment& names,
                                                         std::unique_ptr<layers::Group>& whole, const ColorRules& rules,
                                                         Diagnostics& out, const Facet* facet = nullptr);

// All rows of a table, or arguments without a table, for what has no groups.
std::unique_ptr<layers::Group> whole_table(const spec::Fields& fields, const data::TablePtr& table,
                                           const expr::Environment& names, Diagnostics& out);

}  // namespace plotmill::resolve
