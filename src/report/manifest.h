// manifest.json: every figure of a run with its files and times, for build systems, dashboards, later runs and
// `plotmill merge`. Figures stand in the order of the jobs, one a line. A reader must ignore keys that it does not
// know; the number behind "plotmill_manifest" changes only when a key changes its meaning. manifest_schema() says what
// may stand in it.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "report/records.h"

namespace plotmill::report {

constexpr int manifest_version = 1;

struct Manifest {
    Head head;
    std::vector<Figure> figures;
    Tail tail;
    Totals totals;  // of what was read, counted anew
};

// The file appears, whole, with finish(). Not made where the path cannot be written to.
Result<std::unique_ptr<Sink>> make_manifest(const std::string& path, const Head& head);

// All of it as text, for what is held in memory.
std::string manifest_text(const Manifest& manifest);

// `name` is for messages. Nothing in the text is trusted: wrong types, unknown statuses and other versions are faults.
Result<Manifest> read_manifest(std::string_view text, const std::string& name);
Result<Manifest> read_manifest_file(const std::string& path);

std::string manifest_schema();  // JSON Schema draft-07, indented, ends with a newline

}  // namespace plotmill::report
