// Format strings of plot, step, errorbar and stem ("ro", "C4-.s"), as Matplotlib's _process_plot_format. Pure function.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "figure/props.h"

namespace plotmill::layers {

struct PlotFormat {
    std::optional<spec::LineStyle> linestyle;  // not given: rcParams' (the text is a colour only)
    std::optional<spec::Marker> marker;
    std::optional<ColorSpec> color;
};

Result<PlotFormat> parse_plot_format(std::string_view text, const style::RcParams& rc, Span span);

// Sets what the format says and the keywords do not.
void apply_format(const PlotFormat& format, figure::LineKeywords& keywords);

}  // namespace plotmill::layers
