// Titles, axis labels, figure titles: from the job's words to placed-to-be texts.
#pragma once

#include "figure/props.h"
#include "resolve/resolved.h"
#include "spec/reader.h"

namespace plotmill::resolve {

void set_title(ResolvedAxes& axes, const spec::FieldValue& value, const style::RcParams& rc);
void set_label(ResolvedAxes& axes, bool is_x, const spec::FieldValue& value, const style::RcParams& rc);
Words figure_title(const spec::FieldValue& value, const style::RcParams& rc);
// Reports box styles that there are not, in these fields and those within them.
void check_box_styles(const spec::Fields& fields, Diagnostics& out);
Words figure_label(const spec::FieldValue& value, const style::RcParams& rc, bool is_x);
// A line of small print at the bottom left: sources, notes.
Words figure_footnote(const spec::FieldValue& value, const style::RcParams& rc);

}  // namespace plotmill::resolve
