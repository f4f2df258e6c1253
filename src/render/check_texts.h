// Texts that cannot be drawn as they are: math that is not known, families that are not there.
#pragma once

#include "resolve/resolved.h"
#include "text/font_library.h"

namespace plotmill::render {

// Before layout; reports to `out` at the texts' places in the job.
void check_texts(const resolve::ResolvedFigure& figure, const text::FontLibrary& fonts, Span span, Diagnostics& out);

}  // namespace plotmill::render
