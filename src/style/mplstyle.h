// .mplstyle and matplotlibrc files: lines "name: value  # comment". Pure but for read_mplstyle, which reads a file; any
// thread.
#pragma once

#include <string>

#include "base/result.h"
#include "base/span.h"
#include "io/roots.h"
#include "style/rc.h"

namespace plotmill::style {

// The file, for apply_mplstyle. Its owner keeps it for as long as spans into it may be shown.
Result<Source> read_mplstyle(const std::string& path, const io::Roots& roots = {});

// Sets what the file says. Faults (a missing colon or quote, an unknown name, a value that does not fit) are reported
// at their line, and the rest is set all the same; false where there was one. A name given twice is a warning: the
// later one holds. Parameters that Matplotlib does not take from styles (backend, timezone, ...) are skipped, as it
// does.
bool apply_mplstyle(RcParams& rc, const Source& source, Diagnostics& out);

}  // namespace plotmill::style
