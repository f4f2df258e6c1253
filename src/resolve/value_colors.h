// Colours by value: what `colors` (of a layer or its axes) and `share: colors` say about the groups of a `by`, or about
// a facet. One figure's task calls it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/color.h"
#include "layers/layer.h"
#include "resolve/share.h"

namespace plotmill::resolve {

struct ValueColors {
    std::vector<std::pair<std::string, ColorSpec>> known;  // in the legend's order
    std::optional<ColorSpec> otherwise;                    // the map's 'default'
    Span span;

    // Where a value stands in the legend: the map's first, then all others.
    std::size_t rank(const std::string& value) const;
    // One for each value; those that are neither known nor have a default take the colours of the cycle that are left.
    std::vector<ColorSpec> of(std::span<const std::string> values, const style::RcParams& rc) const;
};

// The map that a layer of this kind goes by; nothing where it has none, and after a report. `axes_map`: the axes' own
// `colors`, or null. `in_facet`: the layer is drawn once for each facet.
std::optional<ValueColors> value_colors(const layers::LayerKind& kind, const spec::Fields& layer,
                                        const spec::FieldValue* axes_map, bool in_facet, Diagnostics& out);
// The same by what the figures of a matrix share; also tells them of this figure's values.
std::optional<ValueColors> shared_colors(const layers::LayerKind& kind, const spec::Fields& layer,
                                         const Sharing& sharing, std::span<const std::string> values);

// Warns of values of the layer's own map that `values` lacks; of the axes' map, and in a figure of a matrix, only of
// those that are nearly one of them.
void check_values(const layers::LayerKind& kind, const spec::Fields& layer, const spec::FieldValue* axes_map,
                  bool of_matrix, const std::string& column, std::span<const std::string> values, Diagnostics& out);

// The layer's arguments with that colour.
spec::Fields with_color(const spec::Fields& layer, const ColorSpec& color, Span span);

}  // namespace plotmill::resolve
