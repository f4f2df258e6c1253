// What the layer kinds share: reading their array arguments in units of the axes, labels, and adding artists and legend
// handles to what was prepared. Faults are reported to the axes' diagnostics; a missing value then stands for them.
// Called by one thread per figure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "figure/props.h"
#include "layers/layer.h"

namespace plotmill::layers {

using Values = std::vector<double>;

// One group of a layer being made.
struct Draft {
    const LayerInput& in;
    const Group& group;
    Prepared& out;

    const spec::Fields& fields() const { return group.fields() ? *group.fields() : in.fields; }
    AxesContext& axes() const { return in.axes; }
    const style::RcParams& rc() const { return in.axes.rc(); }
    Span span_of(std::string_view name) const { return fields().span_of(name); }
    bool has(std::string_view name) const { return figure::given(fields(), name) != nullptr; }
    // Reports, and marks the layer as failed.
    void error(std::string_view at, std::string message) const;
};

// Calls f(draft) for every group, and marks the layer as failed where faults were reported meanwhile.
template <class F>
Prepared for_each_group(const LayerInput& in, F&& f) {
    Prepared out;
    const std::size_t before = in.axes.diagnostics().error_count();
    for (const auto& group : in.groups) {
        const Draft draft{in, *group, out};
        f(draft);
    }
    if (in.axes.diagnostics().error_count() != before) out.failed = true;
    return out;
}

// The array argument `name` as positions on an axis (categories and dates become numbers); scalars have one value. No
// value where it was not given or is faulty. The numbers are the column's own where it has some: no copy of them.
std::optional<Numbers> axis_numbers(const Draft& d, std::string_view name, Direction axis);
// The same for an argument without units (widths, sizes, weights): text and dates are faults.
std::optional<Numbers> plain_numbers(const Draft& d, std::string_view name);
// The same to be changed.
std::optional<Values> axis_values(const Draft& d, std::string_view name, Direction axis);
std::optional<Values> plain_values(const Draft& d, std::string_view name);

// Several series: of a list of columns each one, of a two-dimensional argument its columns (or its rows).
enum class Part : std::uint8_t { columns, rows };
std::optional<std::vector<Numbers>> axis_number_series(const Draft& d, std::string_view name, Direction axis,
                                                       Part part);
std::optional<std::vector<Numbers>> plain_number_series(const Draft& d, std::string_view name, Part part);
std::optional<std::vector<Values>> axis_series(const Draft& d, std::string_view name, Direction axis, Part part);
std::optional<std::vector<Values>> plain_series(const Draft& d, std::string_view name, Part part);

// Nested lists hold their series as rows; a table's or file's two-dimensional array as columns (cbook._reshape_2D).
Part reshape_part(const Draft& d, std::string_view name);

// True where a truth value: numbers are true unless 0 or missing. No value where not given or faulty.
std::optional<std::vector<bool>> truth_values(const Draft& d, std::string_view name);

// A scalar position on an axis.
std::optional<double> axis_position(const Draft& d, std::string_view name, Direction axis);

// "x has 3 values, y has 2", at y.
bool same_length(const Draft& d, std::string_view a, std::size_t a_size, std::string_view b, std::size_t b_size);
// As numpy's broadcasting: one value is repeated `size` times; any other length must be `size`, else it is reported.
bool broadcast(const Draft& d, std::string_view name, Values& values, std::string_view against, std::size_t size);

Values counting(std::size_t n);  // 0, 1, ..., n - 1

// ---- Colours, numbers and words that are one or many

// One colour or a list of them; no value where not given or null. Reports items that are no colours.
std::optional<figure::ColorList> colors(const Draft& d, std::string_view name);
// A number or a list of numbers (not an array argument).
std::optional<Values> numbers(const Draft& d, std::string_view name);
std::optional<std::vector<std::string>> texts(const Draft& d, std::string_view name);
std::string text_of(const spec::FieldValue& value);  // as written, for labels and the like

// ---- Labels and legend handles

struct Label {
    bool given = false;
    bool list = false;
    std::vector<std::string> texts;  // one unless `list`
    std::string one() const { return list || texts.empty() ? std::string() : texts[0]; }
};
// The group's label where the layer has `by`, else the layer's.
Label label_of(const Draft& d);
// The same for a layer that takes one label: a list is reported.
std::string single_label(const Draft& d);

// Labels that are empty or begin with "_" stand in no legend.
void add_handle(Prepared& out, const std::string& label, decltype(figure::LegendHandle::content) content,
                bool container = false);

// ---- Artists

template <class T>
figure::Artist& add_artist(Prepared& out, T content, const figure::ArtistKeywords& keywords, double zorder) {
    figure::Artist& artist = out.artists.emplace_back();
    artist.content = std::move(content);
    figure::apply(keywords, zorder, artist);
    return artist;
}

// A Line2D with its gap colour's companion below it; x may be empty, and counts 0, 1, 2, ... then.
figure::Artist& add_line(Prepared& out, Numbers x, Numbers y, const figure::ResolvedLine& line,
                         const figure::ArtistKeywords& keywords, double zorder = 2,
                         figure::Space space = figure::Space::data);

figure::LineHandle line_handle(const figure::ResolvedLine& line);

// What the property cycle gives for keywords that the call did not give (Axes._get_lines); advances the cycle.
void fill_from_cycle(AxesContext& axes, figure::LineKeywords& keywords);

}  // namespace plotmill::layers
