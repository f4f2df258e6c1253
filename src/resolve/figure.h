// The stage from a figure's typed words and its tables to a figure with everything decided (limits, units, colours,
// ticks' rules, legends' entries): what Matplotlib does between plt.subplots() and draw(). One call per figure, on any
// thread.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "data/table.h"
#include "expr/expression.h"
#include "figure/text_metrics.h"
#include "resolve/resolved.h"
#include "resolve/share.h"
#include "spec/reader.h"

namespace plotmill::resolve {

struct FigureInput {
    std::string name;
    const spec::Fields& fields;      // read by spec::figure_table
    const spec::Scope& scope;        // templates and single numbers
    const expr::Environment& names;  // matrix parameters and vars
    // A table of the job by name, loaded; null after a report.
    std::function<data::TablePtr(const std::string& name, Span span, Diagnostics& out)> table;
    std::shared_ptr<const style::RcParams> rc;
    const SharedScales* scales = nullptr;    // of the matrix, where the figure shares any
    SharedScales* measured = nullptr;        // where its own go, while the matrix is measured
    bool of_matrix = false;                  // what this figure lacks, others may have
    figure::TextMetrics* metrics = nullptr;  // for the outlines of math markers
};

// Reports faults to `out`; where there were errors, what comes back is not to be drawn.
ResolvedFigure resolve_figure(const FigureInput& input, Diagnostics& out);

}  // namespace plotmill::resolve
